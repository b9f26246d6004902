import { ts } from '../engine/syntax.ts';
import { environmentOrigin, destructuredVariable } from './environment-reads.ts';
import { type LiteralPlace, placeOfLiteral } from './literal-places.ts';
import { isLogCall } from './log-calls.ts';
import {
  calleeWords,
  functionName,
  isFallback,
  isFunctionNode,
  memberName,
  propertyNameText,
  unwrap,
} from './nodes.ts';

/** An address that answers on a developer's machine, or for a while, and that deployed code is given all the same. */
export interface HardcodedEndpoint {
  /** `own`: the machine itself. `network`: a machine beside it. `tunnel`: a way to it that is gone when it is. */
  readonly kind: 'own' | 'network' | 'tunnel';
  /** `http://localhost:3000` */
  readonly origin: string;
  /** What follows in the literal: `/api/orders`. */
  readonly rest: string;
  /** `request`: the code asks it. `link`: people or other services are sent there. `setting`: it is kept under a name. */
  readonly use: 'request' | 'link' | 'setting';
  /** What it stands in for; undefined where it stands alone. */
  readonly fallback: EndpointFallback | undefined;
}

export interface EndpointFallback {
  /** Of the environment; undefined for a header of the request, or for what a function has looked for before. */
  readonly variable: string | undefined;
  readonly owner: ts.Node;
  /** A header of the request is asked before: browsers send it wherever something is to be done. */
  readonly asksRequest: boolean;
}

/** Whether a text is worth a walk. */
export const mayHoldEndpoint = (text: string): boolean => anyHost.test(text);

const anyHost =
  /:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|10\.0\.2\.2|192\.168\.)|ngrok|loca\.lt|trycloudflare|serveo\.net|lhr\.life|localhost\.run|pagekite|devtunnels|app\.github\.dev|gitpod\.io|webcontainer|csb\.app|replit\.dev|lovableproject/i;

/** Databases are left out: where theirs is wrong, the program fails as it starts. */
const hosts = [
  ['own', /^((?:https?|wss?):\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0)(?::\d{2,5})?)(?![\w.:@-])/i],
  ['network', /^((?:https?|wss?):\/\/(?:10\.0\.2\.2|192\.168\.\d{1,3}\.\d{1,3})(?::\d{2,5})?)(?![\w.:@-])/i],
  [
    'tunnel',
    /^((?:https?|wss?):\/\/[\w-]+(?:\.[\w-]+){0,4}\.(?:ngrok(?:-free)?\.(?:io|app|dev)|loca\.lt|trycloudflare\.com|serveo\.net|lhr\.life|localhost\.run|pagekite\.me|devtunnels\.ms|app\.github\.dev|gitpod\.io|webcontainer(?:-api)?\.io|csb\.app|replit\.dev|lovableproject\.com))(?![\w.:@-])/i,
  ],
] as const;

/** @param text what is known of the literal, up to its first hole */
export function endpointIn(literal: ts.Expression, text: string): HardcodedEndpoint | undefined {
  const host = hostOf(text);
  const place = host && placeOfLiteral(literal)?.place;
  if (host === undefined || place === undefined || isMeant(literal)) return undefined;
  const fallback = fallbackOf(place);
  if (fallback === 'other') return undefined;
  const use = useOf(place, fallback?.variable);
  return use && { ...host, rest: text.slice(host.origin.length), use, fallback };
}

function hostOf(text: string): Pick<HardcodedEndpoint, 'kind' | 'origin'> | undefined {
  for (const [kind, pattern] of hosts) {
    const origin = pattern.exec(text)?.[1];
    if (origin !== undefined) return { kind, origin };
  }
  return undefined;
}

function useOf(place: LiteralPlace, variable: string | undefined): HardcodedEndpoint['use'] | undefined {
  if (place.kind === 'compared') return undefined;
  if (place.kind === 'argument') return place.at === 0 ? useOfCall(place.call) : undefined;
  if (place.kind === 'attribute') return useOfAttribute(place.name);
  if (isAsked(place)) return 'request';
  return useOfName(`${place.name ?? ''} ${variable ?? ''} ${assignedName(place) ?? ''}`, variable);
}

const requests =
  /^(?:\$?\w*fetch|axios|ky|got|get|post|put|patch|delete|request|ajax|io|connect|WebSocket|EventSource|sendBeacon|useSWR)$/i;
const redirects = /^(?:redirect|permanentRedirect|open|openURL|assign|replace|openBrowserAsync|openAuthSessionAsync)$/;

function useOfCall(call: ts.CallExpression | ts.NewExpression): HardcodedEndpoint['use'] | undefined {
  const callee = unwrap(call.expression);
  const name = ts.isIdentifier(callee) ? callee.text : (memberName(callee) ?? '');
  if (requests.test(name)) return 'request';
  return redirects.test(name) ? 'link' : undefined;
}

/** `fetch(`${process.env.API_URL || …}/orders`)` */
function isAsked(place: LiteralPlace): boolean {
  let node: ts.Node | undefined = 'owner' in place ? place.owner : undefined;
  while (node && (ts.isExpression(node) || ts.isTemplateSpan(node))) {
    const { parent }: ts.Node = node;
    if (ts.isCallExpression(parent)) return parent.arguments[0] === node && useOfCall(parent) === 'request';
    node = parent;
  }
  return false;
}

function useOfAttribute(name: string): HardcodedEndpoint['use'] | undefined {
  if (name === 'src') return 'request';
  return /^(?:href|action|to)$/.test(name) ? 'link' : undefined;
}

const links =
  /redirect|callback|(?:success|cancel|return|reset|verif\w*|invit\w*|setup|portal|checkout|accept|unsubscribe|public|site|app|client|web|frontend|dashboard|nextauth)_?(?:base_?)?(?:ur[il]|origin|link)|href|link\b|webhook_?url|frontend|website|portal|(?<![a-z])origin\b/i;
/** Of a server, its own address; of a page, that of what it asks. */
const ownAddress = /(?:^|_)BASE_URL\b/;
const settings =
  /ur[il]|endpoint|(?<![a-z])base(?![a-z])|host|api(?![a-z])|server|backend|socket|(?<![a-z])ws|address/i;

function useOfName(names: string, variable = ''): HardcodedEndpoint['use'] | undefined {
  if (links.test(names) || ownAddress.test(variable)) return 'link';
  return settings.test(names) ? 'setting' : undefined;
}

/** `const appUrl = process.env.HOST || …` */
function assignedName({ kind, ...place }: LiteralPlace): string | undefined {
  if (kind !== 'fallback' || !('owner' in place)) return undefined;
  for (let node = place.owner; node.parent && ts.isExpression(node); node = node.parent) {
    const name = nameOf(node.parent);
    if (name !== undefined) return name;
  }
  return undefined;
}

/** Conditions that no deployed program meets, or that ask where the program runs. */
const development =
  /prod|dev|local|NODE_ENV|\bMODE\b|hostname|\btest|staging|debug|emulator|electron|native|capacitor|tauri|desktop|platform|window/i;
/** Platforms set these themselves, so that what stands beside them is for a developer's machine. */
const platforms =
  /VERCEL|RAILWAY|RENDER_|FLY_|REPL|NETLIFY|CF_PAGES|DEPLOY|HEROKU|K_SERVICE|AMPLIFY|location\.(?:origin|host|protocol)/;
const meantNames =
  /cors|origins|allow|white_?list|trusted|csp|dev(?!ice)|local(?!e)|test|mock|example|sample|demo|proxy|swagger|openapi|servers|emulator|ollama|lm_?studio|comfy|metadataBase|debug|sandbox|sidecar|otel|otlp|jaeger|zipkin|default|tunnel|selenium|chrome|cdp|debugger/i;

/** What is shown to people as it stands. */
const shownNames = /placeholder|description|help|label|title|hint/i;

/** Where an address of this kind is what the code is about: lists of origins, development, programs on the same machine. */
function isMeant(literal: ts.Node): boolean {
  for (let node = literal; node.parent && !ts.isSourceFile(node.parent); node = node.parent) {
    const { parent } = node;
    if (ts.isArrayLiteralExpression(parent) || isAboutIt(parent, node)) return true;
    const condition = conditionOf(parent, node);
    if (condition !== undefined && (development.test(condition) || platforms.test(condition))) return true;
    const name = nameOf(parent);
    if (name !== undefined && (meantNames.test(name) || (!isFunctionNode(parent) && shownNames.test(name))))
      return true;
    if (isFunctionNode(parent)) return looksBefore(parent, literal);
  }
  return false;
}

/** The function has asked the platform or the page before it comes to the address. */
const looksBefore = (fn: ts.Node, literal: ts.Node): boolean =>
  ts.isReturnStatement(literal.parent) && platforms.test(fn.getText());

/** A log line, a comparison, the base of a relative address, a list of a middleware. */
function isAboutIt(parent: ts.Node, node: ts.Node): boolean {
  if (ts.isPropertyAssignment(parent)) return parent.name.getText() === 'origin';
  if (!ts.isCallExpression(parent) && !ts.isNewExpression(parent)) return false;
  if (parent.expression === node) return /\.(?:startsWith|includes|replace|match|test)$/.test(node.getText());
  if (ts.isCallExpression(parent) && isLogCall(parent)) return true;
  const isFirst = parent.arguments?.[0] === node;
  const name = memberName(unwrap(parent.expression)) ?? calleeWords(parent.expression);
  return (
    /^(?:startsWith|includes|indexOf|replace|replaceAll|match|test|cors|describe)$/.test(name) ||
    (name === 'URL' && !isFirst)
  );
}

/** The text of what has to hold, or not to hold, for a node to be evaluated. */
function conditionOf(parent: ts.Node, node: ts.Node): string | undefined {
  if (ts.isConditionalExpression(parent)) return parent.condition === node ? undefined : parent.condition.getText();
  if (ts.isIfStatement(parent)) return parent.expression === node ? undefined : parent.expression.getText();
  if (!ts.isBinaryExpression(parent) || parent.right !== node) return undefined;
  if (parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) return parent.left.getText();
  return isFallback(parent) ? platforms.exec(parent.left.getText())?.[0] : undefined;
}

function nameOf(node: ts.Node): string | undefined {
  if (ts.isPropertyAssignment(node) && ts.isComputedPropertyName(node.name)) return memberName(node.name.expression);
  if (ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node) || ts.isPropertyDeclaration(node))
    return propertyNameText(node.name);
  if (ts.isMethodDeclaration(node)) return propertyNameText(node.name);
  return isFunctionNode(node) ? functionName(node)?.text : undefined;
}

/** `other`: whoever calls or configures the code decides. */
function fallbackOf(place: LiteralPlace): EndpointFallback | undefined | 'other' {
  if (place.kind === 'named' && isFunctionNode(place.owner)) {
    const isLast = place.owner.body !== undefined && /\b(?:env|headers?|host)\b/i.test(place.owner.body.getText());
    return isLast ? { variable: undefined, owner: place.owner, asksRequest: false } : 'other';
  }
  if (place.kind !== 'fallback') return undefined;
  const { owner } = place;
  const variable = variableOf(owner);
  const asksRequest =
    ts.isBinaryExpression(owner) && /\bheaders?\b|\.get\(['"](?:origin|referer|host)/i.test(owner.left.getText());
  if (variable !== undefined) return meantNames.test(variable) ? 'other' : { variable, owner, asksRequest };
  return asksRequest ? { variable, owner, asksRequest } : 'other';
}

function variableOf(owner: ts.Node): string | undefined {
  if (ts.isBinaryExpression(owner)) return environmentOrigin(owner.left);
  if (ts.isConditionalExpression(owner)) return environmentOrigin(owner.condition);
  return ts.isBindingElement(owner) ? destructuredVariable(owner) : undefined;
}
