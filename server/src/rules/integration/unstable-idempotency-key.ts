import { spanOf } from '../../engine/places.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import { ts } from '../../engine/syntax.ts';
import { keyHeaders, stripeKeys } from '../../semantics/libraries/payment-requests.ts';
import { propertyNameText, unwrap } from '../../semantics/nodes.ts';
import { businessId, paymentRequest } from '../../semantics/payment-requests.ts';
import { changingPart } from '../../semantics/unstable-keys.ts';

type Data = {
  /** The call that gives another value each time. */
  readonly part: string;
  /** What a key can be made of; empty where nothing in the call says what is paid for. */
  readonly id: string;
  readonly resource: string;
};

export const unstableIdempotencyKey = defineRule<Data>({
  meta: {
    id: 'unstable-idempotency-key',
    family: 'integration',
    severity: 'error',
    needs: 'flow',
    docs: {
      why: 'A key tells a service that the second request is the first one again. A key of time or chance is another one each time, so that the second click and the job that starts anew charge twice, and the code looks as if that could not happen.',
      bad: `await stripe.charges.create(charge, { idempotencyKey: \`order-\${order.id}-\${Date.now()}\` });`,
      good: `await stripe.charges.create(charge, { idempotencyKey: \`order-\${order.id}\` });`,
      silent: [
        'a key that is made before a loop of attempts, or stored before the request is sent',
        'a key that the caller gives, with a random one where none is given',
        'pages, which make a key for each form',
      ],
    },
  },
  check(ctx) {
    if (!/idempoten|paypal-request-id/i.test(ctx.tree.text)) return {};
    if (/^(?:browser|build|cli|test)$/.test(ctx.facts.runtime)) return {};
    return {
      PropertyAssignment: (property) => {
        if (isKey(property, ctx)) report(property, property.initializer, ctx);
      },
    };
  },
  message: ({ part }) =>
    `\`${part}\` gives another key each time, so that a second attempt is taken for a second order: the key has to come from what is ordered.`,
  fixes: [
    {
      id: 'use-id',
      safety: 'unsafe',
      title: ({ id }) => `Make the key of \`${id}\` alone`,
      appliesTo: ({ id }) => id !== '',
      edits: (node, { id, resource }, { tree }) =>
        ts.isPropertyAssignment(node)
          ? [{ span: spanOf(node.initializer, tree), text: `\`${resource.replace(/s$/, '')}-\${${id}}\`` }]
          : undefined,
    },
  ],
});

/** An option of Stripe's or Square's SDK, or a header that services know. */
function isKey(property: ts.PropertyAssignment, { semantics }: RuleContext<Data>): boolean {
  const name = propertyNameText(property.name);
  if (name === undefined) return false;
  if (keyHeaders.test(name)) return true;
  const call = callOf(property);
  if (call === undefined || !stripeKeys.includes(name)) return false;
  const { paths } = semantics.callees.bySyntax(call);
  if (paths.length === 0) return /stripe|square|resend/i.test(call.expression.getText());
  return paths.some((path) => /^(?:stripe|square|resend)(?=[.(/])/.test(path));
}

/** The call whose own argument holds a property. */
function callOf({ parent }: ts.PropertyAssignment): ts.CallExpression | undefined {
  const call = parent.parent;
  return ts.isCallExpression(call) && call.arguments.includes(parent) ? call : undefined;
}

/** The service has said that the key was used for something else. */
function isCollision(node: ts.Node): boolean {
  for (let current = node.parent; !ts.isSourceFile(current); current = current.parent)
    if (ts.isCatchClause(current)) return /idempoten\w*error|idempotent|collision/i.test(current.getText());
  return false;
}

function report(property: ts.PropertyAssignment, key: ts.Expression, ctx: RuleContext<Data>): void {
  const part = changingPart(unwrap(key));
  if (part === undefined || isCollision(property)) return;
  const call = callOf(property);
  const request = call && paymentRequest(call, ctx.semantics.callees);
  const id = request && businessId(request);
  ctx.report(
    property,
    { part, id: id?.getText() ?? '', resource: request?.resource ?? '' },
    { span: spanOf(property, ctx.tree) },
  );
}
