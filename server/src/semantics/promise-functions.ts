import type { Snapshot } from '../engine/snapshot.ts';
import { ts } from '../engine/syntax.ts';
import type { CalleeQuestions } from './callees.ts';
import { chainHead } from './floating.ts';
import {
  type FunctionNode,
  isAsync,
  isFunctionExpression,
  isFunctionNode,
  returnedExpressions,
  unwrap,
} from './nodes.ts';
import { scopesOf } from './scopes.ts';
import type { Rejection, RejectionQuestions } from './rejections.ts';
import type { ThenableQuestions } from './thenables.ts';
import type { ValueQuestions } from './values.ts';

/** A value that gives a promise when it is called. */
export interface PromiseFunction {
  /** Of the project; empty for what only a library or the types know. */
  readonly functions: readonly FunctionNode[];
  /** Follows all that the functions call: ask once it is clear that the answer matters. */
  rejection(): Rejection;
}

/** What `TypeOracle.contractOf` calls a value. */
export type FunctionPlace =
  ts.Expression | ts.ShorthandPropertyAssignment | ts.ClassElement | ts.TypeElement | ts.ObjectLiteralElementLike;

/** `types`: a function of which nothing but its type is known counts too. */
export type Evidence = 'body' | 'types';

export interface PromiseFunctionQuestions {
  /** Undefined for what gives no promise, or for what nobody can tell about. */
  promiseFunctionOf(value: FunctionPlace, evidence?: Evidence): PromiseFunction | undefined;
}

interface Questions {
  readonly snapshot: Snapshot;
  readonly values: ValueQuestions;
  readonly callees: CalleeQuestions;
  readonly thenables: ThenableQuestions;
  readonly rejections: RejectionQuestions;
}

/** No body and no model stands behind it. */
const unknown: Rejection = { kind: 'may', reason: { because: '', steps: [], guess: 'type' } };

export function createPromiseFunctions({
  snapshot,
  values,
  callees,
  thenables,
  rejections,
}: Questions): PromiseFunctionQuestions {
  function promiseFunctionOf(value: FunctionPlace, evidence: Evidence = 'types'): PromiseFunction | undefined {
    const ofType = evidence === 'types' ? ofItsType : () => undefined;
    const node = ts.isExpression(value) ? unwrap(value) : value;
    if (isFunctionNode(node)) return node.body === undefined ? ofType(node) : ofFunctions([node]);
    if (ts.isExpression(node) || ts.isShorthandPropertyAssignment(node)) return ofValue(node, ofType);
    return ts.isTypeElement(node) || ts.isPropertyDeclaration(node) ? ofType(node) : undefined;
  }

  function ofFunctions(functions: readonly FunctionNode[]): PromiseFunction | undefined {
    if (!functions.every(givesPromise) || functions.every(isOnPurpose)) return undefined;
    return { functions, rejection: () => rejectionOfAny(functions) };
  }

  function rejectionOfAny(functions: readonly FunctionNode[]): Rejection {
    for (const fn of functions) {
      const reason = rejections.rejectionOfResult(fn);
      if (reason) return { kind: 'may', reason };
    }
    return { kind: 'never', because: whyHarmless(functions) };
  }

  /** Of a function that is written without `async`, one path is enough. */
  function givesPromise(fn: FunctionNode): boolean {
    const answer = thenables.returnsThenable(fn);
    return answer === 'yes' || answer === 'maybe';
  }

  /** `() => navigate('/')`: what it gives is not meant to be waited for. */
  function isOnPurpose(fn: FunctionNode): boolean {
    if (isAsync(fn)) return false;
    const promises = returnedExpressions(fn).filter((each) => thenables.isThenable(each) !== 'no');
    return (
      promises.length > 0 &&
      promises.every((each) => {
        const head = chainHead(each);
        return ts.isCallExpression(head) && callees.of(head).facts.some((fact) => 'ignorable' in fact);
      })
    );
  }

  function ofValue(
    node: ts.Expression | ts.ShorthandPropertyAssignment,
    ofType: typeof ofItsType | (() => undefined),
  ): PromiseFunction | undefined {
    const written = ts.isShorthandPropertyAssignment(node) ? node.name : node;
    // What a call or an operator gives is followed only where a model says so: `useCallback`, not `handleSubmit`.
    if (isPlainlyNone(written)) return undefined;
    const known = valuesOf(node);
    const functions = known.flatMap((value) => (value.kind === 'function' ? [value.node] : []));
    if (functions.length > 0) return functions.length === known.length ? ofFunctions(functions) : undefined;
    const facts = known.flatMap((value) => (value.kind === 'path' ? values.factsOf(`${value.path}()`) : []));
    if (facts.some((fact) => 'ignorable' in fact)) return undefined;
    for (const fact of facts) {
      if ('rejects' in fact) return { functions: [], rejection: () => rejections.rejectionOfReference(written, fact) };
    }
    if (known.some((value) => value.kind !== 'path')) return undefined;
    return ts.isCallExpression(written) ? undefined : ofType(node);
  }

  /** The name of a shorthand property is a reference only to scopes. */
  function valuesOf(node: ts.Expression | ts.ShorthandPropertyAssignment) {
    return ts.isShorthandPropertyAssignment(node) ? values.of(node.name) : values.of(node);
  }

  function ofItsType(node: FunctionPlace): PromiseFunction | undefined {
    const answer = snapshot.oracle(node.getSourceFile().fileName)?.returnsPromise(node);
    return answer === 'always' ? { functions: [], rejection: () => unknown } : undefined;
  }

  return { promiseFunctionOf };
}

function whyHarmless([first, ...others]: readonly FunctionNode[]): string {
  const isEmpty = first !== undefined && others.length === 0 && isAsync(first) && !holdsAwait(first);
  return isEmpty ? 'nothing in it waits' : 'what can fail in it is caught';
}

function holdsAwait(fn: FunctionNode): boolean {
  const visit = (node: ts.Node): boolean => {
    if (isFunctionNode(node)) return false;
    return ts.isAwaitExpression(node) || ts.forEachChild(node, visit) === true;
  };
  return fn.body !== undefined && (visit(fn.body) || ts.isForOfStatement(fn.body));
}

/** Decided without a question to values or types: most arguments are. */
function isPlainlyNone(node: ts.Expression): boolean {
  if (ts.isIdentifier(node)) return isPlainName(node);
  if (ts.isSpreadElement(node)) return false;
  return !(
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isCallExpression(node) ||
    ts.isConditionalExpression(node) ||
    isFunctionExpression(node)
  );
}

function isPlainName(name: ts.Identifier): boolean {
  if (name.text === 'undefined') return true;
  const binding = scopesOf(name.getSourceFile()).bindingOf(name);
  if (binding === undefined) return false;
  if (binding.kind === 'class' || binding.kind === 'enum' || binding.kind === 'catch') return true;
  const [declaration, ...others] = binding.declarations;
  if (binding.kind !== 'const' || declaration === undefined || others.length > 0) return false;
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return false;
  const initial = unwrap(declaration.initializer);
  return !(ts.isCallExpression(initial) || isFunctionExpression(initial)) && isPlainlyNone(initial);
}
