import { ts } from '../engine/syntax.ts';
import type { Answer } from './answer-forms.ts';
import type { AnswerQuestions } from './answers.ts';
import { isSuccess } from './failure-answers.ts';
import { byChain, byName, ofPrisma, ofSql, type RowCount } from './libraries/row-counts.ts';
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

/** A write to a row that a request names, which is answered as done although there may be no such row. */
export interface UncountedWrite {
  readonly wait: ts.AwaitExpression;
  readonly call: ts.CallExpression | ts.TaggedTemplateExpression;
  readonly count: RowCount;
  readonly id: GivenId;
  readonly statement: ts.Statement;
  /** Undefined for the value of a server action. */
  readonly answer: Answer | undefined;
}

export function uncountedWrite(wait: ts.AwaitExpression, answers: AnswerQuestions): UncountedWrite | undefined {
  const call = unwrap(wait.expression);
  if (!ts.isCallExpression(call) && !ts.isTaggedTemplateExpression(call)) return undefined;
  const count = countOf(call);
  const fn = enclosingFunction(wait);
  const statement = statementOf(wait);
  if (count === undefined || fn === undefined || statement === undefined || !isUnread(wait, statement))
    return undefined;
  const filters = filtersOf(call, count);
  const ids = filters.flatMap(idsIn);
  const [id] = ids;
  // To delete what is gone already is done; only where it is somebody else's does the answer lie.
  if (id === undefined || (count.does === 'delete' && conditionsIn(filters) < 2)) return undefined;
  if (isUpsert(call) || isCounter(call) || isAskedBefore(ids, fn, wait) || isCaughtBy(statement)) return undefined;
  // Where more is written, the answer may speak of that.
  if (writesMore(fn, statement)) return undefined;
  const found = successAfter(statement, answers);
  return found && { wait, call, count, id, statement, answer: found === 'value' ? undefined : found };
}

function countOf(call: ts.CallExpression | ts.TaggedTemplateExpression): RowCount | undefined {
  const text = sqlOf(call);
  const bySql = text && ofSql(text, ts.isCallExpression(call) ? (memberName(call.expression) ?? '') : 'tag');
  if (bySql) return bySql;
  const names = chainNames(call);
  const [last = ''] = names;
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

/** The text of a statement given to `query('…')`, or tagged as `sql`. */
function sqlOf(call: ts.CallExpression | ts.TaggedTemplateExpression): string | undefined {
  if (ts.isTaggedTemplateExpression(call)) return call.template.getText().slice(1, -1);
  const [text] = call.arguments;
  const node = text && unwrap(text);
  return node && (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node))
    ? node.getText().slice(1, -1)
    : undefined;
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

function filtersOf(call: ts.CallExpression | ts.TaggedTemplateExpression, { where }: RowCount): readonly ts.Node[] {
  if ('values' in where) {
    if (ts.isCallExpression(call)) return call.arguments.slice(1);
    return ts.isTemplateExpression(call.template) ? valuesAfterWhere(call.template) : [];
  }
  if ('at' in where) {
    const given = ts.isCallExpression(call) ? call.arguments[where.at] : undefined;
    return given ? [whereOf(given)] : [];
  }
  const found: ts.Node[] = [];
  for (let node: ts.Expression = call; ts.isCallExpression(node) || ts.isPropertyAccessExpression(node);) {
    if (ts.isCallExpression(node) && where.methods.includes(memberName(node.expression) ?? ''))
      found.push(...node.arguments);
    node = unwrap(node.expression);
  }
  return found;
}

/** Which rows are meant, without what is written to them. */
function valuesAfterWhere({ head, templateSpans }: ts.TemplateExpression): readonly ts.Expression[] {
  const texts = [head.text, ...templateSpans.map(({ literal }) => literal.text)];
  const first = texts.findIndex((text) => /\bwhere\b/i.test(text));
  return first < 0 ? [] : templateSpans.slice(first).map(({ expression }) => expression);
}

/** Prisma's `{ where, data }`: which rows are meant, without what is written. */
function whereOf(given: ts.Expression): ts.Node {
  const property = ts.isObjectLiteralExpression(given)
    ? given.properties.find((each) => propertyNameText(each.name) === 'where')
    : undefined;
  return property && ts.isPropertyAssignment(property) ? property.initializer : given;
}

/** As many as names or columns are compared. */
function conditionsIn(filters: readonly ts.Node[]): number {
  const [first, ...others] = filters;
  if (first === undefined) return 0;
  if (ts.isObjectLiteralExpression(first) && others.length === 0) return first.properties.length;
  if (ts.isArrayLiteralExpression(first)) return first.elements.length;
  const calls = /\beq\(/g;
  const text = filters.map((each) => each.getText()).join(' ');
  return Math.max(filters.length / 2, text.match(calls)?.length ?? 0);
}

function statementOf(wait: ts.AwaitExpression): ts.Statement | undefined {
  let node: ts.Node = wait;
  while (!ts.isStatement(node)) {
    if (isFunctionNode(node)) return undefined;
    node = node.parent;
  }
  return ts.isExpressionStatement(node) || ts.isVariableStatement(node) ? node : undefined;
}

/** Nothing of the result decides anything: it is dropped, only its error is looked at, or it is handed to the client as it is. */
function isUnread(wait: ts.AwaitExpression, statement: ts.Statement): boolean {
  if (ts.isExpressionStatement(statement)) return unwrap(statement.expression) === wait;
  const { parent } = wait;
  if (!ts.isVariableDeclaration(parent)) return false;
  const { name } = parent;
  if (ts.isObjectBindingPattern(name))
    return name.elements.every((each) => propertyNameText(each.propertyName ?? each.name) === 'error');
  if (!ts.isIdentifier(name)) return false;
  const uses = (scopesOf(name.getSourceFile()).bindingOf(name)?.references ?? []).filter((each) => each !== name);
  return uses.every(isOnlyHandedOn);
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
function successAfter(statement: ts.Statement, answers: AnswerQuestions): Answer | 'value' | undefined {
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

const isErrorCheck = ({ expression }: ts.IfStatement): boolean => /^\w*(?:err|error)\w*$/i.test(expression.getText());

const isDone = ({ status }: Answer): boolean => status !== undefined && status >= 200 && status < 300;
