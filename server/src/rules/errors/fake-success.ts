import { failingAnswerEdits } from '../../edits/failing-answer.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import { firstLineOf } from '../../engine/places.ts';
import { ts } from '../../engine/syntax.ts';
import type { Answer } from '../../semantics/answer-forms.ts';
import { isChosen } from '../../semantics/chosen-errors.ts';
import { type Claim, claimOf } from '../../semantics/claimed-success.ts';
import { isExplained } from '../../semantics/explained.ts';
import { enclosingFunction, functionName } from '../../semantics/nodes.ts';
import { webhookAround } from '../../semantics/webhooks.ts';

type Data = {
  readonly claim: Claim;
  readonly status: number;
  readonly canFail: boolean;
};

export const fakeSuccess = defineRule<Data>({
  meta: {
    id: 'fake-success',
    family: 'errors',
    severity: 'warning',
    needs: 'flow',
    docs: {
      why: 'The client is told that it worked, or that there is nothing, while the work has failed. Nobody tries again, no monitor counts an error, and the data is missed weeks later.',
      bad: `catch (error) { console.error(error); res.json({ success: true }); }`,
      good: `catch (error) { console.error(error); res.status(500).json({ success: false, error: 'Internal server error' }); }`,
      silent: [
        'an answer that admits it: an `error`, `warning` or `fallback` in the body, or `emailSent: false`',
        'a catch that says in a comment why',
        'an error that the code has looked at, such as a duplicate',
        'sign-out, health checks and tracking, where failing is nobody’s business',
        'a look for a file that need not be there',
        'webhooks, which have a rule of their own',
      ],
    },
  },
  check: (ctx) => ({
    CatchClause(clause) {
      if (ctx.facts.runtime === 'browser' || ctx.facts.runtime === 'build') return;
      const [first] = ctx.semantics.answers.answersIn(clause.block).flatMap((answer) => fakeIn(answer, clause) ?? []);
      if (first) report(first, ctx);
    },
  }),
  message: ({ claim, status }) =>
    claim === 'said'
      ? `The work has failed here, and the answer says ${status} and success: the caller goes on as if it were done.`
      : `The work has failed here, and the answer says ${status} with nothing in it: whoever asks takes it for "there is none".`,
  fixes: [
    {
      id: 'answer-failure',
      safety: 'unsafe',
      title: () => 'Answer 500, so that the caller knows',
      appliesTo: ({ canFail }) => canFail,
      edits: (node, _data, { semantics }) => {
        const answer = semantics.answers.answerOf(node);
        return answer && failingAnswerEdits(answer, 'Internal server error');
      },
    },
  ],
});

interface Fake {
  readonly answer: Answer;
  readonly claim: Claim;
}

/** Where failing is meant to go unnoticed: nobody can do anything about it, or should learn of it. */
const unimportant =
  /log-?_?out|sign-?_?out|track|analytics|telemetry|beacon|pixel|heartbeat|health|ping|forgot|reset|unsubscribe|suggest|autocomplete|preview|og-image|probe|exists|available/i;

function fakeIn(answer: Answer, clause: ts.CatchClause): Fake | undefined {
  const claim = claimOf(answer);
  if (claim === undefined || isChosen(answer.node, clause) || isExplained(clause.block)) return undefined;
  const fn = enclosingFunction(clause);
  if (looksForFile(clause.parent.tryBlock)) return undefined;
  if (fn === undefined || webhookAround(clause) || unimportant.test(placeOf(fn))) return undefined;
  return { answer, claim };
}

/** `await fs.access(folder);` alone: that there is none is no failure. */
function looksForFile({ statements: [first, ...others] }: ts.Block): boolean {
  const probe = /^(?:await\s+)?(?:fs(?:p|\.promises|Promises)?\.)?(?:access|stat|lstat)(?:Sync)?\(/;
  return first !== undefined && others.length === 0 && probe.test(first.getText());
}

/** The address or the name of what answers, and its file's. */
function placeOf(fn: ts.SignatureDeclaration): string {
  const call = fn.parent;
  const route = ts.isCallExpression(call) ? call.arguments.find(ts.isStringLiteralLike)?.text : undefined;
  const file = fn.getSourceFile().fileName.split('/').slice(-3).join('/');
  return route ?? `${functionName(fn)?.text ?? fn.name?.getText() ?? ''} ${file}`;
}

function report({ answer, claim }: Fake, ctx: RuleContext<Data>): void {
  const canFail = failingAnswerEdits(answer, '') !== undefined;
  ctx.report(
    answer.node,
    { claim, status: answer.status ?? 200, canFail },
    { span: firstLineOf(answer.node, ctx.tree) },
  );
}
