import { defineRule, type RuleContext } from '../../engine/rule.ts';
import { schemaFix } from '../../edits/schemas/schema-fix.ts';
import { placeOf } from '../../engine/places.ts';
import { ts } from '../../engine/syntax.ts';
import { shortText } from '../../semantics/nodes.ts';
import { hasSources } from '../../semantics/taint/file-sources.ts';
import type { SinkNode } from '../../semantics/taint/sinks.ts';
import { takenBy, type UnvalidatedInput, unvalidatedInputsAt } from '../../semantics/unvalidated-input.ts';

type Data = {
  /** `await request.json()` */
  readonly input: string;
  /** `prisma.post.create()` */
  readonly called: string;
  /** The package that a schema can be written for; empty where none can. */
  readonly validator: string;
  /** The project has yet to install it. */
  readonly isAdded: boolean;
};

export const unvalidatedInput = defineRule<Data>({
  meta: {
    id: 'unvalidated-input',
    family: 'validation',
    severity: 'warning',
    needs: 'flow',
    docs: {
      why: 'Whoever calls may leave a field out, or send a number, an object or ten megabytes of text in its place. A type that is declared for it checks nothing: it is gone when the code runs.',
      bad: `const { title, price }: NewOffer = await request.json();
await prisma.offer.create({ data: { title, price } });`,
      good: `const parsed = newOfferSchema.safeParse(await request.json().catch(() => null));
if (!parsed.success) return Response.json({ error: 'Invalid request' }, { status: 400 });
const { title, price } = parsed.data;
await prisma.offer.create({ data: { title, price } });`,
      silent: [
        'handlers that only read, and values that are only compared',
        'what a schema, a middleware or a check by hand has looked at',
        'what is written as a whole, which mass-assignment reports',
        'ids, of which a table takes none of another kind, and single values of server actions',
        'messages of services, which their signature vouches for',
        'codes and nonces that go back to the service that has issued them',
      ],
    },
  },
  check(ctx) {
    // What a page sends on, the server has to look at.
    if (ctx.facts.runtime === 'browser' || !hasSources(ctx.tree)) return {};
    const visit = (node: SinkNode): void =>
      unvalidatedInputsAt(node, ctx.semantics.taint).forEach((each) => report(each, ctx));
    return { CallExpression: visit, NewExpression: visit, TaggedTemplateExpression: visit };
  },
  message: ({ input, called }) =>
    `\`${input}\` is used as it comes: \`${called}\` takes whatever a caller puts in, of any kind and size.`,
  fixes: [
    {
      id: 'validate-input',
      safety: 'unsafe',
      title: ({ input, validator }) => `Validate \`${input}\` with ${validator}`,
      appliesTo: ({ validator }) => validator !== '',
      edits: (node, _data, ctx) => schemaFix(node, ctx)?.files,
      afterwards: ({ validator, isAdded }) =>
        isAdded ? { message: `${validator} stands in package.json now: install it before the code runs.` } : undefined,
    },
  ],
});

function report({ origin, handler, flow, isPartlyChecked }: UnvalidatedInput, ctx: RuleContext<Data>): void {
  const isHere = origin.getSourceFile() === ctx.tree && topOf(origin) === topOf(flow.given);
  const node = isHere ? origin : flow.given;
  const { sink } = flow;
  const fix = isHere ? schemaFix(origin, ctx) : undefined;
  // A form holds texts and files, nothing nested.
  const severity = isPartlyChecked || /form/i.test(origin.getText()) ? 'information' : 'warning';
  ctx.report(
    node,
    {
      input: shortText(origin),
      called: sink.called,
      validator: fix?.validator ?? '',
      isAdded: fix?.isAdded ?? false,
    },
    {
      severity,
      about: [takenBy(origin, handler)],
      related: [{ ...placeOf(sink.given), message: `Here it gets to \`${sink.called}\`.` }],
    },
  );
}

/** The statement at the top of the file: findings of others are told when these are looked at. */
function topOf(node: ts.Node): ts.Node {
  let top = node;
  while (!ts.isSourceFile(top.parent)) top = top.parent;
  return top;
}
