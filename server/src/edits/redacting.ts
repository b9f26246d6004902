import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import { isLogCall } from '../semantics/log-calls.ts';
import { isFallback } from '../semantics/nodes.ts';
import { withoutItem } from './list-items.ts';
import { quoted } from './style.ts';

const stand = '[redacted]';

/** Puts a word where a secret is written. */
export function redactEdits(part: ts.Node): readonly TextEdit[] {
  const tree = part.getSourceFile();
  if (ts.isShorthandPropertyAssignment(part)) {
    return [{ span: { start: part.end, end: part.end }, text: `: ${quoted(tree, stand)}` }];
  }
  const node = whole(part);
  const { parent } = node;
  if (!ts.isTemplateSpan(parent))
    return [{ span: { start: node.getStart(tree), end: node.end }, text: quoted(tree, stand) }];
  const start = tree.text.lastIndexOf('${', node.getStart(tree));
  return [{ span: { start, end: parent.literal.getStart(tree) + 1 }, text: stand }];
}

/** Takes the argument of a log call, or the property, that is the secret and nothing else; undefined for a part of a text. */
export function removeFromCall(part: ts.Node): readonly TextEdit[] | undefined {
  const node = ts.isShorthandPropertyAssignment(part) ? part : whole(part);
  const { parent } = node;
  if (ts.isCallExpression(parent) && isLogCall(parent)) return withoutItem(parent.arguments, node);
  const property = ts.isPropertyAssignment(parent) && parent.initializer === node ? parent : node;
  return ts.isObjectLiteralExpression(property.parent) ? withoutItem(property.parent.properties, property) : undefined;
}

/** With what only dresses it: `JSON.stringify(x)`, `x ?? 'none'`, `x?.trim()`. */
function whole(part: ts.Node): ts.Node {
  let node = part;
  for (;;) {
    const { parent } = node;
    const isDressed =
      (ts.isCallExpression(parent) && !isLogCall(parent)) ||
      (ts.isPropertyAccessExpression(parent) && parent.expression === node) ||
      ts.isParenthesizedExpression(parent) ||
      ts.isNonNullExpression(parent) ||
      ts.isAsExpression(parent) ||
      ts.isAwaitExpression(parent) ||
      (isFallback(parent) && parent.left === node);
    if (!isDressed) return node;
    node = parent;
  }
}
