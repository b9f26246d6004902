import { ts } from '../engine/syntax.ts';
import { nameOfFunction } from './forgiveness.ts';
import { hostedFile } from './hosted-files.ts';
import { enclosingFunction, type FunctionNode, isFunctionNode, unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';
import { webhookAround } from './webhooks.ts';

/**
 * Who gets to read an answer: anybody, the people who run the service, the program that called and has signed its call, or a schedule,
 * which reads none.
 */
export type Reader = 'anybody' | 'staff' | 'sender' | 'schedule';

/** Few words of a file's text decide whether it is worth a search. */
const privileged =
  /admin|staff|service_?role|cron_?secret|cron\w*auth|(?:auth|check|verif|valid)\w*cron|internal\w*_?secret|superuser/i;

export function readerOf(answer: ts.Node): Reader {
  const webhook = webhookAround(answer);
  if (webhook && signed.test(webhook.fn.getText())) return 'sender';
  if (isJob(answer)) return 'schedule';
  const tree = answer.getSourceFile();
  if (installer.test(tree.fileName)) return 'staff';
  if (!privileged.test(tree.text)) return 'anybody';
  for (let fn = enclosingFunction(answer); fn; fn = enclosingFunction(fn)) {
    if (isRouteOfStaff(fn) || asksForStaff(fn, answer)) return 'staff';
  }
  return 'anybody';
}

/** What sets a program up for the first time is read by whoever does that; an address of an API may set up anything. */
const installer =
  /(?<!\/(?:api|app|pages|routes?)\/(?:.*\/)?)(?:\/install(?:er)?\/[^/]+|\/(?:server|src)\/(?:setup|install(?:er)?)\.[cm]?[jt]s)$/;

const signed =
  /\b(?:constructEvent(?:Async)?|unmarshal|verifyWebhook\w*|verify\w*Signature|createHmac|timingSafeEqual)\(/;

/** A host's schedule asks for the address, with GET where it can choose. */
function isEntryOfSchedule(answer: ts.Node): boolean {
  let outermost = enclosingFunction(answer);
  for (let fn = outermost; fn; fn = enclosingFunction(fn)) outermost = fn;
  return !/^(?:POST|PUT|PATCH|DELETE)$/.test(nameOfFunction(outermost) ?? '');
}

/** An edge function that takes nothing from its request serves nobody in particular: it is started by a schedule, or by hand. */
function isJob(answer: ts.Node): boolean {
  if (hostedFile(answer.getSourceFile())?.isScheduled === true && isEntryOfSchedule(answer)) return true;
  for (let fn = enclosingFunction(answer); fn; fn = enclosingFunction(fn)) {
    if (isServed(fn))
      return fn.parameters.every(({ name }) => ts.isIdentifier(name) && usesOf(name).every(asksForMethod));
  }
  return false;
}

const serving = /^(?:Deno\.)?serve$/;

/** `serve(async (req) => …)`, `serve(handler)` */
function isServed(fn: FunctionNode): boolean {
  const isGiven = (node: ts.Node): boolean =>
    ts.isCallExpression(node.parent) &&
    node.parent.expression !== node &&
    serving.test(node.parent.expression.getText());
  if (isGiven(fn)) return true;
  const name = ts.isVariableDeclaration(fn.parent) ? fn.parent.name : fn.name;
  return name !== undefined && ts.isIdentifier(name) && usesOf(name).some(isGiven);
}

const asksForMethod = ({ parent }: ts.Identifier): boolean =>
  ts.isParameter(parent) || (ts.isPropertyAccessExpression(parent) && parent.name.text === 'method');

/** `requireAdmin`, `adminOnly`, `isStaff`, `authorize('admin')` */
const guard =
  /\b(?:(?:require|is|ensure|check|verify|only|assert|must|authori[sz]e|authenticate|allow|protect)\w*(?:[Aa]dmin|Staff|SuperUser|ServiceRole|Internal\w*Secret)\w*|(?:admin|staff)(?:Only|Auth|Guard|Middleware|Required)\w*|(?:require|has|check|authorize|restrict)\w*\(\s*\[?\s*['"](?:super_?)?(?:admin|staff)['"])/i;

/** `router.get('/stats', requireAdmin, async (req, res) => …)`, and `router.use(requireAdmin)` further up. */
function isRouteOfStaff(fn: FunctionNode): boolean {
  const call = fn.parent;
  if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return false;
  if (call.arguments.some((each) => each !== fn && !ts.isStringLiteralLike(each) && guard.test(each.getText())))
    return true;
  const router = unwrap(call.expression.expression);
  return ts.isIdentifier(router) && usesOf(router).some((use) => use.pos < call.pos && isUseOfGuard(use));
}

const usesOf = (name: ts.Identifier): readonly ts.Identifier[] =>
  scopesOf(name.getSourceFile()).bindingOf(name)?.references ?? [];

function isUseOfGuard({ parent }: ts.Identifier): boolean {
  if (!ts.isPropertyAccessExpression(parent) || parent.name.text !== 'use') return false;
  const call = parent.parent;
  // Under a path of its own it guards other routes.
  return (
    ts.isCallExpression(call) &&
    call.arguments.every((each) => !ts.isStringLiteralLike(each)) &&
    guard.test(call.getText())
  );
}

/** `if (!isAdmin) throw …`, `await requireAdmin(req)` somewhere before, in the same function. */
function asksForStaff(fn: FunctionNode, before: ts.Node): boolean {
  const visit = (node: ts.Node): boolean => {
    if (node.pos >= before.pos || (isFunctionNode(node) && node !== fn)) return false;
    if (ts.isIfStatement(node) && leaves(node.thenStatement) && asks(node.expression)) return true;
    if (ts.isExpressionStatement(node) && isGuardCall(node.expression)) return true;
    return ts.forEachChild(node, (child) => visit(child) || undefined) ?? false;
  };
  return fn.body !== undefined && visit(fn.body);
}

const leaves = (statement: ts.Statement): boolean => {
  const last = ts.isBlock(statement) ? statement.statements.at(-1) : statement;
  return last !== undefined && (ts.isReturnStatement(last) || ts.isThrowStatement(last));
};

function isGuardCall(expression: ts.Expression): boolean {
  const node = unwrap(expression);
  const call = ts.isAwaitExpression(node) ? unwrap(node.expression) : node;
  return ts.isCallExpression(call) && guard.test(`${call.expression.getText()}(${call.arguments[0]?.getText() ?? ''}`);
}

/** `isCronAuthorized(request)`, `verifyCronRequest(request)`: only the schedule gets further. */
const ofSchedule =
  /\b(?:(?:is|require|ensure|check|verify|validate|assert|authori[sz]e|authenticate)\w*Cron\w*|cron\w*(?:Auth|Guard)\w*)\(/i;

const role =
  /\bis_?(?:admin|staff|service_?role|cron)|[!=]==?\s*['"](?:super_?)?(?:admin|staff)['"]|['"](?:super_?)?(?:admin|staff)['"]\s*\)?\s*[!=]==?|['"](?:super_?)?(?:admin|staff)['"][^)]*\]\s*\.includes\(|requireStaff|requireAdmin/i;

/** What only programs of the service's own know: it is compared with what came, or a function checks it. */
const ownSecret = /cron_?secret|service_?role|internal\w*_?secret/i;
const compares = /[!=]==?|\w\(/;

/** A condition that asks for the role, itself or in what its names were made of. */
function asks(test: ts.Expression): boolean {
  const text = test.getText();
  if (ofSchedule.test(text)) return true;
  if ((role.test(text) && !ofCustomers.test(text)) || (ownSecret.test(text) && compares.test(text))) return true;
  return namesIn(test).some((name) => {
    const made = initialTextOf(name);
    const isStaff = guard.test(made) || staffRole.test(made);
    return (isStaff && !ofCustomers.test(made)) || (compares.test(text) && ownSecret.test(made));
  });
}

/** The admin of an organisation, among its owners and members, is a customer. */
const ofCustomers = /owner|member|organi[sz]ation|\bteam|tenant|workspace/i;

const staffRole = /['"](?:super_?)?(?:admin|staff)['"]/i;

function initialTextOf(name: ts.Identifier): string {
  const declaration = scopesOf(name.getSourceFile()).bindingOf(name)?.declarations[0];
  const owner = declaration && ts.isBindingElement(declaration) ? declaration.parent.parent : declaration;
  return owner && ts.isVariableDeclaration(owner) ? (owner.initializer?.getText().slice(0, 500) ?? '') : '';
}

function namesIn(test: ts.Expression): readonly ts.Identifier[] {
  const found: ts.Identifier[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) found.push(node);
    else if (ts.isPropertyAccessExpression(node)) visit(node.expression);
    else ts.forEachChild(node, visit);
  };
  visit(test);
  return found;
}
