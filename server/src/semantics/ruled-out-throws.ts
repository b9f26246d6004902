import { ts } from '../engine/syntax.ts';
import { enclosingFunction, unwrap } from './nodes.ts';

/**
 * A throw that no run reaches as the code is written: where the types leave no value over, and where the code asks on
 * which side it runs, which is the same in every run.
 */
export function isRuledOut(thrown: ts.ThrowStatement): boolean {
  return saysNever(thrown.expression) || followsNever(thrown) || isForNever(thrown) || isOnOtherSide(thrown);
}

/** `throw new Error(kind satisfies never)`. */
function saysNever(node: ts.Node): boolean {
  if (ts.isSatisfiesExpression(node) && node.type.kind === ts.SyntaxKind.NeverKeyword) return true;
  return ts.forEachChild(node, (child) => saysNever(child) || undefined) ?? false;
}

/** `const left: never = kind;` before it. */
function followsNever({ parent }: ts.ThrowStatement): boolean {
  if (!ts.isBlock(parent) && !ts.isCaseOrDefaultClause(parent)) return false;
  return parent.statements.some(
    (statement) =>
      ts.isVariableStatement(statement) &&
      statement.declarationList.declarations.some(({ type }) => type?.kind === ts.SyntaxKind.NeverKeyword),
  );
}

/** `function assertNever(value: never)`. */
function isForNever(thrown: ts.ThrowStatement): boolean {
  return enclosingFunction(thrown)?.parameters.some(({ type }) => type?.kind === ts.SyntaxKind.NeverKeyword) ?? false;
}

/** `if (typeof window === 'undefined') throw …`. */
function isOnOtherSide(thrown: ts.ThrowStatement): boolean {
  const { parent } = thrown;
  const guard = ts.isBlock(parent) ? parent.parent : parent;
  return ts.isIfStatement(guard) && guard.thenStatement.end >= thrown.end && asksForSide(guard.expression);
}

const sides: ReadonlySet<string> = new Set(['window', 'document', 'navigator', 'self']);

function asksForSide(condition: ts.Expression): boolean {
  const node = unwrap(condition);
  if (!ts.isBinaryExpression(node)) return false;
  const asked = unwrap(node.left);
  if (!ts.isTypeOfExpression(asked) || !ts.isStringLiteralLike(node.right)) return false;
  return ts.isIdentifier(asked.expression) && sides.has(asked.expression.text) && node.right.text === 'undefined';
}
