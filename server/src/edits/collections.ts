import type { FixContext } from '../engine/rule.ts';
import { ts } from '../engine/syntax.ts';
import { unwrap } from '../semantics/nodes.ts';
import { scopesOf } from '../semantics/scopes.ts';

export type EditContext = Pick<FixContext, 'semantics' | 'snapshot' | 'facts'>;

/** A call of a method that takes a function: `orders.filter(isPaid)`. */
export interface CollectionCall {
  readonly call: ts.CallExpression;
  readonly name: ts.Identifier | ts.PrivateIdentifier;
  readonly collection: ts.Expression;
  readonly callback: ts.Expression;
  readonly isOptional: boolean;
  /** The call, or the `await` that somebody put in front of it. */
  readonly outer: ts.Expression;
}

/** `list`: iterable by its items, with all methods of arrays. `items`: iterable by its items only. */
export type CollectionKind = 'list' | 'items' | 'map' | 'snapshot' | 'other';

export function collectionCall(call: ts.CallExpression): CollectionCall | undefined {
  const callee = call.expression;
  const [callback] = call.arguments;
  if (!ts.isPropertyAccessExpression(callee) || callback === undefined || ts.isSpreadElement(callback))
    return undefined;
  const { parent } = call;
  return {
    call,
    name: callee.name,
    collection: callee.expression,
    callback,
    isOptional: callee.questionDotToken !== undefined,
    outer: ts.isAwaitExpression(parent) ? parent : call,
  };
}

/** What the types call the owner of the method; where they say nothing, names that are no arrays are left alone. */
export function kindOf({ call, name, collection }: CollectionCall, { snapshot }: EditContext): CollectionKind {
  const targets = snapshot.oracle(call.getSourceFile().fileName)?.calleeOf(name) ?? 'unknown';
  if (targets === 'unknown') return kindByName(collection);
  const owners = targets.map(({ module, exportPath }) => `${module}.${exportPath.split('.')[0] ?? ''}`);
  if (owners.every((owner) => /^lib\.(?:Readonly)?\w*Array$/.test(owner))) return 'list';
  if (owners.every((owner) => /^lib\.(?:(?:Readonly)?Set|NodeListOf|NodeList|HTMLCollectionOf)$/.test(owner)))
    return 'items';
  if (owners.every((owner) => /^lib\.(?:Readonly)?Map$/.test(owner))) return 'map';
  return owners.every((owner) => owner.endsWith('QuerySnapshot')) ? 'snapshot' : 'other';
}

function kindByName(collection: ts.Expression): CollectionKind {
  const node = unwrap(collection);
  if (ts.isArrayLiteralExpression(node)) return 'list';
  const declared = ts.isIdentifier(node) ? kindByDeclaration(node) : undefined;
  if (declared !== undefined) return declared;
  const name = ts.isIdentifier(node) ? node.text : ts.isPropertyAccessExpression(node) ? node.name.text : '';
  if (/snap(?:shot)?s?\d*$/i.test(name)) return 'snapshot';
  return /map$|params$|headers$|cache$|collection$|^formData$/i.test(name) ? 'other' : 'list';
}

/** `new Map()`, `: Set<string>`. */
function kindByDeclaration(name: ts.Identifier): CollectionKind | undefined {
  const [declaration] = scopesOf(name.getSourceFile()).bindingOf(name)?.declarations ?? [];
  if (declaration === undefined || !(ts.isVariableDeclaration(declaration) || ts.isParameter(declaration)))
    return undefined;
  const { type, initializer } = declaration;
  const made = initializer && unwrap(initializer);
  const words = type?.getText() ?? (made && ts.isNewExpression(made) ? made.expression.getText() : '');
  if (/^(?:Readonly)?Map\b/.test(words)) return 'map';
  return /^(?:Readonly)?Set\b/.test(words) ? 'items' : undefined;
}

/** Can be written twice: reading it runs nothing. */
export function isPath(node: ts.Expression): boolean {
  if (ts.isPropertyAccessExpression(node)) return isPath(node.expression);
  return ts.isIdentifier(node) || node.kind === ts.SyntaxKind.ThisKeyword;
}
