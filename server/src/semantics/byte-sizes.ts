import { ts } from '../engine/syntax.ts';
import { scopesOf } from './scopes.ts';
import { unwrap } from './nodes.ts';

const units: Readonly<Record<string, number>> = { '': 1, b: 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 };

/** The bytes that an expression stands for: `'50mb'`, `10 * 1024 * 1024`, `Infinity`, a constant of the file. */
export function bytesOf(expression: ts.Expression, depth = 4): number | undefined {
  const node = unwrap(expression);
  if (ts.isNumericLiteral(node)) return Number(node.text.replaceAll('_', ''));
  if (ts.isStringLiteralLike(node)) return bytesInText(node.text);
  if (ts.isBinaryExpression(node)) return computed(node, depth);
  if (ts.isIdentifier(node)) return ofName(node, depth);
  return node.getText() === 'Number.MAX_SAFE_INTEGER' || node.getText() === 'Number.POSITIVE_INFINITY'
    ? Number.POSITIVE_INFINITY
    : undefined;
}

function bytesInText(text: string): number | undefined {
  const [, count, unit] = /^\s*(\d{1,12}(?:\.\d{1,6})?)\s*([kmgt]?)i?b?\s*$/i.exec(text) ?? [];
  const factor = unit === undefined ? undefined : units[unit.toLowerCase()];
  return factor === undefined ? undefined : Number(count) * factor;
}

function computed({ left, right, operatorToken }: ts.BinaryExpression, depth: number): number | undefined {
  const [one, other] = [bytesOf(left, depth), bytesOf(right, depth)];
  if (one === undefined || other === undefined) return undefined;
  if (operatorToken.kind === ts.SyntaxKind.AsteriskToken) return one * other;
  if (operatorToken.kind === ts.SyntaxKind.PlusToken) return one + other;
  if (operatorToken.kind === ts.SyntaxKind.AsteriskAsteriskToken) return one ** other;
  return operatorToken.kind === ts.SyntaxKind.LessThanLessThanToken ? one * 2 ** other : undefined;
}

function ofName(name: ts.Identifier, depth: number): number | undefined {
  const binding = scopesOf(name.getSourceFile()).bindingOf(name);
  if (binding === undefined) return name.text === 'Infinity' ? Number.POSITIVE_INFINITY : undefined;
  const [declaration] = binding.kind === 'const' ? binding.declarations : [];
  const initializer = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  return initializer === undefined || depth === 0 ? undefined : bytesOf(initializer, depth - 1);
}

/** `500 MB`, as people say it. */
export function sizeWords(bytes: number): string {
  if (!Number.isFinite(bytes)) return 'any size';
  return bytes >= 2 ** 30 ? `${rounded(bytes / 2 ** 30)} GB` : `${rounded(bytes / 2 ** 20)} MB`;
}

const rounded = (value: number): number => Math.round(value * 10) / 10;
