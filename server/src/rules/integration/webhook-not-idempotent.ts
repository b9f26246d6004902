import { firstLineOf } from '../../engine/places.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import { ts } from '../../engine/syntax.ts';
import { calledFunctions } from '../../semantics/called-functions.ts';
import { calleeWords, type FunctionNode, isFunctionNode, unwrap } from '../../semantics/nodes.ts';
import { webhookOf } from '../../semantics/webhooks.ts';

type Data = {
  readonly call: string;
  readonly sender: string;
  /** `adds`: something is counted up. `makes`: a row or the like is made. */
  readonly does: 'adds' | 'makes';
};

export const webhookNotIdempotent = defineRule<Data>({
  meta: {
    id: 'webhook-not-idempotent',
    family: 'integration',
    severity: 'information',
    needs: 'flow',
    docs: {
      why: 'Senders deliver at least once: when an answer is slow or lost, the same event comes again. Done twice, it books an order twice and gives credits twice.',
      bad: `if (event.type === 'checkout.session.completed') await db.insert(orders).values({ email, total });`,
      good: `await db.insert(events).values({ id: event.id }); // unique: a second delivery stops here`,
      silent: [
        'a look at the event’s id, a table of what was processed, a word on duplicates',
        '`upsert`, `onConflict` and the like',
        'updates that give the same result each time',
        'chats, and events about no money',
      ],
    },
    withoutFix:
      'Which table holds what was processed, and under which constraint, is a decision about the database; the page of the rule shows the pattern.',
  },
  check: (ctx) => ({
    ArrowFunction: (node) => ofFunction(node, ctx),
    FunctionExpression: (node) => ofFunction(node, ctx),
    FunctionDeclaration: (node) => ofFunction(node, ctx),
  }),
  message: ({ call, sender, does }) =>
    `${sender} delivers an event again when it hears no answer, and then \`${call}\` ${does === 'adds' ? 'adds' : 'makes another'} a second time: nothing here knows which events are done.`,
  fixes: [],
});

function ofFunction(fn: FunctionNode, ctx: RuleContext<Data>): void {
  if (ctx.facts.runtime === 'browser' || ctx.facts.runtime === 'build') return;
  const webhook = webhookOf(fn);
  if (webhook?.provider?.kind !== 'money' || fn.body === undefined || knowsWhatIsDone(fn, ctx)) return;
  const found = repeatedWork(fn.body);
  if (found === undefined) return;
  const { call, does } = found;
  ctx.report(
    call,
    { call: calleeWords(call), sender: webhook.provider.name, does },
    { span: firstLineOf(call, ctx.tree) },
  );
}

/** Any word about having seen an event before. To doubt is to stay silent: the check may have any form. */
const knowing =
  /idempot|processed|already|duplicat|dedup|upsert|onConflict|on conflict|ignoreDuplicates|\bunique\b|exist|23505|P2002|find(?:Unique|First|One|ById|By(?!IdAnd)\w+)\(|maybeSingle|\.single\(|select\(|event\.id\b|event_?id|eventId|delivery|webhook_events?|returning/i;

const knowsWhatIsDone = (fn: FunctionNode, { semantics }: RuleContext<Data>): boolean =>
  knowing.test(fn.getText()) || calledFunctions(fn, semantics.callees).some((called) => knowing.test(called.getText()));

interface Repeated {
  readonly call: ts.CallExpression;
  readonly does: Data['does'];
}

const making = /\.(?:insert|insertOne|insertMany|create|createMany)\(/;
const changing = /\.(?:update|updateOne|updateMany|set|findByIdAndUpdate|findOneAndUpdate)\(/;

function repeatedWork(body: ts.Node): Repeated | undefined {
  const visit = (node: ts.Node): Repeated | undefined => {
    if (isFunctionNode(node)) return undefined;
    const call = ts.isAwaitExpression(node) ? unwrap(node.expression) : undefined;
    if (call && ts.isCallExpression(call)) {
      const words = `${call.expression.getText()}(`;
      if (making.test(words)) return { call, does: 'makes' };
      if (changing.test(words) && addsUp(call)) return { call, does: 'adds' };
    }
    return ts.forEachChild(node, visit);
  };
  return visit(body);
}

/** `{ credits: user.credits + 10 }`, `{ credits: { increment: 10 } }`, `{ $inc: … }` */
function addsUp(call: ts.CallExpression): boolean {
  const visit = (node: ts.Node): boolean => {
    if (ts.isPropertyAssignment(node)) {
      const value = unwrap(node.initializer);
      if (/^(?:\$inc|increment)$/.test(node.name.getText())) return true;
      if (ts.isBinaryExpression(value) && value.operatorToken.kind === ts.SyntaxKind.PlusToken && isNumber(value))
        return true;
    }
    return ts.forEachChild(node, (child) => visit(child) || undefined) ?? false;
  };
  return visit(call);
}

/** Texts are joined by `+` as well. */
const isNumber = ({ left, right }: ts.BinaryExpression): boolean =>
  ![left, right].some((side) => ts.isStringLiteralLike(unwrap(side)) || ts.isTemplateExpression(unwrap(side)));
