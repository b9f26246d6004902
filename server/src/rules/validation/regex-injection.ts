import { sourceWithin, wrappedAll } from '../../edits/wrapped-source.ts';
import { flowsOf, type InjectionData, injections } from '../../engine/injection.ts';
import { defineRule } from '../../engine/rule.ts';

export const regexInjection = defineRule<InjectionData>({
  meta: {
    id: 'regex-injection',
    family: 'validation',
    severity: 'information',
    needs: 'flow',
    docs: {
      why: "A pattern of a stranger's choice can take minutes for a short text; meanwhile a Node process answers nobody.",
      bad: 'const pattern = new RegExp(req.query.search);',
      good: 'const pattern = new RegExp(escapeRegExp(req.query.search));',
      silent: ['an escaped text', 'numbers'],
    },
  },
  check: (ctx) =>
    injections(['regex'], ctx, {
      severity: 'information',
      isHarmless: ({ facts }) => facts.runtime === 'browser',
      isFixable: (flow) => sourceWithin(flow) !== undefined,
    }),
  message: ({ source, called, isElsewhere }) =>
    `\`${source}\` is the pattern of \`${called}\`${isElsewhere ? ' further on' : ''}: one that takes minutes to match stops the server for everybody.`,
  fixes: [
    {
      id: 'escape-pattern',
      safety: 'unsafe',
      title: ({ source }) => `Escape what has a meaning in patterns in \`${source}\``,
      appliesTo: ({ isFixable }) => isFixable,
      edits: (node, _data, { semantics }) =>
        wrappedAll(
          flowsOf(node, ['regex'], semantics).map(sourceWithin),
          (text) => `String(${text}).replace(${specials}, '\\\\$&')`,
        ),
    },
  ],
});

const specials = String.raw`/[.*+?^${'$'}{}()|[\]\\]/g`;
