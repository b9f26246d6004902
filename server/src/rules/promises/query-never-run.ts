import type { Severity, TextEdit } from '../../../../shared/src/finding.ts';
import { asyncEdit, awaitPlace, isFailureHeard, type AwaitPlace } from '../../edits/awaiting.ts';
import { insertion } from '../../edits/handling.ts';
import { throwingEdit } from '../../edits/throwing-query.ts';
import { startAndCatchEdits, startAndReportEdits } from '../../edits/query-error.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import { firstLineOf } from '../../engine/places.ts';
import { ts } from '../../engine/syntax.ts';
import { calleeWords, shortText, unwrap } from '../../semantics/nodes.ts';
import type { LazyQuery } from '../../semantics/queries.ts';
import type { Binding } from '../../semantics/scopes.ts';

type Data = {
  /** The query in the code's own words. */
  readonly query: string;
  /** The variable that holds it and is never used; empty for a statement. */
  readonly variable: string;
  readonly runsBy: 'then' | 'execute';
  readonly makesAsync: boolean;
  readonly canAwait: boolean;
  /** It tells of its error by value, and is made to throw it. */
  readonly throws: boolean;
  /** Behind a `void`, which starts nothing. */
  readonly isVoid: boolean;
  /** A callback can start the query and report its error. */
  readonly canReport: boolean;
  /** The same for a query that rejects. */
  readonly canCatch: boolean;
  /** The variable whose query was to be built on, where each step gives a new one; empty for all else. */
  readonly builder: string;
  readonly canAssign: boolean;
};

export const queryNeverRun = defineRule<Data>({
  meta: {
    id: 'query-never-run',
    family: 'promises',
    severity: 'error',
    needs: 'flow',
    docs: {
      why: 'The query is only built. It is lazy and starts when somebody awaits or executes it, so the row is never written and no error tells. A read that nobody reads is only left over, and information.',
      bad: `prisma.order.update({ where: { id }, data: { status: 'paid' } });`,
      good: `await prisma.order.update({ where: { id }, data: { status: 'paid' } });`,
      silent: [
        'a query that is awaited, executed, returned, stored or passed on, for instance to `$transaction`',
        '`if (q) query.ilike(…)` on a builder that is awaited later, or on one in a property: it changes the builder in place',
        'calls that start at once, such as `Model.create()` of Mongoose or `$transaction()` of Prisma',
      ],
    },
  },
  check: (ctx) => ({
    ExpressionStatement(statement) {
      const queries = neverRunIn(statement, ctx);
      const [query] = queries;
      if (query)
        ctx.report(statement, dataOf(query, statement.expression, '', ctx), {
          span: firstLineOf(statement, ctx.tree, statement.expression.end),
          severity: severityOf(queries, ctx),
        });
    },
    VariableDeclaration(declaration) {
      const query = declaration.initializer && unusedQuery(declaration, declaration.initializer, ctx);
      if (query)
        ctx.report(declaration, dataOf(query, query.call, shortText(declaration.name), ctx), {
          span: firstLineOf(declaration, ctx.tree),
          severity: severityOf([query], ctx),
        });
    },
  }),
  message: ({ query, variable, runsBy, isVoid, builder }) => {
    if (builder !== '')
      return `\`${query}\` is lost: it gives a new query and leaves \`${builder}\` as it was, so that \`${builder}\` runs without it.`;
    const how = runsBy === 'execute' ? 'executed' : 'awaited';
    const also = isVoid ? '; `void` does not start it' : '';
    return variable === ''
      ? `This query never runs: \`${query}\` only builds it, and it starts when it is ${how}${also}.`
      : `The query in \`${variable}\` never runs: \`${query}\` only builds it, and nothing uses \`${variable}\`.`;
  },
  fixes: [
    {
      id: 'report',
      safety: 'unsafe',
      title: ({ query }) => `Start \`${query}\` without waiting for it, and report its error`,
      appliesTo: ({ canReport }) => canReport,
      edits: (node, _data, ctx) => reportEdits(node, ctx),
    },
    {
      id: 'catch',
      safety: 'unsafe',
      title: ({ query }) => `Start \`${query}\` without waiting for it, and report a failure`,
      appliesTo: ({ canCatch }) => canCatch,
      edits: (node, _data, ctx) => catchEdits(node, ctx),
    },
    {
      id: 'await',
      safety: 'unsafe',
      title: ({ query, makesAsync, throws }) =>
        `Await \`${query}\`, so that it runs${throws ? ' and throws its error' : ''}${makesAsync ? ', and make the function async' : ''}`,
      appliesTo: ({ runsBy, canAwait }) => runsBy === 'then' && canAwait,
      edits: (node, _data, ctx) => runEdits(node, ctx, ''),
    },
    {
      id: 'execute',
      safety: 'unsafe',
      title: ({ makesAsync }) => `Execute the query and await it${makesAsync ? ', and make the function async' : ''}`,
      appliesTo: ({ runsBy, canAwait, builder }) => runsBy === 'execute' && canAwait && builder === '',
      edits: (node, _data, ctx) => runEdits(node, ctx, '.execute()'),
    },
    {
      id: 'assign',
      safety: 'unsafe',
      title: ({ query, builder }) => `Keep what \`${query}\` gives in \`${builder}\``,
      appliesTo: ({ canAssign }) => canAssign,
      edits: (node, _data, ctx) => assignEdits(node, ctx),
    },
  ],
});

type QueryContext = Pick<RuleContext<Data>, 'semantics' | 'snapshot' | 'facts'>;

/** The parts of a statement whose values are dropped; `void` drops one too. */
function droppedParts(expression: ts.Expression): readonly ts.Expression[] {
  const node = unwrap(expression);
  if (ts.isVoidExpression(node)) return droppedParts(node.expression);
  if (ts.isConditionalExpression(node)) return [...droppedParts(node.whenTrue), ...droppedParts(node.whenFalse)];
  if (!ts.isBinaryExpression(node)) return [node];
  switch (node.operatorToken.kind) {
    case ts.SyntaxKind.CommaToken:
      return [...droppedParts(node.left), ...droppedParts(node.right)];
    case ts.SyntaxKind.AmpersandAmpersandToken:
    case ts.SyntaxKind.BarBarToken:
    case ts.SyntaxKind.QuestionQuestionToken:
      return droppedParts(node.right);
    default:
      return [];
  }
}

function neverRunIn(statement: ts.ExpressionStatement, ctx: QueryContext): readonly LazyQuery[] {
  const lazyQuery = (part: ts.Expression) => ctx.semantics.queries.lazyQuery(part);
  return droppedParts(statement.expression)
    .flatMap((part) =>
      ts.isAwaitExpression(part) ? onlyExecuted(lazyQuery(part.expression)) : (lazyQuery(part) ?? []),
    )
    .filter((query) => !isBuiltOn(query, ctx));
}

/** An `await` runs every query but those that wait for `execute`. */
const onlyExecuted = (query: LazyQuery | undefined): readonly LazyQuery[] =>
  query?.runsBy === 'execute' ? [query] : [];

/**
 * `query.eq('id', id)` changes the builder in a variable in place: only the last such statement can be the one that was
 * to run it. Kysely's builders never change, so that there the statement does nothing at all.
 */
function isBuiltOn(query: LazyQuery, ctx: QueryContext): boolean {
  if (query.runsBy !== 'then') return false;
  if (ctx.semantics.queries.isOnHeldBuilder(query)) return true;
  const builder = ctx.semantics.queries.builderOf(query);
  if (builder === undefined) return false;
  return ctx.semantics.queries.isUsed(builder) || !isWithin(builder.references.at(-1), query.call);
}

const isWithin = (inner: ts.Node | undefined, outer: ts.Node): boolean =>
  inner !== undefined && inner.pos >= outer.pos && inner.end <= outer.end;

function unusedQuery(
  declaration: ts.VariableDeclaration,
  initial: ts.Expression,
  ctx: RuleContext<Data>,
): LazyQuery | undefined {
  if (!ts.isIdentifier(declaration.name) || isExported(declaration)) return undefined;
  const binding = ctx.semantics.scopesOf(ctx.tree).bindingOf(declaration.name);
  if (binding === undefined || binding.references.length > 0) return undefined;
  const query = ctx.semantics.queries.lazyQuery(initial);
  return query && !isBuiltOn(query, ctx) ? query : undefined;
}

/** A read that nobody reads is left over; a write that never happens is lost. */
const severityOf = (queries: readonly LazyQuery[], { semantics }: QueryContext): Severity =>
  queries.every((query) => semantics.queries.isRead(query)) ? 'information' : 'error';

function isExported(declaration: ts.VariableDeclaration): boolean {
  return (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) !== 0;
}

/** The variable of a query that runs, though without the step: Kysely's builders never change. */
function builderBehind(query: LazyQuery, { semantics }: QueryContext): Binding | undefined {
  if (query.runsBy !== 'execute') return undefined;
  const builder = semantics.queries.builderOf(query);
  return builder && semantics.queries.runsHere(builder) ? builder : undefined;
}

/** A `const` is made a `let`, where it is declared alone. */
function assignEdits(node: ts.Node, ctx: QueryContext): readonly TextEdit[] | undefined {
  const [query] = ts.isExpressionStatement(node) ? neverRunIn(node, ctx) : [];
  const builder = query && builderBehind(query, ctx);
  if (query === undefined || builder === undefined) return undefined;
  const assignment = insertion(query.call.getStart(), `${builder.name} = `);
  const list = builder.kind === 'const' ? builder.declarations[0]?.parent : undefined;
  if (builder.kind !== 'const') return [assignment];
  if (list === undefined || !ts.isVariableDeclarationList(list) || list.declarations.length > 1) return undefined;
  const start = list.getStart();
  return [{ span: { start, end: start + 'const'.length }, text: 'let' }, assignment];
}

function dataOf(query: LazyQuery, dropped: ts.Expression, variable: string, ctx: RuleContext<Data>): Data {
  const place = placeOf(query.call, ctx);
  const builder = builderBehind(query, ctx);
  const { parent } = query.call;
  return {
    query: calleeWords(query.call),
    variable,
    runsBy: query.runsBy,
    makesAsync: place?.makesAsync !== undefined,
    canAwait: place !== undefined,
    throws: ts.isCallExpression(query.call) && ctx.semantics.results.throwingMethodOf(query.call) !== undefined,
    isVoid: ts.isVoidExpression(unwrap(dropped)),
    canReport: reportEdits(dropped.parent, ctx) !== undefined,
    canCatch: builder === undefined && catchEdits(dropped.parent, ctx) !== undefined,
    builder: builder?.name ?? '',
    canAssign: builder !== undefined && ts.isExpressionStatement(parent) && assignEdits(parent, ctx) !== undefined,
  };
}

/** Undefined where nobody can wait, or nobody would hear the error that the query is made to throw. */
function placeOf(call: ts.Expression, { snapshot, facts, semantics }: QueryContext): AwaitPlace | undefined {
  const throws = ts.isCallExpression(call) && semantics.results.throwingMethodOf(call) !== undefined;
  return throws && !isFailureHeard(call, semantics) ? undefined : awaitPlace(call, snapshot, facts);
}

/** A query that gives its error back as a value. */
function reportEdits(node: ts.Node, ctx: QueryContext): readonly TextEdit[] | undefined {
  const background = backgroundQuery(node, ctx);
  if (background === undefined) return undefined;
  const { call } = background.query;
  if (!ts.isCallExpression(call) || ctx.semantics.rejections.rejectionOf(call).kind !== 'never') return undefined;
  const type = ctx.snapshot.oracle(call.getSourceFile().fileName)?.typeOrigin(call) ?? 'unknown';
  return startAndReportEdits(call, background.dropped, calleeWords(call), type !== 'unknown');
}

function catchEdits(node: ts.Node, ctx: QueryContext): readonly TextEdit[] | undefined {
  const background = backgroundQuery(node, ctx);
  if (background === undefined) return undefined;
  const { call } = background.query;
  if (ctx.semantics.rejections.rejectionOf(call).kind === 'never') return undefined;
  const isPromise = ctx.snapshot.oracle(call.getSourceFile().fileName)?.isPromise(call) === 'always';
  return startAndCatchEdits(background.query, background.dropped, calleeWords(call), isPromise);
}

/** The query of a statement where nobody is to wait, as `void` says, or can. */
function backgroundQuery(
  node: ts.Node,
  ctx: QueryContext,
): { readonly query: LazyQuery; readonly dropped: ts.Expression } | undefined {
  if (!ts.isExpressionStatement(node)) return undefined;
  const dropped = unwrap(node.expression);
  const isVoid = ts.isVoidExpression(dropped);
  const query = ctx.semantics.queries.lazyQuery(isVoid ? dropped.expression : dropped);
  return query === undefined || (!isVoid && placeOf(query.call, ctx) !== undefined) ? undefined : { query, dropped };
}

function runEdits(node: ts.Node, ctx: QueryContext, execute: string) {
  const place = awaitPlace(node, ctx.snapshot, ctx.facts);
  if (place === undefined) return undefined;
  const parts = ts.isExpressionStatement(node) ? neverRunIn(node, ctx).map(({ call }) => call) : initialOf(node);
  const edits = parts.flatMap((part) => {
    const executed = execute === '' ? [] : [insertion(part.end, execute)];
    if (ts.isAwaitExpression(part.parent)) return executed;
    const throwing = executed.length === 0 && ts.isCallExpression(part) ? throwingEdits(part, ctx) : [];
    const dropped = ts.isVoidExpression(part.parent) ? part.parent : part;
    return [{ span: { start: dropped.getStart(), end: part.getStart() }, text: 'await ' }, ...executed, ...throwing];
  });
  return place.makesAsync ? [asyncEdit(place.makesAsync), ...edits] : edits;
}

/** A query that tells of its error by value would run, and fail as unheard as before. */
function throwingEdits(query: ts.CallExpression, { semantics }: QueryContext): readonly TextEdit[] {
  const method = semantics.results.throwingMethodOf(query);
  return method === undefined ? [] : [throwingEdit(query, method)];
}

function initialOf(node: ts.Node): readonly ts.Expression[] {
  return ts.isVariableDeclaration(node) && node.initializer ? [unwrap(node.initializer)] : [];
}
