import { checkResponseEdits } from '../../edits/checking-response.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import { ts } from '../../engine/syntax.ts';
import { mayReadBody, uncheckedBody } from '../../semantics/responses.ts';
import { isForViewer } from '../../semantics/viewed-media.ts';
import { isRunByHand } from '../../semantics/timeouts.ts';

type Data = {
  /** What was asked: a host, or the code's own words. */
  readonly asked: string;
  readonly reads: string;
  readonly canCheck: boolean;
};

export const uncheckedResponse = defineRule<Data>({
  meta: {
    id: 'unchecked-response',
    family: 'errors',
    severity: 'warning',
    needs: 'flow',
    docs: {
      why: '`fetch` only rejects where there is no answer at all. A 401, 429 or 500 comes back like any other, and its body, a page of HTML or `{ "error": … }`, is taken for the data: what breaks, breaks somewhere else.',
      bad: `const response = await fetch(url);\nconst rates = await response.json();`,
      good: `const response = await fetch(url);\nif (!response.ok) throw new Error(\`Request failed: \${response.status}\`);\nconst rates = await response.json();`,
      silent: [
        'a look at `ok`, `status` or the headers, also in a function that is given the response',
        'an answer whose content is asked whether it went well',
        'addresses that hold their data, and files of the page itself',
        'content that only a log is told, or that goes into a state which may be empty',
        'axios, ky, got and other clients that throw by themselves',
      ],
    },
  },
  check(ctx) {
    return isShipped(ctx) ? { CallExpression: (node) => visit(node, ctx) } : {};
  },
  message: ({ asked, reads }) =>
    `Nobody looks at whether \`${asked}\` answered with success: the page of a 401, 429 or 500 is what \`${reads}\` takes for the data.`,
  fixes: [
    {
      id: 'check',
      safety: 'unsafe',
      title: () => 'Throw when the answer is no success',
      appliesTo: ({ canCheck }) => canCheck,
      edits: (node, _data, { semantics }) => {
        const unchecked = ts.isCallExpression(node) ? uncheckedBody(node, semantics) : undefined;
        return unchecked && checkResponseEdits(unchecked);
      },
    },
  ],
});

const ownRuns: ReadonlySet<string> = new Set(['cli', 'build', 'test']);

/** A script that meets a strange answer shows it to whoever runs it. */
function isShipped({ facts, file, snapshot }: RuleContext<Data>): boolean {
  const root = snapshot.rootOf(file) ?? '';
  return !ownRuns.has(facts.runtime) && !isRunByHand(file.slice(root.length));
}

function visit(node: ts.CallExpression, ctx: RuleContext<Data>): void {
  if (!mayReadBody(node)) return;
  const unchecked = uncheckedBody(node, ctx.semantics);
  if (unchecked === undefined) return;
  const reads = node.getText(ctx.tree).replace(/^\(await[^]*\)\./, '');
  const canCheck = checkResponseEdits(unchecked) !== undefined;
  const isSmall = ctx.facts.runtime === 'browser' && isForViewer(node);
  ctx.report(node, { asked: unchecked.asked, reads, canCheck }, isSmall ? { severity: 'information' } : {});
}
