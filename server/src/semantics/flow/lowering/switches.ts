import { ts } from '../../../engine/syntax.ts';
import { Op } from '../ir.ts';
import type { BlockDraft } from './block.ts';
import { lowerCondition } from './conditions.ts';
import type { LowerStatement, Lowering } from './lowering.ts';

const Kind = ts.SyntaxKind;

export const switches: readonly (readonly [ts.SyntaxKind, LowerStatement])[] = [
  [Kind.SwitchStatement, (fn, node) => lowerSwitch(fn, node as ts.SwitchStatement)],
];

/** First the tests one after the other, then the clauses, each falling through to the next. */
function lowerSwitch(fn: Lowering, { expression, caseBlock: { clauses } }: ts.SwitchStatement): void {
  const { b } = fn;
  const after = b.newBlock();
  const bodies = clauses.map(() => b.newBlock());
  for (const each of [...bodies, after]) b.passesHere(each);
  // All clauses are one block, at whose start its functions are made.
  for (const { statements } of clauses) fn.hoist(statements);
  lowerTests(fn, expression, clauses, bodies, after);
  fn.jumps.push({ label: undefined, onBreak: after, onContinue: undefined, finallies: fn.finallies.length });
  clauses.forEach(({ statements }, at) => {
    const body = bodies[at] ?? after;
    b.jump(body);
    b.begin(body);
    for (const statement of statements) fn.statement(statement);
  });
  fn.jumps.pop();
  b.jump(after);
  b.begin(after);
}

function lowerTests(
  fn: Lowering,
  expression: ts.Expression,
  clauses: readonly ts.CaseOrDefaultClause[],
  bodies: readonly BlockDraft[],
  after: BlockDraft,
): void {
  const decide = expression.kind === Kind.TrueKeyword ? byTruth : byEquality(fn, expression);
  clauses.forEach((clause, at) => {
    const body = bodies[at];
    if (!ts.isCaseClause(clause) || body === undefined) return;
    const next = fn.b.newBlock();
    decide(fn, clause.expression, body, next);
    fn.b.begin(next);
  });
  fn.b.jump(bodies[clauses.findIndex(ts.isDefaultClause)] ?? after);
}

type Decide = (fn: Lowering, node: ts.Expression, whenTrue: BlockDraft, whenFalse: BlockDraft) => void;

/** `switch (true)`: each case is a condition. */
const byTruth: Decide = lowerCondition;

function byEquality(fn: Lowering, expression: ts.Expression): Decide {
  const { value, tests } = fn.tested(expression);
  return (_, node, whenTrue, whenFalse) => {
    const test = fn.emit(Op.Bin, value, fn.expression(node), Kind.EqualsEqualsEqualsToken, node);
    // What the other cases leave over is not worth a refinement per case.
    fn.b.branch(test, whenTrue, whenFalse, tests, null);
  };
}
