import { causeEdits } from '../../edits/causes.ts';
import { logCaughtBeforeEdits } from '../../edits/caught-errors.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import { ts } from '../../engine/syntax.ts';
import { type LostCause, lostInCatch, lostInHandler } from '../../semantics/lost-causes.ts';
import { calleeWords } from '../../semantics/nodes.ts';

type Data = {
  /** What can fail, in the code's own words. */
  readonly work: string;
  /** The class of the error that is thrown instead. */
  readonly name: string;
  readonly takesCause: boolean;
};

export const lostErrorCause = defineRule<Data>({
  meta: {
    id: 'lost-error-cause',
    family: 'errors',
    severity: 'warning',
    needs: 'flow',
    docs: {
      why: 'The new error takes the place of the one that tells what went wrong: which host, which constraint, which line. What is left in the log is a sentence that the code says of itself, and the reason of the failure is nowhere.',
      bad: `try {\n  return await stripe.charges.create(charge);\n} catch (error) {\n  throw new Error('Payment failed');\n}`,
      good: `try {\n  return await stripe.charges.create(charge);\n} catch (error) {\n  throw new Error('Payment failed', { cause: error });\n}`,
      silent: [
        'the error is handed on in any way: as `cause`, in the message, to a log, to a monitor',
        'the error was looked at to choose what to throw',
        'the new one says all there is to say: not found, invalid, expired, unauthorized, timed out',
        'text that does not parse, a file that may be missing, and other probes',
      ],
    },
  },
  check: (ctx) => ({
    CatchClause(clause) {
      const found = lostInCatch(clause);
      if (found) report(found, ctx);
    },
    CallExpression(call) {
      const found = lostInHandler(call);
      if (found) report(found, ctx);
    },
  }),
  message: ({ work, name }) =>
    `Why ${work} failed is lost here: \`${name}\` takes the place of the error, and nothing logs it.`,
  fixes: [
    {
      id: 'cause',
      safety: 'safe',
      title: () => 'Keep the error as `cause`',
      appliesTo: ({ takesCause }) => takesCause,
      edits: (node, _data, ctx) => editsAt(node, (thrown) => causeEdits(thrown, ctx)),
    },
    {
      id: 'log',
      safety: 'unsafe',
      title: ({ work }) => `Log why ${work} failed`,
      edits: (node, { work }) =>
        editsAt(node, (thrown) =>
          logCaughtBeforeEdits(thrown, work.replaceAll(/`|\(…?\)/g, '').replaceAll('…', '...')),
        ),
    },
  ],
});

function report({ thrown, work }: LostCause, ctx: RuleContext<Data>): void {
  ctx.report(thrown, {
    work: `\`${calleeWords(work.call)}\``,
    name: calleeWords(thrown.expression),
    takesCause: causeEdits(thrown, ctx) !== undefined,
  });
}

const editsAt = <T>(node: ts.Node, make: (thrown: ts.NewExpression) => T): T | undefined =>
  ts.isNewExpression(node) ? make(node) : undefined;
