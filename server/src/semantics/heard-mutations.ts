import { ts } from '../engine/syntax.ts';
import {
  type FunctionNode,
  isFunctionNode,
  memberName,
  propertyNameText,
  returnedExpressions,
  unwrap,
} from './nodes.ts';
import { scopesOf } from './scopes.ts';
import type { ValueQuestions } from './value.ts';

const maxHops = 12;
/** What a mutation's result says of its failure. */
const telling: ReadonlySet<string> = new Set(['error', 'isError', 'failureReason']);

/**
 * Who hears a call of `mutateAsync` fail, as a sentence names it: a callback among the options of the call or of the hook
 * that made the mutation, or the code that reads its error. Undefined when nobody does, and where a `catch` around the
 * call is meant to.
 */
export function hearerOf(call: ts.CallExpression, values: ValueQuestions): string | undefined {
  if (isTried(call)) return undefined;
  return hearerIn(call.arguments[1], values) ?? hearerOfMutation(call.expression, values);
}

/** The same of `mutateAsync` itself, whoever calls it: `onClick={remove.mutateAsync}`. */
export function hearerOfMutation(mutate: ts.Expression, values: ValueQuestions): string | undefined {
  return errorReadOf(unwrap(mutate)) ?? hearerOfHook(mutate, values);
}

export function isTried(call: ts.CallExpression): boolean {
  for (let node: ts.Node = call; node.parent && !isFunctionNode(node.parent); node = node.parent) {
    const { parent } = node;
    if (ts.isTryStatement(parent) && parent.tryBlock === node && parent.catchClause) return true;
  }
  return false;
}

/** Of `{ onError }` that does more than put data back, or of `{ onSettled: (data, error) => … }` that looks at the error. */
function hearerIn(options: ts.Expression | undefined, values: ValueQuestions): string | undefined {
  if (options === undefined) return undefined;
  for (const value of values.of(options)) {
    if (value.kind !== 'object') continue;
    for (const property of value.node.properties) {
      const name = propertyNameText(property.name);
      if (name === 'onError' && tellsOfError(functionsOf(property, values))) return '`onError`';
      if (name === 'onSettled' && functionsOf(property, values).some((fn) => uses(fn, 1))) return '`onSettled`';
    }
  }
  return undefined;
}

/** Empty where nothing is known. */
function functionsOf(property: ts.ObjectLiteralElementLike, values: ValueQuestions): readonly FunctionNode[] {
  if (ts.isMethodDeclaration(property)) return [property];
  const given = ts.isPropertyAssignment(property)
    ? property.initializer
    : ts.isShorthandPropertyAssignment(property)
      ? property.name
      : undefined;
  return given ? values.of(given).flatMap((value) => (value.kind === 'function' ? [value.node] : [])) : [];
}

/** What is not in sight is taken to tell. */
const tellsOfError = (functions: readonly FunctionNode[]): boolean =>
  functions.length === 0 ||
  functions.some((fn) => uses(fn, 0) || (fn.body !== undefined && doesMoreThanRestore(fn.body)));

function uses(fn: FunctionNode, at: number): boolean {
  const name = fn.parameters[at]?.name;
  return name !== undefined && (!ts.isIdentifier(name) || isRead(name));
}

/** An optimistic change that is taken back says nothing of why. */
const restoring = /^(?:[gs]etQuer(?:y|ies)Data|(?:invalidate|refetch|reset|remove|cancel)Queries|forEach|entries|map)$/;

function doesMoreThanRestore(node: ts.Node): boolean {
  if (ts.isCallExpression(node) && !restoring.test(memberName(unwrap(node.expression)) ?? '')) return true;
  return ts.forEachChild(node, (child) => doesMoreThanRestore(child) || undefined) ?? false;
}

const referencesOf = (name: ts.Identifier): readonly ts.Identifier[] =>
  scopesOf(name.getSourceFile()).bindingOf(name)?.references ?? [];

const isRead = (name: ts.BindingName): boolean => ts.isIdentifier(name) && referencesOf(name).length > 0;

/** `const { mutateAsync, error } = useSave()`, or `save.mutateAsync(…)` beside `save.error`. */
function errorReadOf(callee: ts.Expression): string | undefined {
  if (ts.isIdentifier(callee)) {
    const declaration = declarationOf(callee);
    return declaration && ts.isBindingElement(declaration) ? errorTakenBy(declaration.parent) : undefined;
  }
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const owner = unwrap(callee.expression);
  if (!ts.isIdentifier(owner)) return undefined;
  for (const reference of referencesOf(owner)) {
    const { parent } = reference;
    if (ts.isPropertyAccessExpression(parent) && parent.expression === reference && telling.has(parent.name.text))
      return `the code that reads \`${owner.text}.${parent.name.text}\``;
    const taken = ts.isVariableDeclaration(parent) ? errorTakenBy(parent.name) : undefined;
    if (taken !== undefined) return taken;
  }
  return undefined;
}

function errorTakenBy(pattern: ts.BindingName): string | undefined {
  if (!ts.isObjectBindingPattern(pattern)) return undefined;
  for (const element of pattern.elements) {
    const name = propertyNameText(element.propertyName ?? element.name);
    if (name !== undefined && telling.has(name) && isRead(element.name)) return `the code that reads \`${name}\``;
  }
  return undefined;
}

const declarationOf = (name: ts.Identifier): ts.Node | undefined =>
  scopesOf(name.getSourceFile()).bindingOf(name)?.declarations[0];

function hearerOfHook(callee: ts.Expression, values: ValueQuestions): string | undefined {
  const hearers = hooksBehind(callee, [], values, maxHops).map((hook) => hearerIn(hook.arguments[0], values));
  const [first] = hearers;
  return hearers.includes(undefined) || first === undefined ? undefined : `${first} of its \`useMutation\``;
}

/** The calls of `useMutation` that a value comes from, through members, patterns, spreads and hooks of the project. */
function hooksBehind(
  expression: ts.Expression,
  members: readonly string[],
  values: ValueQuestions,
  hops: number,
): readonly ts.CallExpression[] {
  if (hops === 0) return [];
  const follow = (next: ts.Expression, path: readonly string[]) => hooksBehind(next, path, values, hops - 1);
  const node = unwrap(expression);
  if (ts.isIdentifier(node)) {
    const source = declarationOf(node);
    const taken = source && takenFrom(source, members);
    return taken ? follow(taken.owner, taken.members) : [];
  }
  const name = memberName(node);
  if (ts.isPropertyAccessExpression(node) && name !== undefined) return follow(node.expression, [name, ...members]);
  if (ts.isObjectLiteralExpression(node))
    return node.properties.flatMap((property) => {
      if (ts.isSpreadAssignment(property)) return follow(property.expression, members);
      if (propertyNameText(property.name) !== members[0]) return [];
      if (ts.isShorthandPropertyAssignment(property)) return follow(property.name, members.slice(1));
      return ts.isPropertyAssignment(property) ? follow(property.initializer, members.slice(1)) : [];
    });
  if (!ts.isCallExpression(node)) return [];
  return values.of(node.expression).flatMap((value) => {
    if (value.kind === 'path') return value.path.endsWith('.useMutation') ? [node] : [];
    return value.kind === 'function' ? returnedExpressions(value.node).flatMap((each) => follow(each, members)) : [];
  });
}

interface Taken {
  readonly owner: ts.Expression;
  readonly members: readonly string[];
}

/** What a declared name holds: a member of what its pattern takes apart. */
function takenFrom(node: ts.Node, members: readonly string[]): Taken | undefined {
  if (ts.isVariableDeclaration(node)) return node.initializer && { owner: node.initializer, members };
  if (!ts.isBindingElement(node) || !ts.isObjectBindingPattern(node.parent) || node.dotDotDotToken) return undefined;
  const name = propertyNameText(node.propertyName ?? node.name);
  return name === undefined ? undefined : takenFrom(node.parent.parent, [name, ...members]);
}
