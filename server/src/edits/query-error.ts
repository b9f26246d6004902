import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
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

/** The indentation of the last call where a chain is written one call a line. */
export function brokenChain({ expression }: ts.CallExpression): string | undefined {
  if (!ts.isPropertyAccessExpression(expression)) return undefined;
  const tree = expression.getSourceFile();
  const dot = expression.name.getStart(tree) - 1;
  const lead = indentationAt(tree, dot);
  return tree.text.slice(0, dot).endsWith(`\n${lead}`) ? lead : undefined;
}
