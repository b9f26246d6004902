import { ts } from '../engine/syntax.ts';
import type { TextChange } from '../engine/text-change.ts';
import { bindSourceFile, type BoundNode, type CheckerSymbol, type ProgramFile } from './compiler-internals.ts';
import {
  assignmentTarget,
  dynamicImports,
  hasFixedReturnType,
  hasReturnIn,
  isAsync,
  isInvokedInPlace,
  type BodiedFunction,
  type EditedFunction,
} from './edit-scope.ts';

/**
 * Carries an edit inside a function's body into checkers that already answered, instead of making a new one.
 *
 * A new checker works out again every type that it meets, in whatever file, and that is nearly all a keystroke costs.
 * A body cannot change the types around it as long as its function's signature stays, so the new tree takes over what
 * binder and checker had hung on the old one: nodes outside the body keep their identity (`id`) and their symbols, and
 * only the body is bound anew. What is not seen this way, such as an inferred return type that changes although no
 * return statement was touched, is put right by the next `refresh`.
 */

export interface CarriedEdit {
  /** The function, in offsets of the text before the edit. */
  readonly pos: number;
  readonly end: number;
  /** The same function in the new tree. */
  readonly fn: BodiedFunction;
  readonly change: TextChange;
  readonly textBefore: string;
}

interface Pair {
  readonly before: BoundNode;
  readonly after: BoundNode;
}

/** `around` comes from `functionsAround` on the old tree, before `after` was parsed from it. */
export function carryEdit(
  before: ts.SourceFile,
  after: ts.SourceFile,
  around: readonly EditedFunction[],
  change: TextChange,
  options: ts.CompilerOptions,
): CarriedEdit | undefined {
  const isBound = (before as ProgramFile).locals !== undefined;
  const found = isBound ? innermost(before, after, around, change) : undefined;
  if (found === undefined) return undefined;
  transplant(found.pairs, change, options);
  return found.edit;
}

/** The function that an edit stays inside of, where the checker is elsewhere and there is nothing to carry. */
export function scopeOfEdit(
  before: ts.SourceFile,
  after: ts.SourceFile,
  around: readonly EditedFunction[],
  change: TextChange,
): CarriedEdit | undefined {
  return innermost(before, after, around, change)?.edit;
}

function innermost(
  before: ts.SourceFile,
  after: ts.SourceFile,
  around: readonly EditedFunction[],
  change: TextChange,
): { readonly edit: CarriedEdit; readonly pairs: Pairs } | undefined {
  // In JavaScript a body declares members of what is around it: `this.x = …`, `exports.x = …`.
  const isScript = (before.flags & ts.NodeFlags.JavaScriptFile) !== 0;
  if (isScript || before.isDeclarationFile) return undefined;
  for (const [index, candidate] of around.entries()) {
    const pairs = pairUp(before, after, candidate);
    if (pairs === undefined) return undefined;
    const verdict = judge(candidate, pairs.fn.after, before, after, change, index === around.length - 1);
    if (verdict === 'no') return undefined;
    if (verdict === 'outer') continue;
    const { after: fn } = pairs.fn;
    return { edit: { pos: candidate.pos, end: candidate.end, fn, change, textBefore: before.text }, pairs };
  }
  return undefined;
}

function judge(
  candidate: EditedFunction,
  fn: BodiedFunction,
  before: ts.SourceFile,
  after: ts.SourceFile,
  change: TextChange,
  isOutermost: boolean,
): 'yes' | 'outer' | 'no' {
  const importsBefore = dynamicImports(before.text.slice(candidate.pos, candidate.end));
  if (importsBefore !== dynamicImports(after.text.slice(fn.pos, fn.end))) return 'no';
  if (isInvokedInPlace(fn) || declaresProperties(fn)) return isOutermost ? 'no' : 'outer';
  if (hasFixedReturnType(fn)) return 'yes';
  const touchesReturn = candidate.touchesReturn || hasReturnIn(fn, change.start, change.start + change.newLength);
  if (!touchesReturn) return 'yes';
  if (!isOutermost) return 'outer';
  // What an async function or a generator returns stays a promise or an iterator; only what is inside may change.
  return isAsync(fn) || ('asteriskToken' in fn && fn.asteriskToken !== undefined) ? 'yes' : 'no';
}

function declaresProperties(fn: BodiedFunction): boolean {
  return ts.isConstructorDeclaration(fn) && fn.parameters.some((parameter) => parameter.modifiers !== undefined);
}

interface Pairs {
  /** Nodes outside the body that the parser made anew, the function excluded. */
  readonly outside: readonly Pair[];
  /** Nodes of the function's head. */
  readonly head: readonly Pair[];
  readonly fn: { readonly before: BodiedFunction; readonly after: BodiedFunction };
}

/** Undefined when the trees differ in more than the function's body. */
function pairUp(before: ts.SourceFile, after: ts.SourceFile, edited: EditedFunction): Pairs | undefined {
  const outside: Pair[] = [];
  const head: Pair[] = [];
  let fn: BodiedFunction | undefined;
  const walk = (old: ts.Node, now: ts.Node, into: Pair[]): boolean => {
    if (old === now) return true;
    if (old.kind !== now.kind || old.pos !== now.pos || old.end !== now.end) return false;
    if (old === edited.node) {
      if (fn !== undefined) return false;
      fn = now as BodiedFunction;
      const { body } = fn;
      return walkChildren(old, now, head, (child) => child === body);
    }
    into.push({ before: old, after: now });
    return walkChildren(old, now, into, () => false);
  };
  const walkChildren = (old: ts.Node, now: ts.Node, into: Pair[], skip: (child: ts.Node) => boolean): boolean => {
    const olds = childrenOf(old);
    const nows = childrenOf(now);
    return (
      olds.length === nows.length &&
      nows.every((child, index) => {
        const oldChild = olds[index];
        return oldChild !== undefined && (skip(child) ? oldChild.end === child.end : walk(oldChild, child, into));
      })
    );
  };
  if (!walk(before, after, outside) || fn === undefined) return undefined;
  return { outside, head, fn: { before: edited.node, after: fn } };
}

function childrenOf(node: ts.Node): ts.Node[] {
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    children.push(child);
  });
  return children;
}

function transplant(pairs: Pairs, change: TextChange, options: ts.CompilerOptions): void {
  const { outside, head, fn } = pairs;
  const file = outside[0];
  if (file === undefined) return;
  takeOverFile(file.before as unknown as ProgramFile, file.after as unknown as ProgramFile);
  for (const pair of outside) takeOver(pair);
  bindAlone(file.after as unknown as ProgramFile, fn.after, options);
  takeOverFunction(fn.before, fn.after, head);
  const assigned = freshBody(fn.after);
  markAssigned(assigned, fn.after, outside);
  const delta = change.newLength - (change.end - change.start);
  for (const { after } of outside) shiftAssignments(after, change.end, delta);
}

function takeOverFile(before: ProgramFile, after: ProgramFile): void {
  after.path = before.path;
  after.resolvedPath = before.resolvedPath;
  after.originalFileName = before.originalFileName;
  after.packageJsonLocations = before.packageJsonLocations;
  if (before.packageJsonScope !== undefined) after.packageJsonScope = before.packageJsonScope;
  after.imports = before.imports;
  after.moduleAugmentations = before.moduleAugmentations;
  after.ambientModuleNames = before.ambientModuleNames;
  if (before.classifiableNames !== undefined) after.classifiableNames = before.classifiableNames;
  if (before.symbolCount !== undefined) after.symbolCount = before.symbolCount;
}

const boundByBinder =
  ts.NodeFlags.ExportContext |
  ts.NodeFlags.ContainsThis |
  ts.NodeFlags.HasImplicitReturn |
  ts.NodeFlags.HasExplicitReturn |
  ts.NodeFlags.HasAsyncFunctions;

function takeOver({ before, after }: Pair): void {
  takeOverIdentity(before, after);
  if (before.locals !== undefined) after.locals = before.locals;
  if (before.nextContainer !== undefined) after.nextContainer = before.nextContainer;
  if (before.flowNode !== undefined) after.flowNode = before.flowNode;
  if (before.endFlowNode !== undefined) after.endFlowNode = before.endFlowNode;
  if (before.returnFlowNode !== undefined) after.returnFlowNode = before.returnFlowNode;
  const bits: { flags: number } = after;
  bits.flags |= before.flags & boundByBinder;
}

function takeOverIdentity(before: BoundNode, after: BoundNode): void {
  after.id = before.id;
  if (before.symbol !== undefined) after.symbol = redeclared(before.symbol, before, after);
  if (before.localSymbol !== undefined) after.localSymbol = redeclared(before.localSymbol, before, after);
}

function redeclared(symbol: CheckerSymbol, before: ts.Node, after: ts.Node): CheckerSymbol {
  const declarations = symbol.declarations;
  const index = declarations?.indexOf(before as ts.Declaration) ?? -1;
  if (declarations !== undefined && index >= 0) declarations[index] = after as ts.Declaration;
  if (symbol.valueDeclaration === before) symbol.valueDeclaration = after as ts.Declaration;
  return symbol;
}

/**
 * The binder only binds whole files, so it is given one that consists of the function. It hangs its results on the
 * stand-in and on the function; the real file stays untouched.
 */
function bindAlone(file: ProgramFile, fn: BodiedFunction, options: ts.CompilerOptions): void {
  const bound = fn as unknown as BoundNode;
  const parent = bound.parent;
  const asMember = ts.isObjectLiteralExpression(parent) || ts.isClassExpression(parent);
  const holder: unknown = asMember ? { ...standIn(parent), properties: [fn] } : fn;
  const stage = Object.create(file, {
    statements: { value: [holder] },
    endOfFileToken: { value: undefined },
    locals: { value: undefined, writable: true },
    symbol: { value: undefined, writable: true },
    flags: { value: file.flags, writable: true },
    bindDiagnostics: { value: [], writable: true },
  }) as ts.SourceFile;
  bindSourceFile(stage, options);
  bound.parent = parent;
}

function standIn(parent: ts.Node): object {
  return { kind: ts.SyntaxKind.ObjectLiteralExpression, pos: parent.pos, end: parent.end, flags: parent.flags };
}

/** The head keeps its symbols, with the types that the context gave them; the binder made the body's. */
function takeOverFunction(before: BoundNode, after: BoundNode, head: readonly Pair[]): void {
  takeOverIdentity(before, after);
  if (before.flowNode !== undefined) after.flowNode = before.flowNode;
  for (const pair of head) {
    takeOverIdentity(pair.before, pair.after);
    const { symbol } = pair.before;
    const name = symbol?.escapedName as string | undefined;
    if (symbol !== undefined && name !== undefined && before.locals?.get(name) === symbol) {
      after.locals?.set(name, symbol);
    }
  }
}

/** Makes the checker see the body for the first time. Answers the names it assigns to. */
function freshBody(fn: BodiedFunction): ReadonlySet<string> {
  const assigned = new Set<string>();
  const visit = (node: ts.Node): void => {
    (node as BoundNode).id = undefined;
    const target = assignmentTarget(node);
    if (target !== undefined) collectNames(target, assigned);
    ts.forEachChild(node, visit);
  };
  if (fn.body !== undefined) visit(fn.body);
  return assigned;
}

function collectNames(target: ts.Node, names: Set<string>): void {
  if (ts.isIdentifier(target)) names.add(target.text);
  if (
    ts.isPropertyAccessExpression(target) ||
    ts.isElementAccessExpression(target) ||
    ts.isVariableDeclarationList(target)
  )
    return;
  ts.forEachChild(target, (child) => collectNames(child, names));
}

/**
 * The checker looks once per function for variables that are assigned after their declaration, and an outer function
 * may have been looked through already. "Assigned anywhere" is the careful answer: it only forgoes narrowing.
 */
function markAssigned(names: ReadonlySet<string>, fn: BoundNode, outside: readonly Pair[]): void {
  if (names.size === 0) return;
  const mark = (node: BoundNode): void => {
    for (const [name, symbol] of node.locals ?? []) {
      if (names.has(name)) symbol.lastAssignmentPos ??= Number.MAX_VALUE;
    }
  };
  const visit = (node: ts.Node): void => {
    mark(node);
    ts.forEachChild(node, visit);
  };
  visit(fn);
  for (const { after } of outside) mark(after);
}

function shiftAssignments(node: BoundNode, from: number, delta: number): void {
  if (delta === 0) return;
  for (const symbol of node.locals?.values() ?? []) {
    const at = symbol.lastAssignmentPos;
    if (at === undefined || Math.abs(at) === Number.MAX_VALUE || Math.abs(at) < from) continue;
    symbol.lastAssignmentPos = at < 0 ? at - delta : at + delta;
  }
}
