import { errorListenerEdits } from '../../edits/error-listener.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import { spanOf } from '../../engine/places.ts';
import { ts } from '../../engine/syntax.ts';
import { calleeWords } from '../../semantics/nodes.ts';
import { isRunByHand } from '../../semantics/timeouts.ts';
import { type Making, mayEmitErrors, unheardError } from '../../semantics/unheard-errors.ts';

type Data = {
  readonly subject: string;
  readonly fails: string;
};

export const missingErrorListener = defineRule<Data>({
  meta: {
    id: 'missing-error-listener',
    family: 'errors',
    severity: 'error',
    needs: 'flow',
    docs: {
      why: 'An `error` event that nobody listens to is thrown, past every `try` and `catch`: Node ends the process, with all requests that it was serving.',
      bad: `fs.createReadStream(path).pipe(response);`,
      good: `pipeline(fs.createReadStream(path), response, (error) => {\n  if (error) console.error('Sending the file failed:', error);\n});`,
      silent: [
        'a listener wherever the value goes in its module',
        '`pipeline`, `finished`, `for await` and functions that are given the value',
        'clients that log by themselves, such as ioredis',
        'servers that cannot listen, and scripts that somebody runs by hand',
      ],
    },
  },
  check(ctx) {
    if (!isLongLived(ctx)) return {};
    return { CallExpression: (node) => visit(node, ctx), NewExpression: (node) => visit(node, ctx) };
  },
  message: ({ subject, fails }) =>
    `When ${fails}, \`${subject}\` emits \`error\`, nobody listens, and Node ends the whole process; no \`try\` around it helps.`,
  fixes: [
    {
      id: 'listen',
      safety: 'unsafe',
      title: ({ subject }) => `Listen to the errors of \`${subject}\` and log them`,
      edits: (node, _data, { semantics }) => {
        const unheard = isMaking(node) ? unheardError(node, semantics) : undefined;
        return unheard && isMaking(node) ? errorListenerEdits(node, unheard) : undefined;
      },
    },
  ],
});

const isMaking = (node: ts.Node): node is Making => ts.isCallExpression(node) || ts.isNewExpression(node);

function isLongLived({ facts, file, snapshot }: RuleContext<Data>): boolean {
  const root = snapshot.rootOf(file) ?? '';
  return (facts.runtime === 'node' || facts.runtime === 'unknown') && !isRunByHand(file.slice(root.length));
}

function visit(node: Making, ctx: RuleContext<Data>): void {
  if (!mayEmitErrors(node)) return;
  const unheard = unheardError(node, ctx.semantics);
  if (unheard === undefined) return;
  const { emitter, name, isGuarded } = unheard;
  ctx.report(
    node,
    { subject: name ?? calleeWords(node.expression), fails: emitter.fails },
    { span: spanOf(node.expression, ctx.tree), ...(isGuarded && { severity: 'warning' as const }) },
  );
}
