import { ts } from '../engine/syntax.ts';
import { carriedBy, joinedParts } from './carried-texts.ts';
import { functionName, isFunctionNode, memberName, propertyNameText } from './nodes.ts';

/** What the code does with a text that stands in it. */
export type LiteralPlace =
  /** It is given a name: a variable, property, field, member of an enum, or what a function of that name returns. */
  | { readonly kind: 'named'; readonly name: string; readonly owner: ts.Node }
  /** It stands in for what may be missing: `given || 'text'`, a default parameter, a destructuring default. */
  | { readonly kind: 'fallback'; readonly name: string | undefined; readonly owner: ts.Node }
  /** Something of that name is compared with it. */
  | { readonly kind: 'compared'; readonly name: string; readonly comparison: ts.BinaryExpression }
  | { readonly kind: 'argument'; readonly call: ts.CallExpression | ts.NewExpression; readonly at: number }
  | { readonly kind: 'attribute'; readonly name: string };

export interface PlacedLiteral {
  /** The literal itself, or the outermost expression that joins it with others. */
  readonly whole: ts.Expression;
  /** Whether other parts join in, whose text may not be known. */
  readonly isJoined: boolean;
  readonly place: LiteralPlace;
}

/** Where a literal stands, once what leaves its text alone is passed. */
export function placeOfLiteral(literal: ts.Expression): PlacedLiteral | undefined {
  let whole = literal;
  let isJoined = false;
  for (let node: ts.Node = literal; ; node = node.parent) {
    const { parent } = node;
    if (ts.isTemplateSpan(parent)) continue;
    const joins = ts.isExpression(parent) && joinedParts(parent) !== undefined;
    if (joins || isTransparent(parent, node)) {
      if (joins) isJoined = true;
      if (joins && ts.isExpression(parent)) whole = parent;
      continue;
    }
    const place = placeIn(parent, node);
    return place && { whole, isJoined, place };
  }
}

/** A list and the `join` around it, a cast, a decoding. */
function isTransparent(parent: ts.Node, node: ts.Node): boolean {
  if (
    ts.isParenthesizedExpression(parent) ||
    ts.isAsExpression(parent) ||
    ts.isTypeAssertionExpression(parent) ||
    ts.isNonNullExpression(parent) ||
    ts.isSatisfiesExpression(parent) ||
    ts.isArrayLiteralExpression(parent)
  )
    return true;
  if (ts.isCallExpression(parent) && parent.expression === node) {
    return ts.isPropertyAccessExpression(node) && carriedBy(parent) === node.expression;
  }
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return carriedBy(parent) === node;
  // The `.join` or `.toString` that is about to be called.
  if (!ts.isPropertyAccessExpression(parent) || !ts.isCallExpression(parent.parent)) return false;
  const call = parent.parent;
  return call.expression === parent && (carriedBy(call) === node || joinedParts(call) !== undefined);
}

function placeIn(parent: ts.Node, node: ts.Node): LiteralPlace | undefined {
  if (ts.isVariableDeclaration(parent)) return named(propertyNameText(bindingName(parent.name)), parent);
  if (ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent) || ts.isEnumMember(parent)) {
    return parent.initializer === node ? named(propertyNameText(parent.name), parent) : undefined;
  }
  if (ts.isParameter(parent) || ts.isBindingElement(parent)) return defaultOf(parent, node);
  if (ts.isBinaryExpression(parent)) return placeInBinary(parent, node);
  if (ts.isConditionalExpression(parent)) {
    return parent.condition === node ? undefined : { kind: 'fallback', name: nameAround(parent), owner: parent };
  }
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) {
    const at = parent.arguments?.findIndex((argument) => argument === node) ?? -1;
    return at < 0 ? undefined : { kind: 'argument', call: parent, at };
  }
  if (ts.isJsxExpression(parent)) return placeIn(parent.parent, parent);
  if (ts.isJsxAttribute(parent)) {
    return ts.isIdentifier(parent.name) ? { kind: 'attribute', name: parent.name.text } : undefined;
  }
  if (ts.isReturnStatement(parent) || ts.isArrowFunction(parent)) return returned(parent);
  return undefined;
}

const bindingName = (name: ts.BindingName): ts.Identifier | undefined => (ts.isIdentifier(name) ? name : undefined);

const named = (name: string | undefined, owner: ts.Node): LiteralPlace | undefined =>
  name === undefined ? undefined : { kind: 'named', name, owner };

function defaultOf(owner: ts.ParameterDeclaration | ts.BindingElement, node: ts.Node): LiteralPlace | undefined {
  if (owner.initializer !== node) return undefined;
  const name = propertyNameText(
    ts.isBindingElement(owner) ? (owner.propertyName ?? bindingName(owner.name)) : bindingName(owner.name),
  );
  return { kind: 'fallback', name, owner };
}

const fallbacks: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.BarBarEqualsToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
]);

const comparisons: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);

function placeInBinary(parent: ts.BinaryExpression, node: ts.Node): LiteralPlace | undefined {
  const { kind } = parent.operatorToken;
  if (comparisons.has(kind)) {
    const name = nameOfExpression(parent.left === node ? parent.right : parent.left);
    return name === undefined ? undefined : { kind: 'compared', name, comparison: parent };
  }
  if (parent.right !== node) return undefined;
  if (kind === ts.SyntaxKind.EqualsToken) return named(nameOfExpression(parent.left), parent);
  if (!fallbacks.has(kind)) return undefined;
  return { kind: 'fallback', name: nameOfExpression(parent.left) ?? nameAround(parent), owner: parent };
}

/** `getApiKey()` returns the API key. */
function returned(node: ts.ReturnStatement | ts.ArrowFunction): LiteralPlace | undefined {
  let fn: ts.Node = node;
  while (!isFunctionNode(fn)) {
    if (ts.isSourceFile(fn)) return undefined;
    fn = fn.parent;
  }
  const name = ts.isMethodDeclaration(fn) ? propertyNameText(fn.name) : functionName(fn)?.text;
  return named(name, fn);
}

/** The name that the value of an expression is given. */
function nameAround(expression: ts.Expression): string | undefined {
  const place = placeOfLiteral(expression)?.place;
  return place?.kind === 'named' || place?.kind === 'fallback' ? place.name : undefined;
}

/**
 * The last name of what an expression reads: `password` of `form.password`, `x-api-key` of `headers['x-api-key']` and
 * `headers.get('x-api-key')`.
 */
export function nameOfExpression(expression: ts.Expression): string | undefined {
  if (ts.isIdentifier(expression)) return expression.text;
  const name = memberName(expression);
  if (name !== undefined) return name;
  if (
    ts.isParenthesizedExpression(expression) ||
    ts.isNonNullExpression(expression) ||
    ts.isAsExpression(expression) ||
    ts.isAwaitExpression(expression)
  )
    return nameOfExpression(expression.expression);
  // Of `a || b || 'text'` it is b whose place the text takes.
  if (ts.isBinaryExpression(expression) && fallbacks.has(expression.operatorToken.kind)) {
    return nameOfExpression(expression.right) ?? nameOfExpression(expression.left);
  }
  if (!ts.isCallExpression(expression)) return undefined;
  const carried = carriedBy(expression);
  if (carried !== undefined) return nameOfExpression(carried);
  const [argument] = expression.arguments;
  return argument && ts.isStringLiteralLike(argument) && expression.arguments.length <= 2 ? argument.text : undefined;
}
