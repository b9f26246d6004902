import { ts } from '../../engine/syntax.ts';
import { type FunctionNode, isFunctionNode, memberName, propertyNameText, unwrap } from '../nodes.ts';
import { usesOf } from '../result-parts.ts';
import { scopesOf } from '../scopes.ts';
import { leaves, refuses } from './refusals.ts';

/** A part of a request: `x-tenant-id` of its `headers`; without a name all of it. */
export interface Part {
  readonly of: string;
  readonly name?: string;
}

export function callsIn(node: ts.Node): readonly ts.CallExpression[] {
  const calls: ts.CallExpression[] = [];
  const visit = (each: ts.Node): void => {
    if (ts.isCallExpression(each)) calls.push(each);
    ts.forEachChild(each, visit);
  };
  visit(node);
  return calls;
}

/** The request's whole body is given to what asks, and the request is turned away for the answer. */
export const checksBody = (fn: FunctionNode): boolean =>
  readsOf(fn, { of: 'body' }).some((read) => {
    const call = outer(read).parent;
    return (
      ts.isCallExpression(call) &&
      call.arguments.some((each) => unwrap(each) === read) &&
      asking.test(nameOfCallee(call)) &&
      isRefusedFor(call, fn)
    );
  });

const asking = /^(?:safeParse|parse|validate|check|assert)(?:Async|Sync|Body|Request)?$|^is[A-Z]\w*$/;
const throwing = /^(?:parse|assert|validateSync)/;

/** A row is asked for by the part, and without one the request is turned away. */
export const looksUpItself = (fn: FunctionNode, part: Part): boolean =>
  readsOf(fn, part)
    .flatMap((read) => rowsAskedBy(read, fn))
    .some((row) => usesOf(row).some(isRefusedWithout));

/** Whether a condition on the answer turns the request away, or the call itself does where it throws. */
function isRefusedFor(call: ts.CallExpression, fn: FunctionNode): boolean {
  const isThrowing =
    throwing.test(nameOfCallee(call)) || (ts.isAwaitExpression(call.parent) && !nameOfCallee(call).startsWith('safe'));
  if (isThrowing && throwsOut(call, fn)) return true;
  const name = declarationAround(call)?.name;
  const answers = name === undefined ? [call] : identifiersIn(name).flatMap(usesOf);
  return answers.some((each) => {
    const decision = decisionOn(each);
    if (decision === undefined) return false;
    if (ts.isConditionalExpression(decision)) return refuses(decision.whenTrue) || refuses(decision.whenFalse);
    return (
      refuses(decision.thenStatement) || (decision.elseStatement ? refuses(decision.elseStatement) : isLeft(decision))
    );
  });
}

/** `if (parsed.success) return next(); res.status(400)…` */
function isLeft(decision: ts.IfStatement): boolean {
  const block = decision.parent;
  if (!ts.isBlock(block) || !leaves(decision.thenStatement)) return false;
  return block.statements.slice(block.statements.indexOf(decision) + 1).some(refuses);
}

/** What is thrown here ends the request, or the clause that catches it does. */
function throwsOut(call: ts.Node, fn: FunctionNode): boolean {
  for (let node = call; node !== fn && node.parent !== undefined; node = node.parent) {
    const { parent } = node;
    if (ts.isTryStatement(parent) && parent.tryBlock === node && parent.catchClause)
      return refuses(parent.catchClause.block);
  }
  return true;
}

/** The `if` or `?:` in whose condition an expression stands. */
function decisionOn(node: ts.Node): ts.IfStatement | ts.ConditionalExpression | undefined {
  const { parent } = node;
  if (parent === undefined || isFunctionNode(parent) || ts.isBlock(parent)) return undefined;
  if (ts.isIfStatement(parent)) return parent.expression === node ? parent : undefined;
  if (ts.isConditionalExpression(parent) && parent.condition === node) return parent;
  return decisionOn(parent);
}

/** Where a function reads a part of its request: in place, and by the names that it gives to what it read. */
function readsOf(fn: FunctionNode, part: Part): readonly ts.Expression[] {
  const parts = requestsOf(fn).flatMap((request) => membersOf(request, part.of));
  const { name } = part;
  return name === undefined ? parts : [...parts.flatMap((each) => membersOf(each, name)), ...headersOf(fn, part)];
}

/** The names of a function's parameters; which one is the request shows in what is read of it. */
const requestsOf = (fn: FunctionNode): readonly ts.Expression[] =>
  fn.parameters.flatMap(({ name }) => (ts.isIdentifier(name) ? usesOf(name) : []));

/** `owner.name`, and the uses of the variable that it or `{ name } = owner` is given to. */
function membersOf(owner: ts.Expression, name: string): readonly ts.Expression[] {
  const node = outer(owner);
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) && parent.initializer === node && ts.isObjectBindingPattern(parent.name))
    return parent.name.elements
      .filter((each) => propertyNameText(each.propertyName ?? each.name) === name)
      .flatMap((each) => (ts.isIdentifier(each.name) ? usesOf(each.name) : []));
  const isOwner = ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent);
  if (!isOwner || parent.expression !== node || memberName(parent) !== name) return [];
  return named(parent);
}

/** `req.header('x-tenant-id')`, `req.get('x-tenant-id')`. */
function headersOf(fn: FunctionNode, { of, name }: Part): readonly ts.Expression[] {
  if (of !== 'headers') return [];
  return requestsOf(fn).flatMap((request) => {
    const member = request.parent;
    if (!ts.isPropertyAccessExpression(member) || !/^(?:get|header)$/.test(member.name.text)) return [];
    const call = member.parent;
    const [key] = ts.isCallExpression(call) ? call.arguments : [];
    const isIt = key !== undefined && ts.isStringLiteralLike(key) && key.text.toLowerCase() === name?.toLowerCase();
    return isIt && ts.isCallExpression(call) ? named(call) : [];
  });
}

function named(read: ts.Expression): readonly ts.Expression[] {
  const node = outer(read);
  const { parent } = node;
  const isNamed = ts.isVariableDeclaration(parent) && parent.initializer === node && ts.isIdentifier(parent.name);
  return isNamed && ts.isIdentifier(parent.name) ? [read, ...usesOf(parent.name)] : [read];
}

/** The expression with the casts and parentheses around it. */
function outer(node: ts.Expression): ts.Expression {
  let at = node;
  while (ts.isExpression(at.parent) && !ts.isAwaitExpression(at.parent) && unwrap(at.parent) === node) at = at.parent;
  return at;
}

/** `tenant` of `const [tenant] = await db.select().from(tenants).where(eq(tenants.id, tenantId))`. */
function rowsAskedBy(use: ts.Node, fn: FunctionNode): readonly ts.Identifier[] {
  let isAsked = false;
  for (let node = use; node.parent !== undefined && node !== fn; node = node.parent) {
    const { parent } = node;
    if (ts.isCallExpression(parent) && parent.expression !== node) isAsked ||= asksByValue.test(nameOfCallee(parent));
    if (ts.isVariableDeclaration(parent)) return isAsked ? identifiersIn(parent.name) : [];
    if (ts.isStatement(parent)) return [];
  }
  return [];
}

const asksByValue = /^(?:eq|where|match|find(?:One|Unique|First|By)\w*|get\w*By\w+)$/;

/** `if (!tenant) return res.status(404)…`, `if (tenants.length === 0) throw …` */
function isRefusedWithout(use: ts.Identifier): boolean {
  const decision = decisionOn(use);
  if (!decision || !ts.isIfStatement(decision)) return false;
  const { expression, thenStatement } = decision;
  return (
    alternatives(expression).some((each) => saysNone(each, use)) && leaves(thenStatement) && refuses(thenStatement)
  );
}

function alternatives(condition: ts.Expression): readonly ts.Expression[] {
  const node = unwrap(condition);
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.BarBarToken) return [node];
  return [...alternatives(node.left), ...alternatives(node.right)];
}

/** `!row`, `!rows[0]`, `!rows.length`, `rows.length === 0`, `row == null`. */
function saysNone(condition: ts.Expression, row: ts.Identifier): boolean {
  if (ts.isPrefixUnaryExpression(condition))
    return condition.operator === ts.SyntaxKind.ExclamationToken && isOfRow(condition.operand, row);
  if (!ts.isBinaryExpression(condition)) return false;
  const { left, operatorToken, right } = condition;
  return (
    equals.has(operatorToken.kind) &&
    ts.isExpression(right) &&
    isOfRow(left, row) &&
    (isCount(left) ? ts.isNumericLiteral(right) && right.text === '0' : isNothing(right))
  );
}

const equals: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
]);

const isNothing = (node: ts.Expression): boolean =>
  node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === 'undefined');

const isCount = (node: ts.Expression): boolean => countOf.test(memberName(unwrap(node)) ?? '');
const countOf = /^(?:length|rowCount)$/;

/** The row itself, the first of rows, or their number. */
function isOfRow(expression: ts.Expression, row: ts.Identifier): boolean {
  const node = unwrap(expression);
  if (node === row) return true;
  if (ts.isPropertyAccessExpression(node))
    return (countOf.test(node.name.text) || node.name.text === 'rows') && isOfRow(node.expression, row);
  return (
    ts.isElementAccessExpression(node) &&
    ts.isNumericLiteral(node.argumentExpression) &&
    node.argumentExpression.text === '0' &&
    isOfRow(node.expression, row)
  );
}

function declarationAround(call: ts.Expression): ts.VariableDeclaration | undefined {
  const node = ts.findAncestor(
    call,
    ({ parent }) => parent === undefined || ts.isVariableDeclaration(parent) || ts.isStatement(parent),
  );
  return node && ts.isVariableDeclaration(node.parent) ? node.parent : undefined;
}

const identifiersIn = (name: ts.BindingName): readonly ts.Identifier[] =>
  ts.isIdentifier(name)
    ? [name]
    : name.elements.flatMap((each) => (ts.isOmittedExpression(each) ? [] : identifiersIn(each.name)));

function nameOfCallee({ expression }: ts.CallExpression): string {
  const callee = unwrap(expression);
  return ts.isIdentifier(callee) ? callee.text : (memberName(callee) ?? '');
}

/** Whether two names are one variable. */
export const isSameName = (one: ts.Node, other: ts.Node): boolean =>
  ts.isIdentifier(one) &&
  ts.isIdentifier(other) &&
  one.text === other.text &&
  scopesOf(one.getSourceFile()).bindingOf(one) === scopesOf(other.getSourceFile()).bindingOf(other);
