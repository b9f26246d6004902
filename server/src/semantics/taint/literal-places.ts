import { ts } from '../../engine/syntax.ts';
import { isFunctionNode, memberName, propertyNameText, unwrap } from '../nodes.ts';
import { scopesOf } from '../scopes.ts';

/** A value as it is written, and the members of it that are still to be followed. */
export interface WrittenPlace {
  readonly node: ts.Expression;
  readonly members: readonly string[];
}

const maxDepth = 12;

/**
 * The expressions that stand at the members of a value as far as they are written out, through literals, constants and the callback
 * of `map`: `item.price` of `{ line_items: items.map((item) => ({ unit_amount: item.price })) }`.
 */
export function writtenAt(value: ts.Expression, members: readonly string[], depth = 0): readonly WrittenPlace[] {
  const node = unwrap(value);
  const [member, ...rest] = members;
  if (member === undefined) return [{ node, members }];
  const next = depth + 1;
  if (depth > maxDepth) return [];
  if (ts.isObjectLiteralExpression(node)) return ofObject(node, member, rest, next);
  if (member === '*') {
    if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap((each) => writtenAt(each, rest, next));
    const made = madeByMap(node);
    if (made !== undefined) return writtenAt(made, rest, next);
  }
  const constant = ts.isIdentifier(node) ? constantBehind(node) : undefined;
  return constant ? writtenAt(constant, members, next) : [{ node, members }];
}

function ofObject(
  { properties }: ts.ObjectLiteralExpression,
  member: string,
  rest: readonly string[],
  depth: number,
): readonly WrittenPlace[] {
  for (const property of [...properties].reverse()) {
    if (ts.isSpreadAssignment(property)) {
      const spread = unwrap(property.expression);
      // Of what came as a whole it is another rule's business what it holds.
      const inside = ts.isObjectLiteralExpression(spread) ? ofObject(spread, member, rest, depth) : [];
      if (inside.length > 0) return inside;
    } else if (propertyNameText(property.name) === member) {
      if (ts.isPropertyAssignment(property)) return writtenAt(property.initializer, rest, depth);
      return ts.isShorthandPropertyAssignment(property) ? writtenAt(property.name, rest, depth) : [];
    }
  }
  return [];
}

/** The literal that a value is written as, perhaps under a name. */
export function literalBehind(value: ts.Expression): ts.ObjectLiteralExpression | undefined {
  const node = unwrap(value);
  const written = ts.isIdentifier(node) ? constantBehind(node) : node;
  return written !== undefined && ts.isObjectLiteralExpression(written) ? written : undefined;
}

/** What the callback of `items.map((item) => ({ … }))` gives. */
function madeByMap(node: ts.Expression): ts.Expression | undefined {
  if (!ts.isCallExpression(node) || memberName(node.expression) !== 'map') return undefined;
  const [callback] = node.arguments;
  if (callback === undefined || !isFunctionNode(callback) || callback.body === undefined) return undefined;
  if (!ts.isBlock(callback.body)) return callback.body;
  const last = callback.body.statements.at(-1);
  return last && ts.isReturnStatement(last) ? last.expression : undefined;
}

/** The initializer of a name that is written once and whose members nobody sets later. */
function constantBehind(name: ts.Identifier): ts.Expression | undefined {
  const binding = scopesOf(name.getSourceFile()).bindingOf(name);
  const [declaration] = binding?.declarations ?? [];
  if (binding === undefined || binding.writes.length > 0 || declaration === undefined) return undefined;
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return undefined;
  if (binding.references.some(isChanged)) return undefined;
  const initial = unwrap(declaration.initializer);
  const isWritten = ts.isObjectLiteralExpression(initial) || ts.isArrayLiteralExpression(initial);
  return isWritten || madeByMap(initial) !== undefined ? initial : undefined;
}

/** `order.total = …`, `lines.push(…)`. */
function isChanged({ parent }: ts.Identifier): boolean {
  const isMember = ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent);
  if (!isMember) return false;
  const outer = parent.parent;
  return (
    (ts.isBinaryExpression(outer) && outer.left === parent && outer.operatorToken.kind === ts.SyntaxKind.EqualsToken) ||
    (ts.isCallExpression(outer) &&
      outer.expression === parent &&
      /^(?:push|unshift|splice)$/.test(memberName(parent) ?? ''))
  );
}
