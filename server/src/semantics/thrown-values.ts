import type { Snapshot } from '../engine/snapshot.ts';
import { ts } from '../engine/syntax.ts';
import { enclosingFunction, isFunctionExpression, isFunctionNode, memberName, unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';

/** What is thrown that is no error: a text, an object that only looks like one, or the message taken out of one. */
export type NoError = 'text' | 'object' | 'message';

/** `reject('…')` of a `new Promise`, and `Promise.reject('…')`: the argument that becomes the error. */
export function rejectedValue(call: ts.CallExpression): ts.Expression | undefined {
  const callee = unwrap(call.expression);
  const [value] = call.arguments;
  if (value === undefined) return undefined;
  if (ts.isIdentifier(callee)) return isReject(callee) ? value : undefined;
  const isStatic = memberName(callee) === 'reject' && ts.isPropertyAccessExpression(callee);
  return isStatic && callee.expression.getText() === 'Promise' ? value : undefined;
}

/** The second parameter of an executor. */
function isReject(name: ts.Identifier): boolean {
  const parameter = scopesOf(name.getSourceFile()).bindingOf(name)?.declarations[0];
  if (parameter === undefined || !ts.isParameter(parameter) || !isFunctionExpression(parameter.parent)) return false;
  const executor = parameter.parent;
  return (
    executor.parameters[1] === parameter &&
    ts.isNewExpression(executor.parent) &&
    executor.parent.expression.getText() === 'Promise'
  );
}

/** Undefined for errors, and for whatever nobody can tell. */
export function noErrorOf(expression: ts.Expression, snapshot: Snapshot): NoError | undefined {
  const node = unwrap(expression);
  if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || isJoinedText(node)) return 'text';
  if (ts.isObjectLiteralExpression(node)) return isControl(node) ? undefined : 'object';
  if (ts.isPropertyAccessExpression(node)) return isMessageOfError(node) ? 'message' : textByType(node, snapshot);
  if (!ts.isIdentifier(node)) return undefined;
  const declaration = scopesOf(node.getSourceFile()).bindingOf(node)?.declarations[0];
  if (declaration === undefined || ts.isCatchClause(declaration.parent)) return undefined;
  if (ts.isVariableDeclaration(declaration) && isTextIn(declaration)) return 'text';
  return textByType(node, snapshot);
}

function isTextIn({ parent, initializer }: ts.VariableDeclaration): boolean {
  if (initializer === undefined || !(parent.flags & ts.NodeFlags.Const)) return false;
  const node = unwrap(initializer);
  return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || isJoinedText(node);
}

/** `'No order ' + id` */
function isJoinedText(node: ts.Expression): boolean {
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return false;
  const isText = (side: ts.Expression): boolean => {
    const part = unwrap(side);
    return ts.isStringLiteralLike(part) || ts.isTemplateExpression(part) || isJoinedText(part);
  };
  return isText(node.left) || isText(node.right);
}

/** `error.message`, `err.response.data.message`. */
function isMessageOfError(node: ts.PropertyAccessExpression): boolean {
  if (!/^(?:message|stack)$/.test(node.name.text)) return false;
  let root: ts.Expression = node.expression;
  while (ts.isPropertyAccessExpression(root)) root = unwrap(root.expression);
  if (!ts.isIdentifier(root)) return false;
  const kind = scopesOf(root.getSourceFile()).bindingOf(root)?.kind;
  return kind === 'catch' || (kind === 'parameter' && /^(?:e|err|ex|error)$/.test(root.text));
}

/** Routers and upload servers take objects that say where to go, or what to answer, for what they are. */
const isControl = ({ properties }: ts.ObjectLiteralExpression): boolean =>
  properties.some(
    ({ name }) => name !== undefined && /^(?:redirect|location|destination|type|then|body)$/.test(name.getText()),
  );

function textByType(node: ts.Expression, snapshot: Snapshot): NoError | undefined {
  const shape = snapshot.oracle(node.getSourceFile().fileName)?.shape(node, 1) ?? 'unknown';
  if (shape === 'unknown') return undefined;
  return shape.kind === 'string' || (shape.kind === 'literal' && typeof shape.value === 'string') ? 'text' : undefined;
}

/** `catch {` and `.catch(() => …)`: whoever catches it asks nothing of what it is. */
export function isCaughtUnread(node: ts.Node): boolean {
  for (let current = node; !ts.isSourceFile(current.parent); current = current.parent) {
    const { parent } = current;
    if (ts.isTryStatement(parent) && parent.tryBlock === current && parent.catchClause)
      return parent.catchClause.variableDeclaration === undefined;
    if (isFunctionNode(parent)) return isFunctionExpression(parent) && isCaughtInChain(parent);
  }
  return false;
}

/** `.then(callback)` with a `.catch(() => …)` further down. */
function isCaughtInChain(callback: ts.Node): boolean {
  let call = callback.parent;
  while (
    ts.isCallExpression(call) &&
    ts.isPropertyAccessExpression(call.parent) &&
    ts.isCallExpression(call.parent.parent)
  ) {
    const next = call.parent.parent;
    const [handler] = next.arguments;
    if (call.parent.name.text === 'catch')
      return handler !== undefined && isFunctionExpression(handler) && handler.parameters.length === 0;
    call = next;
  }
  return false;
}

/** Code that runs on another thread, where there may be no `Error`. */
export function isWorklet(node: ts.Node): boolean {
  for (let fn = enclosingFunction(node); fn; fn = enclosingFunction(fn)) {
    const [first] = fn.body && ts.isBlock(fn.body) ? fn.body.statements : [];
    if (first && ts.isExpressionStatement(first) && /^['"]worklet['"]$/.test(first.expression.getText())) return true;
  }
  return false;
}
