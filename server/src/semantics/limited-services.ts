import { ts } from '../engine/syntax.ts';
import { beginningsOf, hostIn } from './addresses.ts';
import { limitedHost, limitedOf, type LimitedService } from './libraries/rate-limits.ts';
import { timeoutOf } from './libraries/timeouts.ts';
import { type FunctionNode, isFunctionExpression, isFunctionNode, memberName, unwrap } from './nodes.ts';
import type { Semantics } from './semantics.ts';

/** A service that a loop asks once for each item, as fast as it can. */
export interface UnpacedCall {
  readonly service: LimitedService;
}

/** Pauses, queues and batches of any make, a look at 429, and a client that tries again. */
const pacing =
  /\b429\b|retr(?:y|ies)|attempt|backoff|back_off|rate_?limit|throttl|sleep|delay|\bwait|setTimeout|queue|limiter|bottleneck|p-?limit|concurrency|batch|chunk|pause|too many requests/i;

export function unpacedCall(call: ts.CallExpression, semantics: Semantics): UnpacedCall | undefined {
  const loop = loopAround(call);
  if (loop === undefined || pacing.test(loop.getText()) || isOfFew(call, loop)) return undefined;
  const service = asked(call, semantics) ?? askedInside(call, semantics);
  return service && { service };
}

function asked(call: ts.CallExpression, { callees, texts }: Semantics): LimitedService | undefined {
  const { paths } = callees.bySyntax(call);
  const byClient = paths.map(limitedOf).find((each) => each !== undefined);
  if (byClient !== undefined || !paths.some((path) => timeoutOf(path) !== undefined)) return byClient;
  const [address] = call.arguments;
  const known = address ? beginningsOf(address, texts) : [];
  return known
    .map(hostIn)
    .map((host) => (host === undefined ? undefined : limitedHost(host)))
    .find((each) => each !== undefined);
}

/** `await notify(user)`, whose function asks the service and paces nothing. */
function askedInside(call: ts.CallExpression, semantics: Semantics): LimitedService | undefined {
  const [fn, ...others] = semantics.callees.bySyntax(call).functions;
  if (fn?.body === undefined || others.length > 0 || fn.end - fn.pos > 6_000 || pacing.test(fn.getText()))
    return undefined;
  const visit = (node: ts.Node): LimitedService | undefined => {
    const own = ts.isCallExpression(node) ? asked(node, semantics) : undefined;
    return own ?? ts.forEachChild(node, visit);
  };
  return visit(fn.body);
}

/** The loop, or the `map` of a list, that makes a call for each item of a list whose length nobody knows. */
function loopAround(call: ts.CallExpression): ts.Node | undefined {
  let node: ts.Node = call;
  for (; node.parent && !ts.isSourceFile(node.parent); node = node.parent) {
    const { parent } = node;
    if ((ts.isForOfStatement(parent) || ts.isForInStatement(parent)) && parent.statement === node)
      return isShort(parent.expression) ? undefined : parent;
    if (ts.isForStatement(parent) && parent.statement === node) return isCountOfList(parent) ? parent : undefined;
    if (isFunctionNode(parent)) return ofCallback(parent);
  }
  return undefined;
}

/** `orders.map(async (order) => …)`, `orders.forEach(…)` */
function ofCallback(fn: FunctionNode): ts.Node | undefined {
  const call = fn.parent;
  if (!isFunctionExpression(fn) || !ts.isCallExpression(call) || call.arguments[0] !== fn) return undefined;
  const { expression } = call;
  if (!ts.isPropertyAccessExpression(expression) || !/^(?:map|forEach|flatMap)$/.test(expression.name.text))
    return undefined;
  return isShort(expression.expression) ? undefined : call;
}

/** Pictures that make one post, and whoever has a birthday. */
const ofFew = /carousel|media_?group|birthday|anniversary/i;

/** A list that is short by what it is of, or items of which each has a service of its own. */
function isOfFew(call: ts.Node, loop: ts.Node): boolean {
  for (let node = call; node !== loop; node = node.parent) {
    const { parent } = node;
    if (ts.isCaseClause(parent) && parent.expression !== node) return true;
    const isUnderCondition = ts.isIfStatement(parent) && parent.thenStatement === node;
    if (isUnderCondition && ofFew.test(parent.expression.getText())) return true;
  }
  return /carousel|media_?group/i.test(loop.getText());
}

/** `['a', 'b']`, `items.slice(0, 5)`, entries of an object that is written down. */
function isShort(list: ts.Expression): boolean {
  const node = unwrap(list);
  if (ts.isArrayLiteralExpression(node)) return !node.elements.some(ts.isSpreadElement);
  if (!ts.isCallExpression(node)) return false;
  const name = memberName(node.expression);
  const [, end] = node.arguments;
  return name === 'slice' && end !== undefined && ts.isNumericLiteral(end) && Number(end.text) <= 10;
}

const isCountOfList = ({ condition }: ts.ForStatement): boolean => /\.length\b/.test(condition?.getText() ?? '');
