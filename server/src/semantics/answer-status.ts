import { ts } from '../engine/syntax.ts';
import { isFunctionNode, memberName, unwrap } from './nodes.ts';
import { type Binding, scopesOf } from './scopes.ts';

/** 200 where none is given; undefined where no number stands in the code. */
export const statusFrom = (node: ts.Expression | undefined): number | undefined => (node ? statusOf(node) : 200);

/** `res.status(404);` or `res.statusCode = 404;` further up, on the way to an answer. */
export function statusSetBefore(response: ts.Identifier, { pos }: ts.Node): ts.Expression | undefined {
  const uses = scopesOf(response.getSourceFile()).bindingOf(response)?.references ?? [];
  return uses.flatMap((use) => (use.pos < pos && isOnTheWay(use, pos) ? (statusSetBy(use) ?? []) : [])).at(-1);
}

/** Not in a branch that may not have been taken. */
function isOnTheWay(use: ts.Identifier, pos: number): boolean {
  let current: ts.Node = use;
  while (current.parent && !ts.isBlock(current) && !isFunctionNode(current)) current = current.parent;
  return current.pos <= pos && pos < current.end;
}

function statusSetBy({ parent }: ts.Identifier): ts.Expression | undefined {
  if (!ts.isPropertyAccessExpression(parent)) return undefined;
  const { text } = parent.name;
  const owner = parent.parent;
  if (/^(?:statusCode|status)$/.test(text) && ts.isBinaryExpression(owner) && owner.left === parent) return owner.right;
  const isSet = /^(?:status|code|writeHead)$/.test(text) && ts.isCallExpression(owner) && !isSent(owner);
  return isSet ? owner.arguments[0] : undefined;
}

/** `res.status(404).send('…')` is an answer of its own. */
function isSent({ parent }: ts.CallExpression): boolean {
  if (!ts.isPropertyAccessExpression(parent) || !ts.isCallExpression(parent.parent)) return false;
  return /^(?:json|jsonp|send|end|html|text|body|redirect|render)$/.test(parent.name.text) || isSent(parent.parent);
}

/** A number that stands in the code, through a constant of the file and `StatusCodes.INTERNAL_SERVER_ERROR`. */
export function statusOf(node: ts.Expression): number | undefined {
  const inner = unwrap(node);
  if (ts.isIdentifier(inner)) {
    const binding = scopesOf(inner.getSourceFile()).bindingOf(inner);
    const initial = binding?.kind === 'const' ? initializerOf(binding) : undefined;
    return initial && numberIn(initial);
  }
  return numberIn(inner) ?? namedStatuses[memberName(inner) ?? ''];
}

export const numberIn = (node: ts.Expression): number | undefined => {
  const inner = unwrap(node);
  return ts.isNumericLiteral(inner) ? Number(inner.text) : undefined;
};

const namedStatuses: Readonly<Record<string, number>> = {
  OK: 200,
  CREATED: 201,
  ACCEPTED: 202,
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  INTERNAL_SERVER_ERROR: 500,
};

function initializerOf({ declarations: [declaration] }: Binding): ts.Expression | undefined {
  return declaration && (ts.isVariableDeclaration(declaration) || ts.isParameter(declaration))
    ? declaration.initializer
    : undefined;
}
