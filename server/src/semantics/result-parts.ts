import { ts } from '../engine/syntax.ts';
import { memberName, propertyNameText, unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';

/** A property of a result, or a place in a tuple, and the expressions that stand for it. */
export interface ResultPart {
  readonly name: string;
  readonly uses: readonly ts.Expression[];
}

/** What the code takes of a result. Undefined: it is handed on whole, so that somebody else may look. */
export type ResultParts = readonly ResultPart[] | undefined;

const maxDepth = 4;

/** What becomes of a value that an expression gives, by syntax alone. */
export function partsOfValue(expression: ts.Expression, depth = 0): ResultParts {
  if (depth > maxDepth) return undefined;
  const node = outermost(expression);
  const { parent } = node;
  if (ts.isExpressionStatement(parent) || ts.isVoidExpression(parent)) return [];
  if (ts.isVariableDeclaration(parent))
    return parent.initializer === node ? partsOfName(parent.name, depth) : undefined;
  if (ts.isBinaryExpression(parent)) return partsOfOperand(node, parent, depth);
  if (ts.isConditionalExpression(parent)) return parent.condition === node ? [] : partsOfValue(parent, depth);
  if (ts.isIfStatement(parent)) return [];
  if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) {
    const name = parent.expression === node ? keyOf(parent) : undefined;
    return name === undefined ? undefined : [{ name, uses: [parent] }];
  }
  return undefined;
}

/** What is taken of the `index`th value of an awaited `Promise.all([…])`. */
export function partsOfElement(expression: ts.Expression, index: number): ResultParts {
  const node = outermost(expression);
  const { parent } = node;
  if (ts.isExpressionStatement(parent)) return [];
  if (!ts.isVariableDeclaration(parent)) return undefined;
  if (ts.isArrayBindingPattern(parent.name)) return partsOfArrayElement(parent.name, index, 0);
  if (!ts.isIdentifier(parent.name) || isExported(parent)) return undefined;
  return merged(
    usesOf(parent.name).map((use) => {
      const access = use.parent;
      if (!ts.isElementAccessExpression(access) || access.expression !== use) return undefined;
      const key = keyOf(access);
      if (key === undefined) return undefined;
      return key === String(index) ? partsOfValue(access, 1) : [];
    }),
  );
}

/** What is taken of a value by a name or a pattern that it is given to. */
export function partsOfName(name: ts.BindingName, depth = 0): ResultParts {
  if (ts.isIdentifier(name))
    return isExported(name.parent) ? undefined : merged(usesOf(name).map((use) => partsOfValue(use, depth + 1)));
  if (ts.isArrayBindingPattern(name)) {
    return merged(name.elements.map((_, at) => partsOfTuple(name, at)));
  }
  return merged(name.elements.map(partOfElement));
}

function partOfElement(element: ts.BindingElement): ResultParts {
  const name = propertyNameText(element.propertyName ?? (ts.isIdentifier(element.name) ? element.name : undefined));
  if (element.dotDotDotToken || name === undefined || isExported(element)) return undefined;
  return [{ name, uses: namesIn(element.name).flatMap(usesOf) }];
}

function partsOfTuple(pattern: ts.ArrayBindingPattern, at: number): ResultParts {
  const element = pattern.elements[at];
  if (element === undefined || ts.isOmittedExpression(element)) return [];
  if (element.dotDotDotToken || isExported(element)) return undefined;
  return [{ name: String(at), uses: namesIn(element.name).flatMap(usesOf) }];
}

function partsOfArrayElement(pattern: ts.ArrayBindingPattern, index: number, depth: number): ResultParts {
  const before = pattern.elements.slice(0, index + 1);
  if (before.some((each) => ts.isBindingElement(each) && each.dotDotDotToken)) return undefined;
  const element = pattern.elements[index];
  return element === undefined || ts.isOmittedExpression(element) ? [] : partsOfName(element.name, depth);
}

function partsOfOperand(node: ts.Expression, parent: ts.BinaryExpression, depth: number): ResultParts {
  switch (parent.operatorToken.kind) {
    case ts.SyntaxKind.CommaToken:
      return parent.left === node ? [] : partsOfValue(parent, depth);
    case ts.SyntaxKind.AmpersandAmpersandToken:
    case ts.SyntaxKind.BarBarToken:
    case ts.SyntaxKind.QuestionQuestionToken:
      return partsOfValue(parent, depth);
    case ts.SyntaxKind.EqualsToken:
      return parent.right === node ? partsOfTarget(parent.left, depth) : undefined;
    default:
      return undefined;
  }
}

/** `({ data } = await …)`, `result = await …`. */
function partsOfTarget(target: ts.Expression, depth: number): ResultParts {
  if (ts.isIdentifier(target)) return merged(usesOf(target).map((use) => partsOfValue(use, depth + 1)));
  if (!ts.isObjectLiteralExpression(target)) return undefined;
  return merged(
    target.properties.map((property) => {
      const name = propertyNameText(property.name);
      const held = ts.isPropertyAssignment(property) ? property.initializer : property.name;
      return name !== undefined && held !== undefined && ts.isIdentifier(held)
        ? [{ name, uses: usesOf(held) }]
        : undefined;
    }),
  );
}

function merged(all: readonly ResultParts[]): ResultParts {
  const known = all.filter((parts) => parts !== undefined);
  return known.length === all.length ? known.flat() : undefined;
}

function namesIn(name: ts.BindingName): readonly ts.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : namesIn(element.name)));
}

/** References that read the name. Unknown to the file's scopes, a name is read by whoever declared it. */
export function usesOf(name: ts.Identifier): readonly ts.Identifier[] {
  const binding = scopesOf(name.getSourceFile()).bindingOf(name);
  return binding === undefined ? [name] : binding.references.filter((use) => !binding.writes.includes(use));
}

function keyOf(access: ts.PropertyAccessExpression | ts.ElementAccessExpression): string | undefined {
  const named = memberName(access);
  if (named !== undefined || ts.isPropertyAccessExpression(access)) return named;
  return ts.isNumericLiteral(access.argumentExpression) ? access.argumentExpression.text : undefined;
}

/** Past all that changes no value: parentheses, casts, `!`. */
export function outermost(expression: ts.Expression): ts.Expression {
  let node = expression;
  while (ts.isExpression(node.parent) && unwrap(node.parent) !== node.parent) node = node.parent;
  return node;
}

function isExported(node: ts.Node): boolean {
  return ts.isVariableDeclaration(node) || ts.isBindingElement(node)
    ? (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Export) !== 0
    : false;
}

/** The member that is read of an expression. */
export function accessOf(node: ts.Expression): ts.PropertyAccessExpression | ts.ElementAccessExpression | undefined {
  const { parent } = outermost(node);
  const isAccess = ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent);
  return isAccess && unwrap(parent.expression) === unwrap(node) ? parent : undefined;
}
