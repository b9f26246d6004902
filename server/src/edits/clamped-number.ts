import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import { isFallback, unwrap } from '../semantics/nodes.ts';
import type { Flow } from '../semantics/taint/flows.ts';

const largest = 100;

/** Where a flow makes a number of a text, in the file that is looked at. */
export function conversionOf({ source, given, steps }: Flow): ts.Expression | undefined {
  const tree = given.getSourceFile();
  for (const node of [...around(source), ...steps]) {
    const isCall =
      ts.isCallExpression(node) &&
      /^(?:Number(?:\.parse(?:Int|Float))?|parseInt|parseFloat)$/.test(node.expression.getText());
    const isSign = ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.PlusToken;
    if ((isCall || isSign) && node.getSourceFile() === tree) return node;
  }
  return undefined;
}

/** The expressions around a node, up to its statement. */
function around(node: ts.Node): readonly ts.Node[] {
  const nodes: ts.Node[] = [];
  for (let each = node.parent; each !== undefined && !ts.isStatement(each); each = each.parent) nodes.push(each);
  return nodes;
}

/** `Math.min(Math.max(Number(text) || 20, 1), 100)`, with the default that the code has already. */
export function clamped(flow: Flow, isBounded: boolean): readonly TextEdit[] | undefined {
  const conversion = conversionOf(flow);
  if (conversion === undefined) return undefined;
  const { parent } = conversion;
  const isDefaulted = isFallback(parent) && parent.left === conversion;
  const whole: ts.Expression = isDefaulted ? parent : conversion;
  const fallback = isDefaulted ? parent.right.getText() : (defaultIn(conversion) ?? (isBounded ? '20' : '0'));
  const number = `${conversion.getText()} || ${fallback}`;
  const most = Math.max(largest, Number(fallback) || 0);
  const text = isBounded ? `Math.min(Math.max(${number}, 1), ${String(most)})` : `Math.max(${number}, 0)`;
  return [{ span: { start: whole.getStart(), end: whole.end }, text }];
}

/** `20` of `Number(query.limit ?? '20')`. */
function defaultIn(conversion: ts.Expression): string | undefined {
  const [text] = ts.isCallExpression(conversion) ? conversion.arguments : [];
  const node = text && unwrap(text);
  if (node === undefined || !ts.isBinaryExpression(node)) return undefined;
  const value = unwrap(node.right);
  const isNumber = ts.isNumericLiteral(value) || (ts.isStringLiteralLike(value) && /^\d+$/.test(value.text));
  return isNumber ? value.text : undefined;
}
