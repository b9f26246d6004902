import { beforeStatementEdits } from '../../edits/before-statement.ts';
import { optionEdits } from '../../edits/option-edits.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import { spanOf } from '../../engine/places.ts';
import { ts } from '../../engine/syntax.ts';
import { proxiedOptions } from '../../semantics/proxied-options.ts';
import { endlessWait, isRunByHand, mayWait, type Waiting } from '../../semantics/timeouts.ts';

type Data = {
  /** What it waits for: a host, or the code's own words. */
  readonly subject: string;
  readonly otherwise: string;
  /** With the milliseconds already in it. */
  readonly option: string;
  readonly seconds: number;
  readonly isClient: boolean;
  /** The option has a place in the code. */
  readonly canLimit: boolean;
  /** The name of the options of many requests; empty where the finding is about one call. */
  readonly options: string;
};

export const missingTimeout = defineRule<Data>({
  meta: {
    id: 'missing-timeout',
    family: 'integration',
    severity: 'warning',
    needs: 'flow',
    docs: {
      why: 'A service that is overloaded takes the connection and does not answer. Without a limit every request of yours that needs it waits along, until yours is the service that does not answer.',
      bad: `const response = await fetch('https://api.example.com/rates');`,
      good: `const response = await fetch('https://api.example.com/rates', { signal: AbortSignal.timeout(10_000) });`,
      silent: [
        'a signal or timeout that comes by a spread, a variable, an instance or a wrapper',
        'options from a function of the project that puts an agent in: what it lacks is told there, once',
        'a race against a timer',
        'answers that are streamed, which a limit would cut',
        'requests that nobody waits for, and code that somebody runs by hand',
        'what a page asks of its server',
      ],
    },
  },
  check(ctx) {
    if (!isServer(ctx)) return {};
    return {
      CallExpression: (node) => visit(node, ctx),
      NewExpression: (node) => visit(node, ctx),
      BinaryExpression: (node) => ofOptions(node, ctx),
    };
  },
  message: ({ subject, otherwise, isClient }) =>
    isClient
      ? `\`${subject}\` sets no limit: when its service stalls, each request that needs it waits ${otherwise}.`
      : `When \`${subject}\` takes the connection and does not answer, this waits ${otherwise}, and whoever asked waits along.`,
  fixes: [
    {
      id: 'limit',
      safety: 'unsafe',
      appliesTo: ({ canLimit }) => canLimit,
      title: ({ option, seconds }) => `Give up after ${seconds} seconds: \`${option}\``,
      edits: (node, { option }, { semantics }) => {
        const wait = isWaiting(node) ? endlessWait(node, semantics) : undefined;
        return wait && isWaiting(node) ? optionEdits(node, wait.model.options, option) : undefined;
      },
    },
    {
      id: 'limit-options',
      safety: 'unsafe',
      appliesTo: ({ options }) => options !== '',
      title: ({ options }) => `Let what has no limit of its own give up after 10 seconds: \`${options}.timeout\``,
      edits(node, { options }) {
        const found = ts.isBinaryExpression(node) ? proxiedOptions(node) : undefined;
        return found && beforeStatementEdits(found.leaving, `${options}.timeout ??= 10_000`);
      },
    },
  ],
});

const isWaiting = (node: ts.Node): node is Waiting => ts.isCallExpression(node) || ts.isNewExpression(node);

function isServer({ facts, file, snapshot }: RuleContext<Data>): boolean {
  const root = snapshot.rootOf(file) ?? '';
  return (facts.runtime === 'node' || facts.runtime === 'edge') && !isRunByHand(file.slice(root.length));
}

function visit(node: Waiting, ctx: RuleContext<Data>): void {
  if (!mayWait(node)) return;
  const wait = endlessWait(node, ctx.semantics);
  if (wait === undefined) return;
  const { model, subject, isSlow } = wait;
  const seconds = isSlow || model.isMinor ? 60 : 10;
  const { runtime } = ctx.facts;
  ctx.report(
    node,
    {
      subject,
      otherwise: runtime === 'edge' ? 'until the platform ends it' : model.otherwise,
      option: model.option.replace('$ms', `${seconds}_000`),
      seconds,
      isClient: model.gives === 'client',
      canLimit: optionEdits(node, model.options, model.option) !== undefined,
      options: '',
    },
    { span: spanOf(node.expression, ctx.tree), ...(model.isMinor && { severity: 'information' as const }) },
  );
}

/** What many requests get from one function is one finding, where it is mended. */
function ofOptions(node: ts.BinaryExpression, ctx: RuleContext<Data>): void {
  const found = proxiedOptions(node);
  if (found === undefined) return;
  const data = { subject: found.name, otherwise: 'for ever', option: '', seconds: 10, isClient: true, canLimit: false };
  ctx.report(node, { ...data, options: found.options.text }, { span: spanOf(node.left, ctx.tree) });
}
