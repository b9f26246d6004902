import { headerEdits } from '../../edits/query-to-header.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import type { ts } from '../../engine/syntax.ts';
import { calleeWords } from '../../semantics/nodes.ts';
import { requestOf } from '../../semantics/request-addresses.ts';
import { secretsInAddress } from '../../semantics/secrets-in-addresses.ts';

type Data = {
  /** In a sentence: `API key`. */
  readonly label: string;
  /** Of the query. */
  readonly parameter: string;
  readonly callee: string;
  readonly canMove: boolean;
};

export const secretInUrl = defineRule<Data>({
  meta: {
    id: 'secret-in-url',
    family: 'secrets',
    severity: 'information',
    needs: 'flow',
    docs: {
      why: 'Addresses are kept where nobody looks after secrets: in the logs of every server and proxy on the way, in the history of a browser, in reports of errors and in what a page tells others as its referrer.',
      bad: 'await fetch(`https://api.shop.app/orders?api_key=${apiKey}`);',
      good: `await fetch('https://api.shop.app/orders', { headers: { 'X-API-Key': apiKey } });`,
      silent: [
        'services that take a key in the address alone, such as maps, weather and exchange rates',
        'one-time links: verification of an address, resets, invitations, a code of OAuth',
        'signed addresses, cursors of pages, publishable keys',
        'WebSockets and event streams, most of which can be given no headers',
      ],
    },
  },
  check: (ctx) => ({
    CallExpression: (call) => ofCall(call, ctx),
  }),
  message: ({ label, parameter, callee }) =>
    `\`${callee}\` sends the ${label} as \`${parameter}\` in the address, which servers and proxies on the way write to their logs. Send it in a header.`,
  fixes: [
    {
      id: 'send-in-header',
      safety: 'unsafe',
      title: ({ parameter, label }) =>
        `Send the ${label} in a header instead of \`${parameter}\`, which the server has to read there`,
      appliesTo: ({ canMove }) => canMove,
      edits: (node) => headerEdits(node),
    },
  ],
});

function ofCall(call: ts.CallExpression, ctx: RuleContext<Data>): void {
  const request = ctx.facts.fileClass === 'source' ? requestOf(call) : undefined;
  if (request === undefined) return;
  const textOf = (expression: ts.Expression) => ctx.semantics.texts.of(expression)[0]?.text;
  for (const { name, value, label } of secretsInAddress(request, textOf)) {
    const canMove = headerEdits(value) !== undefined;
    ctx.report(value, { label, parameter: name, callee: calleeWords(call.expression), canMove });
  }
}
