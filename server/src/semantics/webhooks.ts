import { ts } from '../engine/syntax.ts';
import { type HostedFile, hostedFile } from './hosted-files.ts';
import { webhookProviders, type WebhookProvider } from './libraries/webhook-providers.ts';
import { type FunctionNode, functionName, isFunctionNode, memberName, unwrap } from './nodes.ts';

/** A function that a service calls when something has happened there. */
export interface Webhook {
  readonly fn: FunctionNode;
  /** Undefined where nothing says who calls. */
  readonly provider: WebhookProvider | undefined;
}

/** What was found, as long as its file is hosted as it was. */
interface Remembered {
  readonly webhook: Webhook | undefined;
  readonly hosted: HostedFile | undefined;
}

const remembered = new WeakMap<FunctionNode, Remembered>();

/**
 * The webhook that a function is. A place or a name that says so is not enough, since people also write what *manages* webhooks:
 * it reads a provider's header, checks a provider's signature, or looks at which event it was given.
 */
export function webhookOf(fn: FunctionNode): Webhook | undefined {
  const known = remembered.get(fn);
  const hosted = hostedFile(fn.getSourceFile());
  if (known && known.hosted === hosted) return known.webhook;
  const webhook = findWebhook(fn);
  remembered.set(fn, { webhook, hosted });
  return webhook;
}

/** The webhook in which a node lies, callbacks inside of it included. */
export function webhookAround(node: ts.Node): Webhook | undefined {
  for (let current: ts.Node | undefined = node.parent; current; current = current.parent) {
    const webhook = isFunctionNode(current) ? webhookOf(current) : undefined;
    if (webhook) return webhook;
  }
  return undefined;
}

function findWebhook(fn: FunctionNode): Webhook | undefined {
  if (fn.body === undefined || !takesRequest(fn)) return undefined;
  const text = fn.body.getText();
  const byHeader = headerProvider(text, `${placeOf(fn)} ${lastParts(fn.getSourceFile().fileName)}`);
  if (byHeader || /\.(?:constructEvent(?:Async)?|unwrapWebhook|verifyWebhook\w*)\(/.test(text)) {
    return { fn, provider: byHeader ?? stripe };
  }
  const place = placeOf(fn);
  if (!/web-?_?hook|\bipn\b/i.test(place) || !looksAtEvent(text)) return undefined;
  return { fn, provider: wordProvider(place) };
}

const stripe = webhookProviders.find(({ name }) => name === 'Stripe');

/** Where several send the same header, the place says which; else the last of them, which is the chat. */
function headerProvider(text: string, place: string): WebhookProvider | undefined {
  const lower = text.toLowerCase();
  const senders = webhookProviders.filter(({ headers }) =>
    headers.some((header) => lower.includes(`'${header}'`) || lower.includes(`"${header}"`)),
  );
  const named = wordProvider(place);
  return (
    senders.find((sender) => sender === named) ?? senders.find(({ word }) => lower.includes(word)) ?? senders.at(-1)
  );
}

const wordProvider = (place: string): WebhookProvider | undefined => {
  const words = place.toLowerCase().split(/[^a-z]+/);
  return webhookProviders.find(({ word }) =>
    word.length > 4 ? place.toLowerCase().includes(word) : words.includes(word),
  );
};

/** Which event it is decides what is done. */
const looksAtEvent = (text: string): boolean =>
  /\b(?:event|payload|body|evt|data|webhook|notification)\w*\??\.(?:type|event|event_type|eventType|action|topic|status|event_name|kind)\b/i.test(
    text,
  ) ||
  /\bconst\s*\{[^}]*\b(?:type|event|event_type|action|topic)\b[^}]*\}\s*=\s*(?:await\s+)?\(?(?:await\s+)?re?q/.test(
    text,
  );

/** `(req, res)`, `(request: Request)`, `(c)`: what a framework hands to whoever answers. */
function takesRequest({ parameters: [first] }: FunctionNode): boolean {
  const name = first?.name;
  if (first === undefined || name === undefined) return false;
  if (ts.isIdentifier(name) && /^_?(?:req|request|c|ctx|context|event)$/i.test(name.text)) return true;
  return ts.isObjectBindingPattern(name) && /\brequest\b/.test(name.getText());
}

/** Everything that says where the function is called from: its address, its name, its file's path. */
function placeOf(fn: FunctionNode): string {
  const { parent } = fn;
  const route =
    ts.isCallExpression(parent) && parent.expression !== fn && /^(?:post|all|use|put)$/.test(calledName(parent))
      ? parent.arguments.find(ts.isStringLiteralLike)?.text
      : undefined;
  if (route !== undefined) return route;
  const name = functionName(fn)?.text ?? (ts.isMethodDeclaration(fn) ? fn.name.getText() : '');
  const isEntry = /^(?:POST|default|handler|action|)$/.test(name) || /web-?_?hook/i.test(name);
  if (!isEntry) return name;
  const tree = fn.getSourceFile();
  return [name, ...(hostedFile(tree)?.addresses ?? []), lastParts(tree.fileName)].join(' ');
}

const calledName = (call: ts.CallExpression): string => memberName(unwrap(call.expression)) ?? '';

/** The path within the project is not known here; the last four parts say enough. */
const lastParts = (file: string): string => file.split('/').slice(-4).join('/');
