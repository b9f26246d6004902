import type { Severity } from '../../../../shared/src/finding.ts';
import { listedOriginEdits, listName, ownOriginEdits } from '../../edits/checking-origin.ts';
import { firstLineOf, placeOf } from '../../engine/places.ts';
import { defineRule, type FixContext, type RuleContext } from '../../engine/rule.ts';
import { ts } from '../../engine/syntax.ts';
import { assignedMessageHandlers, mayHearMessages, messageHandlersOf } from '../../semantics/message-listeners.ts';
import { type MessageWeight, uncheckedMessage } from '../../semantics/message-uses.ts';
import type { FunctionNode } from '../../semantics/nodes.ts';
import type { Semantics } from '../../semantics/semantics.ts';

type Data = {
  /** What the message is given to, or sets off. */
  readonly words: string;
  readonly weight: MessageWeight;
  /** Of other pages that the file opens, embeds or writes to. */
  readonly origins: readonly string[];
  readonly canCheck: boolean;
};

export const untrustedMessageOrigin = defineRule<Data>({
  meta: {
    id: 'untrusted-message-origin',
    family: 'validation',
    severity: 'error',
    needs: 'flow',
    docs: {
      why: 'Any page that opens this one, embeds it or is embedded in it can send it messages. A handler that does not look at `event.origin` takes what a stranger makes up for what its own popup or frame has sent.',
      bad: `window.addEventListener('message', (event) => {\n  if (event.data.type === 'signed-in') saveToken(event.data.token);\n});`,
      good: `window.addEventListener('message', (event) => {\n  if (event.origin !== window.location.origin) return;\n  if (event.data.type === 'signed-in') saveToken(event.data.token);\n});`,
      silent: [
        'a look at the origin or the source, also in a function that is given the event',
        'workers, ports, broadcast channels, sockets, event sources and extensions, whose sender is known',
        'handlers that only write a log or fit the height of a frame',
        'webviews of editors and apps, which are written to by their host',
      ],
    },
  },
  check(ctx) {
    if (!mayHearMessages(ctx.tree)) return {};
    return { CallExpression: (node) => visit(node, ctx), BinaryExpression: (node) => visit(node, ctx) };
  },
  message: ({ words, weight }) =>
    weight === 'starts'
      ? `Nothing here asks which page sent the message: any page that opens or embeds this one can make it call \`${words}\`.`
      : `Nothing here asks which page sent the message: any page that opens or embeds this one decides what \`${words}\` is given.`,
  fixes: [
    {
      id: 'known-origins',
      safety: 'unsafe',
      title: ({ origins }) => `Take messages from ${origins.map((origin) => `\`${origin}\``).join(' and ')} only`,
      appliesTo: ({ origins, canCheck }) => canCheck && origins.length > 0,
      edits: (node, { origins }, ctx) => listed(node, origins, ctx),
    },
    {
      id: 'own-origin',
      safety: 'unsafe',
      title: () => "Take messages from this page's own origin only",
      appliesTo: ({ canCheck }) => canCheck,
      edits: (node, _data, { semantics }) => {
        const handler = openHandler(node, semantics)?.handler;
        return handler && ownOriginEdits(handler);
      },
    },
    {
      id: 'listed-origins',
      safety: 'unsafe',
      title: () => `Take messages from the origins in \`${listName}\` only: an empty list that you fill in`,
      appliesTo: ({ origins, canCheck }) => canCheck && origins.length === 0,
      edits: (node, { origins }, ctx) => listed(node, origins, ctx),
      afterwards: () => ({ message: `Fill in \`${listName}\`: until then, the page takes no message.` }),
    },
  ],
});

/** What a popup brings back is what somebody signed in with or paid; what else a page is told is often meant for anybody. */
function severityOf(weight: MessageWeight, { text }: ts.SourceFile): Severity {
  if (weight === 'acts') return 'error';
  return weight === 'takes' && /\bwindow\.open\(/.test(text) ? 'warning' : 'information';
}

function visit(node: ts.CallExpression | ts.BinaryExpression, ctx: RuleContext<Data>): void {
  const open = openHandler(node, ctx.semantics);
  if (open === undefined) return;
  const { words, weight, node: user } = open.use;
  const isHere = open.handler.getSourceFile() === ctx.tree;
  ctx.report(
    node,
    {
      words,
      weight,
      origins: foreignOrigins(ctx.tree),
      canCheck: isHere && ownOriginEdits(open.handler) !== undefined,
    },
    {
      span: firstLineOf(node, ctx.tree),
      severity: severityOf(weight, ctx.tree),
      related: [{ ...placeOf(user), message: 'This is what the message reaches.' }],
    },
  );
}

/** The first handler of a listener that asks nobody who sent the message. */
function openHandler(node: ts.Node, semantics: Semantics) {
  for (const handler of handlersOf(node, semantics)) {
    const use = uncheckedMessage(handler, semantics);
    if (use !== undefined) return { handler, use };
  }
  return undefined;
}

function handlersOf(node: ts.Node, semantics: Semantics): readonly FunctionNode[] {
  if (ts.isCallExpression(node)) return messageHandlersOf(node, semantics);
  return ts.isBinaryExpression(node) ? assignedMessageHandlers(node, semantics) : [];
}

function listed(node: ts.Node, origins: readonly string[], { semantics }: FixContext) {
  const handler = openHandler(node, semantics)?.handler;
  return handler && listedOriginEdits(handler, origins);
}

const foreign =
  /(?:\bsrc\s*=\s*\{?\s*|\bopen\(\s*|\bpostMessage\([^;]{0,200}?,\s*)['"`](https:\/\/[\w.-]{1,100}(?::\d+)?)/g;

function foreignOrigins({ text }: ts.SourceFile): readonly string[] {
  return [...new Set([...text.matchAll(foreign)].map((match) => match[1] ?? ''))].slice(0, 3);
}
