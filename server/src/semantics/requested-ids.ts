import { ts } from '../engine/syntax.ts';
import { hasDirective, holdsServerActions } from './client-modules.ts';
import { enclosingFunction, type FunctionNode, memberName, unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';

/** A value of the request by which code finds what it is about. */
export interface GivenId {
  readonly node: ts.Expression;
  /** As the code writes it: `req.params.id`, `id`. */
  readonly text: string;
}

const ofRequest =
  /^(?:\(?await\s+)?(?:(?:\w+\.)?(?:req|request|ctx|c|context|event|props)\.(?:req\.)?(?:params|query|body|searchParams|nextUrl|param\(|query\(|json\(|formData\()|(?:params|query|body|searchParams)\b)/;
const ownData = /\buser(?:\.|_?id\b)|\bsession|\bauth/i;

/** Values of the request in an expression: `req.params.id`, or a name that was taken out of one. */
export function idsIn(node: ts.Node): readonly GivenId[] {
  const found: GivenId[] = [];
  const visit = (each: ts.Node): void => {
    if (ts.isPropertyAccessExpression(each) || ts.isCallExpression(each)) {
      const text = each.getText();
      if (isOfRequest(text) || isPartOfRequest(each)) {
        found.push({ node: each, text });
        return;
      }
    }
    if (ts.isIdentifier(each) && isValue(each) && isTakenFromRequest(each)) found.push({ node: each, text: each.text });
    ts.forEachChild(each, visit);
  };
  visit(node);
  return found;
}

const isOfRequest = (text: string): boolean => text.length < 200 && ofRequest.test(text) && !ownData.test(text);

/** `payload.id`, with `payload` out of the request. */
function isPartOfRequest(node: ts.Expression): boolean {
  if (!ts.isPropertyAccessExpression(node) || ownData.test(node.getText())) return false;
  const owner = unwrap(node.expression);
  return ts.isIdentifier(owner) && isTakenFromRequest(owner);
}

/** A name of a column or a member is none. */
const isValue = ({ parent, pos }: ts.Identifier): boolean =>
  !(ts.isPropertyAccessExpression(parent) && parent.name.pos === pos) &&
  !(ts.isPropertyAssignment(parent) && parent.name.pos === pos);

function isTakenFromRequest(name: ts.Identifier, depth = 0): boolean {
  const [declaration, ...others] = scopesOf(name.getSourceFile()).bindingOf(name)?.declarations ?? [];
  if (declaration === undefined || others.length > 0 || depth > 3) return false;
  if (ts.isParameter(declaration)) return isGivenToAction(declaration);
  const variable = ts.isBindingElement(declaration) ? variableOf(declaration) : declaration;
  if (!ts.isVariableDeclaration(variable) || variable.initializer === undefined) return false;
  const text = variable.initializer.getText();
  if (ownData.test(text) || ownData.test(name.text)) return false;
  const inner = innermost(variable.initializer);
  if (isOfRequest(text) || isOfRequest(inner.getText())) return true;
  return ts.isIdentifier(inner) && inner !== name && isTakenFromRequest(inner, depth + 1);
}

function variableOf(element: ts.BindingElement): ts.Node {
  let node: ts.Node = element;
  while (ts.isBindingElement(node) || ts.isObjectBindingPattern(node) || ts.isArrayBindingPattern(node))
    node = node.parent;
  return node;
}

/** `id` in `Number(id)`, `parseInt(id, 10)`, `id.trim()`. */
function innermost(expression: ts.Expression): ts.Expression {
  const node = unwrap(expression);
  if (
    ts.isCallExpression(node) &&
    node.arguments[0] &&
    /^(?:Number|String|parseInt|Number\.parseInt|BigInt)$/.test(node.expression.getText())
  )
    return innermost(node.arguments[0]);
  return node;
}

/** A server action is called by whoever can send a request. */
function isGivenToAction(parameter: ts.ParameterDeclaration): boolean {
  const fn = parameter.parent;
  const isAction =
    holdsServerActions(parameter.getSourceFile()) ||
    ('body' in fn && fn.body !== undefined && ts.isBlock(fn.body) && hasDirective(fn.body, 'use server'));
  return isAction && ts.isIdentifier(parameter.name) && /id$/i.test(parameter.name.text);
}

const looking =
  /^(?:Number|String|parseInt|isNaN|isInteger|isValid\w*|isValidObjectId|ObjectId|validate|parse|safeParse|isUUID|log|info|debug|warn|error|json|test|trim)$/;

/** Whether the code has looked for what the ids name, or asked whether the caller may, before it writes. */
export function isAskedBefore(ids: readonly GivenId[], fn: FunctionNode, write: ts.Node): boolean {
  const texts = new Set(ids.map(({ text }) => text));
  const visit = (node: ts.Node): boolean => {
    if (node.pos >= write.pos) return false;
    if (ts.isCallExpression(node) && node.end <= write.pos && isLook(node) && names(node, texts)) return true;
    return ts.forEachChild(node, (child) => visit(child) || undefined) ?? false;
  };
  return fn.body !== undefined && visit(fn.body);
}

function isLook(call: ts.CallExpression): boolean {
  const callee = unwrap(call.expression);
  const name = ts.isIdentifier(callee) ? callee.text : (memberName(callee) ?? '');
  return !looking.test(name) && enclosingFunction(call) !== undefined;
}

function names(call: ts.CallExpression, texts: ReadonlySet<string>): boolean {
  const visit = (node: ts.Node): boolean =>
    (ts.isExpression(node) && texts.has(node.getText())) ||
    (ts.forEachChild(node, (child) => visit(child) || undefined) ?? false);
  return (
    call.arguments.some(visit) || (ts.isPropertyAccessExpression(call.expression) && visit(call.expression.expression))
  );
}
