import { spanOf } from '../../engine/places.ts';
import { defineRule } from '../../engine/rule.ts';
import { calleeWords } from '../../semantics/nodes.ts';
import { mayTryAgain, singleRead } from '../../semantics/single-reads.ts';
import { isRunByHand } from '../../semantics/timeouts.ts';

type Data = {
  readonly call: string;
  readonly subject: string;
};

export const missingRetry = defineRule<Data>({
  meta: {
    id: 'missing-retry',
    family: 'integration',
    severity: 'information',
    needs: 'flow',
    onlyIn: 'strict',
    docs: {
      why: 'Of a thousand requests to another service some are lost on the way or meet it while it restarts. A read does no harm when it is made again; made once, each of them is an error page for somebody.',
      bad: `const response = await fetch('https://api.example.com/rates');`,
      good: `const response = await pRetry(() => fetch('https://api.example.com/rates'), { retries: 2 });`,
      silent: [
        'any word of a second attempt in the file: `retry`, `attempt`, `backoff`',
        'a `catch` that goes on without the answer',
        'clients that try again by themselves, such as `got` and `ky`',
        'writes, which may have been done although the answer was lost',
        'loops, scripts, tests, and what a page asks',
      ],
    },
    withoutFix: 'How often to ask again, and how long somebody would wait for it, is a decision about the product.',
  },
  check(ctx) {
    const { facts, file, snapshot, tree, semantics } = ctx;
    const isServer = facts.runtime === 'node' || facts.runtime === 'edge';
    if (!isServer || mayTryAgain(tree.text) || isRunByHand(file.slice((snapshot.rootOf(file) ?? '').length))) return {};
    return {
      CallExpression(call) {
        const read = singleRead(call, semantics);
        if (read === undefined) return;
        const data = { call: calleeWords(call.expression), subject: read.subject };
        ctx.report(call, data, { span: spanOf(call.expression, tree) });
      },
    };
  },
  message: ({ subject }) =>
    `One answer of \`${subject}\` that is lost on the way fails all of this: it is read once, and to read it again would do no harm.`,
  fixes: [],
});
