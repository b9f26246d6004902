import { ts } from '../../engine/syntax.ts';
import { ownPageEdits } from '../../edits/own-page.ts';
import { flowOf, type InjectionData, injections } from '../../engine/injection.ts';
import { defineRule } from '../../engine/rule.ts';
import { parameterOf } from '../../semantics/answer-forms.ts';
import { isFunctionNode } from '../../semantics/nodes.ts';
import type { Flow } from '../../semantics/taint/flows.ts';
import { isServerAction } from '../../semantics/taint/handler-places.ts';

/** A server action is called by the site's own pages; what they hand on is a link's only where it is the way back. */
function isSentByOwnPage({ source }: Flow): boolean {
  const parameter = ts.isIdentifier(source) ? parameterOf(source) : undefined;
  const fn = parameter?.parent;
  if (parameter === undefined || fn === undefined || !isFunctionNode(fn) || !isServerAction(fn)) return false;
  return !/form|url|path|redirect|next|callback|return|dest|back|from|to$/i.test(source.getText());
}

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
      accepts: (flow) => !ts.isJsxAttribute(flow.sink.node) && !isSentByOwnPage(flow),
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
