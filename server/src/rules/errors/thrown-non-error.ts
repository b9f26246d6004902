import { wrapErrorEdits } from '../../edits/wrapping-errors.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import { ts } from '../../engine/syntax.ts';
import { shortText } from '../../semantics/nodes.ts';
import { isCaughtUnread, isWorklet, type NoError, noErrorOf, rejectedValue } from '../../semantics/thrown-values.ts';

type Data = {
  readonly kind: NoError;
  readonly verb: string;
  readonly words: string;
  readonly canWrap: boolean;
};

export const thrownNonError = defineRule<Data>({
  meta: {
    id: 'thrown-non-error',
    family: 'errors',
    severity: 'warning',
    needs: 'flow',
    docs: {
      why: 'What is thrown has no stack, so that no log says where it came from, and no `message`: `error.message` is undefined for whoever catches it, `instanceof Error` is false, and monitors group it with all others of its kind.',
      bad: `if (!order) throw 'Order not found';`,
      good: `if (!order) throw new Error('Order not found');`,
      silent: [
        'errors of any class, and what was caught and is thrown on',
        'answers and redirects that frameworks take: `throw redirect()`, `throw new Response()`, `throw json()`, `error()`',
        'promises thrown for Suspense, and values of unknown type',
        'what is caught by a `catch` that takes no error',
        '`reject()` without a value, `rejectWithValue`, worklets',
      ],
    },
  },
  check: (ctx) => ({
    ThrowStatement({ expression }) {
      report(expression, 'throw', ctx);
    },
    CallExpression(call) {
      const value = rejectedValue(call);
      if (value) report(value, 'reject', ctx);
    },
  }),
  message: ({ kind, verb, words }) => {
    const thrown = verb === 'throw' ? 'thrown' : 'rejected with';
    if (kind === 'message')
      return `Only the text \`${words}\` is ${thrown}: the stack that tells where it failed is gone, and \`error.message\` is undefined for whoever catches it.`;
    const what = kind === 'text' ? 'A text' : 'A plain object';
    return kind === 'text'
      ? `${what} is ${thrown}, not an error: it has no stack, and \`error.message\` is undefined for whoever catches it.`
      : `${what} is ${thrown}, not an error: it has no stack, and \`instanceof Error\` is false for whoever catches it.`;
  },
  fixes: [
    {
      id: 'wrap',
      safety: 'unsafe',
      title: ({ kind }) => (kind === 'message' ? 'Hand on the error itself' : 'Make an error of it'),
      appliesTo: ({ canWrap }) => canWrap,
      edits: (node, { kind }) => (ts.isExpression(node) ? wrapErrorEdits(node, kind) : undefined),
    },
  ],
});

function report(value: ts.Expression, verb: 'throw' | 'reject', ctx: RuleContext<Data>): void {
  const kind = noErrorOf(value, ctx.snapshot);
  if (kind === undefined || isWorklet(value) || isCaughtUnread(value)) return;
  const canWrap = wrapErrorEdits(value, kind) !== undefined;
  ctx.report(value, { kind, verb, words: shortText(value), canWrap });
}
