import { ts } from '../engine/syntax.ts';
import { enclosingFunction, memberName, propertyNameText } from './nodes.ts';
import type { Semantics } from './semantics.ts';
import { beginningsOf, hostIn, isOwnService, staysHere } from './addresses.ts';
import { timeoutOf } from './libraries/timeouts.ts';

/** A read of another service that is made once and fails what it is for. */
export interface SingleRead {
  readonly subject: string;
}

/** Any word of a second attempt. */
const trying = /retr(?:y|ies)|attempt|\btries\b|backoff/i;

export const mayTryAgain = (text: string): boolean => trying.test(text);

export function singleRead(call: ts.CallExpression, { callees, texts }: Semantics): SingleRead | undefined {
  if (!ts.isAwaitExpression(call.parent) || isInLoop(call)) return undefined;
  const path = callees.bySyntax(call).paths.find((each) => reads.test(each) && timeoutOf(each) !== undefined);
  if (path === undefined || !isRead(call) || isForgiven(call)) return undefined;
  const [address] = call.arguments;
  const beginnings = address ? beginningsOf(address, texts) : [];
  if (address === undefined || beginnings.some(staysHere) || isOwnService(address)) return undefined;
  const host = beginnings.map(hostIn).find((each) => each !== undefined);
  return host === undefined ? undefined : { subject: host };
}

/** `got` and `ky` try again by themselves. */
const reads = /^(?:globalThis\.fetch|node-fetch|node-fetch\.fetch|undici\.(?:fetch|request)|axios\.get|axios)\(\)$/;

/** Of options that are written down, or of none. */
function isRead({ expression, arguments: [, options] }: ts.CallExpression): boolean {
  if (memberName(expression) === 'get' || options === undefined) return true;
  if (!ts.isObjectLiteralExpression(options) || options.properties.some(ts.isSpreadAssignment)) return false;
  return !options.properties.some((each) => {
    const name = propertyNameText(each.name);
    const isGet = ts.isPropertyAssignment(each) && /^['"`]GET['"`]$/i.test(each.initializer.getText());
    return name === 'body' || (name === 'method' && !isGet);
  });
}

/** A `catch` that goes on without it lost nothing that matters. */
function isForgiven(call: ts.CallExpression): boolean {
  const clause = catchAround(call);
  if (clause === undefined) return false;
  return !/\bthrow\b|status\(5|status:\s*5|\b50[0-4]\b|next\(/.test(clause.block.getText());
}

function catchAround(call: ts.CallExpression): ts.CatchClause | undefined {
  const fn = enclosingFunction(call);
  for (let node: ts.Node = call; node !== fn && !ts.isSourceFile(node); node = node.parent)
    if (ts.isTryStatement(node.parent) && node.parent.tryBlock === node && node.parent.catchClause)
      return node.parent.catchClause;
  return undefined;
}

/** One of many, or the next look. */
function isInLoop(call: ts.CallExpression): boolean {
  const fn = enclosingFunction(call);
  for (let node: ts.Node = call; node !== fn && !ts.isSourceFile(node); node = node.parent)
    if (ts.isIterationStatement(node, false)) return true;
  return false;
}
