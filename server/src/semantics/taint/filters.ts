import { ts } from '../../engine/syntax.ts';
import { enclosingFunction, isFunctionNode, memberName, propertyNameText, unwrap } from '../nodes.ts';
import { scopesOf } from '../scopes.ts';
import { decisionBy, leaves } from '../shapes/refusals.ts';
import type { Flow } from './flows.ts';
import { equalities } from './operators.ts';

/** A condition of a filter. */
interface Condition {
  readonly key: string;
  readonly value: ts.Expression;
  /** It is only there where the sender gave the value: whoever leaves it out matches at least as much. */
  readonly isOptional: boolean;
}

/**
 * Whether an operator in a filter matches nothing that a plain value would not: the conditions of the sender's are optional, the
 * rows are the caller's own whatever else is asked for, or all that is asked is whether there is such a row already. What proves
 * something, such as a code or a token, may not be matched by another at all.
 */
export function isNarrow({ sink }: Flow): boolean {
  const conditions = conditionsOf(sink.given);
  if (conditions === undefined || conditions.length === 0) return false;
  const open = conditions.filter(({ value }) => !isOwn(value));
  if (isOnlyAskedFor(sink.node)) return true;
  if (open.some(({ key }) => proof.test(key))) return false;
  if (open.every(({ isOptional }) => isOptional)) return true;
  const isTied = conditions.some(({ value, isOptional }) => !isOptional && isCallersOwn(value));
  return isTied && reading.test(memberName(calleeOf(sink.node)) ?? '');
}

const proof = /code|otp|token|\bpin\b|passw|secret|hash|api_?key|answer|signature|session|credential/i;
const reading = /^(?:find|findOne|count|countDocuments|exists|distinct|where|findOneAndUpdate|updateOne)$/;

function conditionsOf(given: ts.Node): readonly Condition[] | undefined {
  const node = ts.isExpression(given) ? unwrap(given) : given;
  if (ts.isObjectLiteralExpression(node)) return inObject(node, false);
  if (ts.isArrayLiteralExpression(node)) return allOf(node.elements.map(ofStage));
  if (ts.isConditionalExpression(node)) return optional(allOf([node.whenTrue, node.whenFalse].map(conditionsOf)), true);
  if (!ts.isIdentifier(node)) return undefined;
  const binding = scopesOf(node.getSourceFile()).bindingOf(node);
  const [declaration] = binding?.declarations ?? [];
  if (binding === undefined || !declaration || !ts.isVariableDeclaration(declaration)) return undefined;
  const initial = declaration.initializer && conditionsOf(declaration.initializer);
  return initial && allOf([initial, ...binding.references.map((each) => addedBy(each, declaration))]);
}

/** A stage of a pipeline, or `...(status ? [{ $match: { status } }] : [])`. */
function ofStage(element: ts.Expression): readonly Condition[] | undefined {
  if (!ts.isSpreadElement(element)) return allOf(matchesIn(element).map(conditionsOf));
  return conditionsOf(unwrap(element.expression));
}

/** What `{ $match: filter }` of a pipeline asks for. */
function matchesIn(stage: ts.Expression): readonly ts.Expression[] {
  const node = unwrap(stage);
  if (!ts.isObjectLiteralExpression(node)) return [];
  return node.properties.flatMap((each) => {
    if (!ts.isPropertyAssignment(each) || propertyNameText(each.name) !== '$match') return [];
    return [each.initializer];
  });
}

function inObject(object: ts.ObjectLiteralExpression, isOptional: boolean): readonly Condition[] | undefined {
  return allOf(object.properties.map((each) => ofProperty(each, isOptional)));
}

function ofProperty(property: ts.ObjectLiteralElementLike, isOptional: boolean): readonly Condition[] | undefined {
  if (ts.isSpreadAssignment(property)) return ofSpread(property.expression);
  const key = propertyNameText(property.name);
  if (key === undefined) return undefined;
  if (ts.isShorthandPropertyAssignment(property)) return [{ key, value: property.name, isOptional }];
  if (!ts.isPropertyAssignment(property)) return undefined;
  const value = unwrap(property.initializer);
  if (/^\$(?:or|and|nor)$/.test(key) && ts.isArrayLiteralExpression(value))
    return allOf(
      value.elements.map((each) => (ts.isSpreadElement(each) ? ofSpread(each.expression) : conditionsOf(each))),
    );
  return [{ key, value, isOptional }];
}

/** `...(status && { status })`, `...(status ? { status } : {})`. */
function ofSpread(expression: ts.Expression): readonly Condition[] | undefined {
  const node = unwrap(expression);
  const chosen = ts.isConditionalExpression(node)
    ? [node.whenTrue, node.whenFalse]
    : ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken
      ? [node.right]
      : undefined;
  if (chosen === undefined) return conditionsOf(node);
  return allOf(
    chosen.map((each) => {
      const object = unwrap(each);
      if (ts.isArrayLiteralExpression(object)) return allOf(object.elements.map(conditionsOf));
      return ts.isObjectLiteralExpression(object) ? inObject(object, true) : undefined;
    }),
  );
}

/** `if (status) filter.status = status`; undefined where something of unknown make is put in. */
function addedBy(use: ts.Identifier, declaration: ts.VariableDeclaration): readonly Condition[] | undefined {
  const { parent } = use;
  if (use === declaration.name || !ts.isPropertyAccessExpression(parent) || parent.expression !== use) {
    const isComputed = ts.isElementAccessExpression(parent) && parent.expression === use;
    return isComputed ? ofWrite(parent, elementKey(parent), use) : [];
  }
  const call = parent.parent;
  if (ts.isCallExpression(call) && call.expression === parent && parent.name.text === 'push')
    return allOf(call.arguments.flatMap(matchesIn).map((each) => optional(conditionsOf(each), isConditional(call))));
  return ofWrite(parent, parent.name.text, use);
}

const elementKey = ({ argumentExpression }: ts.ElementAccessExpression): string | undefined =>
  ts.isStringLiteralLike(argumentExpression) ? argumentExpression.text : undefined;

function ofWrite(target: ts.Expression, key: string | undefined, use: ts.Node): readonly Condition[] | undefined {
  const { parent } = target;
  if (!ts.isBinaryExpression(parent) || parent.left !== target) return [];
  if (parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken || key === undefined) return undefined;
  const value = unwrap(parent.right);
  const isOptional = decisionsAbove(parent).some((decision) => !setsElse(decision, use, key));
  if (/^\$(?:or|and|nor)$/.test(key) && ts.isArrayLiteralExpression(value))
    return optional(allOf(value.elements.map(conditionsOf)), isOptional);
  return [{ key, value, isOptional }];
}

const optional = (found: readonly Condition[] | undefined, isOptional: boolean): readonly Condition[] | undefined =>
  found?.map((each) => ({ ...each, isOptional: each.isOptional || isOptional }));

/** The `if` that decides, within the function. */
function decisionsAbove(node: ts.Node): readonly ts.IfStatement[] {
  const decisions: ts.IfStatement[] = [];
  const fn = enclosingFunction(node);
  for (let each = node; each.parent !== undefined && each.parent !== fn; each = each.parent)
    if (ts.isIfStatement(each.parent) && each.parent.thenStatement === each) decisions.push(each.parent);
  return decisions;
}

const isConditional = (node: ts.Node): boolean => decisionsAbove(node).length > 0;

/** `else filter.seller = user.id`: whoever leaves it out does not match more. */
function setsElse({ elseStatement }: ts.IfStatement, filter: ts.Node, key: string): boolean {
  const words = elseStatement?.getText() ?? '';
  return words.includes(`${filter.getText()}.${key}`) || words.includes(`${filter.getText()}['${key}']`);
}

function allOf(parts: readonly (readonly Condition[] | undefined)[]): readonly Condition[] | undefined {
  return parts.some((each) => each === undefined) ? undefined : parts.flatMap((each) => each ?? []);
}

/** What the sender cannot choose: literals, texts and numbers that are made of what came, what the caller is known by. */
function isOwn(value: ts.Expression): boolean {
  const node = unwrap(value);
  if (ts.isLiteralExpression(node) || ts.isTemplateExpression(node) || ts.isNewExpression(node)) return true;
  if (/^(?:true|false|null|undefined)$/.test(node.getText())) return true;
  if (ts.isObjectLiteralExpression(node)) return inObject(node, false)?.every((each) => isOwn(each.value)) ?? false;
  if (ts.isCallExpression(node))
    return /^(?:String|Number|parseInt|parseFloat|Boolean)$/.test(node.expression.getText());
  return isCallersOwn(node);
}

/** `req.user.id`, `req.tenantId`, `session.user.email`, a variable that holds one, a row that was found by one. */
function isCallersOwn(value: ts.Expression, depth = 0): boolean {
  const node = unwrap(value);
  if (isOfCaller(node)) return true;
  const root = ts.isPropertyAccessExpression(node) ? rootIdentifier(node) : ts.isIdentifier(node) ? node : undefined;
  const [declaration] = (root && scopesOf(root.getSourceFile()).bindingOf(root)?.declarations) ?? [];
  const made = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : declaredIn(declaration);
  if (made === undefined || depth > 2) return false;
  if (isOfCaller(made) || (ts.isIdentifier(unwrap(made)) && isCallersOwn(made, depth + 1))) return true;
  const asked = ts.isPropertyAccessExpression(node) ? filterOf(made) : undefined;
  return asked !== undefined && (inObject(asked, false)?.some((each) => isCallersOwn(each.value, depth + 1)) ?? false);
}

/** What the row of `await Student.findOne({ user: userId }).session(session)` was asked for by. */
function filterOf(made: ts.Expression): ts.ObjectLiteralExpression | undefined {
  let node = unwrap(made);
  if (ts.isAwaitExpression(node)) node = unwrap(node.expression);
  while (ts.isCallExpression(node)) {
    const [first] = node.arguments;
    const callee = unwrap(node.expression);
    if (first && ts.isObjectLiteralExpression(first) && (memberName(callee) ?? '').startsWith('find')) return first;
    if (!ts.isPropertyAccessExpression(callee)) return undefined;
    node = unwrap(callee.expression);
  }
  return undefined;
}

/** `{ college_id } = req.user` */
function declaredIn(declaration: ts.Node | undefined): ts.Expression | undefined {
  if (declaration === undefined || !ts.isBindingElement(declaration)) return undefined;
  let node: ts.Node = declaration;
  while (ts.isBindingElement(node) || ts.isObjectBindingPattern(node)) node = node.parent;
  return ts.isVariableDeclaration(node) ? node.initializer : undefined;
}

function rootIdentifier(node: ts.Expression): ts.Identifier | undefined {
  let root = node;
  while (ts.isPropertyAccessExpression(root) || ts.isNonNullExpression(root)) root = unwrap(root.expression);
  return ts.isIdentifier(root) ? root : undefined;
}

/** `req.user?.id || req.body.userId` is whoever the sender says. */
const isOfCaller = (node: ts.Expression): boolean =>
  ofCaller.test(node.getText()) && !/\b(?:body|query|params)\b/.test(node.getText());
const ofCaller =
  /\b(?:req|request|ctx|context|c)\??\.(?!(?:body|query|params|headers|cookies|url|originalUrl|path|ip|get|header|param|files?|method|req|request)\b)\w+\b(?!\()|\bsession\??\.user\b|\b(?:currentUser|authUser|sessionUser)\b/;

/** `const existing = await User.findOne({ email }); if (existing) return conflict`. */
function isOnlyAskedFor(call: ts.Node): boolean {
  const name = nameFor(call);
  if (name === undefined) return false;
  const uses =
    scopesOf(name.getSourceFile())
      .bindingOf(name)
      ?.references.filter((each) => each !== name) ?? [];
  return uses.length > 0 && uses.every((each) => isRefusal(each));
}

/** `existing` of `const existing = await User.findOne({ email })`, and of `User.findOne({ email }).then((existing) => …)`. */
function nameFor(call: ts.Node): ts.Identifier | undefined {
  let node = call;
  while (!ts.isStatement(node) && !ts.isVariableDeclaration(node)) node = node.parent;
  if (ts.isVariableDeclaration(node)) return ts.isIdentifier(node.name) ? node.name : undefined;
  const { parent: then } = call;
  const [callback] =
    ts.isPropertyAccessExpression(then) && then.name.text === 'then' && ts.isCallExpression(then.parent)
      ? then.parent.arguments
      : [];
  const [parameter] = callback && isFunctionNode(callback) ? callback.parameters : [];
  return parameter && ts.isIdentifier(parameter.name) ? parameter.name : undefined;
}

/** `if (existing) return …`, and what is said of it there: which field is taken, and not whose row it is. */
function isRefusal(use: ts.Identifier): boolean {
  const decision = decisionBy(use);
  if (decision !== undefined) {
    const { thenStatement, elseStatement } = decision;
    return (isLeft(thenStatement) || elseStatement !== undefined) && !/\bawait\b/.test(thenStatement.getText());
  }
  const { parent } = use.parent;
  return (
    ts.isPropertyAccessExpression(use.parent) &&
    ts.isBinaryExpression(parent) &&
    equalities.has(parent.operatorToken.kind)
  );
}

const isLeft = (statement: ts.Statement): boolean =>
  leaves(statement) || (ts.isBlock(statement) && statement.statements.at(-1)?.kind === ts.SyntaxKind.ContinueStatement);

const calleeOf = (node: ts.Node): ts.Expression =>
  ts.isCallExpression(node) ? unwrap(node.expression) : (node as ts.Expression);
