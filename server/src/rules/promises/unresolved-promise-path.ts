import { rejectEdits } from '../../edits/rejecting.ts';
import { resolveEdits } from '../../edits/resolving.ts';
import { firstLineOf } from '../../engine/places.ts';
import { defineRule, type FixContext, type RuleContext } from '../../engine/rule.ts';
import { ts } from '../../engine/syntax.ts';
import { shortText } from '../../semantics/nodes.ts';
import { type ReturnedResult, returnedResults } from '../../semantics/returned-results.ts';
import { type UnsettledPath, unsettledPaths } from '../../semantics/settling.ts';

type Data = {
  /** Where the path leads, in words that begin a sentence. */
  readonly where: string;
  readonly canReject: boolean;
  /** Where a value is returned in place of being resolved with. */
  readonly canResolve: boolean;
};

type Context = RuleContext<Data> | FixContext;

export const unresolvedPromisePath = defineRule<Data>({
  meta: {
    id: 'unresolved-promise-path',
    family: 'promises',
    severity: 'warning',
    needs: 'flow',
    docs: {
      why: 'On one path the promise is neither resolved nor rejected. Whoever awaits it waits for ever: the request hangs, the job is never done, and no error tells. The same goes for an executor that returns its result: nobody gets what it returns.',
      bad: `new Promise((resolve, reject) => {\n  readFile(path, (err, data) => {\n    if (err) return;\n    resolve(data);\n  });\n});`,
      good: `new Promise((resolve, reject) => {\n  readFile(path, (err, data) => {\n    if (err) return reject(err);\n    resolve(data);\n  });\n});`,
      silent: [
        'a listener that is called again, so that a later event settles the promise',
        'a promise that a timer or another listener settles too, or whose `resolve` is handed on',
        'a guard such as `if (settled) return`, and a promise that is never settled on purpose',
      ],
    },
  },
  check: (ctx) => ({
    NewExpression(promise) {
      for (const path of pathsOf(promise, ctx)) {
        const node = ts.isBlock(path.node) ? path.fn : path.node;
        ctx.report(node, dataOf(path), {
          span: firstLineOf(node, ctx.tree),
          // Before any work began, leaving it pending may be meant: to suspend, or to stay silent.
          severity: path.fn === path.executor ? 'information' : 'warning',
        });
      }
      for (const result of resultsOf(promise, ctx)) ctx.report(result.value, dataOfResult(result));
    },
  }),
  message: ({ where }) => `${where} neither resolves nor rejects the promise: whoever awaits it waits for ever.`,
  fixes: [
    {
      id: 'reject',
      safety: 'unsafe',
      title: () => 'Reject the promise on this path',
      appliesTo: ({ canReject }) => canReject,
      edits(node, _data, ctx) {
        const path = pathAt(node, ctx);
        return path && rejectEdits(path);
      },
    },
    {
      id: 'resolve',
      safety: 'unsafe',
      title: () => 'Resolve the promise with what is returned',
      appliesTo: ({ canResolve }) => canResolve,
      edits: (node, _data, ctx) => resolveEdits(resultsAround(node, ctx)),
    },
  ],
});

function pathsOf(promise: ts.NewExpression, ctx: Context): readonly UnsettledPath[] {
  const seen = new Set<ts.Node>();
  return unsettledPaths(promise, (node) => isExhaustive(node, ctx)).filter(
    ({ node }) => !seen.has(node) && seen.add(node),
  );
}

/** Only a switch over text or numbers surely misses values. */
function isExhaustive({ expression }: ts.SwitchStatement, ctx: Context): boolean {
  const shape = ctx.snapshot.oracle(ctx.file)?.shape(expression, 1) ?? 'unknown';
  return shape === 'unknown' || !(shape.kind === 'string' || shape.kind === 'number');
}

function pathAt(node: ts.Node, ctx: Context): UnsettledPath | undefined {
  for (let current: ts.Node = node; !ts.isSourceFile(current); current = current.parent) {
    if (!ts.isNewExpression(current)) continue;
    const found = pathsOf(current, ctx).find((path) => (ts.isBlock(path.node) ? path.fn : path.node) === node);
    if (found) return found;
  }
  return undefined;
}

function dataOf(path: UnsettledPath): Data {
  return { where: whereOf(path), canReject: rejectEdits(path) !== undefined, canResolve: false };
}

function dataOfResult(result: ReturnedResult): Data {
  const canResolve = resolveEdits([result]) !== undefined;
  return { where: `Returning \`${shortText(result.value)}\``, canReject: false, canResolve };
}

function resultsOf(promise: ts.NewExpression, { semantics }: Context): readonly ReturnedResult[] {
  return returnedResults(promise, (call) => semantics.thenables.isThenable(call) === 'yes');
}

/** All of one executor: one that is resolved with, and the others would be paths that settle nothing. */
function resultsAround(node: ts.Node, ctx: Context): readonly ReturnedResult[] {
  for (let current: ts.Node = node; !ts.isSourceFile(current); current = current.parent) {
    const found = ts.isNewExpression(current) ? resultsOf(current, ctx) : [];
    if (found.some(({ value }) => value === node)) return found;
  }
  return [];
}

function whereOf({ node, assumed }: UnsettledPath): string {
  if (ts.isCatchClause(node)) return 'This `catch`';
  if (ts.isSwitchStatement(node)) return `With any other value of \`${shortText(node.expression)}\`, this \`switch\``;
  if (ts.isIterationStatement(node, false)) return 'When it ends without a result, this loop';
  const [condition, { holds } = { holds: true }] = [...assumed].at(-1) ?? [];
  if (condition === undefined) return ts.isReturnStatement(node) ? 'This `return`' : 'This function';
  const words = condition.replaceAll(/\s+/g, ' ');
  const short = words.length <= 60 ? words : `${words.slice(0, 57)}…`;
  return `Where \`${short}\` is ${holds ? 'true' : 'false'}, this path`;
}
