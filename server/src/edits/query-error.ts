import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import type { LazyQuery } from '../semantics/queries.ts';
import { insertion, reporter } from './handling.ts';
import { loggerAt } from './logging.ts';
import { indentationAt, styleOf } from './style.ts';

/**
 * Starts a query that gives its error back as a value, and reports that error; a `void` round it goes. `isTyped` says
 * that the compiler knows what the query gives.
 */
export function startAndReportEdits(
  query: ts.CallExpression,
  dropped: ts.Expression,
  subject: string,
  isTyped: boolean,
): readonly TextEdit[] {
  const tree = query.getSourceFile();
  const { lineEnd, indent, semicolon, isTypeScript } = styleOf(tree);
  const lead = brokenChain(query);
  const base = lead ?? indentationAt(tree, dropped.getStart(tree));
  const parameter = isTypeScript && !isTyped ? '{ error }: { error: unknown }' : '{ error }';
  const handler = [
    `(${parameter}) => {`,
    `${base}${indent}if (error) ${loggerAt(query).report(`${subject} failed`, 'error')}${semicolon}`,
    `${base}}`,
  ].join(lineEnd);
  const unmarked = { span: { start: dropped.getStart(tree), end: query.getStart(tree) }, text: '' };
  return [
    ...(dropped === query ? [] : [unmarked]),
    {
      span: { start: query.end, end: dropped.end },
      text: `${lead === undefined ? '' : lineEnd + lead}.then(${handler})`,
    },
  ];
}

/** Starts a query that rejects, and reports that it did; a `void` round it goes. `hasCatch` says that the compiler knows of one. */
export function startAndCatchEdits(
  { call, runsBy }: LazyQuery,
  dropped: ts.Expression,
  subject: string,
  hasCatch: boolean,
): readonly TextEdit[] {
  const tree = call.getSourceFile();
  const lead = ts.isCallExpression(call) ? brokenChain(call) : undefined;
  const before = lead === undefined ? '' : styleOf(tree).lineEnd + lead;
  const handler = reporter(call, subject, [], lead);
  const handled = runsBy === 'execute' || hasCatch ? `.catch(${handler})` : `.then(undefined, ${handler})`;
  const started = runsBy === 'execute' ? [insertion(call.end, `${before}.execute()`)] : [];
  const unmarked = { span: { start: dropped.getStart(tree), end: call.getStart(tree) }, text: '' };
  return [
    ...(dropped === call ? [] : [unmarked]),
    ...started,
    { span: { start: call.end, end: dropped.end }, text: `${before}${handled}` },
  ];
}

/** The indentation of the last call where a chain is written one call a line. */
export function brokenChain({ expression }: ts.CallExpression): string | undefined {
  if (!ts.isPropertyAccessExpression(expression)) return undefined;
  const tree = expression.getSourceFile();
  const dot = expression.name.getStart(tree) - 1;
  const lead = indentationAt(tree, dot);
  return tree.text.slice(0, dot).endsWith(`\n${lead}`) ? lead : undefined;
}
