import type { TextEdit } from '../../../../shared/src/finding.ts';
import type { ts } from '../../engine/syntax.ts';
import { insertion } from '../handling.ts';
import { indentationAt, styleOf } from '../style.ts';

/** One more property behind the last, on a line of its own where the others have one. */
export function propertyEdits(object: ts.ObjectLiteralExpression, property: string): readonly TextEdit[] {
  const tree = object.getSourceFile();
  const { properties } = object;
  const last = properties.at(-1);
  if (last === undefined) {
    return [{ span: { start: object.getStart(tree) + 1, end: object.end - 1 }, text: ` ${property} ` }];
  }
  if (!/[\n\r]/.test(tree.text.slice(last.end, object.end))) return [insertion(last.end, `, ${property}`)];
  const start = styleOf(tree).lineEnd + indentationAt(tree, last.getStart(tree));
  // A comment behind the last property stays with it.
  const end =
    properties.end + (/^[\t ]*\/\/[^\n\r]*/.exec(tree.text.slice(properties.end, object.end))?.[0].length ?? 0);
  if (properties.hasTrailingComma) return [insertion(end, `${start}${property},`)];
  if (end === last.end) return [insertion(end, `,${start}${property}`)];
  return [insertion(last.end, ','), insertion(end, start + property)];
}
