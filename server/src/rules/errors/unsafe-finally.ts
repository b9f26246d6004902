import { moveBehindTryEdits } from '../../edits/finally-exits.ts';
import { defineRule } from '../../engine/rule.ts';
import { ts } from '../../engine/syntax.ts';
import { exitsOf, replacesNothing } from '../../semantics/finally-exits.ts';

type Data = {
  /** `return`, `throw`, `break` or `continue`. */
  readonly word: string;
  readonly hasCatch: boolean;
  readonly canMove: boolean;
};

export const unsafeFinally = defineRule<Data>({
  meta: {
    id: 'unsafe-finally',
    family: 'errors',
    severity: 'error',
    needs: 'flow',
    docs: {
      why: 'What leaves a `finally` block replaces whatever the `try` was about to do: an error on its way to the caller disappears without a trace, and a value that was returned is lost.',
      bad: `try {\n  return await charge(order);\n} finally {\n  return undefined;\n}`,
      good: `try {\n  return await charge(order);\n} finally {\n  release(order);\n}`,
      silent: [
        'functions and classes inside of the `finally`, whose `return` is their own',
        'a bare `return` where a `catch` has ended every error and nothing is returned',
        'loops and switches inside of it, whose `break` and `continue` stay there',
      ],
    },
  },
  check: (ctx) => ({
    TryStatement(statement) {
      if (statement.finallyBlock === undefined) return;
      for (const exit of exitsOf(statement.finallyBlock)) {
        if (replacesNothing(exit, statement)) continue;
        ctx.report(exit, {
          word: wordOf(exit),
          hasCatch: statement.catchClause !== undefined,
          canMove: moveBehindTryEdits(exit) !== undefined,
        });
      }
    },
  }),
  message: ({ word, hasCatch }) => {
    const lost = hasCatch ? 'an error that the `catch` throws' : 'an error of the `try`';
    return `This \`${word}\` in \`finally\` takes the place of what the \`try\` returns, and of ${lost}, which then disappears.`;
  },
  fixes: [
    {
      id: 'move',
      safety: 'unsafe',
      title: ({ word }) => `Move the \`${word}\` behind the \`try\`, where errors and returned values pass it by`,
      appliesTo: ({ canMove }) => canMove,
      edits: (node) => moveBehindTryEdits(node),
    },
  ],
});

function wordOf(exit: ts.Node): string {
  if (ts.isReturnStatement(exit)) return 'return';
  if (ts.isThrowStatement(exit)) return 'throw';
  return ts.isBreakStatement(exit) ? 'break' : 'continue';
}
