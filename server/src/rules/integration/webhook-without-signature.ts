import { firstLineOf } from '../../engine/places.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import { ts } from '../../engine/syntax.ts';
import { calledFunctions } from '../../semantics/called-functions.ts';
import { hostedFile } from '../../semantics/hosted-files.ts';
import { type FunctionNode, isFunctionNode, unwrap } from '../../semantics/nodes.ts';
import { textWithoutUnreadSignature, unreadSignature } from '../../semantics/unread-signatures.ts';
import { uncheckedBranch } from '../../semantics/unchecked-branch.ts';
import type { WebhookProvider } from '../../semantics/libraries/webhook-providers.ts';
import { type Webhook, webhookAround, webhookOf } from '../../semantics/webhooks.ts';

type Data = {
  /** Who sends the events, as a sentence names it; empty where nothing says. */
  readonly sender: string;
  /** The check is left out for whoever sends nothing to check. */
  readonly isSkipped: boolean;
  /** The name of a signature that is taken from a header and never compared; empty where there is none. */
  readonly unread: string;
};

export const webhookWithoutSignature = defineRule<Data>({
  meta: {
    id: 'webhook-without-signature',
    family: 'integration',
    severity: 'error',
    needs: 'flow',
    docs: {
      why: 'The address of a webhook is public. Whoever knows it can report a payment that never was, and the order ships.',
      bad: `app.post('/webhooks/paddle', async (req, res) => { if (req.body.event_type === 'transaction.paid') await markPaid(req.body.data.id); res.sendStatus(200); });`,
      good: `app.post('/webhooks/paddle', raw, async (req, res) => { const event = paddle.webhooks.unmarshal(req.body, secret, req.headers['paddle-signature']); … });`,
      silent: [
        'a check of any kind: by the sender’s library, by hand, by a token or a password, in a middleware or in a function that is called',
        'a handler that asks the sender’s API what really happened',
        'chats, whose messages are no money',
        'a branch without the check that only development takes',
        'a handler that only writes a log',
      ],
    },
    withoutFix:
      'The check needs the raw body and a secret that only the sender’s dashboard shows, and the right place for both depends on the framework; the page of the rule shows how.',
  },
  check: (ctx) => ({
    ArrowFunction: (node) => ofFunction(node, ctx),
    FunctionExpression: (node) => ofFunction(node, ctx),
    FunctionDeclaration: (node) => ofFunction(node, ctx),
    IfStatement: (node) => ofBranch(node, ctx),
  }),
  message({ sender, isSkipped, unread }) {
    const what = isSkipped
      ? 'Whoever sends no signature is not checked here'
      : unread !== ''
        ? `\`${unread}\` is read and never compared with what the sender signed`
        : sender === ''
          ? 'Nothing here checks who sends the event'
          : `Nothing here checks that the event comes from ${sender}`;
    return `${what}: anybody who knows the address can report a payment that never was.`;
  },
  fixes: [],
});

function ofFunction(fn: FunctionNode, ctx: RuleContext<Data>): void {
  const webhook = isServed(ctx) ? webhookOf(fn) : undefined;
  const { provider } = webhook ?? {};
  if (webhook === undefined || provider?.kind === 'chat' || fn.body === undefined) return;
  if (!isMoney(registrationText(fn), provider?.kind) || isChecked(fn, provider, ctx) || !waitsForOwnWork(fn.body))
    return;
  ctx.report(
    fn,
    { sender: provider?.name ?? '', isSkipped: false, unread: unreadSignature(registrationOf(fn)) ?? '' },
    {
      span: firstLineOf(fn, ctx.tree, fn.body.getStart(ctx.tree) + 1),
      // The pages of the project hold such a token, too, but a passer-by does not.
      ...(hostedFile(ctx.tree)?.asksForToken === true && { severity: 'warning' as const }),
    },
  );
}

/** `if (secret && signature) { event = verify(…) } else { event = JSON.parse(body) }` */
function ofBranch(statement: ts.IfStatement, ctx: RuleContext<Data>): void {
  const branch = uncheckedBranch(statement);
  const webhook: Webhook | undefined = branch && isServed(ctx) ? webhookAround(statement) : undefined;
  const { kind, name } = webhook?.provider ?? {};
  if (branch === undefined || webhook === undefined || !isMoney(webhook.fn.getText(), kind)) return;
  ctx.report(branch, { sender: name ?? '', isSkipped: true, unread: '' }, { span: firstLineOf(branch, ctx.tree) });
}

const isServed = ({ facts: { runtime } }: RuleContext<Data>): boolean =>
  runtime !== 'browser' && runtime !== 'build' && runtime !== 'cli';

const payment =
  /(?<![a-zA-Z])(?:payment|paid|charge|invoice|subscription|checkout|refund|order|transaction|purchase)|(?:Payment|Paid|Charge|Invoice|Subscription|Refund|Order|Transaction|Purchase)/;

const isMoney = (text: string, kind: string | undefined): boolean =>
  kind === 'money' || kind === 'identity' || (kind === undefined && payment.test(text));

/** Any word that has to do with knowing who calls. To doubt is to stay silent: the check may have any form. */
const checking =
  /signature|signing|verify|verifier|verification|hmac|digest|secret|svix|constructEvent|unmarshal|authori[sz]|authenticat|\bauth\w*\(|token|api[-_]?key|password|basic|bearer|allow-?list|white-?list|trusted|remoteAddress|x-forwarded|\bips?\b|checksum|\bhash\b|\bcrypto\b|\bguard\b|middleware|protect/i;

/** What asks the sender itself, so that a forged event finds nothing there; to look into the own database is no such question. */
const asking =
  /\.(?:retrieve|fetch|get|lookup|capture|validate)\w*\(\s*(?:\{|[\w.?]*\b(?:id|\w*Id)\b)|\bfetch\(|axios|\bgot\(|\bky\(|getPayment|fetchPayment|checkStatus|getTransaction/;

function isChecked(fn: FunctionNode, provider: WebhookProvider | undefined, ctx: RuleContext<Data>): boolean {
  const text = textWithoutUnreadSignature(registrationOf(fn), registrationText(fn));
  if (checking.test(text) || asking.test(text)) return true;
  return calledFunctions(fn, ctx.semantics.callees).some((called) => {
    const words = called.getText();
    return checking.test(words) || (asking.test(words) && mayAsk(called, provider));
  });
}

/** A function that sends something may send it to anybody: it asks the sender where it says so. */
const mayAsk = (called: FunctionNode, provider: WebhookProvider | undefined): boolean =>
  provider === undefined ||
  `${called.getSourceFile().fileName.split('/').slice(-2).join('/')} ${called.getText()}`
    .toLowerCase()
    .includes(provider.word);

/** The function, and what stands beside it where it is registered: a middleware, a wrapper, a path with a secret in it. */
const registrationText = (fn: FunctionNode): string => registrationOf(fn).getText();

const registrationOf = (fn: FunctionNode): ts.Node => (ts.isCallExpression(fn.parent) ? fn.parent : fn);

const reading = /\b(?:json|text|formData|arrayBuffer|body|parse|log|info|error|warn)$/;

/** Whether anything is done: a call that is waited for and neither reads the request nor writes a log. */
function waitsForOwnWork(body: ts.Node): boolean {
  const visit = (node: ts.Node): boolean => {
    const call = ts.isAwaitExpression(node) ? unwrap(node.expression) : undefined;
    if (call && ts.isCallExpression(call) && !reading.test(call.expression.getText())) return true;
    return !isFunctionNode(node) && (ts.forEachChild(node, (child) => visit(child) || undefined) ?? false);
  };
  return visit(body);
}
