import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import { propertyNameText, unwrap } from '../semantics/nodes.ts';
import type { Flow } from '../semantics/taint/flows.ts';

/** The options by which a parser expands entities, where they are written out as `true`. */
export function openedEntities({ given, sink: { node } }: Flow): readonly ts.Expression[] {
  if (node.getSourceFile() !== given.getSourceFile()) return [];
  const options = ts.isCallExpression(node) ? node.arguments[1] : undefined;
  const object = options && unwrap(options);
  if (object === undefined || !ts.isObjectLiteralExpression(object)) return [];
  const opening: ts.Expression[] = [];
  for (const each of object.properties) {
    if (ts.isSpreadAssignment(each)) return [];
    if (!/^(?:noent|dtdload|dtdvalid|xinclude)$/.test(propertyNameText(each.name) ?? '')) continue;
    if (!ts.isPropertyAssignment(each)) return [];
    const { kind } = each.initializer;
    if (kind === ts.SyntaxKind.FalseKeyword) continue;
    if (kind !== ts.SyntaxKind.TrueKeyword) return [];
    opening.push(each.initializer);
  }
  return opening;
}

export const closedEntitiesEdits = (opened: readonly ts.Expression[]): readonly TextEdit[] =>
  opened.map((each) => ({ span: { start: each.getStart(), end: each.end }, text: 'false' }));
