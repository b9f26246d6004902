import { ts } from '../engine/syntax.ts';
import type { Answer } from './answer-forms.ts';
import { isSuccess } from './failure-answers.ts';
import { byChain, byName, ofPrisma, ofSql, type RowCount, toldByPath } from './libraries/row-counts.ts';
import {
  chainNames,
  enclosingFunction,
  type FunctionNode,
  isFunctionNode,
  memberName,
  propertyNameText,
  unwrap,
} from './nodes.ts';
import { type GivenId, idsIn, isAskedBefore } from './requested-ids.ts';
import { scopesOf } from './scopes.ts';
import type { Semantics } from './semantics.ts';
import { statementTextOf, valuesAfterWhere } from './statement-texts.ts';

/** A write to a row that a request names, which is answered as done although there may be no such row. */
export interface UncountedWrite {
  /** The call, or the wait for it. */
  readonly place: ts.Expression;
  readonly call: WritingCall;
  readonly count: RowCount;
  readonly id: GivenId;
  readonly statement: ts.Statement;
  /** Undefined for the value of a server action. */
  readonly answer: Answer | undefined;
}

export type WritingCall = ts.CallExpression | ts.TaggedTemplateExpression;

type Asked = Pick<Semantics, 'answers' | 'callees' | 'queries' | 'floatingPromises'>;

/** One that nobody waits for. That is a graver matter, and once it is mended this one is left. */
export function unawaitedWrite(expression: ts.Expression, semantics: Asked): UncountedWrite | undefined {
  const call = unwrap(expression);
  const write = ts.isAwaitExpression(call) ? undefined : uncountedWrite(call, semantics);
  const isLost = (): boolean =>
    semantics.queries.lazyQuery(call) !== undefined || semantics.floatingPromises(call).length > 0;
  return write && isLost() ? write : undefined;
}

/** @param place a wait, or the call itself */
export function uncountedWrite(place: ts.Expression, { answers, callees }: Asked): UncountedWrite | undefined {
  const call = unwrap(ts.isAwaitExpression(place) ? place.expression : place);
  if (!ts.isCallExpression(call) && !ts.isTaggedTemplateExpression(call)) return undefined;
  const count = countOf(call);
  const fn = enclosingFunction(place);
  const statement = statementOf(place);
  if (count === undefined || fn === undefined || statement === undefined || !isUnread(place, statement))
    return undefined;
  const { nodes, conditions } = filtersOf(call, count);
  const ids = nodes.flatMap(idsIn);
  const [id] = ids;
  // To delete what is gone already is done; only where it is somebody else's does the answer lie.
  if (id === undefined || (count.does === 'delete' && conditions < 2)) return undefined;
  if (isUpsert(call) || isCounter(call) || isAskedBefore(ids, fn, place) || isCaughtBy(statement)) return undefined;
  // Where more is written, the answer may speak of that.
  if (writesMore(fn, statement)) return undefined;
  const found = successAfter(statement, answers);
  if (found === undefined) return undefined;
  const told =
    count.told ??
    callees
      .of(call)
      .paths.map(toldByPath)
      .find((each) => each !== undefined);
  return { place, call, count: { ...count, told }, id, statement, answer: found === 'value' ? undefined : found };
}

function countOf(call: WritingCall): RowCount | undefined {
  const names = chainNames(call);
  const [last = ''] = names;
  const bySql = ofSql(statementTextOf(call)?.text ?? '', last);
  if (bySql) return bySql;
  const [first] = ts.isCallExpression(call) ? call.arguments : [];
  if (Object.hasOwn(byName, last)) {
    const many = /^(update|delete)Many$/.exec(last)?.[1];
    return many && first && hasProperty(first, 'where')
      ? ofPrisma(many === 'update' ? 'update' : 'delete')
      : byName[last];
  }
  return byChain.find(
    ({ has, lacks }) => has.every((name) => names.includes(name)) && !lacks.some((name) => names.includes(name)),
  )?.count;
}

const hasProperty = (node: ts.Expression, name: string): boolean =>
  ts.isObjectLiteralExpression(node) && node.properties.some((each) => propertyNameText(each.name) === name);

const isUpsert = (call: ts.Node): boolean =>
  /\bupsert\s*:\s*true|\bon conflict\b|on duplicate key/i.test(call.getText());

const writing = /^(?:insert\w*|upsert|update\w*|create|createMany|save|put|set)$/;

function writesMore({ body }: FunctionNode, own: ts.Statement): boolean {
  const visit = (node: ts.Node): boolean => {
    if (node === own) return false;
    const call = ts.isAwaitExpression(node) ? unwrap(node.expression) : undefined;
    if (call && chainNames(call).some((name) => writing.test(name))) return true;
    return ts.forEachChild(node, (child) => visit(child) || undefined) ?? false;
  };
  return body !== undefined && visit(body);
}

/** Views and times of activity: nobody misses one. */
const isCounter = (call: ts.Node): boolean =>
  /[\w}]\s*\+\s*1\b|\$inc\b|\blast_?(?:activity|seen|used|login|active)|\b(?:seen|viewed|visited)_?at\b/i.test(
    call.getText(),
  );

interface Filters {
  readonly nodes: readonly ts.Node[];
  /** As many as names or columns are compared. */
  readonly conditions: number;
}

function filtersOf(call: WritingCall, { where }: RowCount): Filters {
  if ('values' in where) {
    const statement = statementTextOf(call);
    const values = statement ? valuesAfterWhere(statement) : [];
    return { nodes: values, conditions: values.length };
  }
  const nodes = 'at' in where ? filterAt(call, where.at) : argumentsOf(call, where.methods);
  return { nodes, conditions: conditionsIn(nodes) };
}

function filterAt(call: WritingCall, at: number): readonly ts.Node[] {
  const given = ts.isCallExpression(call) ? call.arguments[at] : undefined;
  return given ? [whereOf(given)] : [];
}

function argumentsOf(chain: WritingCall, methods: readonly string[]): readonly ts.Node[] {
  const found: ts.Node[] = [];
  for (let node: ts.Expression = chain; ts.isCallExpression(node) || ts.isPropertyAccessExpression(node);) {
    if (ts.isCallExpression(node) && methods.includes(memberName(node.expression) ?? '')) found.push(...node.arguments);
    node = unwrap(node.expression);
  }
  return found;
}

/** Prisma's `{ where, data }`: which rows are meant, without what is written. */
function whereOf(given: ts.Expression): ts.Node {
  const property = ts.isObjectLiteralExpression(given)
    ? given.properties.find((each) => propertyNameText(each.name) === 'where')
    : undefined;
  return property && ts.isPropertyAssignment(property) ? property.initializer : given;
}

function conditionsIn(filters: readonly ts.Node[]): number {
  const [first, ...others] = filters;
  if (first === undefined) return 0;
  if (ts.isObjectLiteralExpression(first) && others.length === 0) return first.properties.length;
  const calls = /\beq\(/g;
  const text = filters.map((each) => each.getText()).join(' ');
  return Math.max(filters.length / 2, text.match(calls)?.length ?? 0);
}

function statementOf(place: ts.Expression): ts.Statement | undefined {
  let node: ts.Node = place;
  while (!ts.isStatement(node)) {
    if (isFunctionNode(node)) return undefined;
    node = node.parent;
  }
  return ts.isExpressionStatement(node) || ts.isVariableStatement(node) ? node : undefined;
}

/** Nothing of the result decides anything: it is dropped, only its error is looked at, or it is handed to the client as it is. */
function isUnread(place: ts.Expression, statement: ts.Statement): boolean {
  if (ts.isExpressionStatement(statement)) return unwrap(statement.expression) === place;
  const { parent } = place;
  if (!ts.isVariableDeclaration(parent)) return false;
  const { name } = parent;
  if (ts.isObjectBindingPattern(name))
    return name.elements.every((each) => propertyNameText(each.propertyName ?? each.name) === 'error');
  if (!ts.isIdentifier(name)) return false;
  const uses = (scopesOf(name.getSourceFile()).bindingOf(name)?.references ?? []).filter((each) => each !== name);
  // Of what nobody waits for, only the promise could be handed on.
  return ts.isAwaitExpression(place) ? uses.every(isOnlyHandedOn) : uses.length === 0;
}

/** `res.json(updated)`, `{ order: updated }`. */
function isOnlyHandedOn(use: ts.Identifier): boolean {
  const { parent } = use;
  if (ts.isCallExpression(parent) && parent.expression !== use)
    return /^(?:json|send|log|info)$/.test(memberName(parent.expression) ?? '');
  return ts.isShorthandPropertyAssignment(parent) || (ts.isPropertyAssignment(parent) && parent.initializer === use);
}

/** In a transaction or a batch others decide. */
function isCaughtBy(statement: ts.Statement): boolean {
  for (let node: ts.Node = statement; node.parent; node = node.parent) {
    if (ts.isIterationStatement(node, false)) return true;
    if (isFunctionNode(node))
      return ts.isCallExpression(node.parent) && /transaction|forEach|map|each/i.test(node.parent.expression.getText());
  }
  return false;
}

/** The answer of success that the statements behind come to, whatever the write has found. */
function successAfter(statement: ts.Statement, answers: Semantics['answers']): Answer | 'value' | undefined {
  for (const next of followers(statement)) {
    if (ts.isIfStatement(next) && !isErrorCheck(next)) return undefined;
    if (ts.isReturnStatement(next) && next.expression && isSuccess(next.expression)) return 'value';
    const [answer] = ts.isIfStatement(next) ? [] : answers.answersIn(next);
    if (answer !== undefined) return isDone(answer) ? answer : undefined;
    if (ts.isReturnStatement(next)) return undefined;
    if (ts.isThrowStatement(next)) return undefined;
  }
  return undefined;
}

/** Up to the end of the function; what stands behind a `try` follows its block. */
function followers(statement: ts.Statement): readonly ts.Statement[] {
  const { parent } = statement;
  if (!ts.isBlock(parent)) return [];
  const own = parent.statements.slice(parent.statements.indexOf(statement) + 1);
  const outer = parent.parent;
  return ts.isTryStatement(outer) && outer.tryBlock === parent ? [...own, ...followers(outer)] : own;
}

export const isErrorCheck = ({ expression }: ts.IfStatement): boolean =>
  /^\w*(?:err|error)\w*$/i.test(expression.getText());

const isDone = ({ status }: Answer): boolean => status !== undefined && status >= 200 && status < 300;
