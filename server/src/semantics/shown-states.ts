import { ts } from '../engine/syntax.ts';
import type { CalleeQuestions } from './callees.ts';
import { enclosingFunction, isFunctionExpression, unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';
import { chainCall } from './thenables.ts';

/**
 * `const [names, setNames] = useState(english); useEffect(() => { loadNames(locale); });`: what is shown from the start
 * stays where the load fails, as long as nobody waits for it and nobody edits it.
 */
export function keepsWhatIsShown(statement: ts.ExpressionStatement, callees: CalleeQuestions): boolean {
  if (!isInEffect(statement)) return false;
  const call = unwrap(statement.expression);
  const loader = ts.isCallExpression(call) ? loaderOf(call, callees) : undefined;
  const setters = loader ? settersIn(loader) : [];
  return setters.length > 0 && setters.every((setter) => isSetHereAlone(setter, statement, loader));
}

function isInEffect(statement: ts.ExpressionStatement): boolean {
  const fn = enclosingFunction(statement);
  const call = fn && isFunctionExpression(fn) ? fn.parent : undefined;
  return call !== undefined && ts.isCallExpression(call) && /^(?:React\.)?useEffect$/.test(call.expression.getText());
}

/** The function that is called, or what goes on with the answer: `load().then((names) => setNames(names))`. */
function loaderOf(call: ts.CallExpression, callees: CalleeQuestions): ts.Node | undefined {
  const chain = chainCall(call);
  if (chain) return chain.method === 'then' && call.arguments.length === 1 ? call.arguments[0] : undefined;
  const { functions } = callees.of(call);
  return functions.length === 1 ? functions[0] : undefined;
}

/** The names by which states are set: `setNames` of `const [names, setNames] = useState(…)`. */
function settersIn(loader: ts.Node): readonly ts.Identifier[] {
  const found: ts.Identifier[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && stateOf(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(loader);
  return found;
}

function stateOf(setter: ts.Identifier): ts.CallExpression | undefined {
  for (const declaration of scopesOf(setter.getSourceFile()).bindingOf(setter)?.declarations ?? []) {
    const element = ts.isBindingElement(declaration) ? declaration : declaration.parent;
    if (!ts.isBindingElement(element) || !ts.isArrayBindingPattern(element.parent)) continue;
    if (element.parent.elements.indexOf(element) !== 1) continue;
    const state = element.parent.parent.initializer;
    const call = state && unwrap(state);
    if (call && ts.isCallExpression(call) && /^(?:React\.)?useState$/.test(call.expression.getText())) return call;
  }
  return undefined;
}

/** What is set elsewhere may be a form, which shows what it was given and saves what it shows. */
function isSetHereAlone(setter: ts.Identifier, statement: ts.Node, loader: ts.Node | undefined): boolean {
  const first = stateOf(setter)?.arguments[0];
  if (first === undefined || isNothingToShow(unwrap(first))) return false;
  const effect = enclosingFunction(statement);
  const references = scopesOf(setter.getSourceFile()).bindingOf(setter)?.references ?? [];
  return references.every((each) => isWithin(each, loader) || isWithin(each, effect) || isDependency(each));
}

const isWithin = (node: ts.Node, outer: ts.Node | undefined): boolean =>
  outer !== undefined && node.pos >= outer.pos && node.end <= outer.end;

const isDependency = ({ parent }: ts.Node): boolean => ts.isArrayLiteralExpression(parent);

/** An empty list or table, nothing, or the mark of a load that is under way. */
function isNothingToShow(node: ts.Expression): boolean {
  if (ts.isArrayLiteralExpression(node)) return node.elements.length === 0;
  if (ts.isObjectLiteralExpression(node)) return node.properties.length === 0;
  if (ts.isIdentifier(node)) return node.text === 'undefined';
  return !isChosen(node);
}

/** `messages[locale] || english`. */
const isChosen = (node: ts.Expression): boolean =>
  ts.isBinaryExpression(node) || ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
