import type { ts } from '../../../engine/syntax.ts';
import type { Binding, FileScopes, ScopeFunction } from '../../bindings.ts';
import { none, Op } from '../ir.ts';
import type { BlockDraft } from './block.ts';
import type { FunctionBuilder } from './builder.ts';
import type { Outline, OutlinedFunction } from './outline.ts';
import { local, unknown, Variable, type Tests } from './variable.ts';

export type LowerExpression = (fn: Lowering, node: ts.Node) => number;
export type LowerStatement = (fn: Lowering, node: ts.Node) => void;

/** By syntax kind. */
export interface Tables {
  readonly expressions: readonly (LowerExpression | undefined)[];
  readonly statements: readonly (LowerStatement | undefined)[];
  /** A list of statements, whose functions are hoisted. */
  readonly list: (fn: Lowering, nodes: readonly ts.Statement[]) => void;
  readonly hoist: (fn: Lowering, nodes: readonly ts.Statement[]) => void;
}

/** Where `break` and `continue` lead. */
export interface Jump {
  readonly label: string | undefined;
  readonly onBreak: BlockDraft;
  /** Undefined where only `break` is possible. */
  readonly onContinue: BlockDraft | undefined;
  /** How many `finally`s were around. */
  readonly finallies: number;
}

/** A `finally` that what leaves its `try` passes through. */
export interface Finally {
  readonly block: BlockDraft;
  readonly exits: { readonly target: BlockDraft | 'return'; readonly finallies: number }[];
}

/** Deeper nesting is cut off, so that the stack suffices. */
const maxDepth = 400;

/** Lowers one function. The parts of the language are in files of their own and call each other by way of this. */
export class Lowering {
  readonly b: FunctionBuilder;
  readonly outline: Outline;
  readonly outlined: OutlinedFunction;
  readonly within: ScopeFunction;
  readonly scopes: FileScopes;
  readonly jumps: Jump[] = [];
  readonly finallies: Finally[] = [];
  /** Labels that stand directly before the next loop. */
  labels: string[] = [];
  /** What `this` is in static parts of a class, or none. */
  thisValue = none;
  /** Where an optional chain that found nothing goes on. */
  chainEnd: Join | undefined;
  /** Above zero while what is read may be what a condition tests. */
  collecting = 0;
  /** Told of the value of every expression; for `valueOf`. */
  recorded: Map<ts.Node, number> | undefined;
  readonly #tables: Tables;
  readonly #variables = new Map<Binding, Variable>();
  readonly #globals = new Map<string, number>();
  readonly #readVariables: Variable[] = [];
  readonly #readValues: number[] = [];
  readonly #loadObjects: number[] = [];
  readonly #loadNames: string[] = [];
  readonly #loadValues: number[] = [];
  readonly #aliases = new Map<number, Tests>();
  readonly #self = new Variable('this', local, true, { isFilled: true });
  #depth = 0;

  constructor(b: FunctionBuilder, outline: Outline, outlined: OutlinedFunction, tables: Tables) {
    this.b = b;
    this.outline = outline;
    this.outlined = outlined;
    this.within = outlined.scope;
    this.scopes = outline.scopes;
    this.#tables = tables;
  }

  // ── Dispatch ──

  expression(node: ts.Node): number {
    const lower = this.#tables.expressions[node.kind];
    if (lower === undefined) return this.b.undefinedValue();
    if (this.#depth >= maxDepth || this.b.isFull()) return this.#cutOff();
    this.#depth += 1;
    const value = lower(this, node);
    this.#depth -= 1;
    this.recorded?.set(node, value);
    return value;
  }

  statement(node: ts.Node): void {
    const lower = this.#tables.statements[node.kind];
    if (lower === undefined) return;
    if (this.#depth >= maxDepth || this.b.isFull()) {
      this.#cutOff();
      return;
    }
    this.#readVariables.length = 0;
    this.#readValues.length = 0;
    this.#loadValues.length = 0;
    this.#depth += 1;
    lower(this, node);
    this.#depth -= 1;
  }

  statements(nodes: readonly ts.Statement[]): void {
    this.#tables.list(this, nodes);
  }

  /** Makes the functions that the statements declare. */
  hoist(nodes: readonly ts.Statement[]): void {
    this.#tables.hoist(this, nodes);
  }

  #cutOff(): number {
    this.b.isTruncated = true;
    return this.b.undefinedValue();
  }

  /** An expression whose callees need not be noted as tested. */
  untested(node: ts.Node): number {
    const { collecting } = this;
    this.collecting = 0;
    const value = this.expression(node);
    this.collecting = collecting;
    return value;
  }

  // ── Instructions ──

  emit(op: Op, a: number, b: number, c: number, node: ts.Node): number {
    return this.b.emit(op, a, b, c, node);
  }

  text(value: string): number {
    return this.b.constant(value);
  }

  constant(value: string | number | bigint | boolean | null | undefined, node: ts.Node): number {
    return this.b.emit(Op.Const, this.b.constant(value), none, none, node);
  }

  list(items: readonly number[]): number {
    return this.b.code.list(items);
  }

  global(name: string): number {
    let value = this.#globals.get(name);
    if (value === undefined) {
      value = this.b.emitIn(this.b.draft(0), Op.Global, this.b.constant(name), none, none);
      this.#globals.set(name, value);
    }
    return value;
  }

  /** The function that the node makes. */
  function(node: ts.Node, start = this.b.positions.startOf(node), end = node.end): number {
    const nested = this.outline.functionAt(node);
    if (nested === undefined) return this.b.undefinedValue();
    return this.b.emitAt(Op.Func, nested.scope.position, none, none, start, end);
  }

  // ── Names ──

  /** Undefined for a global, or a name that stands for no value. */
  variableAt(name: ts.Identifier): Variable | undefined {
    const binding = this.scopes.bindingOf(name);
    return binding === undefined || binding.kind === 'type' ? undefined : this.variableOf(binding);
  }

  variableOf(binding: Binding): Variable {
    let variable = this.#variables.get(binding);
    if (variable === undefined) {
      variable = this.outline.variable(binding, this.within);
      this.#variables.set(binding, variable);
    }
    return variable;
  }

  /** A value for `this`, noted as what paths such as `this.x` start from. */
  self(node: ts.Node): number {
    if (this.thisValue !== none) return this.thisValue;
    if (this.#self.base === none) {
      const pos = this.b.positions.of(this.b.positions.startOf(node));
      this.#self.base = this.b.emitIn(this.b.draft(0), Op.This, none, none, none, pos);
    }
    if (this.collecting > 0) this.#note(this.#self, this.#self.base);
    return this.#self.base;
  }

  selfVariable(): Variable | undefined {
    return this.thisValue === none ? this.#self : undefined;
  }

  read(variable: Variable): number {
    const value = this.b.read(variable);
    if (this.collecting > 0 && variable.storage.kind !== 'cell') this.#note(variable, value);
    return value;
  }

  // ── What conditions test ──

  #note(variable: Variable, value: number): void {
    this.#readVariables.push(variable);
    this.#readValues.push(value);
  }

  noteLoad(object: number, name: string, value: number): void {
    this.#loadObjects[this.#loadValues.length] = object;
    this.#loadNames[this.#loadValues.length] = name;
    this.#loadValues.push(value);
  }

  /** Lowers what decides something, and says what it tests. */
  tested(node: ts.Node): { readonly value: number; readonly tests: Tests | undefined } {
    const firstRead = this.#readValues.length;
    const firstLoad = this.#loadValues.length;
    this.collecting += 1;
    const value = this.expression(node);
    this.collecting -= 1;
    return { value, tests: this.#testsSince(firstRead, firstLoad, value) };
  }

  /** Remembers that who tests the value tests what it was made from, as in `const ok = isValid(input)`. */
  alias(value: number, tests: Tests | undefined): void {
    if (tests !== undefined) this.#aliases.set(value, tests);
  }

  #testsSince(firstRead: number, firstLoad: number, value: number): Tests | undefined {
    const alias = this.#aliases.get(value);
    if (this.#readValues.length === firstRead && alias === undefined) return undefined;
    const variables: Variable[] = [];
    const values: number[] = [];
    for (let at = firstRead; at < this.#readValues.length; at++) {
      const variable = this.#readVariables[at];
      if (variable === undefined) continue;
      variables.push(variable);
      values.push(this.#readValues[at] ?? none);
    }
    for (let at = firstLoad; at < this.#loadValues.length; at++) this.#addPath(at, variables, values);
    if (alias !== undefined) {
      variables.push(...alias.variables);
      values.push(...alias.values);
    }
    return variables.length === 0 || (variables.length === 1 && variables[0] === this.#self)
      ? undefined
      : { variables, values };
  }

  /** A member of something tested is tested too, and is a variable from here on. */
  #addPath(load: number, variables: Variable[], values: number[]): void {
    const value = this.#loadValues[load] ?? none;
    const owner = variables[values.lastIndexOf(this.#loadObjects[load] ?? none)];
    if (owner === undefined || owner.depth >= maxPathDepth) return;
    const name = this.#loadNames[load] ?? '';
    const isHere = this.b.code.at(value, 7) === this.b.here().index;
    const path = isHere ? this.b.definePath(owner, name, value) : owner.paths?.get(name);
    const current = isHere || path === undefined ? value : this.b.read(path);
    // What only some way to here loads is no value to go on with.
    if (path === undefined || current === unknown) return;
    variables.push(path);
    values.push(current);
  }

  // ── Leaving ──

  /** A `return` has been lowered. */
  leaveFunction(): void {
    const around = this.finallies.at(-1);
    if (around !== undefined && this.b.edge(around.block)) around.exits.push({ target: 'return', finallies: 0 });
    this.b.leave();
  }

  /** Goes on at a block outside some `finally`s by way of these. */
  leaveTo(target: BlockDraft, finallies: number): void {
    const around = this.finallies.length > finallies ? this.finallies.at(-1) : undefined;
    if (around === undefined) this.b.jump(target);
    else {
      if (this.b.edge(around.block)) around.exits.push({ target, finallies });
      this.b.leave();
    }
  }
}

/** `a.b.c` is followed, `a.b.c.d` is loaded. */
export const maxPathDepth = 3;

/** A block where ways meet, each with a value. */
export class Join {
  readonly block: BlockDraft;
  readonly #fn: Lowering;
  readonly #values: number[] = [];
  #last = none;

  constructor(fn: Lowering) {
    this.#fn = fn;
    this.block = fn.b.newBlock();
    fn.b.passesHere(this.block);
  }

  /** Goes there with a value. */
  from(value: number): void {
    this.#last = value;
    if (this.#fn.b.edge(this.block)) this.#values.push(value);
    this.#fn.b.leave();
  }

  /** A branch of the current block goes there with a value; call it before the branch. */
  expects(value: number): void {
    if (this.#fn.b.isReachable()) this.#values.push(value);
    else this.#last = value;
  }

  /** Goes on there with what all ways bring. */
  value(node: ts.Node): number {
    this.#fn.b.begin(this.block);
    if (this.#values.length > 0) return this.#fn.b.join(this.#values, node);
    return this.#last === none ? this.#fn.b.undefinedValue() : this.#last;
  }
}
