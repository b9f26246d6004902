import { ts } from '../engine/syntax.ts';
import { calleeWords, chainNames, enclosingFunction, unwrap } from '../semantics/nodes.ts';
import type { IgnoredError, ResultQuestions } from '../semantics/results.ts';
import { freeName } from './free-name.ts';

const verbs = new Set('insert update upsert delete rpc select upload remove invoke send'.split(' '));

/**
 * A name for the error of a result that means nothing yet in the function around it, nor will once the other errors that
 * this function ignores have theirs: `error`, then `insertError`, `ordersError`.
 */
export function errorNameFor({ source }: IgnoredError, results: ResultQuestions): string | undefined {
  const scope = enclosingFunction(source) ?? source.getSourceFile();
  const ofScopes = remembered.get(results) ?? new WeakMap<ts.Node, ErrorNames>();
  remembered.set(results, ofScopes);
  let names = ofScopes.get(scope);
  if (names === undefined) ofScopes.set(scope, (names = errorNamesIn(scope, results)));
  return names.get(source);
}

type ErrorNames = ReadonlyMap<ts.Node, string>;

/** A function is searched once for all that it ignores. */
const remembered = new WeakMap<ResultQuestions, WeakMap<ts.Node, ErrorNames>>();

function errorNamesIn(scope: ts.Node, results: ResultQuestions): ErrorNames {
  const names = new Map<ts.Node, string>();
  const taken = new Set<string>();
  for (const source of sourcesIn(scope, results)) {
    const free = candidatesFor(source).filter((each) => !taken.has(each));
    const name = freeName(free, scope);
    if (name === undefined) continue;
    taken.add(name);
    names.set(source, name);
  }
  return names;
}

function sourcesIn(scope: ts.Node, results: ResultQuestions): readonly ts.Expression[] {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isAwaitExpression(node) || isChained(node))
      found.push(...results.ignoredErrors(node).map(({ source }) => source));
    ts.forEachChild(node, visit);
  };
  visit(scope);
  return found.sort((one, other) => one.pos - other.pos);
}

const isChained = (node: ts.Node): node is ts.CallExpression =>
  ts.isCallExpression(node) &&
  ts.isPropertyAccessExpression(node.expression) &&
  /^(?:then|catch)$/.test(node.expression.name.text);

function candidatesFor(source: ts.Expression): readonly string[] {
  const names = chainNames(source);
  const verb = names.findLast((name) => verbs.has(name)) ?? names[0];
  const table = tableOf(source);
  const words = [verb, table, table && verb && `${table}${capital(verb)}`].filter((word) => word !== undefined);
  const named = ['error', ...words.map((word) => `${word}Error`)];
  const last = named.at(-1) ?? 'error';
  return [...named, ...[2, 3, 4, 5, 6, 7, 8, 9].map((count) => `${last}${count}`)];
}

/** `orderItems` in `supabase.from('order_items')`. */
function tableOf(source: ts.Expression): string | undefined {
  const name = nameGivenTo(source, ['from', 'rpc', 'invoke']);
  return name === undefined ? undefined : camelCase(name);
}

const phrases: Readonly<Record<string, string>> = {
  insert: 'Inserting into',
  upsert: 'Writing to',
  update: 'Updating',
  delete: 'Deleting from',
  select: 'Loading',
  upload: 'Uploading to',
};

/** What a log line says has failed: `Inserting into order_items`. */
export function subjectOf({ source }: IgnoredError): string {
  const table = nameGivenTo(source, ['from']);
  const phrase = chainNames(source)
    .toReversed()
    .flatMap((name) => phrases[name] ?? [])[0];
  if (table !== undefined && phrase !== undefined) return `${phrase} ${table}`;
  const called = nameGivenTo(source, ['rpc', 'invoke']);
  return called === undefined ? calleeWords(source).replaceAll(/\(…?\)/g, '') : `Calling ${called}`;
}

/** The text that a call of one of the methods in a chain is given. */
function nameGivenTo(source: ts.Expression, methods: readonly string[]): string | undefined {
  for (let node = unwrap(source); ;) {
    if (ts.isCallExpression(node)) {
      const [argument] = node.arguments;
      const callee = unwrap(node.expression);
      const isWanted = ts.isPropertyAccessExpression(callee) && methods.includes(callee.name.text);
      if (isWanted && argument && ts.isStringLiteralLike(argument)) return argument.text;
      node = callee;
    } else if (ts.isPropertyAccessExpression(node)) node = unwrap(node.expression);
    else return undefined;
  }
}

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

function camelCase(text: string): string | undefined {
  const [first = '', ...others] = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const name = first.slice(0, 1).toLowerCase() + first.slice(1) + others.map(capital).join('');
  return /^[a-z]\w{0,30}$/.test(name) ? name : undefined;
}
