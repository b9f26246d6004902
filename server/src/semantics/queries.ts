import type { Snapshot } from '../engine/snapshot.ts';
import { ts } from '../engine/syntax.ts';
import { type CalleeQuestions, type CallNode, pathOfTarget } from './callees.ts';
import type { Fact } from './libraries/model.ts';
import { chainNames, memberName, rootOf, unwrap } from './nodes.ts';
import { type Binding, scopesOf } from './scopes.ts';
import { hasCallback } from './thenables.ts';
import type { ValueQuestions } from './values.ts';

/** A query that does nothing until somebody waits for it or executes it. */
export interface LazyQuery {
  readonly call: CallNode;
  /** What makes it run: an await, or a call of `execute` where awaiting is not enough. */
  readonly runsBy: 'then' | 'execute';
}

export interface QueryQuestions {
  lazyQuery(expression: ts.Expression): LazyQuery | undefined;
  /** The variable that holds the builder a statement like `query.eq('id', id)` changes in place. */
  builderOf(query: LazyQuery): Binding | undefined;
  /** Whether it changes a builder in a property, such as `this.query.limit(5)`, which whoever reads the property runs. */
  isOnHeldBuilder(query: LazyQuery): boolean;
  /** Whether it only reads, so that nothing but its own answer is lost. */
  isRead(query: LazyQuery): boolean;
  /** Whether the variable is ever awaited, executed, returned, stored or handed on, be it by whoever gave it. */
  isUsed(builder: Binding): boolean;
  /** Whether the file itself does so. */
  runsHere(builder: Binding): boolean;
}

/** Builders that are no thenables, so that types are asked about them by the names of their methods. */
const kyselyStarts = new Set(['selectFrom', 'insertInto', 'updateTable', 'deleteFrom', 'mergeInto', 'replaceInto']);

export function createQueries(snapshot: Snapshot, values: ValueQuestions, callees: CalleeQuestions): QueryQuestions {
  const memo = new Map<ts.Node, LazyQuery | undefined>();

  function lazyQuery(expression: ts.Expression): LazyQuery | undefined {
    const node = unwrap(expression);
    if (!isCall(node)) return undefined;
    if (!memo.has(node)) memo.set(node, asLazy(node));
    return memo.get(node);
  }

  /** In a hook of Mongoose, `this` is the query that is about to run. */
  function isOnThis(call: CallNode): boolean {
    const root = rootOf(call);
    return root.kind === ts.SyntaxKind.ThisKeyword && values.of(root).length === 0 && isTypedQuery(root);
  }

  function isTypedQuery(node: ts.Expression): boolean {
    const origin = snapshot.oracle(node.getSourceFile().fileName)?.typeOrigin(node) ?? 'unknown';
    return origin !== 'unknown' && lazinessOf(origin.map(pathOfTarget).flatMap(values.factsOf)) !== undefined;
  }

  function asLazy(call: CallNode): LazyQuery | undefined {
    const { facts, functions } = callees.bySyntax(call);
    if (hasCallback(call) && facts.some((fact) => 'unless' in fact)) return undefined;
    const runsBy = lazinessOf(facts) ?? (facts.length + functions.length === 0 ? byType(call) : undefined);
    return runsBy && !isOnThis(call) ? { call, runsBy } : undefined;
  }

  /** What tells a query from a client: Knex says of both that they are a `QueryInterface`. */
  function isThenableByType(node: ts.Expression): boolean {
    return isOn(snapshot.oracle(node.getSourceFile().fileName)?.isThenable(node) ?? 'unknown');
  }

  function byType(call: CallNode): LazyQuery['runsBy'] | undefined {
    const oracle = snapshot.oracle(call.getSourceFile().fileName);
    if (oracle === undefined || (!startsKysely(call) && !isOn(oracle.isThenable(call)))) return undefined;
    const origin = oracle.typeOrigin(call);
    return origin === 'unknown' ? undefined : lazinessOf(origin.map(pathOfTarget).flatMap(values.factsOf));
  }

  function builderOf({ call }: LazyQuery): Binding | undefined {
    const root = receiverOf(call);
    if (!ts.isIdentifier(root)) return undefined;
    const binding = scopesOf(root.getSourceFile()).bindingOf(root);
    if (binding === undefined) return undefined;
    return binding.kind === 'parameter' && !isClient(root) ? binding : holdsQuery(binding) ? binding : undefined;
  }

  function isOnHeldBuilder({ call }: LazyQuery): boolean {
    const receiver = receiverOf(call);
    if (!ts.isPropertyAccessExpression(receiver) && !ts.isElementAccessExpression(receiver)) return false;
    return isQueryValue(receiver) || (isTypedQuery(receiver) && isThenableByType(receiver));
  }

  /** A parameter that is a client starts queries of its own; one that is a query belongs to the caller. */
  function isClient(root: ts.Identifier): boolean {
    return values
      .of(root)
      .some((value) => value.kind === 'path' && lazinessOf(values.factsOf(value.path)) === undefined);
  }

  function holdsQuery(binding: Binding): boolean {
    return (
      binding.declarations.some(
        (node) => ts.isVariableDeclaration(node) && node.initializer !== undefined && isQueryValue(node.initializer),
      ) || binding.writes.some((write) => ts.isBinaryExpression(write.parent) && isQueryValue(write.parent.right))
    );
  }

  function isUsed(builder: Binding): boolean {
    if (builder.kind === 'parameter' || builder.references.some(isRunning)) return true;
    return builder.declarations.some((node) => {
      const initial = ts.isVariableDeclaration(node) && node.initializer ? unwrap(node.initializer) : undefined;
      const original =
        initial && ts.isIdentifier(initial) ? scopesOf(initial.getSourceFile()).bindingOf(initial) : undefined;
      return original !== undefined && isUsed(original);
    });
  }

  const isQueryValue = (expression: ts.Expression): boolean =>
    lazyQuery(expression) !== undefined ||
    values
      .of(expression)
      .some((value) => value.kind === 'path' && lazinessOf(values.factsOf(value.path)) !== undefined);

  const runsHere = (builder: Binding): boolean => builder.references.some(isRunning);

  return { lazyQuery, builderOf, isOnHeldBuilder, isRead, isUsed, runsHere };
}

const isOn = (answer: string): boolean => answer === 'always' || answer === 'maybe';

function lazinessOf(facts: readonly Fact[]): LazyQuery['runsBy'] | undefined {
  for (const fact of facts) if ('lazy' in fact) return fact.lazy;
  return undefined;
}

function startsKysely(call: CallNode): boolean {
  for (let node: ts.Expression = call; ;) {
    if (ts.isCallExpression(node) || ts.isPropertyAccessExpression(node)) {
      if (kyselyStarts.has(memberName(node) ?? '')) return true;
      node = unwrap(node.expression);
    } else return false;
  }
}

const reads =
  /^(select(Distinct(On)?|From)?|find(One|ById|Many|First(OrThrow)?|Unique(OrThrow)?)?|count|\$count|countDocuments|estimatedDocumentCount)$/;
const writes =
  /^(insert|update|delete|del$|upsert|create|replace|merge|increment|decrement|truncate|drop|alter|raw$|rpc$|into$|forUpdate$|findOneAnd|findByIdAnd|\$(execute|query|run))/;

/** The names of a chain say so; where none is known to read, it may well write. */
function isRead({ call }: LazyQuery): boolean {
  const names = chainNames(call);
  return names.some((name) => reads.test(name)) && !names.some((name) => writes.test(name));
}

/** What the first call of a chain is made on: `this.query` in `this.query.eq('a', 1).limit(5)`. */
function receiverOf(node: ts.Expression): ts.Expression {
  let receiver = unwrap(node);
  for (let inner = receiver; ;) {
    if (ts.isPropertyAccessExpression(inner) || ts.isElementAccessExpression(inner)) inner = unwrap(inner.expression);
    else if (isCall(inner)) {
      inner = unwrap(ts.isTaggedTemplateExpression(inner) ? inner.tag : inner.expression);
      receiver = ts.isPropertyAccessExpression(inner) ? unwrap(inner.expression) : inner;
    } else return receiver;
  }
}

const isCall = (node: ts.Node): node is ts.CallExpression | ts.TaggedTemplateExpression =>
  ts.isCallExpression(node) || ts.isTaggedTemplateExpression(node);

/** The whole chain that starts at a name: `query.eq('a', 1).limit(5)` from `query`. */
function chainFrom(root: ts.Node): ts.Node {
  let node = root;
  for (;;) {
    const parent = node.parent;
    const goesOn =
      (ts.isPropertyAccessExpression(parent) ||
        ts.isElementAccessExpression(parent) ||
        ts.isCallExpression(parent) ||
        ts.isParenthesizedExpression(parent) ||
        ts.isNonNullExpression(parent)) &&
      parent.expression === node;
    if (!goesOn) return node;
    node = parent;
  }
}

/** A chain that is a statement, or is written back to its own variable, only builds on. */
function isRunning(reference: ts.Identifier): boolean {
  const chain = chainFrom(reference);
  const parent = chain.parent;
  if (ts.isExpressionStatement(parent)) return runs(chain);
  if (!ts.isBinaryExpression(parent) || parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return true;
  if (parent.left === chain) return false;
  return !(ts.isIdentifier(parent.left) && parent.left.text === reference.text);
}

const running = new Set([
  'then',
  'catch',
  'finally',
  'execute',
  'executeTakeFirst',
  'executeTakeFirstOrThrow',
  'exec',
  'run',
  'all',
  'get',
]);

function runs(chain: ts.Node): boolean {
  return ts.isCallExpression(chain) && running.has(memberName(unwrap(chain.expression)) ?? '');
}
