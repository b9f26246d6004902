import type { TextEdit } from '../../../shared/src/finding.ts';
import type { FileFacts, Snapshot } from '../engine/snapshot.ts';
import { ts } from '../engine/syntax.ts';
import {
  enclosingFunction,
  type FunctionNode,
  hasModifier,
  isAsync,
  isFunctionExpression,
  isGenerator,
  unwrap,
} from '../semantics/nodes.ts';
import { scopesOf } from '../semantics/scopes.ts';
import type { Semantics } from '../semantics/semantics.ts';
import { chainCall } from '../semantics/thenables.ts';

/** Where an `await` can stand: as it is, or once the function round it is made async. */
export interface AwaitPlace {
  readonly makesAsync: FunctionNode | undefined;
}

/**
 * Whether a statement may wait without changing a contract that others rely on: a declared return type, an inherited
 * method, a callback whose caller ignores what it gives back, a function whose own calls would then float.
 */
export function awaitPlace(node: ts.Node, snapshot: Snapshot, facts: FileFacts): AwaitPlace | undefined {
  const fn = enclosingFunction(node);
  if (fn === undefined)
    return isTopLevel(node) && allowsTopLevelAwait(node, snapshot, facts) ? { makesAsync: undefined } : undefined;
  if (isInParameters(node, fn)) return undefined;
  if (isAsync(fn)) return { makesAsync: undefined };
  return canBecomeAsync(fn, snapshot) ? { makesAsync: fn } : undefined;
}

/**
 * Whether somebody hears an awaited promise fail: a `catch`, or who calls the function. One that rejects already has callers that
 * are ready for it, or that are reported already.
 */
export function isFailureHeard(node: ts.Node, semantics: Semantics): boolean {
  const fn = enclosingFunction(node);
  if (fn === undefined || isInTry(node, fn)) return true;
  if (privateReferences(fn).every(isAwaitedCall) && !isGivenAwayUnheard(fn, semantics)) return true;
  return semantics.rejections.rejectionOfResult(fn) !== undefined;
}

/** Whether it is certain: a `catch` in the function, callers that all wait, or a rejection that they have to be ready for anyway. */
export function isFailureExpected(node: ts.Node, semantics: Semantics): boolean {
  const fn = enclosingFunction(node);
  if (fn === undefined || isInTry(node, fn) || isPrivateFunction(fn)) return true;
  return semantics.rejections.rejectionOfResult(fn) !== undefined;
}

/** `app.get('/', async (req, res) => …)` under Express 4: it has no name, and who is given it does not look at its promise. */
function isGivenAwayUnheard(fn: FunctionNode, { handlers, callbacks }: Semantics): boolean {
  if (!isFunctionExpression(fn)) return false;
  const call = ts.isArrayLiteralExpression(fn.parent) ? fn.parent.parent : fn.parent;
  if (ts.isCallExpression(call) && handlers.registrationOf(call)?.dropsRejections === true) return true;
  return callbacks.receiverOf(fn) !== undefined;
}

function isInTry(node: ts.Node, fn: FunctionNode): boolean {
  for (let inner = node; inner !== fn; inner = inner.parent) {
    const { parent } = inner;
    if (ts.isTryStatement(parent) && parent.tryBlock === inner && parent.catchClause) return true;
  }
  return false;
}

function isTopLevel(node: ts.Node): boolean {
  for (let current = node.parent; current; current = current.parent) {
    if (ts.isClassLike(current) || ts.isModuleBlock(current)) return false;
  }
  return true;
}

function allowsTopLevelAwait(node: ts.Node, snapshot: Snapshot, facts: FileFacts): boolean {
  const tree = node.getSourceFile();
  if (/\.m[tj]s$/.test(tree.fileName)) return true;
  if (/\.c[tj]s$/.test(tree.fileName) || !ts.isExternalModule(tree)) return false;
  return facts.runtime === 'edge' || snapshot.packageOf(tree.fileName)?.isModule === true;
}

function isInParameters(node: ts.Node, fn: FunctionNode): boolean {
  return fn.parameters.some((parameter) => parameter.pos <= node.pos && node.end <= parameter.end);
}

function canBecomeAsync(fn: FunctionNode, snapshot: Snapshot): boolean {
  if (isGenerator(fn) || fn.type !== undefined) return false;
  if (isFunctionExpression(fn)) return isWaitedCallback(fn, snapshot) || isPrivateFunction(fn);
  return ts.isFunctionDeclaration(fn) && isPrivateFunction(fn);
}

/** A callback whose receiver waits: of `.then`, or of a parameter that takes a promise. */
function isWaitedCallback(fn: ts.FunctionExpression | ts.ArrowFunction, snapshot: Snapshot): boolean {
  const call = fn.parent;
  if (ts.isCallExpression(call) && call.arguments.includes(fn)) {
    if (chainCall(call)) return true;
  }
  const expected = snapshot.oracle(fn.getSourceFile().fileName)?.expects(fn) ?? 'unknown';
  return (
    expected !== 'unknown' &&
    expected.acceptsThenable &&
    !expected.voidCallback &&
    ts.isCallExpression(call) &&
    !takesAnything(call)
  );
}

/** Callbacks of these may give anything, since nobody looks at it. */
const ignoring = new Set([
  'forEach',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'on',
  'once',
  'addEventListener',
  'subscribe',
  'map',
  'filter',
  'some',
  'every',
  'find',
]);

function takesAnything(call: ts.CallExpression): boolean {
  const callee = unwrap(call.expression);
  const name = ts.isIdentifier(callee) ? callee.text : ts.isPropertyAccessExpression(callee) ? callee.name.text : '';
  return ignoring.has(name);
}

/** A function that only this file calls, always in a way that waits for it. */
function isPrivateFunction(fn: FunctionNode): boolean {
  const references = privateReferences(fn);
  return references.length > 0 && references.every(isAwaitedCall);
}

/** Empty for a function that other files may use. */
function privateReferences(fn: FunctionNode): readonly ts.Identifier[] {
  const name = nameOf(fn);
  return (name && scopesOf(fn.getSourceFile()).bindingOf(name)?.references) ?? [];
}

function nameOf(fn: FunctionNode): ts.Identifier | undefined {
  if (ts.isFunctionDeclaration(fn)) return hasModifier(fn, ts.SyntaxKind.ExportKeyword) ? undefined : fn.name;
  const parent = fn.parent;
  if (!ts.isVariableDeclaration(parent) || parent.type || !ts.isIdentifier(parent.name)) return undefined;
  return hasModifier(parent.parent.parent, ts.SyntaxKind.ExportKeyword) ? undefined : parent.name;
}

function isAwaitedCall(reference: ts.Identifier): boolean {
  const call = reference.parent;
  if (!ts.isCallExpression(call) || call.expression !== reference) return false;
  return ts.isAwaitExpression(call.parent);
}

/** `async` in front of a function, where its modifiers go. */
export function asyncEdit(fn: FunctionNode): TextEdit {
  const tree = fn.getSourceFile();
  const first = ts.isMethodDeclaration(fn)
    ? fn.name
    : (ts.isFunctionDeclaration(fn) && functionKeyword(fn, tree)) || fn;
  const start = first.getStart(tree);
  return { span: { start, end: start }, text: 'async ' };
}

function functionKeyword(fn: ts.FunctionDeclaration, tree: ts.SourceFile): ts.Node | undefined {
  return fn.getChildren(tree).find((child) => child.kind === ts.SyntaxKind.FunctionKeyword);
}
