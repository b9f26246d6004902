import { failingAnswerEdits } from '../../edits/failing-answer.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import { firstLineOf } from '../../engine/places.ts';
import { ts } from '../../engine/syntax.ts';
import type { Answer } from '../../semantics/answers.ts';
import { caughtErrorOf } from '../../semantics/caught-errors.ts';
import { isChosen } from '../../semantics/chosen-errors.ts';
import { isSuccess } from '../../semantics/claimed-success.ts';
import { isExplained } from '../../semantics/explained.ts';
import { unwrap } from '../../semantics/nodes.ts';
import { type Webhook, webhookAround } from '../../semantics/webhooks.ts';

type Data = {
  /** Who sends the event, as a sentence names it. */
  readonly sender: string;
  readonly retries: boolean;
  readonly status: number;
  readonly canFail: boolean;
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
      if (webhook === undefined || isExplained(clause.block)) return;
      for (const answer of ctx.semantics.answers.answersIn(clause.block)) {
        if (isSuccess(answer) && !isChosen(answer.node, clause)) return report(answer, webhook, ctx);
      }
    },
    IfStatement(statement) {
      const block = statement.thenStatement;
      if (!asksForError(statement.expression, ctx)) return;
      const webhook = webhookAt(statement, ctx);
      if (webhook === undefined || (ts.isBlock(block) && isExplained(block))) return;
      for (const answer of ctx.semantics.answers.answersIn(block)) {
        if (isSuccess(answer) && !isChosen(answer.node, statement)) return report(answer, webhook, ctx);
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
        return answer && failingAnswerEdits(answer, 'Webhook handler failed');
      },
    },
  ],
});

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

function report(answer: Answer, { provider }: Webhook, ctx: RuleContext<Data>): void {
  ctx.report(
    answer.node,
    {
      sender: provider?.name ?? 'the sender',
      retries: provider?.retries ?? true,
      status: answer.status ?? 200,
      canFail: failingAnswerEdits(answer, '') !== undefined,
    },
    { span: firstLineOf(answer.node, ctx.tree) },
  );
}
