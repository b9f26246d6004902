import { ts } from '../engine/syntax.ts';

/** Any node with a body that runs later. */
export type FunctionNode =
  | ts.FunctionDeclaration
  | ts.FunctionExpression
  | ts.ArrowFunction
  | ts.MethodDeclaration
  | ts.ConstructorDeclaration
  | ts.GetAccessorDeclaration
  | ts.SetAccessorDeclaration;

export function isFunctionNode(node: ts.Node): node is FunctionNode {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isConstructorDeclaration(node) ||
    ts.isGetAccessorDeclaration(node) ||
    ts.isSetAccessorDeclaration(node)
  );
}

export function isFunctionExpression(node: ts.Node): node is ts.FunctionExpression | ts.ArrowFunction {
  return ts.isFunctionExpression(node) || ts.isArrowFunction(node);
}

export function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) && (node.modifiers?.some((modifier) => modifier.kind === kind) ?? false);
}

export const isAsync = (node: ts.Node): boolean => hasModifier(node, ts.SyntaxKind.AsyncKeyword);

export const isGenerator = (node: FunctionNode): boolean =>
  (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isMethodDeclaration(node)) &&
  node.asteriskToken !== undefined;

/** Drops what changes no value: parentheses, casts, `!`, `satisfies`. */
export function unwrap(node: ts.Expression): ts.Expression {
  let current = node;
  while (
    ts.isParenthesizedExpression(current) ||
    ts.isAsExpression(current) ||
    ts.isTypeAssertionExpression(current) ||
    ts.isNonNullExpression(current) ||
    ts.isSatisfiesExpression(current)
  ) {
    current = current.expression;
  }
  return current;
}

/** `given || other`, `given ?? other`: something stands in for what is not there. */
export function isFallback(node: ts.Node): node is ts.BinaryExpression {
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  return kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.QuestionQuestionToken;
}

/** The nearest enclosing function, or undefined at module level. */
export function enclosingFunction(node: ts.Node): FunctionNode | undefined {
  for (let current: ts.Node | undefined = node.parent; current; current = current.parent) {
    if (isFunctionNode(current)) return current;
    // A field initialiser and a static block run in their class, not in the function around it.
    if (ts.isPropertyDeclaration(current) || ts.isClassStaticBlockDeclaration(current)) return undefined;
  }
  return undefined;
}

/** Return expressions of a function, nested functions excluded; an arrow's expression body counts. */
export function returnedExpressions(fn: FunctionNode): readonly ts.Expression[] {
  if (fn.body === undefined) return [];
  if (!ts.isBlock(fn.body)) return [fn.body];
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (isFunctionNode(node) || ts.isClassLike(node)) return;
    if (ts.isReturnStatement(node) && node.expression) found.push(node.expression);
    ts.forEachChild(node, visit);
  };
  visit(fn.body);
  return found;
}

/** The member's name of `a.b`, `a['b']` and `a.#b`; undefined for computed ones. */
export function memberName(node: ts.Expression): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression)) {
    return node.argumentExpression.text;
  }
  return undefined;
}

/** A declared property's name where it is written out; undefined for computed ones. */
export function propertyNameText(name: ts.PropertyName | ts.BindingName | undefined): string | undefined {
  if (name === undefined) return undefined;
  if (
    ts.isIdentifier(name) ||
    ts.isPrivateIdentifier(name) ||
    ts.isStringLiteralLike(name) ||
    ts.isNumericLiteral(name)
  ) {
    return name.text;
  }
  return undefined;
}

/** The code's own words for a callee or value, cut to one line of at most 60 characters. */
export function shortText(node: ts.Node, tree: ts.SourceFile = node.getSourceFile()): string {
  const text = node
    .getText(tree)
    .replace(/\s+/g, ' ')
    .replace(/ ?(\??\.) ?/g, '$1');
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}

/**
 * A callee in the code's own words, arguments left out: `db.insert(…).values(…).execute()`. At most 60 characters, the
 * middle cut, so that a message stays one line.
 */
export function calleeWords(node: ts.Expression): string {
  const words = wordsOf(node);
  return words.length <= 60 ? words : `${words.slice(0, 28)}…${words.slice(-31)}`;
}

function wordsOf(node: ts.Expression): string {
  const inner = unwrap(node);
  if (ts.isCallExpression(inner)) return `${wordsOf(inner.expression)}(${inner.arguments.length > 0 ? '…' : ''})`;
  if (ts.isNewExpression(inner)) return `new ${wordsOf(inner.expression)}(${inner.arguments?.length ? '…' : ''})`;
  if (ts.isPropertyAccessExpression(inner)) return `${wordsOf(inner.expression)}.${inner.name.text}`;
  if (ts.isTaggedTemplateExpression(inner)) return `${wordsOf(inner.tag)}\`…\``;
  if (ts.isArrowFunction(inner) || ts.isFunctionExpression(inner)) return '(…)';
  if (ts.isArrayLiteralExpression(inner)) return '[…]';
  return shortText(inner);
}

/** The name by which its file calls a function. */
export function functionName(fn: ts.SignatureDeclaration): ts.Identifier | undefined {
  if (ts.isFunctionDeclaration(fn)) return fn.name;
  const owner = fn.parent;
  return ts.isVariableDeclaration(owner) && owner.initializer === fn && ts.isIdentifier(owner.name)
    ? owner.name
    : undefined;
}

/** `['limit', 'eq']` in `query.eq('a', 1).limit(5)`. */
export function chainNames(chain: ts.Expression): readonly string[] {
  const names: string[] = [];
  for (let node = chain; ;) {
    if (ts.isPropertyAccessExpression(node)) names.push(node.name.text);
    else if (!isCallOrTag(node) && !ts.isElementAccessExpression(node)) return names;
    node = unwrap(ts.isTaggedTemplateExpression(node) ? node.tag : node.expression);
  }
}

/** `query` in `query.eq('a', 1).limit(5)`. */
export function rootOf(node: ts.Expression): ts.Expression {
  const inner = unwrap(node);
  if (ts.isCallExpression(inner) || ts.isPropertyAccessExpression(inner) || ts.isElementAccessExpression(inner)) {
    return rootOf(inner.expression);
  }
  return ts.isTaggedTemplateExpression(inner) ? rootOf(inner.tag) : inner;
}

const isCallOrTag = (node: ts.Node): node is ts.CallExpression | ts.TaggedTemplateExpression =>
  ts.isCallExpression(node) || ts.isTaggedTemplateExpression(node);

/** `a && b` */
export const isAnd = (node: ts.Node): node is ts.BinaryExpression =>
  ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;
