import type { TextEdit } from '../../../../shared/src/finding.ts';
import { liftEdits, liftOf } from '../../edits/lift-executor.ts';
import { insertion } from '../../edits/handling.ts';
import { styleOf } from '../../edits/style.ts';
import { canTry, tryEdits } from '../../edits/try-catch.ts';
import { firstLineOf } from '../../engine/places.ts';
import { defineRule, type FixContext, type RuleContext } from '../../engine/rule.ts';
import { ts } from '../../engine/syntax.ts';
import {
  functionName,
  isAsync,
  isFunctionExpression,
  isFunctionNode,
  isGenerator,
  unwrap,
} from '../../semantics/nodes.ts';
import { scopesOf } from '../../semantics/scopes.ts';
import { isGlobalPromise } from '../../semantics/thenables.ts';

type Executor = ts.FunctionExpression | ts.ArrowFunction;
type FixId = 'plain' | 'lift' | 'wrap';

type Data = {
  readonly canFail: boolean;
  /** What can fail in it, as a clause. */
  readonly because: string;
  /** The function that awaits in its place; empty when it has no name. */
  readonly outer: string;
  readonly fixes: readonly FixId[];
};

export const asyncPromiseExecutor = defineRule<Data>({
  meta: {
    id: 'async-promise-executor',
    family: 'promises',
    severity: 'error',
    needs: 'flow',
    docs: {
      why: 'An error inside an async executor does not reject the promise that it is to settle. The promise stays pending, so whoever awaits it waits for ever, and the error itself is an unhandled rejection.',
      bad: `function readReport(id: string) {\n  return new Promise<string>(async (resolve) => {\n    const response = await fetch(\`/reports/\${id}\`);\n    resolve(await response.text());\n  });\n}`,
      good: `async function readReport(id: string): Promise<string> {\n  const response = await fetch(\`/reports/\${id}\`);\n  return await response.text();\n}`,
      silent: [
        'an async executor whose whole body is in a `try` with a `catch` that rejects',
        'an async executor in which nothing can fail (a hint in profile `strict`)',
        'a class of the project that is called `Promise`',
      ],
    },
  },
  check: (ctx) => ({
    NewExpression(node) {
      const executor = executorOf(node, ctx);
      if (executor === undefined || !isAsync(executor) || isGenerator(executor)) return;
      const reason = ctx.semantics.rejections.escapeOf(executor);
      if (reason === undefined && isGuarded(executor)) return;
      ctx.report(node, dataOf(node, executor, reason?.because, ctx), {
        span: firstLineOf(node, ctx.tree),
        severity: reason ? 'error' : 'hint',
        related: reason?.steps ?? [],
      });
    },
  }),
  message: ({ canFail, because }) =>
    canFail
      ? `If this async executor fails (${because}), the promise is never settled: whoever awaits it waits for ever.`
      : 'This async executor is safe only as long as nothing in it can fail: an error in it would leave the promise pending for ever.',
  fixes: [
    {
      id: 'plain',
      safety: 'unsafe',
      title: () => 'Make the executor a plain function, since it awaits nothing',
      appliesTo: ({ fixes }) => fixes.includes('plain'),
      edits: (node) => withInline(node, (executor) => plainEdits(executor)),
    },
    {
      id: 'lift',
      safety: 'unsafe',
      title: ({ outer }) =>
        `Await in ${outer === '' ? 'the function' : `\`${outer}\``} itself, without \`new Promise\``,
      appliesTo: ({ fixes }) => fixes.includes('lift'),
      edits(node, _data, ctx) {
        const lift = ts.isNewExpression(node) ? liftIn(node, ctx) : undefined;
        return lift && liftEdits(lift);
      },
    },
    {
      id: 'wrap',
      safety: 'unsafe',
      title: () => 'Reject the promise when the executor fails',
      appliesTo: ({ fixes }) => fixes.includes('wrap'),
      edits: (node) => withInline(node, wrapEdits),
    },
  ],
});

/** The function that the promise is made with, written on the spot or elsewhere. */
function executorOf(node: ts.NewExpression, { semantics }: RuleContext<Data>) {
  const [argument] = node.arguments ?? [];
  if (argument === undefined || !isGlobalPromise(node.expression)) return undefined;
  const inline = unwrap(argument);
  if (isFunctionExpression(inline)) return inline;
  return semantics.values.of(argument).flatMap((value) => (value.kind === 'function' ? [value.node] : []))[0];
}

function inlineExecutor(node: ts.NewExpression): Executor | undefined {
  const [argument] = node.arguments ?? [];
  const inner = argument && unwrap(argument);
  return inner && isFunctionExpression(inner) ? inner : undefined;
}

function withInline(node: ts.Node, edits: (executor: Executor) => readonly TextEdit[] | undefined) {
  const executor = ts.isNewExpression(node) ? inlineExecutor(node) : undefined;
  return executor && edits(executor);
}

/** Nothing escapes, and that because somebody took care of it. */
const isGuarded = ({ body }: { readonly body?: ts.Node | undefined }): boolean =>
  body !== undefined &&
  ts.isBlock(body) &&
  body.statements.some((statement) => ts.isTryStatement(statement) && statement.catchClause !== undefined);

function dataOf(node: ts.NewExpression, executor: ts.Node, because: string | undefined, ctx: RuleContext<Data>): Data {
  const inline = inlineExecutor(node);
  const lift = inline && liftIn(node, ctx);
  const fixes: FixId[] = [];
  if (inline === executor && inline) {
    if (!awaits(inline.body)) fixes.push('plain');
    else if (lift) fixes.push('lift');
    if (awaits(inline.body) && rejectOf(inline) && canTry(inline)) fixes.push('wrap');
  }
  return {
    canFail: because !== undefined,
    because: because ?? '',
    outer: lift ? (functionName(lift.outer)?.text ?? '') : '',
    fixes,
  };
}

function liftIn(node: ts.NewExpression, { semantics }: RuleContext<Data> | FixContext) {
  const executor = inlineExecutor(node);
  return executor && liftOf(node, executor, semantics.thenables);
}

function awaits(body: ts.Node): boolean {
  if (isFunctionNode(body)) return false;
  if (ts.isAwaitExpression(body) || (ts.isForOfStatement(body) && body.awaitModifier)) return true;
  return ts.forEachChild(body, awaits) ?? false;
}

function plainEdits(executor: Executor): readonly TextEdit[] {
  const tree = executor.getSourceFile();
  const keyword = executor.modifiers?.find(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
  if (keyword === undefined) return [];
  const space = /^\s*/.exec(tree.text.slice(keyword.end))?.[0].length ?? 0;
  return [{ span: { start: keyword.getStart(tree), end: keyword.end + space }, text: '' }];
}

/** The executor's own name for `reject`, or the one to give it; undefined when it cannot have one. */
function rejectOf(executor: Executor): { readonly name: string; readonly isNew: boolean } | undefined {
  const [resolve, reject] = executor.parameters;
  if (reject)
    return ts.isIdentifier(reject.name) && !reject.dotDotDotToken
      ? { name: reject.name.text, isNew: false }
      : undefined;
  if (resolve === undefined || resolve.dotDotDotToken || resolve.initializer || isCast(executor)) return undefined;
  const scopes = scopesOf(executor.getSourceFile());
  const isTaken = scopes.lookup('reject', executor.body) !== undefined || scopes.globals.has('reject');
  return isTaken ? undefined : { name: 'reject', isNew: true };
}

/** A cast that counts the parameters. */
function isCast(executor: Executor): boolean {
  let { parent }: ts.Node = executor;
  while (ts.isParenthesizedExpression(parent)) ({ parent } = parent);
  return !ts.isNewExpression(parent);
}

function wrapEdits(executor: Executor): readonly TextEdit[] | undefined {
  const reject = rejectOf(executor);
  if (reject === undefined) return undefined;
  const { semicolon } = styleOf(executor.getSourceFile());
  const error = reject.name === 'error' ? 'cause' : 'error';
  return [
    ...(reject.isNew ? parameterEdits(executor) : []),
    ...tryEdits(executor, { error, lines: [`${reject.name}(${error})${semicolon}`] }),
  ];
}

function parameterEdits(executor: Executor): readonly TextEdit[] {
  const [resolve] = executor.parameters;
  if (resolve === undefined) return [];
  const tree = executor.getSourceFile();
  const hasParentheses = executor.getChildren(tree).some(({ kind }) => kind === ts.SyntaxKind.OpenParenToken);
  return hasParentheses
    ? [insertion(resolve.end, ', reject')]
    : [insertion(resolve.getStart(tree), '('), insertion(resolve.end, ', reject)')];
}
