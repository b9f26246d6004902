import { ts } from '../engine/syntax.ts';
import { fieldWrites } from './fields.ts';
import { memberName, propertyNameText } from './nodes.ts';
import { scopesOf } from './scopes.ts';

/** What a variable or a field is given. */
export interface Held {
  readonly sources: readonly ts.Expression[];
  /** Whether something else may come into it: from a caller, a loop, a pattern. */
  readonly isOpen: boolean;
}

const unknown: Held = { sources: [], isOpen: true };

export function heldByVariable(name: ts.Identifier): Held {
  const binding = scopesOf(name.getSourceFile()).bindingOf(name);
  if (binding === undefined) return unknown;
  const given = [...binding.declarations.map(declared), ...binding.writes.map(assigned)];
  return { sources: given.flatMap(({ sources }) => sources), isOpen: given.some(({ isOpen }) => isOpen) };
}

function declared(node: ts.Node): Held {
  if (ts.isParameter(node)) return { sources: node.initializer ? [node.initializer] : [], isOpen: true };
  if (!ts.isVariableDeclaration(node) || !ts.isIdentifier(node.name) || !isPlain(node)) return unknown;
  return { sources: node.initializer ? [node.initializer] : [], isOpen: false };
}

const assigning: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
  ts.SyntaxKind.BarBarEqualsToken,
]);

function assigned(write: ts.Identifier): Held {
  const { parent } = write;
  const isAssignment = ts.isBinaryExpression(parent) && parent.left === write;
  return isAssignment && assigning.has(parent.operatorToken.kind)
    ? { sources: [parent.right], isOpen: false }
    : unknown;
}

/** Neither the variable of a loop nor one that a `for…of` fills. */
const isPlain = (node: ts.VariableDeclaration): boolean =>
  ts.isVariableDeclarationList(node.parent) && ts.isVariableStatement(node.parent.parent);

/** A field of `this`, as far as its class fills it. */
export function heldByField(node: ts.PropertyAccessExpression): Held {
  const owner = node.expression.kind === ts.SyntaxKind.ThisKeyword ? classAround(node) : undefined;
  if (owner === undefined) return unknown;
  const name = node.name.text;
  const initial = owner.members.flatMap((member) =>
    ts.isPropertyDeclaration(member) && propertyNameText(member.name) === name && member.initializer
      ? [member.initializer]
      : [],
  );
  const writes = fieldWrites(owner);
  const written = writes.flatMap((write) =>
    ts.isBinaryExpression(write) && memberName(write.left) === name ? [write.right] : [],
  );
  const isOpen = writes.some((write) => ts.isParameter(write) && propertyNameText(write.name) === name);
  return { sources: [...initial, ...written], isOpen };
}

function classAround(node: ts.Node): ts.ClassLikeDeclaration | undefined {
  for (let current = node.parent; current; current = current.parent) {
    if (ts.isClassLike(current)) return current;
    if (ts.isFunctionDeclaration(current) || ts.isFunctionExpression(current)) return undefined;
  }
  return undefined;
}
