import { clamped, conversionOf } from '../../edits/clamped-number.ts';
import { flowsOf, type InjectionData, injections, sourceWords } from '../../engine/injection.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import type { Harm } from '../../semantics/libraries/untrusted/model.ts';
import { isForStaff } from '../../semantics/taint/choices.ts';
import { webhookAround } from '../../semantics/webhooks.ts';
import type { Flow } from '../../semantics/taint/flows.ts';

const harms: readonly Harm[] = ['nan', 'limit', 'date'];

export const uncheckedNumber = defineRule<InjectionData>({
  meta: {
    id: 'unchecked-number',
    family: 'validation',
    severity: 'information',
    needs: 'flow',
    docs: {
      why: '`Number` and `parseInt` make `NaN` of a text that is no number, and a million of one that is: with `?limit=abc` the query fails, with `?limit=1000000` it reads the whole table. A date of a text that is none throws when it is written out.',
      bad: 'const posts = await prisma.post.findMany({ take: Number(req.query.limit) });',
      good: `const limit = Math.min(Math.max(Number(req.query.limit) || 20, 1), 100);
const posts = await prisma.post.findMany({ take: limit });`,
      silent: [
        'numbers that are compared, clamped or asked whether they are one',
        'what a schema has made a number within bounds',
        'a number in an array or a text, where nothing fails',
      ],
    },
  },
  check: (ctx) =>
    injections(harms, ctx, {
      severity: 'information',
      perSource: true,
      isHarmless: ({ facts }) => facts.runtime === 'browser',
      accepts: (flow) => isStrangers(flow) && (flow.harm !== 'limit' || !otherOf(flow, 'nan', ctx)),
      told: (flow) => (flow.harm === 'nan' && otherOf(flow, 'limit', ctx) ? 'both' : flow.harm),
      isFixable: (flow) => conversionOf(flow) !== undefined,
    }),
  message: (data) => messages[data.harm]?.(sourceWords(data), data.called) ?? '',
  fixes: [
    {
      id: 'clamp',
      safety: 'unsafe',
      title: ({ harm }) => (harm === 'nan' ? 'Go on with a number where it is none' : 'Keep it within bounds'),
      appliesTo: ({ isFixable }) => isFixable,
      edits: (node, { harm }, { semantics }) => {
        const [flow] = flowsOf(node, [harm === 'limit' ? 'limit' : 'nan'], semantics);
        return flow && clamped(flow, harm !== 'nan');
      },
    },
  ],
});

const messages: Readonly<Record<string, (what: string, called: string) => string>> = {
  both: (what, called) =>
    `${what} need be no number, and then \`${called}\` fails; nor is it bounded, and then \`${called}\` reads the whole table.`,
  nan: (what, called) => `Where ${what} is no number, \`${called}\` is given \`NaN\` and fails.`,
  limit: (what, called) => `${what} may be a million: \`${called}\` then reads the whole table for whoever asks.`,
  date: (what) => `Where ${what} is no date, \`toISOString()\` throws a RangeError.`,
};

/** Staff may read all, and a service that calls sends what it always sends. */
const isStrangers = (flow: Flow): boolean =>
  flow.trust === 'remote' && webhookAround(flow.source) === undefined && !isForStaff(flow);

/** What else may be wrong with the same number. */
const otherOf = (flow: Flow, harm: Harm, { semantics }: RuleContext<InjectionData>): boolean =>
  flowsOf(flow.given, [harm], semantics).length > 0;
