import { spanOf } from '../../engine/places.ts';
import { defineRule } from '../../engine/rule.ts';
import { ts } from '../../engine/syntax.ts';
import { unpacedCall } from '../../semantics/limited-services.ts';
import { calleeWords } from '../../semantics/nodes.ts';
import { isRunByHand } from '../../semantics/timeouts.ts';

type Data = {
  readonly call: string;
  readonly service: string;
};

export const ignoredRateLimit = defineRule<Data>({
  meta: {
    id: 'ignored-rate-limit',
    family: 'integration',
    severity: 'information',
    needs: 'flow',
    docs: {
      why: 'Services answer 429 to whoever asks faster than they allow: mail to the first customers goes out, and to all others it does not. With ten items in a test nobody sees it.',
      bad: `for (const user of users) {\n  await resend.emails.send({ from, to: user.email, subject, html });\n}`,
      good: `const limit = pLimit(2);\nawait Promise.all(users.map((user) => limit(() => pRetry(() => send(user), { retries: 3 }))));`,
      silent: [
        'loops with a pause, a queue, a limit or a look at 429, here or in the function that asks',
        'requests that carry many items at once',
        'clients that try again by themselves: OpenAI, Anthropic, Stripe, Slack',
        'lists of a few that stand in the code',
      ],
    },
    withoutFix:
      'How many requests a service takes in which time stands in its own terms, and whether to wait, to queue or to send many at once is a decision.',
  },
  check(ctx) {
    const { facts, file, snapshot } = ctx;
    const isServer = facts.runtime === 'node' || facts.runtime === 'edge';
    if (!isServer || isRunByHand(file.slice((snapshot.rootOf(file) ?? '').length))) return {};
    return {
      CallExpression(call) {
        if (!isWaitedFor(call)) return;
        const found = unpacedCall(call, ctx.semantics);
        if (found === undefined) return;
        const data = { call: calleeWords(call.expression), service: found.service.name };
        ctx.report(call, data, { span: spanOf(call.expression, ctx.tree) });
      },
    };
  },
  message: ({ call, service }) =>
    `With more items than ${service} takes at a time, \`${call}\` is answered 429 for the rest: nothing here slows down, and nothing tries again.`,
  fixes: [],
});

/** Awaited, or given back by the callback of `map`. */
function isWaitedFor({ parent }: ts.CallExpression): boolean {
  if (ts.isAwaitExpression(parent) || ts.isReturnStatement(parent) || ts.isArrowFunction(parent)) return true;
  const isChained = ts.isPropertyAccessExpression(parent) && /^(?:then|catch|finally)$/.test(parent.name.text);
  return isChained && ts.isCallExpression(parent.parent);
}
