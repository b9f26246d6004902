import type { Severity } from '../../../shared/src/finding.ts';
import type { FixContext } from '../engine/rule.ts';
import type { Runtime } from '../engine/snapshot.ts';
import { ts } from '../engine/syntax.ts';
import { enclosingFunction, isFunctionExpression, memberName, unwrap } from './nodes.ts';
import { isByTheWay, isShuttingDown, isSigningOut, isSwitchingLanguage, isTelling } from './promise-words.ts';
import type { Rejection } from './rejections.ts';
import { scopesOf } from './scopes.ts';
import { keepsWhatIsShown } from './shown-states.ts';
import { isMadeOnce } from './singletons.ts';
import { chainCall } from './thenables.ts';
import { lastHearerAt } from './unheard-rejections.ts';

/**
 * As a program starts a failure ends the start-up of a server, which is seen, or a script, which is what it should do;
 * later it strikes a process at work. What only a type or an unknown package speaks for costs a user of a page too
 * little for a warning, and a process that goes on even less.
 */
export function severityOf(statement: ts.ExpressionStatement, rejection: Rejection, ctx: FixContext): Severity {
  if (rejection.kind === 'never') return 'hint';
  const { isMinor, isMinorUnlessClaimed, guess } = rejection.reason;
  if (isMinorUnlessClaimed === true) return isClaimedDone(statement) ? 'warning' : 'information';
  if (isMinor === true || isShuttingDown(statement.expression) || isLoggedText(statement)) return 'information';
  const { runtime } = ctx.facts;
  if (runtime === 'browser') {
    const isSeen =
      isByTheWay(statement.expression) ||
      isSigningOut(statement.expression) ||
      isSwitchingLanguage(statement.expression) ||
      lastHearerAt(ctx) !== undefined ||
      isWithinFloating(statement, ctx) ||
      keepsWhatIsShown(statement, ctx.semantics.callees);
    return guess === undefined && !isSeen ? 'warning' : 'information';
  }
  if (isStartUp(statement, ctx) || (isTool(runtime) && isLastStep(statement))) return 'information';
  // A type says that there is a promise, and nothing of what it waits for; an assertion fails when the code is first run.
  if (guess === 'type' || guess === 'assertion') return 'information';
  if (lastHearerAt(ctx)) return isBeside(statement) ? 'information' : 'warning';
  if (isAsProcessEnds(statement)) return 'information';
  return mayRunInPage(ctx) ? 'warning' : 'error';
}

/** `res.text().then((text) => console.error(text))`: of an answer that has arrived, nothing but a line in a log is at stake. */
function isLoggedText(statement: ts.ExpressionStatement): boolean {
  const then = unwrap(statement.expression);
  if (!ts.isCallExpression(then) || memberName(then.expression) !== 'then' || then.arguments.length !== 1) return false;
  const [callback] = then.arguments;
  const read = ts.isPropertyAccessExpression(then.expression) ? unwrap(then.expression.expression) : undefined;
  const isText =
    read && ts.isCallExpression(read) && read.arguments.length === 0 && memberName(read.expression) === 'text';
  return isText === true && callback !== undefined && ts.isArrowFunction(callback) && onlyLogs(callback.body);
}

function onlyLogs(body: ts.ConciseBody): boolean {
  if (!ts.isBlock(body)) return isConsoleCall(unwrap(body));
  return body.statements.every((each) => ts.isExpressionStatement(each) && isConsoleCall(unwrap(each.expression)));
}

/** `fetch(page).then((response) => { response.json().then(show); });`: one chain to its author, whose start is reported. */
function isWithinFloating(statement: ts.ExpressionStatement, { semantics }: FixContext): boolean {
  const fn = enclosingFunction(statement);
  const chain = fn && isFunctionExpression(fn) && ts.isCallExpression(fn.parent) ? fn.parent : undefined;
  if (chain === undefined || chainCall(chain)?.method !== 'then' || !ts.isExpressionStatement(chain.parent))
    return false;
  const outer = semantics.rejections.rejectionOf(chain);
  return outer.kind === 'may' && outer.reason.guess === undefined && outer.reason.isMinor !== true;
}

/** Somebody logs the failure, and nothing takes the work for done. */
function isBeside(statement: ts.ExpressionStatement): boolean {
  const { expression } = statement;
  return isByTheWay(expression) || isTelling(expression) || isScheduled(statement);
}

/** `schedule(daily, () => { refresh(); });`, `poll(); setInterval(poll, minute);`: it is tried again at its next turn. */
function isScheduled(statement: ts.ExpressionStatement): boolean {
  const call = unwrap(statement.expression);
  if (!ts.isCallExpression(call)) return false;
  const callee = unwrap(call.expression);
  if (ts.isIdentifier(callee) && isGivenToTimer(callee)) return true;
  const fn = enclosingFunction(statement);
  if (fn === undefined || !isFunctionExpression(fn) || !ts.isCallExpression(fn.parent)) return false;
  return isLastStep(statement) && statement.parent === fn.body && scheduling.test(fn.parent.expression.getText());
}

function isGivenToTimer(name: ts.Identifier): boolean {
  const references = scopesOf(name.getSourceFile()).bindingOf(name)?.references ?? [];
  return references.some(
    ({ parent }) => ts.isCallExpression(parent) && /\bsetInterval$/.test(parent.expression.getText()),
  );
}

const scheduling = /\b(?:setInterval|schedule(?:Job|Task)?|cron\w*)$/i;

const pages = [
  'react',
  'next',
  'vue',
  'nuxt',
  'svelte',
  '@sveltejs/kit',
  'solid-js',
  'preact',
  '@angular/core',
  'astro',
];

/** Where a package has pages, a file of unknown side may be theirs: there a failure is no more than a line in a console. */
export function mayRunInPage({ facts, snapshot, file }: Pick<FixContext, 'facts' | 'snapshot' | 'file'>): boolean {
  if (facts.runtime !== 'unknown') return false;
  const dependencies = snapshot.packageOf(file)?.dependencies;
  return pages.some((name) => dependencies?.has(name) === true);
}

/** Outside every function, or in one that registers routes: it runs once, before anybody is served. */
function isStartUp(statement: ts.ExpressionStatement, { semantics }: FixContext): boolean {
  const fn = enclosingFunction(statement);
  if (fn === undefined) return true;
  if (ts.isConstructorDeclaration(fn)) return isMadeAtStart(fn.parent.name);
  const maker = constructorName(fn);
  if (maker !== undefined) return isMadeAtStart(maker);
  if (fn.body === undefined || statement.parent !== fn.body || !ts.isBlock(fn.body)) return false;
  return fn.body.statements.some((each) => {
    const call = ts.isExpressionStatement(each) ? each.expression : undefined;
    return call && ts.isCallExpression(call) && semantics.handlers.registrationOf(call)?.model.tells === 'next';
  });
}

/** Of `const Store = function () { this.open(); };` and `function Store() { … }`, which are called with `new`. */
function constructorName(fn: ts.Node): ts.Identifier | undefined {
  const owner = ts.isFunctionExpression(fn) && ts.isVariableDeclaration(fn.parent) ? fn.parent : fn;
  if (!ts.isVariableDeclaration(owner) && !ts.isFunctionDeclaration(owner)) return undefined;
  const { name } = owner;
  if (name === undefined || !ts.isIdentifier(name)) return undefined;
  const references = scopesOf(name.getSourceFile()).bindingOf(name)?.references ?? [];
  return references.some(({ parent }) => ts.isNewExpression(parent)) ? name : undefined;
}

/**
 * `export const store = new Store();`, or by whoever asks for the only one first, and nowhere else in its file. Where
 * other files make it, its name tells whether it lives as long as the program.
 */
function isMadeAtStart(name: ts.Identifier | undefined): boolean {
  if (name === undefined) return false;
  const references = scopesOf(name.getSourceFile()).bindingOf(name)?.references ?? [];
  const places = references.map(({ parent }) => parent).filter(ts.isNewExpression);
  if (places.length === 0) return longLived.test(name.text);
  return places.every((each) => enclosingFunction(each) === undefined || isMadeOnce(each));
}

const longLived = /(?:Store|Storage|Service|Manager|Database|DB|Repository|Registry|Scheduler|Server)$/;

/** `process.on('SIGINT', () => { proxy.stop().then(exit); });`: a failure ends a process that was to end. */
function isAsProcessEnds(node: ts.Node): boolean {
  const fn = enclosingFunction(node);
  if (fn === undefined || !isFunctionExpression(fn)) return false;
  const call = fn.parent;
  if (!ts.isCallExpression(call) || !listening.test(call.expression.getText())) return isAsProcessEnds(fn);
  const [event] = call.arguments;
  return event !== undefined && ts.isStringLiteralLike(event) && ending.test(event.text);
}

const listening = /^process\.(?:on|once|addListener|prependListener)$/;
const ending = /^(?:exit|beforeExit|SIG(?:INT|TERM|HUP|QUIT|BREAK))$/;

const isTool = (runtime: Runtime): boolean => runtime === 'cli' || runtime === 'build';

/** Nothing behind it takes it for done, so that a tool which ends by it, with its stack, ends as it should. */
const isLastStep = (statement: ts.ExpressionStatement): boolean =>
  ts.isBlock(statement.parent) && statement.parent.statements.at(-1) === statement;

/** `clipboard.writeText(link); toast('Copied');`: what follows takes it for done. */
export function isClaimedDone(statement: ts.ExpressionStatement): boolean {
  const block = statement.parent;
  if (!ts.isBlock(block) || !ts.isCallExpression(unwrap(statement.expression))) return false;
  if (chainCall(unwrap(statement.expression))) return false;
  const next = block.statements.slice(block.statements.indexOf(statement) + 1).find((each) => !isClosing(each));
  return next !== undefined && ts.isExpressionStatement(next) && !isConsoleCall(unwrap(next.expression));
}

/** `onClose();`, `setOpen(false);`: the menu that it was chosen from goes away. */
function isClosing(statement: ts.Statement): boolean {
  const call = ts.isExpressionStatement(statement) ? unwrap(statement.expression) : undefined;
  if (call === undefined || !ts.isCallExpression(call)) return false;
  const [state] = call.arguments;
  const name = call.expression.getText();
  if (state === undefined) return /^(?:[\w$]+\.)*(?:on|handle)?_?(?:close|dismiss|hide)\w*$/i.test(name);
  const isOff = state.kind === ts.SyntaxKind.FalseKeyword || state.kind === ts.SyntaxKind.NullKeyword;
  return isOff && /open|menu|show|visible|dropdown|dialog|modal|popover|sheet/i.test(name);
}

/** What only the console hears tells nobody. */
const isConsoleCall = (node: ts.Expression): boolean =>
  ts.isCallExpression(node) && node.expression.getText().startsWith('console.');
