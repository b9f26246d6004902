import { isFailureExpected, isFailureHeard } from '../../edits/awaiting.ts';
import type { ResultAnswer } from '../../edits/result-answer.ts';
import { resultCheck } from '../../edits/result-check.ts';
import type { ResultCheck } from '../../edits/taken-error.ts';
import { awaitAround, throwingEdits } from '../../edits/throwing-query.ts';
import { defineRule, type FixContext, type RuleContext } from '../../engine/rule.ts';
import { firstLineOf } from '../../engine/places.ts';
import { ts } from '../../engine/syntax.ts';
import { calleeWords, memberName, unwrap } from '../../semantics/nodes.ts';
import { costOf, type IgnoredCost } from '../../semantics/result-costs.ts';
import type { IgnoredError } from '../../semantics/results.ts';

type Data = {
  /** The call in the code's own words. */
  readonly call: string;
  /** The property that holds the error, or its place in a tuple. */
  readonly field: string;
  readonly effect: IgnoredError['effect'];
  readonly missing: IgnoredCost['data'];
  /** The error is given a name, which nobody looks at. */
  readonly isTaken: boolean;
  /** What a look at the error would do with it; empty where none can be written. */
  readonly answer: ResultAnswer['id'] | '';
  readonly canThrow: boolean;
};

export const ignoredResultError = defineRule<Data>({
  meta: {
    id: 'ignored-result-error',
    family: 'errors',
    severity: 'error',
    needs: 'flow',
    docs: {
      why: 'The call reports failure by value, so no catch runs, and the code goes on as if all had gone well: the row was never written, and nobody is told.',
      bad: `await supabase.from('orders').insert(order);`,
      good: `const { error } = await supabase.from('orders').insert(order);\nif (error) throw error;`,
      silent: [
        'a result whose `error`, `success` or `status` is looked at anywhere, or that is returned, stored or handed on whole',
        'a chain with `.throwOnError()`',
        'data that is checked, so that a failure ends the same way as a missing row: `if (!data) return notFound()`',
        'a rollback inside a `catch` or in the branch that handles another error, `signOut()`, and `getUser()`',
      ],
    },
  },
  check: (ctx) => ({
    AwaitExpression: (node) => reportAll(node, ctx),
    ExpressionStatement({ expression }) {
      const call = unwrap(expression);
      if (ts.isCallExpression(call) && mayHoldResults(ctx)) reportNow(call, ctx);
    },
    CallExpression(node) {
      const name = memberName(unwrap(node.expression));
      if (name === 'then' || name === 'catch') reportAll(node, ctx);
      else if (name !== undefined && immediate.has(name)) reportNow(node, ctx);
    },
  }),
  message: ({ call, field, effect, missing, isTaken }) => {
    const error = /^\d/.test(field) ? 'its error' : `its \`${field}\``;
    const unseen = `${error} is ${isTaken ? 'taken, but ' : ''}never looked at`;
    if (effect === 'check')
      return `\`${call}\` says by its answer what is wrong with the value, and nobody looks at that.`;
    if (effect === 'write')
      return `If \`${call}\` fails, nobody notices: it does not throw, ${unseen}, and the code goes on as if it were done.`;
    if (missing === 'opens')
      return `If \`${call}\` fails, the code takes it for an empty answer and goes on: ${unseen}.`;
    if (missing === 'throws')
      return `If \`${call}\` fails, its data is missing and the code breaks on that: ${error}, which says why, is never looked at.`;
    return `If \`${call}\` fails, it looks as if there were no data: ${unseen}.`;
  },
  fixes: [
    {
      id: 'check',
      safety: 'unsafe',
      title: ({ call, field, answer }) => `Take ${errorWords(field)} of \`${call}\` and ${answers[answer]}`,
      appliesTo: ({ answer }) => answer !== '',
      edits: (node, _data, ctx) => checkAt(node, ctx)?.edits(),
    },
    {
      id: 'throw-on-error',
      safety: 'unsafe',
      title: ({ call }) => `Let \`${call}\` throw its error, with \`.throwOnError()\``,
      appliesTo: ({ canThrow, answer }) => canThrow && !spares.has(answer),
      edits(node, _data, { semantics }) {
        const ignored = ts.isExpression(node) ? semantics.results.ignoredAt(node) : undefined;
        return ignored && throwingEdits(ignored);
      },
    },
  ],
});

const answers: Readonly<Record<Data['answer'], string>> = {
  catch: 'throw it into the `catch`',
  throw: 'throw it',
  return: 'return it as the function returns others',
  report: 'report it',
  log: 'log it',
  '': '',
};

/** Where the error had better not be thrown. */
const spares: ReadonlySet<Data['answer']> = new Set(['report', 'return', 'log']);

const errorWords = (field: string): string => (/^\d/.test(field) ? 'the error' : `the \`${field}\``);

function checkAt(node: ts.Node, ctx: Context | FixContext): ResultCheck | undefined {
  const ignored = ts.isExpression(node) ? ctx.semantics.results.ignoredAt(node) : undefined;
  return ignored && checkOf(ignored, ctx);
}

function checkOf(
  ignored: IgnoredError,
  { facts, semantics, snapshot, file }: Context | FixContext,
): ResultCheck | undefined {
  if (ignored.effect === 'check') return undefined;
  const isTyped = (): boolean => (snapshot.oracle(file)?.typeOrigin(ignored.source) ?? 'unknown') !== 'unknown';
  const isExpected = (node: ts.Node): boolean => isFailureExpected(node, semantics);
  return resultCheck(ignored, { facts, results: semantics.results, isTyped, isExpected });
}

/** Methods whose answer comes without a promise. */
const immediate = new Set(['safeParse']);

type Context = RuleContext<Data>;

function reportAll(node: ts.AwaitExpression | ts.CallExpression, ctx: Context): void {
  for (const each of ctx.semantics.results.ignoredErrors(node)) report(each, ctx);
}

function reportNow(call: ts.CallExpression, ctx: Context): void {
  const found = ctx.semantics.results.ignoredNow(call);
  if (found) report(found, ctx);
}

/** Whether a statement may drop a result of the project's own: only where it has a package that makes such. */
function mayHoldResults({ tree, snapshot }: Context): boolean {
  return resultPackages.some(
    (name) => tree.text.includes(name) || snapshot.packageOf(tree.fileName)?.dependencies.has(name) === true,
  );
}

const resultPackages = ['neverthrow'];

/** One level up it may be another function that waits: what it throws must not get lost there. */
function isHeardAbove(source: ts.Expression, { semantics }: Context): boolean {
  const waiting = awaitAround(source);
  return waiting === undefined || isFailureHeard(waiting, semantics);
}

function report(ignored: IgnoredError, ctx: Context): void {
  const cost = costOf(ignored, ctx.facts);
  if (cost === undefined) return;
  const { source, told, effect, parts } = ignored;
  const data: Data = {
    call: calleeWords(source),
    field: told.field,
    effect,
    missing: cost.data,
    isTaken: parts.some(({ name }) => name === told.field),
    answer: checkOf(ignored, ctx)?.answer ?? '',
    canThrow: throwingEdits(ignored) !== undefined && isHeardAbove(source, ctx),
  };
  ctx.report(source, data, { span: firstLineOf(source, ctx.tree), severity: cost.severity });
}
