import { quoted } from '../../edits/style.ts';
import { sourceWithin, wrappedAll } from '../../edits/wrapped-source.ts';
import { flowsOf, type InjectionData, injections } from '../../engine/injection.ts';
import { defineRule } from '../../engine/rule.ts';
import { ts } from '../../engine/syntax.ts';
import type { Flow } from '../../semantics/taint/flows.ts';

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
  },
  check: (ctx) =>
    injections(['ldap'], ctx, { severity: 'error', isFixable: (flow) => valueInFilter(flow) !== undefined }),
  message: ({ source, called, isElsewhere }) =>
    `\`${source}\` becomes part of the filter of \`${called}\`${isElsewhere ? ' further on' : ''}: whoever sends it matches any entry.`,
  fixes: [
    {
      id: 'escape-filter',
      safety: 'unsafe',
      title: ({ source }) => `Escape what has a meaning in filters in \`${source}\``,
      appliesTo: ({ isFixable }) => isFixable,
      edits: (node, _data, { semantics }) =>
        wrappedAll(
          flowsOf(node, ['ldap'], semantics).map(valueInFilter),
          (text) => `String(${text}).replace(${specials}, (each) => ${escapedIn(node.getSourceFile())})`,
        ),
    },
  ],
});

/** A value in the text of a filter: names of entries are escaped in another way, and a whole filter is none of its values. */
function valueInFilter(flow: Flow): ts.Expression | undefined {
  const value = flow.sink.members.includes('filter') ? sourceWithin(flow) : undefined;
  return value !== undefined && isPart(value) ? value : undefined;
}

const isPart = ({ parent }: ts.Node): boolean => ts.isTemplateSpan(parent) || ts.isBinaryExpression(parent);

const specials = String.raw`/[\\*()\0]/g`;
/** Two digits of its code, as RFC 4515 has it. */
const escapedIn = (tree: ts.SourceFile): string =>
  `${quoted(tree, '\\')} + each.charCodeAt(0).toString(16).padStart(2, ${quoted(tree, '0')})`;
