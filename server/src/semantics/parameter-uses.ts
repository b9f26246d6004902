import { ts } from '../engine/syntax.ts';
import type { CalleeQuestions } from './callees.ts';
import { enclosingFunction, type FunctionNode, propertyNameText, unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';

/**
 * What a function of the project does with the promise that a function given to it returns. `waits`: it looks at it on
 * some path. `drops`: it calls the function, and never looks. `unknown`: the function goes on to somebody else.
 */
export type ParameterUse = 'waits' | 'drops' | 'unknown';

export interface ParameterUseQuestions {
  /** Of the argument at an index, by the functions of the project that the call may run. */
  useOfArgument(call: CallLike, at: number): ParameterUse;
  /** Of a property of the first parameter, as a component of React has them. */
  useOfProp(fn: FunctionNode, prop: string): ParameterUse;
}

type CallLike = ts.CallExpression | ts.NewExpression;

/** Functions that hand on what they were given. */
const maxHops = 4;

export function createParameterUses(callees: CalleeQuestions): ParameterUseQuestions {
  function useOfArgument(call: CallLike, at: number, hops = maxHops): ParameterUse {
    const { functions } = hops > 0 ? callees.of(call) : { functions: [] };
    const uses = functions.map((fn) => useOfParameter(fn, at, hops - 1));
    if (uses.includes('waits')) return 'waits';
    return uses.length > 0 && uses.every((use) => use === 'drops') ? 'drops' : 'unknown';
  }

  function useOfParameter(fn: FunctionNode, at: number, hops: number): ParameterUse {
    const parameter = fn.parameters[at];
    if (parameter === undefined || parameter.dotDotDotToken || !ts.isIdentifier(parameter.name)) return 'unknown';
    const use = useOf(referencesTo(parameter.name), fn, hops);
    // Where it says that it takes a promise and drops it, the promise floats there, not here.
    return use === 'drops' && /\bPromise\b/.test(parameter.type?.getText() ?? '') ? 'unknown' : use;
  }

  function useOfProp(fn: FunctionNode, prop: string): ParameterUse {
    const name = fn.parameters[0]?.name;
    if (name === undefined) return 'unknown';
    if (ts.isIdentifier(name)) return useOf(membersOf(referencesTo(name), prop), fn, maxHops);
    if (!ts.isObjectBindingPattern(name)) return 'unknown';
    const element = name.elements.find((each) => propertyNameText(each.propertyName ?? each.name) === prop);
    return element && ts.isIdentifier(element.name) ? useOf(referencesTo(element.name), fn, maxHops) : 'unknown';
  }

  function useOf(references: readonly ts.Expression[], fn: FunctionNode, hops: number): ParameterUse {
    const uses = references.flatMap((reference) => useOfReference(reference, fn, hops));
    if (uses.includes('waits')) return 'waits';
    return uses.length === 0 || uses.includes('unknown') ? 'unknown' : 'drops';
  }

  function useOfReference(reference: ts.Expression, fn: FunctionNode, hops: number): readonly ParameterUse[] {
    const { parent } = reference;
    if (isAsked(reference)) return [];
    if (!ts.isCallExpression(parent) && !ts.isNewExpression(parent)) return ['unknown'];
    if (parent.expression === reference) return [useOfCall(parent, fn)];
    return [useOfArgument(parent, parent.arguments?.indexOf(reference) ?? -1, hops)];
  }

  return { useOfArgument, useOfProp };
}

const referencesTo = (name: ts.Identifier): readonly ts.Identifier[] =>
  scopesOf(name.getSourceFile()).bindingOf(name)?.references ?? [];

function membersOf(owners: readonly ts.Identifier[], prop: string): readonly ts.Expression[] {
  return owners.flatMap((owner) => {
    const { parent } = owner;
    return ts.isPropertyAccessExpression(parent) && parent.name.text === prop ? [parent] : [];
  });
}

/** `if (onDone) …`, `onDone && …`, `!onDone`, `typeof onDone`. */
function isAsked(reference: ts.Expression): boolean {
  const { parent } = reference;
  return (
    (ts.isIfStatement(parent) && parent.expression === reference) ||
    (ts.isConditionalExpression(parent) && parent.condition === reference) ||
    (ts.isBinaryExpression(parent) && parent.left === reference) ||
    ts.isPrefixUnaryExpression(parent) ||
    ts.isTypeOfExpression(parent)
  );
}

function useOfCall(call: CallLike, fn: FunctionNode): ParameterUse {
  let node: ts.Expression = call;
  while (ts.isExpression(node.parent) && passesOn(node.parent, node)) node = node.parent;
  const { parent } = node;
  if (ts.isExpressionStatement(parent) || ts.isVoidExpression(parent)) return 'drops';
  // What the function itself returns is its caller's to wait for.
  const isReturned = ts.isReturnStatement(parent) || ts.isArrowFunction(parent);
  if (isReturned) return enclosingFunction(node) === fn ? 'waits' : 'unknown';
  return 'waits';
}

/** Parents that hand the value of an operand to whoever takes theirs. */
function passesOn(parent: ts.Expression, node: ts.Expression): boolean {
  if (ts.isBinaryExpression(parent))
    return parent.right === node && parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;
  if (ts.isConditionalExpression(parent)) return parent.condition !== node;
  return unwrap(parent) !== parent;
}
