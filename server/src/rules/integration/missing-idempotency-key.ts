import { withoutItem } from '../../edits/list-items.ts';
import { optionEdits } from '../../edits/option-edits.ts';
import { spanOf } from '../../engine/places.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import { ts } from '../../engine/syntax.ts';
import { calleeWords } from '../../semantics/nodes.ts';
import {
  businessId,
  keyGiven,
  misplacedKey,
  paymentRequest,
  type PaymentRequest,
} from '../../semantics/payment-requests.ts';
import type { Semantics } from '../../semantics/semantics.ts';
import { isRunByHand } from '../../semantics/timeouts.ts';

type Data = {
  readonly callee: string;
  readonly isMisplaced: boolean;
  /** What a key can be made of; empty where nothing in the call says what is paid for. */
  readonly id: string;
};

export const missingIdempotencyKey = defineRule<Data>({
  meta: {
    id: 'missing-idempotency-key',
    family: 'integration',
    severity: 'warning',
    needs: 'flow',
    docs: {
      why: 'A click too many, a request that is sent again, a job that starts anew: without a key Stripe takes the second request for a second order, and charges or pays out twice.',
      bad: `await stripe.transfers.create({ amount, currency: 'eur', destination });`,
      good: `await stripe.transfers.create({ amount, currency: 'eur', destination }, { idempotencyKey: \`payout-\${payout.id}\` });`,
      silent: [
        'reads, changes, customers, prices, checkout sessions, payments that nobody has confirmed: a second one costs nothing',
        'a refund of all, which Stripe makes once only',
        'options that come from elsewhere',
        'scripts that somebody runs by hand',
      ],
    },
  },
  check(ctx) {
    if (!/stripe/i.test(ctx.tree.text) || isByHand(ctx)) return {};
    return { CallExpression: (call) => visit(call, ctx) };
  },
  message({ callee, isMisplaced }) {
    if (isMisplaced)
      return `With a key in it, Stripe's client takes this object for options and sends none of its parameters, so that \`${callee}\` fails each time: the key belongs into a second object.`;
    return `When this is sent twice, by a second click or a retry, \`${callee}\` does it twice: nothing tells Stripe that it is the same one.`;
  },
  fixes: [
    {
      id: 'move-key',
      safety: 'unsafe',
      title: () => 'Move the key into the options',
      appliesTo: ({ isMisplaced }) => isMisplaced,
      edits(node, _data, { semantics }) {
        const request = requestAround(node, semantics);
        const property = request && misplacedKey(request);
        if (request === undefined || property === undefined || !ts.isObjectLiteralExpression(property.parent))
          return undefined;
        const value = ts.isPropertyAssignment(property) ? property.initializer.getText() : property.name.text;
        const added = optionEdits(request.call, [1], value === 'idempotencyKey' ? value : `idempotencyKey: ${value}`);
        const removed = withoutItem(property.parent.properties, property);
        return added && removed && [...removed, ...added];
      },
    },
    {
      id: 'add-key',
      safety: 'unsafe',
      title: ({ id }) => `Give a key made of \`${id}\``,
      appliesTo: ({ id, isMisplaced }) => !isMisplaced && id !== '',
      edits(node, { id }, { semantics }) {
        const request = requestAround(node, semantics);
        return request && optionEdits(request.call, [1], `idempotencyKey: \`${nameOf(request)}-\${${id}}\``);
      },
    },
  ],
});

/** `transfer` for `transfers`. */
const nameOf = ({ resource }: PaymentRequest): string =>
  resource.replace(/s$/, '').replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function isByHand({ facts, file, snapshot }: RuleContext<Data>): boolean {
  if (/^(?:browser|build|cli|test)$/.test(facts.runtime)) return true;
  return isRunByHand(file.slice((snapshot.rootOf(file) ?? '').length));
}

function visit(call: ts.CallExpression, ctx: RuleContext<Data>): void {
  const request = paymentRequest(call, ctx.semantics.callees);
  if (request === undefined) return;
  const property = misplacedKey(request);
  const data = { callee: calleeWords(call.expression), id: '' };
  if (property !== undefined) {
    ctx.report(property, { ...data, isMisplaced: true }, { span: spanOf(property, ctx.tree), severity: 'error' });
    return;
  }
  if (keyGiven(request, ctx.semantics.values) !== 'missing') return;
  ctx.report(
    call,
    { ...data, isMisplaced: false, id: businessId(request)?.getText() ?? '' },
    { span: spanOf(call.expression, ctx.tree) },
  );
}

function requestAround(node: ts.Node, { callees }: Semantics): PaymentRequest | undefined {
  for (let current = node; !ts.isSourceFile(current); current = current.parent)
    if (ts.isCallExpression(current)) return paymentRequest(current, callees);
  return undefined;
}
