import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import { isFunctionExpression } from '../semantics/nodes.ts';
import { insertion } from './handling.ts';
import { indentationAt, styleOf } from './style.ts';

/** Puts a statement, given without semicolon, in front of the one that holds a node; makes a block where there is none. */
export function beforeStatementEdits(node: ts.Node, line: string): readonly TextEdit[] {
  const tree = node.getSourceFile();
  const { lineEnd, indent, semicolon } = styleOf(tree);
  const place = placeOf(node);
  const start = place.getStart(tree);
  const base = indentationAt(tree, start);
  if (ts.isStatement(place) && holdsStatements(place.parent)) {
    const isFirstOnLine = tree.text.slice(tree.text.lastIndexOf('\n', start - 1) + 1, start).trim() === '';
    return [insertion(start, isFirstOnLine ? `${line}${semicolon}${lineEnd}${base}` : `${line}; `)];
  }
  const inner = base + indent;
  const isValue = !ts.isStatement(place);
  const opening = `{${lineEnd}${inner}${line}${semicolon}${lineEnd}${inner}${isValue ? 'return ' : ''}`;
  return [
    // An object literal as an arrow's body stands in parentheses, which `return` can keep.
    insertion(start, opening),
    insertion(place.end, `${isValue ? semicolon : ''}${lineEnd}${base}}`),
  ];
}

const holdsStatements = (node: ts.Node): boolean =>
  ts.isBlock(node) || ts.isSourceFile(node) || ts.isModuleBlock(node) || ts.isCaseOrDefaultClause(node);

/** The statement that holds a node, or the expression that is an arrow's whole body. */
function placeOf(node: ts.Node): ts.Node {
  let current = node;
  while (!ts.isStatement(current)) {
    const { parent } = current;
    if (isFunctionExpression(parent) && parent.body === current) return current;
    current = parent;
  }
  return current;
}
