import { sourceWithin, wrappedAll } from '../../edits/wrapped-source.ts';
import { flowsOf, type InjectionData, injections } from '../../engine/injection.ts';
import { defineRule } from '../../engine/rule.ts';
import { ts } from '../../engine/syntax.ts';
import { enclosingFunction } from '../../semantics/nodes.ts';
import type { Semantics } from '../../semantics/semantics.ts';
import { signatureCheckOf } from '../../semantics/signature-checks.ts';
import { isNarrow } from '../../semantics/taint/filters.ts';
import type { Flow } from '../../semantics/taint/flows.ts';
import { webhookAround } from '../../semantics/webhooks.ts';

type Data = InjectionData & {
  /** Nothing is matched that is not there for the caller anyway. */
  readonly isNarrow: boolean;
};

export const nosqlInjection = defineRule<Data>({
  meta: {
    id: 'nosql-injection',
    family: 'validation',
    severity: 'error',
    needs: 'flow',
    docs: {
      why: 'A filter that a client fills with an object instead of a text, such as `{ "$ne": null }`, matches what it was never meant to: the first user, every account, a password that nobody typed.',
      bad: 'User.findOne({ email: req.body.email, password: req.body.password });',
      good: 'User.findOne({ email: String(req.body.email) });',
      silent: [
        'parts of a path and headers, which are always texts',
        '`String(…)`, a template, a schema that asks for a text',
        '`{ $eq: value }`',
        'queries of Express 5, Fastify, Koa and Next.js, which hold texts and lists of texts',
        'what a check of the route has looked at, also where the route stands in another file',
        'requests of an application that takes operators out of them with `express-mongo-sanitize`',
      ],
    },
  },
  check: (ctx) =>
    injections(['nosql'], ctx, {
      severity: 'error',
      lowered: (flow) => (isNarrow(flow) || isSigned(flow.source, ctx.semantics) ? 'information' : undefined),
      isFixable: (flow) => valueWithin(flow) !== undefined,
      said: (flow) => ({ isNarrow: isNarrow(flow) }),
    }),
  message: ({ source, called, isElsewhere, isNarrow: isOfOwn }) =>
    `\`${source}\` may be an object such as \`{ "$ne": null }\`, and \`${called}\` takes that for a condition${isElsewhere ? ' further on' : ''}: ${isOfOwn ? 'it matches rows that the code does not mean.' : 'whoever sends it matches what is not theirs.'}`,
  fixes: [
    {
      id: 'make-text',
      safety: 'unsafe',
      title: ({ source }) => `Make a text of \`${source}\``,
      appliesTo: ({ isFixable }) => isFixable,
      edits: (node, _data, { semantics }) =>
        wrappedAll(flowsOf(node, ['nosql'], semantics).map(valueWithin), (text) => `String(${text})`),
    },
  ],
});

/** What a service signs is what it has sent: texts, where it sends texts. */
function isSigned(source: ts.Node, { callees }: Semantics): boolean {
  const handler = webhookAround(source) && enclosingFunction(source);
  let isFound = false;
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && signatureCheckOf(node, callees)) isFound = true;
    if (!isFound) ts.forEachChild(node, visit);
  };
  if (handler) visit(handler);
  return isFound;
}

/** A part of a filter; the whole filter is no text. */
function valueWithin(flow: Flow): ts.Expression | undefined {
  const source = sourceWithin(flow);
  return source === undefined || source === flow.given || ts.isSpreadAssignment(source.parent) ? undefined : source;
}
