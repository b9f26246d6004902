import { ts } from '../engine/syntax.ts';
import { chainHead, type FloatingPromise } from './floating.ts';
import { calleeWords, enclosingFunction, memberName, shortText, unwrap } from './nodes.ts';

/** The code's own words for what makes the promise. */
export function nameOf(floating: FloatingPromise): string {
  const head = chainHead(floating.promise);
  return isInlineFunctionCall(head) ? 'this async function' : `\`${calleeWords(head)}\``;
}

/** What a log line says has failed: words that a search finds, without arguments. */
export function loggedName({ promise }: FloatingPromise): string {
  const head = chainHead(promise);
  if (!isInlineFunctionCall(head))
    return calleeWords(head)
      .replaceAll(/\(…?\)/g, '')
      .replaceAll('…', '...');
  for (let fn = enclosingFunction(head); fn; fn = enclosingFunction(fn)) {
    const name = quotedFunctionName(fn);
    if (name !== undefined) return `async work in ${name.replaceAll('`', '')}`;
  }
  const { fileName } = head.getSourceFile();
  return fileName.slice(fileName.lastIndexOf('/') + 1);
}

/** `(async () => { … })()` */
export function isInlineFunctionCall(node: ts.Expression): boolean {
  if (!ts.isCallExpression(node)) return false;
  const callee = unwrap(node.expression);
  return ts.isArrowFunction(callee) || ts.isFunctionExpression(callee);
}

/** `signOut()`, `onClick={handleLogout}`: that one is still signed in is seen, and one clicks again. */
export const isSigningOut = (node: ts.Node): boolean =>
  /^(?:do_?)?(?:log|sign)_?(?:out|off)(?:Mutation)?$/i.test(nameOfWork(node));

/** `changeLanguage('pt')`: that the page speaks as before is seen, and it can be chosen again. */
export const isSwitchingLanguage = (node: ts.Node): boolean =>
  /^(?:change|set|switch|save|load|toggle|update)(?:App|User|Current|Site|I18n)?(?:Language|Lang|Locale)(?:Messages)?$/i.test(
    nameOfWork(node),
  );

/** `analytics.track('opened')`, `prefetch('/cart')`, `playSound()`, `onClick={markAsRead}`: what the page is for goes on without it. */
export function isByTheWay(node: ts.Node): boolean {
  const name = nameOfWork(node);
  return byTheWay.test(name) || sounding.test(name);
}

const byTheWay =
  /^(?:track|(?:log|capture|record|report|send)(?:Event|Activity|Usage|Metrics?|Analytics|Telemetry)|prefetch|preload|warm(?:Up)?|check(?:For)?(?:Updates?|NewVersions?|Version)|increment\w*(?:Views?|Count|Usage)|mark\w*(?:Viewed|Seen|Read))(?![a-z])/;

/** `notifyOwner(order)`, `sendStats()`: others are told of what was done, and it stays done. */
export const isTelling = (node: ts.Node): boolean =>
  /^(?:notify(?![a-z])|send(?:Stats|Statistics|Notifications?)(?![a-z]))/.test(nameOfWork(node));

/** `gracefulShutdown()`: the process is about to end, and somebody makes sure that it does. */
export const isShuttingDown = (node: ts.Node): boolean => /^(?:graceful(?:ly)?_?)?shut_?down$/i.test(nameOfWork(node));

const sounding =
  /^(?:play|speak|say|beep|vibrate)(?:Text|Sound|Audio|Beep|Chime|Tone|Effect|Alert|Success|Error|Notification)*$/;

/** `save` of `save()`, `cart.save`, `() => save()`, `isOpen && save()` and `handleSave`. */
function nameOfWork(node: ts.Node): string {
  const value = ts.isExpression(node) ? unwrap(node) : node;
  if (ts.isCallExpression(value)) return nameOfWork(value.expression);
  if (ts.isArrowFunction(value) && !ts.isBlock(value.body)) return nameOfWork(value.body);
  if (ts.isBinaryExpression(value) && value.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) {
    return nameOfWork(value.right);
  }
  if (!ts.isExpression(value)) return '';
  const name = ts.isIdentifier(value) ? value.text : (memberName(value) ?? '');
  return name.replace(/^(?:handle|on)_?([A-Z])/, (_, first: string) => first.toLowerCase());
}

export function quotedFunctionName(fn: ts.Node): string | undefined {
  if ((ts.isFunctionDeclaration(fn) || ts.isFunctionExpression(fn)) && fn.name) return `\`${fn.name.text}\``;
  return ts.isVariableDeclaration(fn.parent) ? `\`${shortText(fn.parent.name)}\`` : undefined;
}
