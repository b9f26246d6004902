import type { TextEdit } from '../../../shared/src/finding.ts';
import type { ts } from '../engine/syntax.ts';

/** Takes an argument, a property or an element out of its list, with the comma that it needs. Undefined where it stands alone. */
export function withoutItem(items: ts.NodeArray<ts.Node>, item: ts.Node): readonly TextEdit[] | undefined {
  const at = items.findIndex((each) => each === item);
  const before = items[at - 1];
  const after = items[at + 1];
  const tree = item.getSourceFile();
  if (before !== undefined) return [{ span: { start: before.end, end: item.end }, text: '' }];
  return after && [{ span: { start: item.getStart(tree), end: after.getStart(tree) }, text: '' }];
}
