import { ts } from '../engine/syntax.ts';
import { memberName } from './nodes.ts';
import { scopesOf } from './scopes.ts';
import { promiseStatic } from './thenables.ts';

/** Methods of arrays that look at the items themselves. */
const looking = new Set(['filter', 'find', 'findIndex', 'some', 'every', 'join', 'sort', 'toSorted', 'includes']);

/** Calls that write their argument out. */
const writing = new Set(['json', 'send', 'stringify']);

/**
 * Who takes the promises of `items.map(async …)` for what they resolve to: the name of a method or function; empty where the
 * array goes into a variable that nobody reads. Undefined where somebody may wait.
 */
export function readerOfPromises(call: ts.CallExpression): string | undefined {
  const direct = readerOf(call);
  if (direct !== undefined) return direct;
  const declaration = call.parent;
  if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name) || isExported(declaration))
    return undefined;
  const binding = scopesOf(call.getSourceFile()).bindingOf(declaration.name);
  if (binding === undefined || binding.kind !== 'const' || binding.typeReferences.length > 0) return undefined;
  const readers = binding.references.filter((reference) => !isCounted(reference)).map(readerOf);
  if (readers.length === 0) return binding.references.length === 0 ? '' : undefined;
  return readers.includes(undefined) ? undefined : readers[0];
}

function readerOf(array: ts.Expression): string | undefined {
  const { parent } = array;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === array) {
    const call = parent.parent;
    if (!ts.isCallExpression(call) || call.expression !== parent || !looking.has(parent.name.text)) return undefined;
    return isWaitedForAlone(call) ? undefined : parent.name.text;
  }
  if (!ts.isCallExpression(parent) || parent.arguments[0] !== array) return undefined;
  const method = memberName(parent.expression) ?? '';
  return writing.has(method) ? method : undefined;
}

/** `await Promise.all(updates.filter(Boolean));`: every promise passes, is waited for, and nobody reads what it gives. */
function isWaitedForAlone({ arguments: [callback], parent }: ts.CallExpression): boolean {
  if (callback === undefined || !ts.isIdentifier(callback) || callback.text !== 'Boolean') return false;
  if (!ts.isCallExpression(parent) || !/^(?:all|allSettled)$/.test(promiseStatic(parent) ?? '')) return false;
  return ts.isAwaitExpression(parent.parent) && ts.isExpressionStatement(parent.parent.parent);
}

/** `results.length` says nothing of the items. */
const isCounted = ({ parent }: ts.Identifier): boolean =>
  ts.isPropertyAccessExpression(parent) && parent.name.text === 'length';

const isExported = (declaration: ts.VariableDeclaration): boolean =>
  (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) !== 0;
