import { ts } from '../engine/syntax.ts';
import type { CalleeQuestions } from './callees.ts';
import { enclosingFunction, memberName, unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';
import { webhookAround } from './webhooks.ts';

/** A call that compares what came with what its sender signed. */
export interface SignatureCheck {
  /** What is taken for the signed text. */
  readonly payload: ts.Expression;
  /** As a sentence names them; undefined for a check by hand. */
  readonly sender: string | undefined;
  /** The sender's own spacing differs from that of `JSON.stringify`, so that no event ever passes. */
  readonly neverPasses: boolean;
}

/** Undefined for every other call. */
export function signatureCheckOf(call: ts.CallExpression, callees: CalleeQuestions): SignatureCheck | undefined {
  const name = memberName(unwrap(call.expression));
  const [payload] = call.arguments;
  if (payload === undefined) return undefined;
  if (/^constructEvent(?:Async)?$/.test(name ?? '') && call.arguments.length >= 3)
    return { payload, sender: 'Stripe', neverPasses: true };
  if (name === 'verify' && callees.bySyntax(call).paths.some((path) => path.startsWith('svix.')))
    return { payload, sender: undefined, neverPasses: false };
  return name === 'update' && isHmac(call) && webhookAround(call)
    ? { payload, sender: webhookAround(call)?.provider?.name, neverPasses: false }
    : undefined;
}

/** `crypto.createHmac('sha256', secret).update(…)` */
function isHmac({ expression }: ts.CallExpression): boolean {
  const callee = unwrap(expression);
  const made = ts.isPropertyAccessExpression(callee) ? unwrap(callee.expression) : undefined;
  if (made === undefined || !ts.isCallExpression(made)) return false;
  const name = unwrap(made.expression);
  return (ts.isIdentifier(name) ? name.text : memberName(name)) === 'createHmac';
}

/** A text to be checked that is not the one that came. */
export interface ParsedBody {
  /** What parsed it: `await request.json()`, `req.body`. */
  readonly parsed: ts.Expression;
  /** The variable that holds what was parsed. */
  readonly declaration: ts.VariableDeclaration | undefined;
  /** What stands for the text: `JSON.stringify(body)`, or the parsed value itself. */
  readonly written: ts.Expression;
}

/** Whether an expression is made of a body that was parsed before; `req.body` alone may well be raw. */
export function parsedBodyIn(payload: ts.Expression): ParsedBody | undefined {
  const node = unwrap(payload);
  const initial = initializerOf(node);
  const written = stringified(node) ? node : initial && stringified(initial) ? initial : undefined;
  if (written) return ofStringified(written);
  if (isJsonCall(node)) return { parsed: node, declaration: undefined, written: node };
  if (initial === undefined || !isJsonCall(initial)) return undefined;
  return { parsed: initial, declaration: constantOf(node), written: node };
}

function ofStringified(written: ts.Expression): ParsedBody | undefined {
  const value = stringified(written);
  if (value === undefined) return undefined;
  if (isJsonCall(value) || isBody(value)) return { parsed: value, declaration: undefined, written };
  const initial = initializerOf(value);
  const isParsed = initial !== undefined && (isJsonCall(initial) || isBody(initial));
  return isParsed ? { parsed: initial, declaration: constantOf(value), written } : undefined;
}

/** `body` in `JSON.stringify(body)`. */
function stringified(node: ts.Expression): ts.Expression | undefined {
  if (!ts.isCallExpression(node) || !/^JSON\s*\.\s*stringify$/.test(node.expression.getText())) return undefined;
  return node.arguments[0] && unwrap(node.arguments[0]);
}

const initializerOf = (node: ts.Expression): ts.Expression | undefined => {
  const initial = constantOf(node)?.initializer;
  return initial && unwrap(initial);
};

/** `await request.json()` */
function isJsonCall(node: ts.Expression): boolean {
  if (!ts.isAwaitExpression(node)) return false;
  const call = unwrap(node.expression);
  return ts.isCallExpression(call) && call.arguments.length === 0 && memberName(unwrap(call.expression)) === 'json';
}

/** `req.body`, of a parameter. */
function isBody(node: ts.Expression): boolean {
  if (!ts.isPropertyAccessExpression(node) || node.name.text !== 'body') return false;
  const owner = unwrap(node.expression);
  return ts.isIdentifier(owner) && /^_?(?:req|request)$/.test(owner.text) && enclosingFunction(node) !== undefined;
}

function constantOf(name: ts.Expression): ts.VariableDeclaration | undefined {
  if (!ts.isIdentifier(name)) return undefined;
  const binding = scopesOf(name.getSourceFile()).bindingOf(name);
  const [declaration] = binding?.kind === 'const' || binding?.kind === 'let' ? binding.declarations : [];
  return declaration && ts.isVariableDeclaration(declaration) ? declaration : undefined;
}
