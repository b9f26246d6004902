import { ts } from '../engine/syntax.ts';
import type { CalleeQuestions } from './callees.ts';
import { isFunctionExpression, isFunctionNode, memberName, unwrap } from './nodes.ts';
import { isPicked } from './picked-props.ts';

/** An effect that asks for something and shows the answer, whichever comes last. */
export interface StaleEffect {
  /** What it asks for depends on it. */
  readonly dependency: string;
  /** The state that gets the answer. */
  readonly state: string;
}

/** Any way in which an answer that is no longer wanted is left out, or cannot come. */
const guarded =
  /abort|signal|cancel|ignore|mounted|\bstale|\bactive\b|\bcurrent\b|latest|requestId|\bdidC|debounce|useQuery|unsubscribe|subscri/i;
const asking = /\bfetch\w*\(|\baxios\b|\bsupabase\b[^;]*\.(?:from|rpc)\(|\bapi\w*\.(?:get|post|fetch|load)\w*\(/;

export function staleEffect(call: ts.CallExpression, callees: CalleeQuestions): StaleEffect | undefined {
  const [effect, list] = call.arguments;
  if (!isEffect(call) || effect === undefined || list === undefined || !isFunctionExpression(effect)) return undefined;
  const names = ts.isArrayLiteralExpression(list) ? list.elements.filter(isChosen).map((each) => each.getText()) : [];
  if (names.length === 0 || guarded.test(effect.getText()) || hasCleanup(effect)) return undefined;
  const work = asking.test(effect.getText()) ? effect : loaderIn(effect, callees);
  if (work === undefined || guarded.test(work.getText())) return undefined;
  const text = work.getText();
  const state = shownState(text.slice(text.search(asking)));
  const given = askedWith(work, names);
  return given && state ? { dependency: given, state } : undefined;
}

const shownState = (text: string): string | undefined =>
  [...text.matchAll(/\b(set[A-Z]\w*)\s*[(),]/g)]
    .map(([, name]) => name)
    .find((name) => name !== undefined && !/^set(?:Timeout|Interval|\w*(?:Loading|Error))$/.test(name));

/** Who is logged in changes once. */
const lasting = /user|profile|session|auth|token|account|\bme\b|member|client|supabase|locale|theme/i;

/** What somebody picks, types or leafs through. */
const isChosen = (dependency: ts.Expression): boolean => !lasting.test(dependency.getText()) && isPicked(dependency);

const isEffect = ({ expression }: ts.CallExpression): boolean =>
  (ts.isIdentifier(expression) ? expression.text : memberName(expression)) === 'useEffect';

const hasCleanup = ({ body }: ts.ArrowFunction | ts.FunctionExpression): boolean =>
  ts.isBlock(body) && body.statements.some((each) => ts.isReturnStatement(each) && each.expression !== undefined);

/** `useEffect(() => { load(); }, [id])`: the function that asks. */
function loaderIn(effect: ts.ArrowFunction | ts.FunctionExpression, callees: CalleeQuestions): ts.Node | undefined {
  const visit = (node: ts.Node): ts.Node | undefined => {
    if (ts.isCallExpression(node)) {
      const [fn, ...others] = callees.bySyntax(node).functions;
      const isOwn = fn !== undefined && others.length === 0 && fn.getSourceFile() === effect.getSourceFile();
      if (isOwn && fn.body && asking.test(fn.body.getText())) return fn;
    }
    return ts.forEachChild(node, visit);
  };
  return visit(effect.body);
}

/** The dependency that a request is made of. */
function askedWith(work: ts.Node, names: readonly string[]): string | undefined {
  let found: string | undefined;
  const visit = (node: ts.Node): void => {
    if (found !== undefined) return;
    if (ts.isCallExpression(node) && asking.test(node.getText().slice(0, 300)) && !holdsFunction(node)) {
      found = names.find((name) => /^[\w.?]+$/.test(name) && wordOf(name).test(node.getText()));
    }
    ts.forEachChild(node, visit);
  };
  visit(work);
  return found;
}

const wordOf = (name: string): RegExp =>
  new RegExp(String.raw`(?<![\w.'"])${name.replaceAll(/[.?]/g, String.raw`\$&`)}\b`);

const holdsFunction = (call: ts.CallExpression): boolean => call.arguments.some((each) => isFunctionNode(unwrap(each)));
