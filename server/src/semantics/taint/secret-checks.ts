import { ts } from '../../engine/syntax.ts';
import { secretNameOf } from '../../secrets/secret-names.ts';
import { environmentOrigin } from '../environment-reads.ts';
import { memberName, unwrap } from '../nodes.ts';
import { scopesOf } from '../scopes.ts';
import { placedValueOf } from './graphs.ts';
import { settledAt } from './settled.ts';

/** `if (token !== process.env.INTERNAL_KEY) return`: whether only those who know a secret of the program get to a place. */
export function isBehindSecret(given: ts.Node): boolean {
  const call = callAround(given);
  const placed = call && placedValueOf(call);
  if (placed === undefined) return false;
  const { graph, value } = placed;
  return settledAt(graph, graph.body.block(value)).some(({ condition, isTrue }) => {
    const node = graph.nodeOf(condition);
    return node !== undefined && ts.isExpression(node) && saysThatKnown(unwrap(node), isTrue);
  });
}

function callAround(given: ts.Node): ts.Node | undefined {
  for (let node: ts.Node | undefined = given.parent; node !== undefined && !ts.isStatement(node); node = node.parent)
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) return node;
  return undefined;
}

function saysThatKnown(test: ts.Expression, isTrue: boolean): boolean {
  if (ts.isBinaryExpression(test)) {
    const isEquality = equalities.get(test.operatorToken.kind);
    return isEquality === isTrue && (isSecret(test.left) || isSecret(test.right));
  }
  if (!ts.isCallExpression(test) || !isTrue) return false;
  const callee = unwrap(test.expression);
  const name = ts.isIdentifier(callee) ? callee.text : (memberName(callee) ?? '');
  return /equal|compare/i.test(name) && test.arguments.some((argument) => isSecret(bytesOf(argument)));
}

/** `Buffer.from(SECRET)` */
const bytesOf = (argument: ts.Expression): ts.Expression => {
  const node = unwrap(argument);
  return ts.isCallExpression(node) ? (node.arguments[0] ?? node) : node;
};

function isSecret(expression: ts.Expression): boolean {
  const node = unwrap(expression);
  if (ts.isTemplateExpression(node)) return node.templateSpans.some((span) => isSecret(span.expression));
  const name = environmentOrigin(node) ?? (isWrittenHere(node) ? node.text : undefined);
  return name !== undefined && secretNameOf(name) !== undefined;
}

/** `const MIGRATE_TOKEN = '4fe9…'`: that it is in the code is another rule's to say. */
function isWrittenHere(node: ts.Expression): node is ts.Identifier {
  const binding = ts.isIdentifier(node) ? scopesOf(node.getSourceFile()).bindingOf(node) : undefined;
  const declared = binding?.writes.length === 0 ? binding.declarations[0] : undefined;
  const initial = declared && ts.isVariableDeclaration(declared) ? declared.initializer : undefined;
  return initial !== undefined && ts.isStringLiteralLike(unwrap(initial));
}

const equalities: ReadonlyMap<ts.SyntaxKind, boolean> = new Map([
  [ts.SyntaxKind.EqualsEqualsEqualsToken, true],
  [ts.SyntaxKind.EqualsEqualsToken, true],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, false],
  [ts.SyntaxKind.ExclamationEqualsToken, false],
]);
