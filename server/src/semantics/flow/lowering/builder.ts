import type { ts } from '../../../engine/syntax.ts';
import { FunctionBody, none, Op, type BodyParts } from '../ir.ts';
import type { BlockDraft, Writes } from './block.ts';
import { Graph } from './graph.ts';
import { joined } from './pis.ts';
import { rewriteOperands } from './rewrite.ts';
import { unknown, type Refinement, type Tests, type Variable } from './variable.ts';

type FunctionHead = Pick<BodyParts, 'kind' | 'name' | 'isAsync' | 'isGenerator' | 'parameters' | 'cells' | 'holes'>;

/**
 * Builds one function in single assignment form in one pass (Braun et al., Simple and Efficient Construction of Static
 * Single Assignment Form, 2013). A read looks for the last write from its block backwards; where paths meet it makes a
 * `Phi`. Refinements are part of it: whoever passes an edge on which a condition says something of the variable makes a `Pi`.
 */
export class FunctionBuilder extends Graph {
  /** Writes are noted in each, as a `catch` or `finally` around needs to know them. */
  readonly #watchers: Writes[] = [];
  readonly #phis: number[] = [];
  hasPaths = false;

  // ── Variables ──

  read(variable: Variable): number {
    const { storage } = variable;
    if (storage.kind === 'cell') return this.#readCell(storage.hops, storage.cell);
    return variable.isTracked ? this.#readIn(variable, this.here()) : this.#base(variable);
  }

  write(variable: Variable, value: number): void {
    this.#publish(variable, value);
    if (variable.storage.kind === 'cell') return;
    if (variable.isStable) {
      variable.base = value;
      variable.declaredIn = this.here().index;
    } else {
      this.#define(variable, value);
      (this.here().written ??= new Set()).add(variable);
    }
    if (variable.paths !== undefined) this.#forget(variable.paths);
  }

  /** The variable still holds the same object, of which more is known. */
  update(variable: Variable, value: number): void {
    this.#publish(variable, value);
    if (variable.storage.kind === 'cell') return;
    variable.isTracked = true;
    this.#define(variable, value);
  }

  /** From here on nobody knows what the members hold. */
  forgetPaths(variable: Variable): void {
    if (variable.paths !== undefined) this.#forget(variable.paths);
  }

  /** The variable for a member, which from here on holds the value. */
  definePath(owner: Variable, name: string, value: number): Variable {
    const path = owner.path(name);
    this.hasPaths = true;
    this.#define(path, value);
    return path;
  }

  #publish(variable: Variable, value: number): void {
    const { storage, publishedAs } = variable;
    const cell = storage.kind === 'cell' ? storage.cell : publishedAs;
    if (cell === undefined) return;
    const hops = storage.kind === 'cell' ? storage.hops : 0;
    const block = this.here();
    const pos = this.code.at(value, 4);
    this.code.add(Op.SetFree, hops, this.constant(cell), value, pos, pos, block.region, block.index);
  }

  #readCell(hops: number, cell: string): number {
    return this.emitIn(this.here(), Op.Free, hops, this.constant(cell), none);
  }

  #define(variable: Variable, value: number): void {
    const block = this.here();
    (block.defs ??= new Map()).set(variable, value);
    variable.touched = ++this.clock;
    for (const writes of this.#watchers) {
      const known = writes.get(variable);
      if (known === undefined) writes.set(variable, [value]);
      else known.push(value);
    }
  }

  #forget(paths: ReadonlyMap<string, Variable>): void {
    for (const path of paths.values()) {
      this.#define(path, unknown);
      if (path.paths !== undefined) this.#forget(path.paths);
    }
  }

  /** What it holds before the function writes it. */
  #base(variable: Variable): number {
    if (variable.base !== none) return this.code.find(variable.base);
    const { storage } = variable;
    const entry = this.draft(0);
    if (storage.kind === 'free') {
      variable.base = this.emitIn(entry, Op.Free, storage.hops, this.constant(storage.cell), none);
    } else if (storage.kind === 'import') {
      const { specifier, exported } = storage;
      variable.base = this.emitIn(entry, Op.Import, this.constant(specifier), this.constant(exported), 0);
    } else if (storage.kind === 'global') {
      variable.base = this.emitIn(entry, Op.Global, this.constant(storage.name), none, none);
    } else return variable.owner === undefined ? this.undefinedValue() : unknown;
    return variable.base;
  }

  #readIn(variable: Variable, from: BlockDraft): number {
    let block = from;
    for (;;) {
      const def =
        block.defs?.get(variable) ??
        (variable.owner !== undefined && isOwnerWritten(variable, block) ? unknown : undefined);
      if (def !== undefined) {
        const value = def === unknown ? unknown : this.code.find(def);
        if (block !== from) (from.defs ??= new Map()).set(variable, value);
        return value;
      }
      const before = this.#wayBack(variable, block);
      if (before === none) break;
      block = this.draft(before);
    }
    const value = this.#valueAtStart(variable, block);
    (block.defs ??= new Map()).set(variable, value);
    if (block !== from) (from.defs ??= new Map()).set(variable, value);
    return value;
  }

  /** The block in which the variable holds the same as at the start of this one, when that is plain to see. */
  #wayBack(variable: Variable, block: BlockDraft): number {
    if (block.entryWrites !== undefined || block.resumes !== none) return none;
    const [only] = block.preds;
    if (!block.isSealed) return variable.isStable && only !== undefined ? only : none;
    if (only !== undefined && block.preds.length === 1) {
      return block.refinements?.[0]?.variables.includes(variable) === true ? none : only;
    }
    return block.passed !== none && variable.touched <= block.passedAt ? block.passed : none;
  }

  #valueAtStart(variable: Variable, block: BlockDraft): number {
    if (block.entryWrites !== undefined) return this.#afterAnyOf(variable, block, block.entryWrites);
    if (block.resumes !== none) {
      const isWritten = block.resumeWrites?.has(variable) === true;
      return this.#readIn(variable, this.draft(isWritten ? (block.preds[0] ?? 0) : block.resumes));
    }
    if (!block.isSealed) return this.#incompletePhi(variable, block);
    if (block.preds.length === 0) return this.#base(variable);
    if (block.preds.length === 1) return this.#fromPred(variable, block, 0, block);
    return block.isLoop ? this.#loopPhi(variable, block) : this.#phi(variable, block);
  }

  /** At a `catch`: as before the `try`, or any of the values written in it. */
  #afterAnyOf(variable: Variable, block: BlockDraft, writes: Writes): number {
    const before = block.passed === none ? this.#base(variable) : this.#readIn(variable, this.draft(block.passed));
    const written = writes.get(variable);
    if (written === undefined) return before;
    const values = [before, ...written.map((value) => (value === unknown ? unknown : this.code.find(value)))];
    if (values.includes(unknown)) return unknown;
    const same = joined(this.code, values);
    return same === none ? this.#newPhi(block, [...new Set(values)], 1) : same;
  }

  #phi(variable: Variable, block: BlockDraft): number {
    const values = block.preds.map((_, at) => this.#fromPred(variable, block, at, this.draft(block.preds[at] ?? 0)));
    // A member that is tested but never written is simply loaded again.
    if (variable.isStable ? values.includes(unknown) : values.every((value) => value === unknown)) return unknown;
    const known = values.map((value, at) => (value === unknown ? this.#load(variable, block.preds[at] ?? 0) : value));
    const same = joined(this.code, known);
    return same === none ? this.#newPhi(block, known, 0) : same;
  }

  #loopPhi(variable: Variable, block: BlockDraft): number {
    const phi = this.#newPhi(block, [], 0);
    (block.defs ??= new Map()).set(variable, phi);
    return this.#complete(variable, block, phi);
  }

  #incompletePhi(variable: Variable, block: BlockDraft): number {
    const phi = this.#newPhi(block, [], 0);
    (block.incomplete ??= []).push([variable, phi]);
    return phi;
  }

  #complete(variable: Variable, block: BlockDraft, phi: number): number {
    const values = block.preds.map((pred, at) => {
      const value = this.#fromPred(variable, block, at, this.draft(pred));
      return value === unknown ? this.#load(variable, pred) : value;
    });
    const same = joined(this.code, values, phi);
    if (same === none) this.code.put(phi, 1, this.code.list(values));
    else this.code.forward(phi, same);
    return this.code.find(phi);
  }

  /** `operands` of a phi to be completed are empty. */
  #newPhi(block: BlockDraft, operands: readonly number[], isUnordered: 0 | 1): number {
    const list = operands.length === 0 ? none : this.code.list(operands);
    const phi = this.emitIn(block, Op.Phi, list, none, isUnordered);
    this.#phis.push(phi);
    return phi;
  }

  /** The value that arrives from a predecessor, with what the edge says of it. */
  #fromPred(variable: Variable, block: BlockDraft, at: number, place: BlockDraft): number {
    const value = this.#readIn(variable, this.draft(block.preds[at] ?? 0));
    const refinement = block.refinements?.[at];
    return refinement === undefined || value === unknown ? value : this.#refined(variable, value, refinement, place);
  }

  #refined(variable: Variable, value: number, refinement: Refinement, place: BlockDraft): number {
    const at = refinement.variables.indexOf(variable);
    if (at < 0 || this.code.find(refinement.values[at] ?? none) !== value) return value;
    const cond = this.code.find(refinement.cond);
    return this.emitIn(place, Op.Pi, value, cond, refinement.isTrue ? 1 : 0, this.code.at(cond, 4));
  }

  /** Loads a member path at the end of a block. */
  #load(path: Variable, index: number): number {
    const block = this.draft(index);
    const { owner } = path;
    if (owner === undefined) return this.undefinedValue();
    const ownerValue = this.#readIn(owner, block);
    const object = ownerValue === unknown ? this.#load(owner, index) : ownerValue;
    const value = this.emitIn(block, Op.Load, object, this.constant(path.name), none);
    (block.defs ??= new Map()).set(path, value);
    return value;
  }

  // ── Control flow ──

  /** All predecessors of the block are known. */
  seal(block: BlockDraft): void {
    block.isSealed = true;
    for (const [variable, phi] of block.incomplete ?? []) this.#complete(variable, block, phi);
    block.incomplete = undefined;
  }

  /** Goes on with a block whose predecessors are all known. */
  begin(block: BlockDraft): void {
    this.seal(block);
    this.enter(block);
  }

  /** Two ways on, by the condition's value. With `null` for the tests of the second it says nothing there. */
  branch(
    cond: number,
    whenTrue: BlockDraft,
    whenFalse: BlockDraft,
    tests?: Tests,
    testsWhenFalse: Tests | null | undefined = tests,
  ): void {
    const block = this.here();
    if (whenTrue === whenFalse) {
      this.jump(whenTrue);
      return;
    }
    if (block.isReachable) block.cond = cond;
    if (tests !== undefined) {
      for (const variable of tests.variables) {
        variable.isTracked = true;
        variable.touched = ++this.clock;
      }
    }
    if (this.edge(whenTrue) && tests !== undefined) refine(whenTrue, { ...tests, cond, isTrue: true });
    if (this.edge(whenFalse) && testsWhenFalse !== undefined && testsWhenFalse !== null)
      refine(whenFalse, { ...testsWhenFalse, cond, isTrue: false });
    this.leave();
  }

  /** Says that whoever comes to the block was here before; call it before what lies between. */
  passesHere(block: BlockDraft): void {
    block.passed = this.here().index;
    block.passedAt = this.clock;
  }

  /** Notes all writes until `unwatch`. */
  watch(): Writes {
    const writes: Writes = new Map();
    this.#watchers.push(writes);
    return writes;
  }

  unwatch(): void {
    this.#watchers.pop();
  }

  /** One value per predecessor of the current block. */
  join(values: readonly number[], node: ts.Node): number {
    const same = joined(this.code, values);
    if (same !== none) return same;
    const phi = this.emit(Op.Phi, this.code.list(values), none, 0, node);
    this.#phis.push(phi);
    return phi;
  }

  // ── The end ──

  finish(parts: FunctionHead): FunctionBody {
    this.#simplify();
    const find = (value: number): number => this.code.find(value);
    // Spelled out, as spreading took longer than all the rest of it.
    return new FunctionBody({
      kind: parts.kind,
      name: parts.name,
      isAsync: parts.isAsync,
      isGenerator: parts.isGenerator,
      parameters: parts.parameters,
      cells: parts.cells,
      holes: parts.holes,
      isTruncated: this.isTruncated,
      numbers: this.code.numbers(),
      size: this.code.size,
      constants: this.constants,
      regions: this.finishedRegions(),
      blocks: this.finishedBlocks(find),
      classes: this.classes,
      exports: this.exports.map(([name, target]) => [
        name,
        target.kind === 'value' ? { kind: 'value', value: find(target.value) } : target,
      ]),
    });
  }

  /** Drops the phis that turned out to join nothing, and lets all operands name what is left. */
  #simplify(): void {
    let hasForwarded = false;
    for (let hasChanged = true; hasChanged;) {
      hasChanged = false;
      for (const phi of this.#phis) {
        if (this.code.at(phi, 0) !== Op.Phi) {
          hasForwarded = true;
          continue;
        }
        const same = joined(this.code, this.#operands(phi), phi);
        if (same === none || same === phi) continue;
        this.code.forward(phi, same);
        hasChanged = true;
      }
    }
    if (hasForwarded) rewriteOperands(this.code, this.classes);
  }

  #operands(phi: number): readonly number[] {
    const list = this.code.at(phi, 1);
    const values: number[] = [];
    for (let at = 0; at < this.code.listLength(list); at++) values.push(this.code.find(this.code.listItem(list, at)));
    return values;
  }
}

/** In a block that gives a variable another value nobody knows its members, unless they are written after that. */
function isOwnerWritten(path: Variable, block: BlockDraft): boolean {
  for (let { owner } = path; owner !== undefined; owner = owner.owner) {
    if (owner.declaredIn === block.index || block.written?.has(owner) === true) return true;
  }
  return false;
}

function refine(block: BlockDraft, refinement: Refinement): void {
  block.refinements ??= [];
  block.refinements[block.preds.length - 1] = refinement;
}
