import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import { isAsync, isFunctionExpression, returnedExpressions, unwrap } from '../semantics/nodes.ts';
import type { EditContext } from './collections.ts';
import { freeName } from './free-name.ts';
import { reportsAt } from './reporting.ts';
import { indentationAt, styleOf } from './style.ts';
import { deeperLines } from './try-catch.ts';
import { insertion } from './handling.ts';

/** `useEffect(async () => { … })` becomes `useEffect(() => { const run = async () => { … }; run().catch(…); })`. */
export function runInsideEdits(call: ts.CallExpression, _ctx: EditContext): readonly TextEdit[] | undefined {
  const effect = call.arguments[0] && unwrap(call.arguments[0]);
  if (!effect || !isFunctionExpression(effect) || !isAsync(effect) || !ts.isBlock(effect.body)) return undefined;
  // What it gives back was meant to clean up, which an async function cannot promise.
  if (effect.parameters.length > 0 || returnedExpressions(effect).length > 0) return undefined;
  const tree = call.getSourceFile();
  const run = freeName(['run', 'load', 'start'], call);
  if (run === undefined) return undefined;
  const { lineEnd, indent, semicolon, isTypeScript } = styleOf(tree);
  const base = indentationAt(tree, call.getStart(tree));
  const inner = base + indent;
  const { body } = effect;
  const tail = [
    semicolon,
    `${inner}${run}().catch((error${isTypeScript ? ': unknown' : ''}) => {`,
    ...reportsAt(call, `${call.expression.getText(tree)} failed`, 'error').map((line) => `${inner}${indent}${line}`),
    `${inner}})${semicolon}`,
    `${base}}`,
  ].join(lineEnd);
  return [
    {
      span: { start: effect.getStart(tree), end: body.getStart(tree) },
      text: `() => {${lineEnd}${inner}const ${run} = async () => `,
    },
    ...deeperLines(tree, body.getStart(tree), body.end),
    insertion(body.end, tail),
  ];
}
