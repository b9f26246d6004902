import { failingAnswerEdits, stopEdits } from '../../edits/failing-answer.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import { firstLineOf } from '../../engine/places.ts';
import { ts } from '../../engine/syntax.ts';
import type { Answer } from '../../semantics/answer-forms.ts';
import { caughtErrorOf } from '../../semantics/caught-errors.ts';
import { isChosen } from '../../semantics/chosen-errors.ts';
import { isSuccess } from '../../semantics/claimed-success.ts';
import { explanationsIn } from '../../semantics/explained.ts';
import { calleeWords, enclosingFunction, isFunctionNode, unwrap } from '../../semantics/nodes.ts';
import { type Webhook, webhookAround } from '../../semantics/webhooks.ts';

type Data = {
  /** Who sends the event, as a sentence names it. */
  readonly sender: string;
  readonly retries: boolean;
  readonly status: number;
  readonly canFail: boolean;
  /** The catch itself can answer, in place of the answer that follows it. */
  readonly canStop: boolean;
};

export const webhookFailureSwallowed = defineRule<Data>({
  meta: {
    id: 'webhook-failure-swallowed',
    family: 'integration',
    severity: 'error',
    needs: 'flow',
    docs: {
      why: 'A 2xx tells the sender that the event is dealt with. It is never sent again: the payment is taken, the order is not, and nobody hears of it.',
      bad: `catch (error) { console.error(error); return new Response('ok'); }`,
      good: `catch (error) { console.error(error); return new Response('Webhook handler failed', { status: 500 }); }`,
      silent: [
        'a duplicate, or another error that the code has looked at',
        'events that are not handled',
        'chats and bots, where a message that fails every time would come back for ever',
        'a catch that says in a comment why the sender need not know',
      ],
    },
  },
  check: (ctx) => ({
    CatchClause(clause) {
      const webhook = webhookAt(clause, ctx);
      if (webhook === undefined || isMeant(clause.block)) return;
      const answers = ctx.semantics.answers.answersIn(clause.block);
      const first = answers.find((answer) => isSuccess(answer) && !isChosen(answer.node, clause));
      if (first) return report(first.node, first, webhook, ctx);
      const later = answers.length === 0 ? answerAfter(clause, webhook, ctx) : undefined;
      if (later) report(clause, later, webhook, ctx);
    },
    IfStatement(statement) {
      const block = statement.thenStatement;
      if (!asksForError(statement.expression, ctx)) return;
      const webhook = webhookAt(statement, ctx);
      if (webhook === undefined || (ts.isBlock(block) && isMeant(block))) return;
      for (const answer of ctx.semantics.answers.answersIn(block)) {
        if (isSuccess(answer) && !isChosen(answer.node, statement)) return report(answer.node, answer, webhook, ctx);
      }
    },
  }),
  message: ({ sender, retries, status }) =>
    retries
      ? `What was to be done for this event has failed, and the answer is ${status}: ${sender} takes it for done and never sends it again.`
      : `What was to be done for this event has failed, and the answer is ${status}: ${sender} shows it as delivered, and nobody looks for it.`,
  fixes: [
    {
      id: 'answer-failure',
      safety: 'unsafe',
      title: ({ sender, retries }) =>
        retries
          ? `Answer 500, so that ${sender} sends the event again`
          : `Answer 500, so that ${sender} shows the failure`,
      appliesTo: ({ canFail }) => canFail,
      edits: (node, _data, { semantics }) => {
        const answer = semantics.answers.answerOf(node);
        return answer && failingAnswerEdits(answer, failed);
      },
    },
    {
      id: 'stop-here',
      safety: 'unsafe',
      title: ({ sender, retries }) =>
        retries
          ? `Answer 500 here, so that ${sender} sends the event again`
          : `Answer 500 here, so that ${sender} shows the failure`,
      appliesTo: ({ canStop }) => canStop,
      edits: (node, _data, { semantics }) => {
        const webhook = ts.isCatchClause(node) ? webhookAround(node) : undefined;
        const later = webhook && ts.isCatchClause(node) ? answerAfter(node, webhook, { semantics }) : undefined;
        return later && ts.isCatchClause(node) ? stopEdits(node, later, failed) : undefined;
      },
    },
  ],
});

const failed = 'Webhook handler failed';

/** A comment gives a reason. To keep the sender from sending again is none: that is what loses the event, unless it is kept. */
function isMeant(block: ts.Block): boolean {
  const reasons = explanationsIn(block);
  return (
    reasons.some((reason) => !/\bre-?(?:try|tries|trying|send|sends|sending|deliver\w*)\b/i.test(reason)) ||
    (reasons.length > 0 && keepsEvent(block))
  );
}

/** What waits in a catch puts the event aside: `await failedEvents.insert(…)`. */
const keepsEvent = (block: ts.Block): boolean => someWithin(block, ts.isAwaitExpression);

/** Functions inside run at their own time. */
function someWithin(block: ts.Block, test: (node: ts.Node) => boolean): boolean {
  const visit = (node: ts.Node): boolean =>
    !isFunctionNode(node) && (test(node) || (ts.forEachChild(node, (child) => visit(child) || undefined) ?? false));
  return visit(block);
}

/** The work of an event, as code names it; to notify somebody of it is a side matter. */
const work =
  /\b(?:update|insert|upsert|create|save|store|fulfil\w*|activate\w*|handle\w*|process\w*|mark\w*|record\w*|set[A-Z]\w*|credit\w*|grant\w*|provision\w*|confirm\w*|\$transaction)\b|findOneAndUpdate|findByIdAndUpdate/;

/** The answer of success that follows a catch which only logs, where the `try` holds the event's work. */
function answerAfter(
  clause: ts.CatchClause,
  { fn }: Webhook,
  { semantics }: Pick<RuleContext<Data>, 'semantics'>,
): Answer | undefined {
  const { tryBlock } = clause.parent;
  if (enclosingFunction(clause) !== fn || fn.body === undefined || leaves(clause.block) || keepsEvent(clause.block))
    return undefined;
  if (!waitsFor(tryBlock, work)) return undefined;
  return semantics.answers
    .answersIn(fn.body)
    .find((answer) => answer.node.pos >= clause.parent.end && isSuccess(answer));
}

const leaves = (block: ts.Block): boolean =>
  someWithin(block, (node) => ts.isReturnStatement(node) || ts.isThrowStatement(node)) ||
  /\b(?:next|reject)\(/.test(block.getText());

const waitsFor = (block: ts.Block, name: RegExp): boolean =>
  someWithin(block, (node) => ts.isAwaitExpression(node) && name.test(calleeWords(node.expression)));

function webhookAt(node: ts.Node, { facts }: RuleContext<Data>): Webhook | undefined {
  if (facts.runtime === 'browser' || facts.runtime === 'build') return undefined;
  const webhook = webhookAround(node);
  return webhook?.provider?.kind === 'chat' ? undefined : webhook;
}

/** `if (error)`, where the name holds the error of a database or of a callback. */
function asksForError(test: ts.Expression, { semantics }: RuleContext<Data>): boolean {
  const name = unwrap(test);
  if (!ts.isIdentifier(name)) return false;
  const origin = caughtErrorOf(name, semantics.callees)?.origin;
  return origin === 'result' || origin === 'callback';
}

function report(node: ts.Node, answer: Answer, { provider }: Webhook, ctx: RuleContext<Data>): void {
  const isClause = ts.isCatchClause(node);
  ctx.report(
    node,
    {
      sender: provider?.name ?? 'the sender',
      retries: provider?.retries ?? true,
      status: answer.status ?? 200,
      canFail: !isClause && failingAnswerEdits(answer, '') !== undefined,
      canStop: isClause && stopEdits(node, answer, '') !== undefined,
    },
    { span: firstLineOf(node, ctx.tree, isClause ? node.block.getStart(ctx.tree) : node.end) },
  );
}
