import type { ts } from '../../../engine/syntax.ts';
import { none, Op, type Block, type ClassShape, type Constant, type ExportedName, type Region } from '../ir.ts';
import { BlockDraft } from './block.ts';
import type { Code } from './code.ts';
import type { Positions } from './positions.ts';

interface RegionDraft {
  readonly parent: number;
  isCaught: boolean;
  handler: number;
}

/** More instructions than any function written by hand has. */
const maxSize = 300_000;

/** Instructions, blocks and regions of one function while it is lowered. */
export class Graph {
  readonly code: Code;
  readonly positions: Positions;
  readonly constants: Constant[] = [];
  readonly classes: ClassShape[] = [];
  readonly exports: ExportedName[] = [];
  readonly drafts: BlockDraft[] = [];
  readonly #regions: RegionDraft[] = [{ parent: none, isCaught: false, handler: none }];
  /** The region that new blocks belong to. */
  region = 0;
  /** The block under construction, or none right after the code left for elsewhere. */
  current = 0;
  /** Counts what happens to variables. */
  clock = 0;
  isTruncated = false;
  #undefinedValue = none;

  constructor(code: Code, positions: Positions) {
    this.code = code;
    this.positions = positions;
    code.reset();
    const entry = this.newBlock();
    entry.isSealed = true;
    entry.isReachable = true;
  }

  /** Adds an instruction to the current block, made from the node. */
  emit(op: Op, a: number, b: number, c: number, node: ts.Node): number {
    return this.emitAt(op, a, b, c, this.positions.startOf(node), node.end);
  }

  emitAt(op: Op, a: number, b: number, c: number, start: number, end: number): number {
    const block = this.here();
    const pos = this.positions.of(start);
    return this.code.add(op, a, b, c, pos, this.positions.of(end), block.region, block.index);
  }

  /** Adds an instruction that stands nowhere in the text. */
  emitIn(block: BlockDraft, op: Op, a: number, b: number, c: number, pos = 0): number {
    return this.code.add(op, a, b, c, pos, pos, block.region, block.index);
  }

  constant(value: Constant): number {
    return this.constants.push(value) - 1;
  }

  undefinedValue(): number {
    if (this.#undefinedValue === none) {
      this.#undefinedValue = this.emitIn(this.draft(0), Op.Const, this.constant(undefined), none, none);
    }
    return this.#undefinedValue;
  }

  isFull(): boolean {
    return this.code.size > maxSize;
  }

  draft(index: number): BlockDraft {
    const draft = this.drafts[index];
    if (draft === undefined) throw new RangeError(`there is no block ${String(index)}`);
    return draft;
  }

  /** The block under construction; code that nothing leads to gets one of its own. */
  here(): BlockDraft {
    if (this.current === none) {
      const block = this.newBlock();
      block.isSealed = true;
      this.current = block.index;
      return block;
    }
    return this.draft(this.current);
  }

  newBlock(region = this.region): BlockDraft {
    const block = new BlockDraft(this.drafts.length, region);
    this.drafts.push(block);
    return block;
  }

  /** Goes on with the block. */
  enter(block: BlockDraft): void {
    block.isReachable = block.preds.length > 0;
    this.current = block.index;
  }

  isReachable(): boolean {
    return this.current !== none && this.draft(this.current).isReachable;
  }

  /** Control leaves for good. */
  leave(): void {
    this.current = none;
  }

  jump(target: BlockDraft): void {
    this.edge(target);
    this.leave();
  }

  /** Control may go on there; nothing that is unreachable leads anywhere. */
  edge(target: BlockDraft): boolean {
    if (!this.isReachable()) return false;
    const block = this.here();
    if (block.succs.includes(target.index)) return false;
    block.succs.push(target.index);
    target.preds.push(block.index);
    return true;
  }

  newRegion(parent: number, handler: number): number {
    return this.#regions.push({ parent, isCaught: handler !== none, handler }) - 1;
  }

  /** Nothing that fails in it gets out. */
  swallow(region: number): void {
    const draft = this.#regions[region];
    if (draft !== undefined) draft.isCaught = true;
  }

  protected finishedRegions(): readonly Region[] {
    return this.#regions.length === 1 ? onlyRegion : this.#regions;
  }

  protected finishedBlocks(find: (value: number) => number): readonly Block[] {
    if (this.drafts.length === 1) return onlyBlock;
    return this.drafts.map(({ preds, succs, cond }) => ({ preds, succs, cond: cond === none ? none : find(cond) }));
  }
}

const onlyBlock: readonly Block[] = [{ preds: [], succs: [], cond: none }];
const onlyRegion: readonly Region[] = [{ parent: none, isCaught: false, handler: none }];
