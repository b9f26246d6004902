import { ts } from '../../engine/syntax.ts';
import { flowOf, type InjectionData, injections } from '../../engine/injection.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Flow } from '../../semantics/taint/flows.ts';

export const crossSiteScripting = defineRule<InjectionData>({
  meta: {
    id: 'cross-site-scripting',
    family: 'validation',
    severity: 'error',
    needs: 'flow',
    docs: {
      why: 'Text that is put into a page as HTML brings scripts along: they run as your user, with their session.',
      bad: "panel.innerHTML = new URLSearchParams(location.search).get('name');",
      good: "panel.textContent = new URLSearchParams(location.search).get('name');",
      silent: [
        'what React and templates escape by themselves',
        '`textContent`',
        'what went through DOMPurify or an encoder for HTML',
      ],
    },
  },
  check: (ctx) =>
    injections(['html', 'redirect'], ctx, {
      severity: 'error',
      lowered: ({ harm }) => (harm === 'redirect' ? 'warning' : undefined),
      accepts: (flow) =>
        (flow.harm === 'html' || isScriptLink(flow)) &&
        !isFragment(flow) &&
        !isHandshake(flow) &&
        !sentByProgram.test(flow.source.getText()) &&
        isShown(flow),
      isFixable: ({ given, sink }) => given === sink.given && plainTarget(sink.node) !== undefined,
    }),
  message: ({ source, called, harm, isElsewhere }) =>
    harm === 'redirect'
      ? `\`${source}\` decides where \`${called}\` leads: \`javascript:\` in it runs as whoever clicks.`
      : `\`${source}\` gets into the page as HTML by \`${called}\`${isElsewhere ? ' further on' : ''}: a script in it runs as whoever looks at the page.`,
  fixes: [
    {
      id: 'text-content',
      safety: 'unsafe',
      title: ({ called }) => `Show it as text: \`${called.replace(/\w+$/, 'textContent')}\``,
      appliesTo: ({ isFixable }) => isFixable,
      edits: (node, _data, { semantics }) => {
        const sink = flowOf(node, ['html'], semantics)?.sink;
        const name = sink && plainTarget(sink.node);
        return name && [{ span: { start: name.getStart(), end: name.end }, text: 'textContent' }];
      },
    },
  ],
});

/** `$(location.hash)` looks for an element: what begins with `#` is a selector. */
const isFragment = ({ source, sink }: Flow): boolean =>
  /^(?:\$|jQuery)\(\)$/.test(sink.called) && source.getText().endsWith('.hash');

/** `<a href={next}>`, where nobody looks at the protocol. */
const isScriptLink = ({ sink }: Flow): boolean =>
  ts.isJsxAttribute(sink.node) &&
  !/javascript:|\.protocol\b|https\?:|['"`]https?:\/\/['"`]/.test(sink.node.getSourceFile().text);

/** `innerHTML` in `panel.innerHTML = name`, where no tag is written out. */
function plainTarget(node: ts.Node): ts.Node | undefined {
  if (!ts.isBinaryExpression(node) || !ts.isPropertyAccessExpression(node.left) || node.left.name.text !== 'innerHTML')
    return undefined;
  return node.right.getText().includes('<') ? undefined : node.left.name;
}

/** What a server sends as it is may be of any type, unless it is put together here or comes straight from the request. */
function isShown({ sink, steps }: Flow): boolean {
  const isSent = /\.(?:send|write|end)\(\)$/.test(sink.called);
  return !isSent || isBuilt(sink.given) || steps.length === 0 || steps.some(isMarkup);
}

const isBuilt = (node: ts.Node): boolean => ts.isTemplateExpression(node) || ts.isBinaryExpression(node);
const isMarkup = (step: ts.Node): boolean => isBuilt(step) && /<[a-z!/]/i.test(step.getText());

/** Who subscribes to a webhook is answered with the challenge that they sent beside the token that both know. */
const isHandshake = ({ source, members }: Flow): boolean =>
  [source.getText(), ...members].some((each) => /\bhub[._]challenge\b|^challenge$/.test(each));

/** Nobody can make somebody else's browser send a header of their choice. */
const sentByProgram = /\.(?:headers\b|header\(|get\(['"`](?!referer))/i;
