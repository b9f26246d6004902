import { type InjectionData, injections } from '../../engine/injection.ts';
import { defineRule } from '../../engine/rule.ts';

export const ldapInjection = defineRule<InjectionData>({
  meta: {
    id: 'ldap-injection',
    family: 'validation',
    severity: 'error',
    needs: 'flow',
    docs: {
      why: `A filter that holds a stranger's text matches what they like: \`*)(uid=*\` is everybody.`,
      bad: 'client.search(base, { filter: `(uid=${req.body.user})` }, found);',
      good: "client.search(base, { filter: new EqualityFilter({ attribute: 'uid', value: req.body.user }) }, found);",
      silent: ['filters that are built of objects'],
    },
    withoutFix: 'The filter has to be built of objects of the library, which names them by what they compare.',
  },
  check: (ctx) => injections(['ldap'], ctx, { severity: 'error' }),
  message: ({ source, called, isElsewhere }) =>
    `\`${source}\` becomes part of the filter of \`${called}\`${isElsewhere ? ' further on' : ''}: whoever sends it matches any entry.`,
  fixes: [],
});
