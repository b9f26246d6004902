import { ts } from '../../../engine/syntax.ts';
import { calls } from './calls.ts';
import { inChain } from './chains.ts';
import { classExpressions } from './classes.ts';
import { declarations } from './declarations.ts';
import { functionExpressions } from './functions.ts';
import { jsx } from './jsx.ts';
import { literals } from './literals.ts';
import { loops } from './loops.ts';
import type { LowerExpression, LowerStatement, Tables } from './lowering.ts';
import { members } from './members.ts';
import { names } from './names.ts';
import { operators } from './operators.ts';
import { hoistFunctions, lowerStatements, statements } from './statements.ts';
import { switches } from './switches.ts';
import { tries } from './tries.ts';

const Kind = ts.SyntaxKind;

const chained: ReadonlySet<ts.SyntaxKind> = new Set([
  Kind.PropertyAccessExpression,
  Kind.ElementAccessExpression,
  Kind.CallExpression,
  Kind.NonNullExpression,
]);

/** The parts of the language, by syntax kind. */
export const tables: Tables = {
  expressions: expressionTable(),
  statements: statementTable(),
  list: lowerStatements,
  hoist: hoistFunctions,
};

function expressionTable(): (LowerExpression | undefined)[] {
  const table: (LowerExpression | undefined)[] = Array.from({ length: Kind.Count }, () => undefined);
  const parts = [literals, names, members, calls, operators, functionExpressions, classExpressions, jsx];
  for (const [kind, lower] of parts.flat()) table[kind] = chained.has(kind) ? inChain(lower) : lower;
  return table;
}

function statementTable(): (LowerStatement | undefined)[] {
  const table: (LowerStatement | undefined)[] = Array.from({ length: Kind.Count }, () => undefined);
  for (const [kind, lower] of [statements, loops, switches, tries, declarations].flat()) table[kind] = lower;
  return table;
}
