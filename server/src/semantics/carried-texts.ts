import { ts } from '../engine/syntax.ts';
import { memberName, unwrap } from './nodes.ts';

const callsThatCarry = new Set([
  'atob',
  'btoa',
  'String',
  'createSecretKey',
  'utf8ToBytes',
  'hexToBytes',
  'toUtf8Bytes',
]);
const methodsThatCarry = new Set(['createSecretKey', 'utf8ToBytes', 'hexToBytes', 'toUtf8Bytes']);
const methodsOfTexts = new Set(['toString', 'trim', 'valueOf', 'normalize']);
const coders = /^(buffer|uint8array|bs58|base58|base64|base64url|b64|hex|utf8|latin1|enc|encoder|textencoder|u8a)$/i;
const coding = new Set(['from', 'encode', 'decode', 'parse']);

/** The part of a call whose text, however encoded, is what the call gives: `Buffer.from(key, 'hex')`, `encoder.encode(key)`. */
export function carriedBy(call: ts.CallExpression | ts.NewExpression): ts.Expression | undefined {
  const callee = unwrap(call.expression);
  const [argument] = call.arguments ?? [];
  if (ts.isIdentifier(callee)) return callsThatCarry.has(callee.text) ? argument : undefined;
  const name = memberName(callee);
  if (name === undefined || !ts.isPropertyAccessExpression(callee)) return undefined;
  if (methodsOfTexts.has(name)) return callee.expression;
  if (methodsThatCarry.has(name)) return argument;
  return coding.has(name) && isCoder(callee.expression) ? argument : undefined;
}

function isCoder(node: ts.Expression): boolean {
  const inner = unwrap(node);
  if (ts.isNewExpression(inner)) return isCoder(inner.expression);
  return coders.test(ts.isIdentifier(inner) ? inner.text : (memberName(inner) ?? ''));
}

/** The parts that an expression joins to one text, in order; undefined where it joins none. */
export function joinedParts(node: ts.Expression): readonly (string | ts.Expression)[] | undefined {
  if (ts.isTemplateExpression(node)) {
    return [node.head.text, ...node.templateSpans.flatMap((span) => [span.expression, span.literal.text])];
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return [node.left, node.right];
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const owner = unwrap(node.expression.expression);
  const [argument] = node.arguments;
  if (node.expression.name.text === 'concat' && ts.isStringLiteralLike(owner)) return [owner, ...node.arguments];
  if (node.expression.name.text !== 'join' || !ts.isArrayLiteralExpression(owner)) return undefined;
  const between = argument === undefined ? ',' : ts.isStringLiteralLike(argument) ? argument.text : undefined;
  return between === undefined
    ? undefined
    : owner.elements.flatMap((element, at) => (at === 0 ? [element] : [between, element]));
}
