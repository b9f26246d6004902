import { mergedWhole, withoutPrototypeKeys } from '../../edits/prototype-keys.ts';
import { flowOf, type InjectionData, injections } from '../../engine/injection.ts';
import { defineRule } from '../../engine/rule.ts';

export const prototypePollution = defineRule<InjectionData>({
  meta: {
    id: 'prototype-pollution',
    family: 'validation',
    severity: 'error',
    needs: 'flow',
    docs: {
      why: 'A key such as `__proto__` in what is merged changes every object of the process: checks such as `user.isAdmin` become true for everybody.',
      bad: '_.merge(settings, req.body);',
      good: '_.merge(settings, settingsSchema.parse(req.body));',
      silent: ['one level of keys, as in `Object.assign` and spread', 'what a schema has let through'],
    },
  },
  check: (ctx) =>
    injections(['merge'], ctx, { severity: 'error', isFixable: (flow) => mergedWhole(flow) !== undefined }),
  message: ({ source, called, isElsewhere }) =>
    `\`${source}\` is merged by \`${called}\`${isElsewhere ? ' further on' : ''}: a key such as \`__proto__\` in it changes every object of the process.`,
  fixes: [
    {
      id: 'drop-prototype-keys',
      safety: 'unsafe',
      title: ({ source }) => `Merge \`${source}\` without the keys that lead to prototypes`,
      appliesTo: ({ isFixable }) => isFixable,
      edits: (node, _data, { semantics }) => {
        const flow = flowOf(node, ['merge'], semantics);
        const merged = flow && mergedWhole(flow);
        return merged && withoutPrototypeKeys(merged);
      },
    },
  ],
});
