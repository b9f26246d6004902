import { ts } from '../engine/syntax.ts';
import { enclosingFunction, type FunctionNode, functionName, isFunctionNode, unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';
import { type Webhook, webhookAround } from './webhooks.ts';

/** A function of the file that a webhook waits for, and asks nothing of what it gives. */
export interface WebhookHelper {
  readonly webhook: Webhook;
  /** Where the webhook calls it: what comes behind is done whatever happens inside. */
  readonly call: ts.CallExpression;
}

/** Functions that call functions: an event is handled no deeper. */
const maxHops = 2;

/** `await handlePaid(event.data.object);` in a webhook, seen from inside of `handlePaid`. */
export const webhookWaitingFor = (node: ts.Node): WebhookHelper | undefined => {
  const fn = enclosingFunction(node);
  return fn && waitingFor(fn, maxHops);
};

function waitingFor(fn: FunctionNode, hops: number): WebhookHelper | undefined {
  const name = functionName(fn);
  const uses = name && scopesOf(fn.getSourceFile()).bindingOf(name)?.references;
  const calls = uses?.map((use) => droppedCall(use)) ?? [];
  // Somebody may ask how it went.
  if (calls.length === 0 || calls.includes(undefined)) return undefined;
  for (const call of calls) {
    const caller = call && enclosingFunction(call);
    if (call === undefined || caller === undefined) continue;
    const webhook = webhookAround(call);
    if (webhook) return { webhook, call };
    const outer = hops > 0 && isFunctionNode(caller) && caller !== fn ? waitingFor(caller, hops - 1) : undefined;
    if (outer) return outer;
  }
  return undefined;
}

/** A call that is a statement of its own and is waited for. */
function droppedCall(use: ts.Identifier): ts.CallExpression | undefined {
  const call = use.parent;
  if (!ts.isCallExpression(call) || call.expression !== use) return undefined;
  const { parent } = call;
  if (!ts.isAwaitExpression(parent) || !ts.isExpressionStatement(parent.parent)) return undefined;
  return unwrap(parent.parent.expression) === parent ? call : undefined;
}
