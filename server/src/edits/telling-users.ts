import { ts } from '../engine/syntax.ts';
import { isInScope } from './logging.ts';
import { quoted } from './style.ts';

/** How files of a page tell people that something failed, by the shape of the call. */
type Form = (name: string, text: (words: string) => string) => string;

const asText: Form = (name, text) => `${name}(${text('Something went wrong. Please try again.')})`;
const asTitle: Form = (name, text) => `${name}(${text('Something went wrong')}, ${text('Please try again.')})`;
const asOptions: Form = (name, text) =>
  `${name}({ title: ${text('Something went wrong')}, description: ${text('Please try again.')}, variant: ${text('destructive')} })`;

interface Telling {
  readonly callee: ts.Expression;
  readonly form: Form;
}

const remembered = new WeakMap<ts.SourceFile, readonly Telling[]>();

/**
 * The call, without a semicolon, by which the file tells its user of failures elsewhere and that is in scope at the node:
 * `toast.error(…)`, `toast({ variant: 'destructive', … })`, `Alert.alert(…)`. A log line alone would leave people in front of a
 * page on which nothing happened.
 */
export function tellUserAt(node: ts.Node): string | undefined {
  const tree = node.getSourceFile();
  let known = remembered.get(tree);
  if (known === undefined) {
    known = findTellings(tree);
    remembered.set(tree, known);
  }
  const telling = known.find(({ callee }) => isInScope(callee, node));
  return telling?.form(telling.callee.getText(tree), (words) => quoted(tree, words));
}

function findTellings(tree: ts.SourceFile): readonly Telling[] {
  if (!/\b(?:toast|Alert)\b/.test(tree.text)) return [];
  const found: Telling[] = [];
  const visit = (node: ts.Node): void => {
    const form = ts.isCallExpression(node) ? formOf(node, tree) : undefined;
    if (form && ts.isCallExpression(node)) found.push({ callee: node.expression, form });
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function formOf({ expression, arguments: given }: ts.CallExpression, tree: ts.SourceFile): Form | undefined {
  const [first] = given;
  const name = expression.getText(tree);
  if (first === undefined) return undefined;
  if (name === 'toast.error') return asText;
  if (name === 'Alert.alert') return asTitle;
  const isFailure =
    name === 'toast' && ts.isObjectLiteralExpression(first) && /\bdestructive\b/.test(first.getText(tree));
  return isFailure ? asOptions : undefined;
}
