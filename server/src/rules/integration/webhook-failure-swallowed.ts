import { failingAnswerEdits, stopEdits, throwOnEdits } from '../../edits/failing-answer.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import { firstLineOf } from '../../engine/places.ts';
import { ts } from '../../engine/syntax.ts';
import { type LostEvent, lostInCatch, lostInIf } from '../../semantics/lost-events.ts';
import type { Semantics } from '../../semantics/semantics.ts';

type Data = {
  /** Who sends the event, as a sentence names it. */
  readonly sender: string;
  readonly retries: boolean;
  readonly status: number;
  readonly how: LostEvent['how'];
  readonly mend: Mend | '';
};

/** `answer`: the answer itself says 500. `stop`: the code answers 500 where it failed. `throw`: it throws the error on. */
type Mend = 'answer' | 'stop' | 'throw';

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
        'a failure that is kept, and answered further down',
        'a record of the event, beside its work',
        'events that are not handled',
        'chats and bots, where a message that fails every time would come back for ever',
        'a catch that says in a comment why the sender need not know',
      ],
    },
  },
  check: (ctx) => ({
    CatchClause: (clause) => report(clause, ctx),
    IfStatement: (statement) => report(statement, ctx),
  }),
  message({ sender, retries, status, how }) {
    const ends = retries
      ? 'takes it for done and never sends it again'
      : 'shows it as delivered, and nobody looks for it';
    if (how === 'acknowledged')
      return `What was to be done for this event has failed, and ${status} was answered before it began: ${sender} ${ends}.`;
    if (how === 'helper')
      return `What was to be done for this event has failed, and only the log hears of it; the answer is still ${status}: ${sender} ${ends}.`;
    return `What was to be done for this event has failed, and the answer is ${status}: ${sender} ${ends}.`;
  },
  fixes: [
    {
      id: 'answer-failure',
      safety: 'unsafe',
      title: ({ sender, retries }) => `Answer 500, so that ${sender} ${consequence(retries)}`,
      appliesTo: ({ mend }) => mend === 'answer',
      edits: (node, _data, { semantics }) => {
        const answer = semantics.answers.answerOf(node);
        return answer && failingAnswerEdits(answer, failed);
      },
    },
    {
      id: 'stop-here',
      safety: 'unsafe',
      title: ({ sender, retries }) => `Answer 500 here, so that ${sender} ${consequence(retries)}`,
      appliesTo: ({ mend }) => mend === 'stop',
      edits: (node, _data, { semantics }) => {
        const lost = lostAt(node, semantics);
        return lost && isPlace(node) ? stopEdits(node, lost.answer, failed) : undefined;
      },
    },
    {
      id: 'throw-on',
      safety: 'unsafe',
      title: ({ sender, retries }) => `Throw it on to the webhook, so that ${sender} ${consequence(retries)}`,
      appliesTo: ({ mend }) => mend === 'throw',
      edits: (node) => (isPlace(node) ? throwOnEdits(node) : undefined),
    },
  ],
});

const failed = 'Webhook handler failed';

const consequence = (retries: boolean): string => (retries ? 'sends the event again' : 'shows the failure');

type Place = ts.CatchClause | ts.IfStatement;

const isPlace = (node: ts.Node): node is Place => ts.isCatchClause(node) || ts.isIfStatement(node);

function lostAt(node: ts.Node, semantics: Semantics): LostEvent | undefined {
  if (ts.isCatchClause(node)) return lostInCatch(node, semantics);
  return ts.isIfStatement(node) ? lostInIf(node, semantics) : undefined;
}

function report(place: Place, ctx: RuleContext<Data>): void {
  if (ctx.facts.runtime === 'browser' || ctx.facts.runtime === 'build') return;
  const lost = lostAt(place, ctx.semantics);
  if (lost === undefined || lost.webhook.provider?.kind === 'chat') return;
  const { answer, how, webhook } = lost;
  const node = how === 'answered' ? answer.node : place;
  ctx.report(
    node,
    {
      sender: webhook.provider?.name ?? 'the sender',
      retries: webhook.provider?.retries ?? true,
      status: answer.status ?? 200,
      how,
      mend: mendOf(place, lost),
    },
    {
      span: firstLineOf(node, ctx.tree, how === 'answered' ? node.end : blockOf(place).getStart(ctx.tree)),
      ...(lost.isMinor && { severity: 'warning' as const }),
    },
  );
}

const blockOf = (place: Place): ts.Node => (ts.isCatchClause(place) ? place.block : place.thenStatement);

function mendOf(place: Place, { answer, how }: LostEvent): Data['mend'] {
  if (how === 'answered') return failingAnswerEdits(answer, '') ? 'answer' : '';
  if (how === 'goes-on') return stopEdits(place, answer, '') ? 'stop' : '';
  return how === 'helper' && throwOnEdits(place) ? 'throw' : '';
}
