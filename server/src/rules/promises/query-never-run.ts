import { asyncEdit, awaitPlace } from '../../edits/awaiting.ts';
import { insertion } from '../../edits/handling.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import { ts } from '../../engine/syntax.ts';
import { calleeWords, shortText, unwrap } from '../../semantics/nodes.ts';
import type { LazyQuery } from '../../semantics/queries.ts';

type Data = {
  /** The query in the code's own words. */
  readonly query: string;
  /** The variable that holds it and is never used; empty for a statement. */
  readonly variable: string;
  readonly runsBy: 'then' | 'execute';
  readonly makesAsync: boolean;
  readonly canAwait: boolean;
  /** Behind a `void`, which starts nothing. */
  readonly isVoid: boolean;
};

export const queryNeverRun = defineRule<Data>({
  meta: {
    id: 'query-never-run',
    family: 'promises',
    severity: 'error',
    needs: 'flow',
    docs: {
      why: 'The query is only built. It is lazy and starts when somebody awaits or executes it, so the row is never written and no error tells.',
      bad: `prisma.order.update({ where: { id }, data: { status: 'paid' } });`,
      good: `await prisma.order.update({ where: { id }, data: { status: 'paid' } });`,
      silent: [
        'a query that is awaited, executed, returned, stored or passed on, for instance to `$transaction`',
        '`if (q) query.ilike(…)` on a builder that is awaited later: it changes the builder in place',
        'calls that start at once, such as `Model.create()` of Mongoose or `$transaction()` of Prisma',
      ],
    },
  },
  check: (ctx) => ({
    ExpressionStatement(statement) {
      for (const part of droppedParts(statement.expression)) {
        const query = ctx.semantics.queries.lazyQuery(part);
        if (query && !isBuiltOn(query, ctx)) ctx.report(statement, dataOf(query, statement.expression, '', ctx));
      }
    },
    VariableDeclaration(declaration) {
      const query = declaration.initializer && unreadQuery(declaration, declaration.initializer, ctx);
      if (query) ctx.report(declaration, dataOf(query, query.call, shortText(declaration.name), ctx));
    },
  }),
  message: ({ query, variable, runsBy, isVoid }) => {
    const how = runsBy === 'execute' ? 'executed' : 'awaited';
    const also = isVoid ? '; `void` does not start it' : '';
    return variable === ''
      ? `This query never runs: \`${query}\` only builds it, and it starts when it is ${how}${also}.`
      : `The query in \`${variable}\` never runs: \`${query}\` only builds it, and nothing uses \`${variable}\`.`;
  },
  fixes: [
    {
      id: 'await',
      safety: 'unsafe',
      title: ({ query, makesAsync }) =>
        `Await \`${query}\`, so that it runs${makesAsync ? ', and make the function async' : ''}`,
      appliesTo: ({ runsBy, canAwait }) => runsBy === 'then' && canAwait,
      edits: (node, _data, ctx) => runEdits(node, ctx, ''),
    },
    {
      id: 'execute',
      safety: 'unsafe',
      title: ({ makesAsync }) => `Execute the query and await it${makesAsync ? ', and make the function async' : ''}`,
      appliesTo: ({ runsBy, canAwait }) => runsBy === 'execute' && canAwait,
      edits: (node, _data, ctx) => runEdits(node, ctx, '.execute()'),
    },
  ],
});

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

/** `query.eq('id', id)` on a variable that is run elsewhere, or that belongs to the caller. */
function isBuiltOn(query: LazyQuery, ctx: RuleContext<Data>): boolean {
  const builder = ctx.semantics.queries.builderOf(query);
  return builder !== undefined && ctx.semantics.queries.isUsed(builder);
}

function unreadQuery(
  declaration: ts.VariableDeclaration,
  initial: ts.Expression,
  ctx: RuleContext<Data>,
): LazyQuery | undefined {
  if (!ts.isIdentifier(declaration.name) || isExported(declaration)) return undefined;
  const binding = ctx.semantics.scopesOf(ctx.tree).bindingOf(declaration.name);
  if (binding === undefined || binding.references.length > 0) return undefined;
  return ctx.semantics.queries.lazyQuery(initial);
}

function isExported(declaration: ts.VariableDeclaration): boolean {
  return (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) !== 0;
}

function dataOf(query: LazyQuery, dropped: ts.Expression, variable: string, ctx: RuleContext<Data>): Data {
  const place = awaitPlace(query.call, ctx.snapshot, ctx.facts);
  return {
    query: calleeWords(query.call),
    variable,
    runsBy: query.runsBy,
    makesAsync: place?.makesAsync !== undefined,
    canAwait: place !== undefined,
    isVoid: ts.isVoidExpression(unwrap(dropped)),
  };
}

type EditContext = Pick<RuleContext<Data>, 'semantics' | 'snapshot' | 'facts'>;

function runEdits(node: ts.Node, ctx: EditContext, execute: string) {
  const place = awaitPlace(node, ctx.snapshot, ctx.facts);
  if (place === undefined) return undefined;
  const parts = ts.isExpressionStatement(node) ? droppedParts(node.expression) : initialOf(node);
  const edits = parts
    .filter((part) => ctx.semantics.queries.lazyQuery(part))
    .flatMap((part) => {
      const voided = ts.isVoidExpression(part.parent) ? part.parent : part;
      const span = { start: voided.getStart(), end: part.getStart() };
      return [{ span, text: 'await ' }, ...(execute === '' ? [] : [insertion(part.end, execute)])];
    });
  return place.makesAsync ? [asyncEdit(place.makesAsync), ...edits] : edits;
}

function initialOf(node: ts.Node): readonly ts.Expression[] {
  return ts.isVariableDeclaration(node) && node.initializer ? [unwrap(node.initializer)] : [];
}
