import { closeAtEndEdits, closeFirstEdits } from '../../edits/closing-server.ts';
import { spanOf } from '../../engine/places.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import { ts } from '../../engine/syntax.ts';
import type { CalleeQuestions } from '../../semantics/callees.ts';
import { calleeWords } from '../../semantics/nodes.ts';
import { endsAtOnce, hearsEnd, type RunningServer, runningServer } from '../../semantics/process-ends.ts';
import { scopesOf } from '../../semantics/scopes.ts';
import { isRunByHand } from '../../semantics/timeouts.ts';

type Data = {
  readonly subject: string;
  /** The code hears that the process is to end, and ends it in the middle of its requests. */
  readonly isAtOnce: boolean;
  /** The name of the server that is to be closed first; empty where none is known. */
  readonly server: string;
  readonly canClose: boolean;
};

export const missingGracefulShutdown = defineRule<Data>({
  meta: {
    id: 'missing-graceful-shutdown',
    family: 'integration',
    severity: 'information',
    needs: 'flow',
    onlyIn: 'strict',
    docs: {
      why: 'With each deployment and each smaller machine the platform sends SIGTERM to a process that serves requests. One that does not finish them first breaks them off: a payment is taken and its order never written.',
      bad: `app.listen(3000);`,
      good: `const server = app.listen(3000);\nprocess.once('SIGTERM', () => server.close(() => process.exit(0)));`,
      silent: [
        'a program any file of which listens to SIGTERM, and packages that do so',
        'a server that its own code closes, or hands to whoever does',
        'functions of a platform, which end by themselves',
        'scripts and servers that somebody runs by hand, and tests',
      ],
    },
  },
  check(ctx) {
    if (!isServer(ctx)) return {};
    const isHeard = hearsEnd(ctx.tree.text);
    return { CallExpression: (call) => (isHeard ? ofListener(call, ctx) : ofServer(call, ctx)) };
  },
  message: ({ subject, isAtOnce }) =>
    isAtOnce
      ? 'When the platform ends this process, at each deployment, it exits with requests under way: whoever waits for an answer gets none, and what they had begun stays half done.'
      : `When the platform ends this process, at each deployment, \`${subject}\` breaks off the requests under way: nothing listens to SIGTERM and lets them end.`,
  fixes: [
    {
      id: 'close',
      safety: 'unsafe',
      title: () => 'Take no more requests at SIGTERM, and end once those under way are answered',
      appliesTo: ({ canClose, isAtOnce }) => canClose && !isAtOnce,
      edits(node, _data, { semantics }) {
        const server = ts.isCallExpression(node) ? runningServer(node, semantics.callees) : undefined;
        return server && ts.isCallExpression(node) ? closeAtEndEdits(node, server) : undefined;
      },
    },
    {
      id: 'close-first',
      safety: 'unsafe',
      title: ({ server }) => `Close \`${server}\` first`,
      appliesTo: ({ server, isAtOnce }) => isAtOnce && server !== '',
      edits(node, { server }) {
        const fn = ts.isCallExpression(node) ? endsAtOnce(node) : undefined;
        return fn && closeFirstEdits(fn, server);
      },
    },
  ],
});

function isServer({ facts, file, snapshot, tree }: RuleContext<Data>): boolean {
  const root = snapshot.rootOf(file) ?? '';
  return (
    facts.runtime === 'node' && /\.listen\(|\bserve\(|SIGTERM/.test(tree.text) && !isRunByHand(file.slice(root.length))
  );
}

function ofServer(call: ts.CallExpression, ctx: RuleContext<Data>): void {
  const server = isListening(call) ? runningServer(call, ctx.semantics.callees) : undefined;
  if (server === undefined || isHeardElsewhere(ctx)) return;
  const canClose = closeAtEndEdits(call, server) !== undefined;
  const data = { subject: calleeWords(call.expression), isAtOnce: false, server: '', canClose };
  ctx.report(call, data, { span: spanOf(call.expression, ctx.tree) });
}

const nameOf = ({ expression }: ts.CallExpression): string =>
  ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();

const isHeardElsewhere = ({ file, snapshot }: RuleContext<Data>): boolean =>
  snapshot.isNamedElsewhere?.('SIGTERM', file) ?? false;

function ofListener(call: ts.CallExpression, ctx: RuleContext<Data>): void {
  if (endsAtOnce(call) === undefined) return;
  const servers = serversIn(ctx.tree, ctx.semantics.callees);
  const [server] = servers;
  if (server === undefined) return;
  const isKnown = servers.length === 1 && server.listening.closes === 'callback' && isSame(server.name, call);
  const data = { subject: '', isAtOnce: true, server: isKnown ? (server.name?.text ?? '') : '', canClose: false };
  ctx.report(call, data, { span: spanOf(call.expression, ctx.tree) });
}

/** The name means the server at the listener as well. */
function isSame(name: ts.Identifier | undefined, call: ts.CallExpression): boolean {
  const scopes = scopesOf(call.getSourceFile());
  const binding = name && scopes.bindingOf(name);
  return binding !== undefined && scopes.lookup(binding.name, call) === binding;
}

const isListening = (node: ts.Node): node is ts.CallExpression =>
  ts.isCallExpression(node) && /^(?:listen|serve)$/.test(nameOf(node));

function serversIn(tree: ts.SourceFile, callees: CalleeQuestions): readonly RunningServer[] {
  const found: RunningServer[] = [];
  const visitAll = (node: ts.Node): void => {
    const server = isListening(node) ? runningServer(node, callees) : undefined;
    if (server) found.push(server);
    ts.forEachChild(node, visitAll);
  };
  visitAll(tree);
  return found;
}
