import type { Snapshot } from '../engine/snapshot.ts';
import { ts } from '../engine/syntax.ts';
import { type CalleeQuestions, pathOfTarget } from './callees.ts';
import type { ErrorByValue, Fact } from './libraries/model.ts';
import { chainNames, memberName, propertyNameText, unwrap } from './nodes.ts';
import type { LazyQuery, QueryQuestions } from './queries.ts';
import { partsOfElement, partsOfName, partsOfValue, type ResultPart, type ResultParts } from './result-parts.ts';
import { chainCall, promiseStatic } from './thenables.ts';
import type { Value, ValueQuestions } from './value.ts';

/** A call that tells of failure by value, and what the code takes of that value; its error is not looked at. */
export interface IgnoredError {
  /** What is called or awaited. */
  readonly source: ts.Expression;
  readonly told: ErrorByValue;
  readonly effect: 'write' | 'read' | 'check';
  readonly parts: readonly ResultPart[];
}

export interface ResultQuestions {
  /** The calls whose error is dropped where an `await` or a call of `then` takes their results. */
  ignoredErrors(node: ts.AwaitExpression | ts.CallExpression): readonly IgnoredError[];
  /** The one of a call that was found by either of the others. */
  ignoredAt(source: ts.Expression): IgnoredError | undefined;
  /** The same where a value comes without a promise. */
  ignoredNow(call: ts.CallExpression): IgnoredError | undefined;
  /** Whether a call tells of failure by value, so that it does not throw. */
  givesError(call: ts.Expression): boolean;
  /** The method by which a query that tells of failure by value is made to throw it, where it is not yet. */
  throwingMethodOf(query: ts.CallExpression): string | undefined;
}

interface Questions {
  readonly values: ValueQuestions;
  readonly callees: CalleeQuestions;
  readonly queries: QueryQuestions;
}

/** Names in a chain that are worth a question to the types. */
const telling = new Set(['from', 'rpc', 'auth', 'storage', 'functions', 'emails', 'batch']);
const unchained = new Set(['catch', 'finally']);

export function createResults(snapshot: Snapshot, { values, callees, queries }: Questions): ResultQuestions {
  const ignoredErrors = (node: ts.AwaitExpression | ts.CallExpression): readonly IgnoredError[] =>
    candidatesOf(node).flatMap(({ source, parts }) => ignored(source, parts) ?? []);

  const ignoredNow = (call: ts.CallExpression): IgnoredError | undefined => {
    const found = ignored(call, partsOfValue(call));
    return found?.told.isSync === true ? found : undefined;
  };

  function ignoredAt(source: ts.Expression): IgnoredError | undefined {
    for (let node: ts.Node = source; !ts.isStatement(node) && !ts.isSourceFile(node); node = node.parent) {
      if (!ts.isAwaitExpression(node) && !ts.isCallExpression(node)) continue;
      const found = ignoredErrors(node).find((each) => each.source === source);
      if (found) return found;
    }
    return ts.isCallExpression(source) ? ignoredNow(source) : undefined;
  }

  function ignored(source: ts.Expression, parts: ResultParts): IgnoredError | undefined {
    if (parts === undefined || parts.some(({ name, uses }) => isCommonError(name) && uses.length > 0)) return undefined;
    const told = toldBy(source);
    if (told === undefined || parts.some(({ name, uses }) => tells(told, name) && uses.length > 0)) return undefined;
    return { source, told, effect: effectOf(told, source, parts), parts };
  }

  function effectOf(told: ErrorByValue, source: ts.Expression, parts: readonly ResultPart[]): IgnoredError['effect'] {
    if (told.effect !== 'call') return told.effect;
    if (isRead(source)) return 'read';
    return chainNames(source).some((name) => changing.has(name)) || dataUses(told, parts).length === 0
      ? 'write'
      : 'read';
  }

  const isRead = (source: ts.Expression): boolean =>
    ts.isCallExpression(source) && queries.isRead({ call: source, runsBy: 'then' } satisfies LazyQuery);

  function toldBy(source: ts.Expression): ErrorByValue | undefined {
    const known = values
      .of(source)
      .flatMap(pathsOf)
      .map(values.factsOf)
      .filter((facts) => facts.length > 0);
    const told = errorIn(known.flat());
    if (told !== undefined) return isToldOtherwise(told, source) ? undefined : told;
    if (known.length > 0) return undefined;
    const guessed = errorIn(values.factsOf(pathByName(source) ?? ''));
    if (guessed === undefined) return byTypes(source);
    return isToldOtherwise(guessed, source) ? undefined : guessed;
  }

  function byTypes(source: ts.Expression): ErrorByValue | undefined {
    const names = chainNames(source);
    if (!ts.isIdentifier(source) && !names.some((name) => telling.has(name))) return undefined;
    const oracle = snapshot.oracle(source.getSourceFile().fileName);
    const origin = oracle?.typeOrigin(source) ?? 'unknown';
    const byOrigin = origin === 'unknown' ? [] : origin.map(pathOfTarget).flatMap(values.factsOf);
    const facts = byOrigin.length > 0 || !ts.isCallExpression(source) ? byOrigin : callees.of(source).facts;
    const told = errorIn(facts);
    return told && !isToldOtherwise(told, source) ? told : undefined;
  }

  const givesError = (call: ts.Expression): boolean => toldBy(call) !== undefined;
  const throwingMethodOf = (query: ts.CallExpression): string | undefined => toldBy(query)?.throwsBy;

  return { ignoredErrors, ignoredAt, ignoredNow, givesError, throwingMethodOf };
}

const changing = new Set(['insert', 'upsert', 'update', 'delete']);

/** Names that tell of an error whatever the library, so that nobody need be asked about it. */
const isCommonError = (name: string): boolean => name === 'error' || name === 'success';

export const tells = ({ field, also = [] }: ErrorByValue, name: string): boolean =>
  name === field || also.includes(name);

export const dataUses = ({ data }: ErrorByValue, parts: readonly ResultPart[]): readonly ts.Expression[] =>
  parts.flatMap(({ name, uses }) => (name === data ? uses : []));

interface Candidate {
  readonly source: ts.Expression;
  readonly parts: ResultParts;
}

/** What is waited for, and what is taken of it: by syntax alone. */
function candidatesOf(node: ts.AwaitExpression | ts.CallExpression): readonly Candidate[] {
  if (ts.isCallExpression(node)) return ofThen(node);
  const source = withoutCatch(node.expression);
  if (ts.isCallExpression(source)) {
    if (chainCall(source) !== undefined) return [];
    const method = promiseStatic(source);
    if (method !== undefined) return method === 'all' ? ofAll(node, source.arguments[0]) : [];
  }
  return mayTell(source) ? [{ source, parts: partsOfValue(node) }] : [];
}

function ofThen(call: ts.CallExpression): readonly Candidate[] {
  const chain = chainCall(call);
  if (chain?.method === 'catch') return ofCatch(call);
  if (chain?.method !== 'then') return [];
  const source = withoutCatch(chain.receiver);
  const [handler] = call.arguments;
  if (!mayTell(source) || (ts.isCallExpression(source) && promiseStatic(source) !== undefined)) return [];
  if (handler === undefined) return [{ source, parts: [] }];
  if (!ts.isArrowFunction(handler) && !ts.isFunctionExpression(handler)) return [];
  const [parameter] = handler.parameters;
  return [{ source, parts: parameter ? partsOfName(parameter.name) : [] }];
}

/** `save().catch(() => {});` for which nobody waits: the handler never hears of an error that comes as a value. */
function ofCatch(call: ts.CallExpression): readonly Candidate[] {
  const source = withoutCatch(call);
  return partsOfValue(call)?.length === 0 && ts.isCallExpression(source) && chainCall(source) === undefined
    ? [{ source, parts: [] }]
    : [];
}

/** `await Promise.all([a, b])` and `await Promise.all(list.map((each) => a))`. */
function ofAll(node: ts.AwaitExpression, list: ts.Expression | undefined): readonly Candidate[] {
  if (list === undefined) return [];
  const inner = unwrap(list);
  if (ts.isArrayLiteralExpression(inner)) {
    return inner.elements.flatMap((element, at) => {
      const source = withoutCatch(element);
      return mayTell(source) ? [{ source, parts: partsOfElement(node, at) }] : [];
    });
  }
  const source = mappedValue(inner);
  return source && mayTell(source) && partsOfValue(node)?.length === 0 ? [{ source, parts: [] }] : [];
}

/** What the callback of `list.map((each) => …)` gives. */
function mappedValue(node: ts.Expression): ts.Expression | undefined {
  if (!ts.isCallExpression(node) || memberName(unwrap(node.expression)) !== 'map') return undefined;
  const [callback] = node.arguments;
  if (callback === undefined || !ts.isArrowFunction(callback) || ts.isBlock(callback.body)) return undefined;
  return withoutCatch(callback.body);
}

const mayTell = (node: ts.Expression): boolean => ts.isCallExpression(node) || ts.isIdentifier(node);

/** The promise before `.catch(…)` and `.finally(…)`, which never see an error that comes as a value. */
function withoutCatch(expression: ts.Expression): ts.Expression {
  const node = unwrap(expression);
  const chain = chainCall(node);
  return chain && unchained.has(chain.method) ? withoutCatch(chain.receiver) : node;
}

/** The calls behind a value; what an async function hands out was awaited before. */
function pathsOf(value: Value): readonly string[] {
  if (value.kind === 'promise') return value.of.flatMap(pathsOf);
  return value.kind === 'path' ? [value.path.replace(/~$/, '')] : [];
}

function errorIn(facts: readonly Fact[]): ErrorByValue | undefined {
  for (const fact of facts) if ('returnsError' in fact) return fact.returnsError;
  return undefined;
}

/** A chain with `.throwOnError()`, a client that was made with it, a call that was given `onError`. */
function isToldOtherwise({ throwsBy, unless }: ErrorByValue, source: ts.Expression): boolean {
  if (throwsBy !== undefined && chainNames(source).includes(throwsBy)) return true;
  return (
    unless !== undefined && ts.isCallExpression(source) && source.arguments.some((each) => hasOption(each, unless))
  );
}

function hasOption(argument: ts.Expression, name: string): boolean {
  return (
    ts.isObjectLiteralExpression(argument) &&
    argument.properties.some(
      (property) =>
        propertyNameText(property.name) === name ||
        (ts.isPropertyAssignment(property) && hasOption(property.initializer, name)),
    )
  );
}

const client = '@supabase/supabase-js.createClient()';

/**
 * The path of a chain on something that is called `supabase`, where nothing else says what it is: a parameter of type `any`, a field
 * of a context, a helper of another repository.
 */
function pathByName(source: ts.Expression): string | undefined {
  const node = unwrap(source);
  const name = ts.isIdentifier(node) ? node.text : memberName(node);
  if (name !== undefined && /^(?:supabase|supa$|sb$)|supabase(?:Admin|Client|Server)?$/i.test(name)) return client;
  if (ts.isCallExpression(node)) {
    const path = pathByName(node.expression);
    return path === undefined ? undefined : path === client ? client : `${path}()`;
  }
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  const path = pathByName(node.expression);
  return path && `${path}.${node.name.text}`;
}
