import type { Severity } from '../../../../shared/src/finding.ts';
import { type InjectionData, injections, sourceWords } from '../../engine/injection.ts';
import { defineRule } from '../../engine/rule.ts';
import { chosenName, isCompared, isForStaff, isOwnMoney, knowsCaller } from '../../semantics/taint/choices.ts';
import { webhookAround } from '../../semantics/webhooks.ts';
import type { Flow } from '../../semantics/taint/flows.ts';

export const clientControlledPrice = defineRule<InjectionData>({
  meta: {
    id: 'client-controlled-price',
    family: 'validation',
    severity: 'warning',
    needs: 'flow',
    docs: {
      why: 'What a page sends is what its visitor wants it to send: who names the price pays one cent, who names the role is an administrator, who names the user writes in the name of somebody else. That the number is a valid one changes nothing.',
      bad: `const { amount } = await request.json();
await stripe.paymentIntents.create({ amount, currency: 'usd' });`,
      good: `const { productId } = await request.json();
const product = await products.find(productId);
await stripe.paymentIntents.create({ amount: product.price, currency: 'usd' });`,
      silent: [
        'what is compared with something of the server, bounded above, or out of a list',
        'handlers for staff, and code that asks for a role or a permission',
        'donations, tips, bids, deposits and expenses, of which only the user knows how much',
        'quantities',
      ],
    },
    withoutFix: 'Where the right value is kept only you know.',
  },
  check: (ctx) =>
    injections(['amount', 'authority'], ctx, {
      severity: 'warning',
      isHarmless: ({ facts }) => facts.runtime === 'browser',
      accepts: isChosen,
      lowered,
    }),
  message: (data) => {
    const { called, harm, isElsewhere } = data;
    const further = isElsewhere ? ' further on' : '';
    const what = sourceWords(data);
    return harm === 'amount'
      ? `${what} is what \`${called}\` takes for the price${further}: whoever sends it pays what they like.`
      : `${what} is what \`${called}\` is set to${further}: whoever sends it decides it, for themselves and for others.`;
  },
  fixes: [],
});

const money = /amount|price|total|cost|fee|discount|charge|fare|rate|paid/i;
/** `cents`, `unit_cents` and `sumCents`, but no accents, recents or percents. */
const inCents = /(?:^|_)cents$|[a-z]Cents$/;
const notMoney = /quantity|qty|(?<!dis)count|tax_?rate|exchange|rating|charge_?id|price_?id|pages/i;
const right = /role|admin|staff|super|permission|owner/i;
const person = /^(?:user|owner|author|creator|customer|profile|account|member|created_?by|uid)/i;

function isChosen(flow: Flow): boolean {
  const name = chosenName(flow);
  if (name === undefined || flow.trust !== 'remote' || webhookAround(flow.source) !== undefined) return false;
  if (isForStaff(flow) || isCompared(flow, name)) return false;
  if (flow.harm === 'amount')
    return (money.test(name) || inCents.test(name)) && !notMoney.test(name) && !isOwnMoney(flow);
  if (right.test(name)) return true;
  return person.test(name) && isSent(flow) && knowsCaller(flow) && !isKeptByPolicies(flow);
}

/** The path says whom a request is about; a body that names its sender says who that is. */
const isSent = ({ source, sink }: Flow): boolean =>
  !/\bparams\b/.test(source.getText()) && !aboutOthers.test(sink.called);

/** What is written about somebody, to somebody or for the record. */
const aboutOthers =
  /log|audit|history|event|analytic|metric|notif|message|member|invit|assign|partic|follow|friend|share|collab/i;

/** A client of Supabase with the caller's own key writes what the table's policies let it write. */
const isKeptByPolicies = ({ sink }: Flow): boolean => {
  const { text } = sink.node.getSourceFile();
  return /supabase/i.test(text) && !/service_?role|admin/i.test(text);
};

/** A column's name alone does not tell who fills it in: a shop's customers, or its clerks. */
const lowered = ({ sink }: Flow): Severity | undefined =>
  /^[\w$]+\.[\w$]+$/.test(sink.called) ? 'information' : undefined;
