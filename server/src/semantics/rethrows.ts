import { ts } from '../engine/syntax.ts';
import type { CalleeQuestions } from './callees.ts';
import { type FunctionNode, memberName, unwrap } from './nodes.ts';
import { type Binding, scopesOf } from './scopes.ts';

/** Code that was given an error. */
export interface Catching {
  readonly body: ts.Node;
  /** The name of the error; undefined where it has none. */
  readonly caught: Binding | undefined;
}

const maxHops = 3;

/**
 * Whether a catch lets what a framework threw at itself go on: it throws it on, under no condition that only other errors
 * meet, or hands it to somebody who may.
 */
export function letsSignalsThrough(catching: Catching, callees: CalleeQuestions): boolean {
  return (
    throwsOn(catching, callees, maxHops) ||
    (catching.caught?.references.some((reference) => ts.isReturnStatement(outermost(reference).parent)) ?? false)
  );
}

function throwsOn({ body, caught }: Catching, callees: CalleeQuestions, hops: number): boolean {
  if (knowsSignals.test(body.getText()) && holdsThrow(body)) return true;
  return caught?.references.some((reference) => goesOn(reference, body, callees, hops)) ?? false;
}

/** The words by which code asks whether an error is a framework's own. */
const knowsSignals =
  /\bNEXT_|\bdigest\b|\bis(?:NextRouter|NextRedirect|Redirect|HttpError|HTTPAccess|NotFound|Dynamic|Response|RouteError)\w*|rethrow|RedirectError|instanceof\s+(?:Response|Redirect|HttpError)\b/i;

const handsOn =
  /throw|reject|propagate|\bhandle|invariant|assert|\bfail|^next$|convert|\bto[A-Z]\w*Error|wrap|^(?:redirect|notFound)$/i;

function holdsThrow(node: ts.Node): boolean {
  if (ts.isThrowStatement(node)) return true;
  if (ts.isCallExpression(node) && handsOn.test(node.expression.getText())) return true;
  return ts.forEachChild(node, (child) => holdsThrow(child) || undefined) ?? false;
}

function goesOn(reference: ts.Identifier, body: ts.Node, callees: CalleeQuestions, hops: number): boolean {
  const value = outermost(reference);
  const { parent } = value;
  if (ts.isThrowStatement(parent)) return !isForOthers(parent, reference.text, body);
  if (ts.isBinaryExpression(parent))
    return parent.right === value && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  if (ts.isCallExpression(parent) && parent.expression !== value)
    return isHandedOn(parent, parent.arguments.indexOf(value), callees, hops);
  return false;
}

function outermost(node: ts.Expression): ts.Expression {
  const { parent } = node;
  return ts.isExpression(parent) && unwrap(parent) === unwrap(node) ? outermost(parent) : node;
}

/** `if (error instanceof ZodError) throw error;` */
function isForOthers(thrown: ts.Node, name: string, body: ts.Node): boolean {
  for (let node = thrown; node !== body; node = node.parent) {
    const { parent } = node;
    if (ts.isCaseClause(parent)) return true;
    if (ts.isIfStatement(parent) && parent.thenStatement === node && asksForOthers(parent.expression, name))
      return true;
  }
  return false;
}

function asksForOthers(test: ts.Expression, name: string): boolean {
  const text = test.getText();
  if (!new RegExp(String.raw`\b${name}\b`).test(text) || /^!|!==?/.test(text)) return false;
  return /instanceof\s+(?!Error\b)|\.(?:code|name|status|statusCode|message|type)\b/.test(text);
}

/** Given to a function that throws it, or to one that nobody can look into and that is called as if it did. */
function isHandedOn(call: ts.CallExpression, at: number, callees: CalleeQuestions, hops: number): boolean {
  const { functions } = callees.bySyntax(call);
  if (functions.length > 0) return hops === 0 || functions.some((fn) => throwsParameter(fn, at, callees, hops - 1));
  const callee = unwrap(call.expression);
  return handsOn.test(ts.isIdentifier(callee) ? callee.text : (memberName(callee) ?? ''));
}

function throwsParameter(fn: FunctionNode, at: number, callees: CalleeQuestions, hops: number): boolean {
  const name = fn.parameters[at]?.name;
  if (fn.body === undefined || name === undefined) return false;
  if (!ts.isIdentifier(name)) return true;
  return throwsOn({ body: fn.body, caught: scopesOf(name.getSourceFile()).bindingOf(name) }, callees, hops);
}
