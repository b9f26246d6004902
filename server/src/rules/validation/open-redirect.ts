import { ts } from '../../engine/syntax.ts';
import { ownPageEdits } from '../../edits/own-page.ts';
import { flowOf, type InjectionData, injections } from '../../engine/injection.ts';
import { defineRule } from '../../engine/rule.ts';

export const openRedirect = defineRule<InjectionData>({
  meta: {
    id: 'open-redirect',
    family: 'validation',
    severity: 'warning',
    needs: 'flow',
    docs: {
      why: 'A link to your site that leads on to any other one is what a phishing mail needs: your name in the address, their page on the screen.',
      bad: 'res.redirect(req.query.next);',
      good: "res.redirect(isOwnPath(req.query.next) ? req.query.next : '/');",
      silent: [
        'a path or a query on a fixed host',
        'an address that was looked up in a list',
        'what a browser sends by itself: headers and cookies',
      ],
    },
  },
  // What a link of the page leads to runs there, if it is a script: cross-site-scripting tells of these.
  check: (ctx) =>
    injections(['redirect'], ctx, {
      severity: 'warning',
      accepts: ({ sink }) => !ts.isJsxAttribute(sink.node),
      isFixable: (flow) => ownPageEdits(flow) !== undefined,
    }),
  message: ({ source, called, isElsewhere }) =>
    `\`${source}\` decides where \`${called}\` leads${isElsewhere ? ' further on' : ''}: a link to your site can end on anybody's page.`,
  fixes: [
    {
      id: 'own-pages',
      safety: 'unsafe',
      title: ({ source }) => `Follow \`${source}\` to pages of this site alone`,
      appliesTo: ({ isFixable }) => isFixable,
      edits: (node, _data, { semantics }) => {
        const flow = flowOf(node, ['redirect'], semantics);
        return flow && ownPageEdits(flow);
      },
    },
  ],
});
