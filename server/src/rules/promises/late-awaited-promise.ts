import type { RelatedPlace, Severity, TextEdit } from '../../../../shared/src/finding.ts';
import { gatherStarted } from '../../edits/gather-started.ts';
import { insertion } from '../../edits/handling.ts';
import { indentationAt, styleOf } from '../../edits/style.ts';
import { firstLineOf, placeOf } from '../../engine/places.ts';
import { defineRule, type FixContext, type RuleContext } from '../../engine/rule.ts';
import type { Runtime } from '../../engine/snapshot.ts';
import { ts } from '../../engine/syntax.ts';
import { latePromise, type LatePromise } from '../../semantics/late-promises.ts';
import { calleeWords, memberName, shortText, unwrap } from '../../semantics/nodes.ts';

type FixId = 'gather' | 'mark';

type Data = {
  /** The variable that holds the promise, or the promises. */
  readonly variable: string;
  /** What makes it, in the code's own words. */
  readonly promise: string;
  readonly isArray: boolean;
  /** What is awaited meanwhile. */
  readonly meanwhile: string;
  readonly because: string;
  readonly runtime: Runtime;
  readonly fixes: readonly FixId[];
};

type Context = RuleContext<Data> | FixContext;

export const lateAwaitedPromise = defineRule<Data>({
  meta: {
    id: 'late-awaited-promise',
    family: 'promises',
    severity: 'warning',
    needs: 'flow',
    docs: {
      why: 'The work was started early, to save time, and is awaited only after something else. If it fails before that, nobody listens yet: Node calls the rejection unhandled and ends the process, whatever `try` stands around.',
      bad: `const userPromise = loadUser(id);\nconst orders = await loadOrders(id);\nconst user = await userPromise;`,
      good: `const [user, orders] = await Promise.all([loadUser(id), loadOrders(id)]);`,
      silent: [
        'promises that are awaited together with `Promise.all` or `Promise.allSettled` before anything else',
        'a promise with a rejection handler, even an empty one, from the start',
        'a promise that cannot reject, or while which nothing is awaited that takes time',
      ],
    },
  },
  check: (ctx) => ({
    VariableDeclaration(declaration) {
      const late = lateIn(declaration, ctx);
      if (late === undefined) return;
      const { initializer } = late;
      const isArray = ctx.semantics.thenables.isThenable(initializer) !== 'yes';
      if (isArray && ctx.semantics.thenables.isThenableArray(initializer) !== 'yes') return;
      if (ctx.semantics.queries.lazyQuery(initializer)) return;
      const rejection = ctx.semantics.rejections.rejectionOf(initializer);
      if (rejection.kind === 'never' || rejection.reason.isMinor === true) return;
      const { because, steps } = rejection.reason;
      ctx.report(declaration, dataOf(late, isArray, steps.length > 0 ? because : '', ctx), {
        span: firstLineOf(declaration, ctx.tree),
        severity: severityIn(ctx.facts.runtime),
        related: [...placesOf(late), ...steps],
      });
    },
  }),
  message: ({ variable, promise, isArray, meanwhile, because, runtime }) =>
    `If ${isArray ? `a promise of \`${promise}\`` : `\`${promise}\``} rejects${because === '' ? '' : ` (${because})`} while \`${meanwhile}\` is awaited, nobody listens yet: ${
      runtime === 'browser' ? 'the error is reported as unhandled' : 'Node ends the process'
    }, although \`${variable}\` is awaited later.`,
  fixes: [
    {
      id: 'gather',
      safety: 'unsafe',
      title: () => 'Wait for both together with `Promise.all`',
      appliesTo: ({ fixes }) => fixes.includes('gather'),
      edits(node) {
        const edit = ts.isVariableDeclaration(node) ? gatherStarted(node) : undefined;
        return edit && [edit];
      },
    },
    {
      id: 'mark',
      safety: 'unsafe',
      title: ({ variable }) => `Take a rejection of \`${variable}\` as heard until it is awaited`,
      appliesTo: ({ fixes }) => fixes.includes('mark'),
      edits: (node, { variable, isArray }) => markEdits(node, variable, isArray),
    },
  ],
});

/**
 * A page only logs it, and takes that back when the promise is awaited after all. A command ends with a stack either
 * way, which is all that whoever runs it asks for.
 */
function severityIn(runtime: Runtime): Severity {
  if (runtime === 'browser') return 'hint';
  return runtime === 'cli' || runtime === 'build' ? 'information' : 'warning';
}

function lateIn(declaration: ts.VariableDeclaration, ctx: Context): LatePromise | undefined {
  const { name, initializer } = declaration;
  if (!ts.isIdentifier(name) || initializer === undefined) return undefined;
  const late = latePromise(declaration, ctx.semantics);
  return late && !waitsForEvent(late.initializer) ? late : undefined;
}

/** `const download = page.waitForEvent('download'); await button.click();`: what is awaited next brings it about. */
function waitsForEvent(promise: ts.Expression): boolean {
  const node = unwrap(promise);
  if (!ts.isCallExpression(node)) return ts.isNewExpression(node);
  const callee = unwrap(node.expression);
  const name = ts.isIdentifier(callee) ? callee.text : (memberName(callee) ?? '');
  if (name === 'map' && node.arguments[0]) return awaitsEvent(node.arguments[0]);
  return /^(?:wait|once|when|until|next|expect|on[A-Z]|listen)/.test(name);
}

/** `paths.map(async (path) => (await page.waitForResponse(path)).json())`. */
function awaitsEvent(node: ts.Node): boolean {
  if (ts.isAwaitExpression(node) && ts.isCallExpression(unwrap(node.expression)) && waitsForEvent(node.expression))
    return true;
  return ts.forEachChild(node, (child) => awaitsEvent(child) || undefined) ?? false;
}

function placesOf({ meanwhile, use }: LatePromise): readonly RelatedPlace[] {
  return [
    { ...placeOf(meanwhile), message: `Meanwhile this is awaited` },
    { ...placeOf(use), message: `Only here somebody looks at \`${use.text}\`` },
  ];
}

function dataOf(late: LatePromise, isArray: boolean, because: string, ctx: RuleContext<Data>): Data {
  const { declaration, initializer, meanwhile } = late;
  const fixes: FixId[] = [];
  if (!isArray && gatherStarted(declaration)) fixes.push('gather');
  if (canMark(declaration, initializer, ctx)) fixes.push('mark');
  return {
    variable: shortText(declaration.name),
    promise: calleeWords(initializer),
    isArray,
    meanwhile: calleeWords(meanwhile),
    because,
    runtime: ctx.facts.runtime,
    fixes,
  };
}

/** On a line of its own behind the declaration; a mere `PromiseLike` has no `catch`. */
function canMark(
  { parent: list }: ts.VariableDeclaration,
  initializer: ts.Expression,
  ctx: RuleContext<Data>,
): boolean {
  if (!ts.isVariableDeclarationList(list) || list.declarations.length > 1) return false;
  return ctx.snapshot.oracle(ctx.file)?.isPromise(initializer) !== 'no';
}

function markEdits(node: ts.Node, variable: string, isArray: boolean): readonly TextEdit[] | undefined {
  const statement = node.parent.parent;
  if (!ts.isVariableStatement(statement)) return undefined;
  const tree = statement.getSourceFile();
  const { lineEnd, semicolon } = styleOf(tree);
  const base = indentationAt(tree, statement.getStart(tree));
  const call = isArray ? `void Promise.allSettled(${variable})` : `${variable}.catch(() => {})`;
  return [
    insertion(
      statement.end,
      `${lineEnd}${base}${call}${semicolon} // a rejection is dealt with where ${variable} is awaited`,
    ),
  ];
}
