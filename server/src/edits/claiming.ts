import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import { isFunctionNode } from '../semantics/nodes.ts';
import { insertion } from './handling.ts';
import { indentationAt, styleOf } from './style.ts';
import { deeperLines } from './try-catch.ts';

/**
 * The statements after a call that take it for done: `toast('Copied');`. Empty where one of them waits, since it could
 * not go into a callback, and where something else follows.
 */
export function claimsAfter(statement: ts.ExpressionStatement): readonly ts.ExpressionStatement[] {
  const block = statement.parent;
  if (!ts.isBlock(block)) return [];
  const rest = block.statements.slice(block.statements.indexOf(statement) + 1);
  const claims = rest.filter(ts.isExpressionStatement);
  return claims.length === rest.length && !claims.some(waits) ? claims : [];
}

function waits(node: ts.Node): boolean {
  if (isFunctionNode(node)) return false;
  return (
    ts.isAwaitExpression(node) ||
    ts.isYieldExpression(node) ||
    (ts.forEachChild(node, (child) => waits(child) || undefined) ?? false)
  );
}

/** `copy(link); toast('Copied');` becomes `copy(link).then(() => { toast('Copied'); }).catch(…);`. */
export function claimEdits(statement: ts.ExpressionStatement, handler: string): readonly TextEdit[] | undefined {
  const [first, ...others] = claimsAfter(statement);
  const last = others.at(-1) ?? first;
  if (first === undefined || last === undefined) return undefined;
  const tree = statement.getSourceFile();
  const { lineEnd, semicolon } = styleOf(tree);
  const isOneLine = !tree.text.slice(statement.end, first.getStart(tree)).includes('\n');
  const close = isOneLine ? ' ' : lineEnd + indentationAt(tree, statement.getStart(tree));
  return [
    { span: { start: statement.expression.end, end: statement.end }, text: '.then(() => {' },
    ...deeperLines(tree, statement.end, last.end),
    insertion(last.end, `${close}}).catch(${handler})${semicolon}`),
  ];
}
