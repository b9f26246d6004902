import { ts } from '../../../engine/syntax.ts';
import { none, Op } from '../ir.ts';
import type { BlockDraft, Writes } from './block.ts';
import type { Finally, LowerStatement, Lowering } from './lowering.ts';
import { declare } from './patterns.ts';

const Kind = ts.SyntaxKind;

export const tries: readonly (readonly [ts.SyntaxKind, LowerStatement])[] = [
  [Kind.TryStatement, (fn, node) => lowerTry(fn, node as ts.TryStatement)],
];

function lowerTry(fn: Lowering, node: ts.TryStatement): void {
  if (node.finallyBlock === undefined) lowerCatching(fn, node);
  else lowerWithFinally(fn, node, node.finallyBlock);
}

/** The `try` and its `catch`. What fails in the first is caught by the second, which belongs to the region around. */
function lowerCatching(fn: Lowering, { tryBlock, catchClause }: ts.TryStatement): void {
  const { b } = fn;
  if (catchClause === undefined) {
    fn.statements(tryBlock.statements);
    return;
  }
  const [handler, after] = [b.newBlock(), b.newBlock()];
  b.passesHere(after);
  const outer = b.region;
  const inside = b.newRegion(outer, handler.index);
  b.region = inside;
  openHandler(fn, handler);
  enterRegion(fn);
  handler.entryWrites = b.watch();
  fn.statements(tryBlock.statements);
  b.unwatch();
  b.region = outer;
  b.jump(after);
  b.begin(handler);
  lowerCatch(fn, catchClause, inside);
  b.jump(after);
  b.begin(after);
}

/** Notes that the block may begin whenever something fails from here on. */
function openHandler(fn: Lowering, handler: BlockDraft): void {
  fn.b.passesHere(handler);
  fn.b.edge(handler);
}

/** Blocks belong to one region each. */
function enterRegion(fn: Lowering): void {
  const inside = fn.b.newBlock();
  fn.b.jump(inside);
  fn.b.begin(inside);
}

function lowerCatch(fn: Lowering, { variableDeclaration, block }: ts.CatchClause, region: number): void {
  const caught = fn.emit(Op.Catch, region, none, none, variableDeclaration ?? block);
  if (variableDeclaration !== undefined) declare(fn, variableDeclaration.name, caught);
  fn.statements(block.statements);
}

/**
 * All ways out of the `try` and `catch` lead through the `finally`, which is lowered once: it starts with what any of them
 * may have written. After it, what it did not write is as it was where the code before it ended.
 */
function lowerWithFinally(fn: Lowering, node: ts.TryStatement, finallyBlock: ts.Block): void {
  const { b } = fn;
  const outer = b.region;
  const [before, start] = [b.newBlock(), b.newBlock()];
  const exits: Finally['exits'] = [];
  b.passesHere(before);
  const inside = b.newRegion(outer, none);
  openHandler(fn, start);
  b.region = inside;
  enterRegion(fn);
  start.entryWrites = b.watch();
  fn.finallies.push({ block: start, exits });
  lowerCatching(fn, node);
  fn.finallies.pop();
  b.unwatch();
  b.region = outer;
  b.jump(before);
  b.begin(before);
  const goesOn = before.isReachable;
  b.jump(start);
  b.begin(start);
  const writes = b.watch();
  fn.statements(finallyBlock.statements);
  b.unwatch();
  if (b.isReachable()) lowerExits(fn, exits);
  else b.swallow(inside);
  resume(fn, goesOn, before, writes);
}

/** What left the `try` by `return`, `break` or `continue` goes on its way. */
function lowerExits(fn: Lowering, exits: Finally['exits']): void {
  for (const { target, finallies } of exits) {
    const around = fn.finallies.length > finallies ? fn.finallies.at(-1) : undefined;
    if (around !== undefined) {
      if (fn.b.edge(around.block)) around.exits.push({ target, finallies });
    } else if (target !== 'return') fn.b.edge(target);
  }
}

function resume(fn: Lowering, goesOn: boolean, before: BlockDraft, writes: Writes): void {
  const { b } = fn;
  if (!goesOn) {
    b.leave();
    return;
  }
  const after = b.newBlock();
  b.jump(after);
  after.resumes = before.index;
  after.resumeWrites = writes;
  b.begin(after);
}
