import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import { memberName, unwrap } from '../semantics/nodes.ts';
import type { Flow } from '../semantics/taint/flows.ts';

/** A call that makes a value of a text, and the text. */
export interface ReadText {
  readonly call: ts.Expression;
  readonly text: ts.Expression;
}

/** `eval('(' + text + ')')`, `new Function('return ' + text)()`: whoever puts a text in parentheses wants the value that it writes out. */
export function evaluatedJson({ given, sink }: Flow): ReadText | undefined {
  const { node } = sink;
  const [code] = ts.isCallExpression(node) || ts.isNewExpression(node) ? (node.arguments ?? []) : [];
  if (code === undefined || code !== given) return undefined;
  if (ts.isCallExpression(node)) {
    const text =
      node.expression.getText() === 'eval' && node.arguments.length === 1 ? between(code, '(', ')') : undefined;
    return text && { call: node, text };
  }
  if (!ts.isNewExpression(node) || node.expression.getText() !== 'Function' || node.arguments?.length !== 1)
    return undefined;
  const text = between(code, 'return ', '') ?? between(code, 'return (', ')');
  const called = ts.isParenthesizedExpression(node.parent) ? node.parent.parent : node.parent;
  return text && ts.isCallExpression(called) && called.arguments.length === 0 ? { call: called, text } : undefined;
}

/** `serialize.unserialize(text)` of node-serialize, whose format is JSON but for the functions in it. */
export function serializedJson({ given, sink: { node } }: Flow): ReadText | undefined {
  if (!ts.isCallExpression(node) || node.arguments.length !== 1 || node.arguments[0] !== given) return undefined;
  const callee = unwrap(node.expression);
  const name = ts.isIdentifier(callee) ? callee.text : memberName(callee);
  return name === 'unserialize' && ts.isExpression(given) ? { call: node, text: given } : undefined;
}

export const readAsJsonEdits = ({ call, text }: ReadText): readonly TextEdit[] => [
  { span: { start: call.getStart(), end: call.end }, text: `JSON.parse(${text.getText()})` },
];

/** The one value between two texts: `'(' + text + ')'`, `(${text})`. */
function between(code: ts.Expression, before: string, after: string): ts.Expression | undefined {
  const node = unwrap(code);
  if (ts.isTemplateExpression(node)) {
    const [span, ...others] = node.templateSpans;
    const isIt = node.head.text === before && others.length === 0 && span?.literal.text === after;
    return isIt ? span.expression : undefined;
  }
  const parts = partsOf(node);
  const [first, value] = parts;
  const last = after === '' ? undefined : parts[2];
  if (parts.length !== (after === '' ? 2 : 3) || !isText(first, before) || (last !== undefined && !isText(last, after)))
    return undefined;
  return value;
}

const partsOf = (node: ts.Expression): readonly ts.Expression[] =>
  ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken
    ? [...partsOf(unwrap(node.left)), unwrap(node.right)]
    : [node];

const isText = (node: ts.Expression | undefined, text: string): boolean =>
  node !== undefined && ts.isStringLiteralLike(node) && node.text === text;
