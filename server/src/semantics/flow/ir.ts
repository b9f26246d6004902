import { none, type Op } from './ops.ts';

export { ElemKind, none, Op, roles, type Role } from './ops.ts';

/**
 * The intermediate representation that data-flow questions are answered on: every function of a module once, as a
 * sparse value graph in extended single assignment form (ops.ts lists the instructions).
 *
 *     ModuleIr ── functions: FunctionPlace[]     where a function stands in this version of the file, its identity
 *                              └─ body: FunctionBody    what it does; shared by versions while its text is the same
 *
 * An instruction is a value; its index names it. Casts, parentheses and type syntax leave nothing behind. Variables leave
 * no loads and stores: whoever reads one names the value last written to it. Where control flow joins, a `Phi` joins; on
 * the edges of a condition a `Pi` says what is known from there on of a variable that the condition tested. Members such
 * as `req.body` that a function assigns or tests are treated as variables of their own. Variables that a nested function
 * uses as well are *cells*: each write at home is told to the cell by a `SetFree`. While no nested function writes it, the
 * home function reads it as any other variable, and the others by `Free`; else everybody reads by `Free`.
 *
 * Function 0 of a module holds its top-level statements. A field's initializer is a function of its own, called by `new`;
 * static fields and static blocks run where the class is made. Namespaces run where they stand, as objects.
 */
export interface ModuleIr {
  readonly file: string;
  /** In the order of the text; outer before inner. The first is the module itself. */
  readonly functions: readonly FunctionPlace[];
  readonly exports: ReadonlyMap<string, ExportTarget>;
  /** Specifiers of `export * from`. */
  readonly stars: readonly string[];
  /** Bodies that were lowered for this version, the others being taken over. */
  readonly lowered: number;
}

/** What a module gives under a name: `default` for the default, `*` for what `module.exports =` or `export =` assigns. */
export type ExportTarget =
  /** A variable: a cell of function 0. */
  | { readonly kind: 'cell'; readonly cell: string }
  /** An instruction of function 0. */
  | { readonly kind: 'value'; readonly value: number }
  /** Something of another module; `exported` may be `*`. */
  | { readonly kind: 'from'; readonly specifier: string; readonly exported: string };

export type FunctionKind =
  | 'module'
  | 'function'
  | 'arrow'
  | 'method'
  | 'constructor'
  | 'get'
  | 'set'
  /** The initializer of an instance's field: returns what the field holds at first. */
  | 'field';

/** A function in one version of its file. */
export interface FunctionPlace {
  readonly index: number;
  /**
   * Names it across versions: the names of the functions and classes around it, its own, and `~n` for the nth of equals, as in
   * `Orders.create/done~2`. The module's is empty.
   */
  readonly id: string;
  /** Equal for functions with the same body: sums up its text and what its names stand for. */
  readonly key: number;
  readonly body: FunctionBody;
  /** Index of the function around it, or none. */
  readonly parent: number;
  /** Indices of the functions directly inside, by the position that `Func` names. */
  readonly nested: readonly number[];
  /** Offsets in the file of the whole function, from its first token. */
  readonly start: number;
  readonly end: number;
  /** Offsets of its block or expression. */
  readonly bodyStart: number;
  readonly bodyEnd: number;
}

export interface Region {
  /** The region around it, or none. Region 0 is the function itself and is never caught. */
  readonly parent: number;
  /** A failure inside goes no further: there is a `catch`, or a `finally` that leaves by itself. */
  readonly isCaught: boolean;
  /** Block of the `catch` or none; its `Catch` is the failure. */
  readonly handler: number;
}

export interface Block {
  /** Blocks that lead here. That of a `catch` or `finally` is the one before the `try`: any instruction in it may. */
  readonly preds: readonly number[];
  /** Blocks that follow: none after a `Return` or `Throw`, two after a condition (truthy first), else one or more. */
  readonly succs: readonly number[];
  /** Value that decides between two successors, or none. */
  readonly cond: number;
}

export type MemberKind = 'method' | 'get' | 'set' | 'field' | 'constructor';

export interface ClassMember {
  readonly kind: MemberKind;
  /** As written, `#` of a private one included; undefined when computed. */
  readonly name: string | undefined;
  readonly isStatic: boolean;
  /** The `Func` that makes the method or accessor, or that initializes a field; none for a field without initializer. */
  readonly value: number;
  /** Of a field: the `Typed` that its annotation says, or none. */
  readonly type: number;
  /** Values of its decorators. */
  readonly decorators: readonly number[];
  /** Decorators of its parameters: position of the parameter and value. */
  readonly parameterDecorators: readonly (readonly [parameter: number, decorator: number])[];
}

/** The members of a class, static fields left out: they are `Store`s into the class. */
export interface ClassShape {
  readonly name: string | undefined;
  readonly members: readonly ClassMember[];
  readonly decorators: readonly number[];
}

export type Constant = string | number | bigint | boolean | null | undefined;

/** Numbers of one instruction: op a b c pos end region block. */
export const rowSize = 8;

export interface BodyParts {
  readonly kind: FunctionKind;
  readonly name: string;
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  readonly parameters: number;
  readonly isTruncated: boolean;
  /** The rows of the instructions, and after them the lists. */
  readonly numbers: Int32Array;
  readonly size: number;
  readonly constants: readonly Constant[];
  readonly regions: readonly Region[];
  readonly blocks: readonly Block[];
  readonly cells: readonly string[];
  readonly classes: readonly ClassShape[];
  readonly holes: readonly number[];
  readonly exports: readonly ExportedName[];
}

/** A name that function 0 exports; `ModuleIr.exports` has them by name. */
export type ExportedName = readonly [name: string, target: ExportTarget];

/**
 * What one function does. Knows no offsets of the file, so that it outlives edits elsewhere: positions count from the
 * function's start with the bodies of nested functions cut out; `spanOf` (spans.ts) turns them back.
 */
export class FunctionBody {
  readonly kind: FunctionKind;
  /** Its declared name, or that of the variable, property or field it is written to; else empty. */
  readonly name: string;
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  readonly parameters: number;
  /** It was too big or nested too deeply: what lies beyond the limit is missing. */
  readonly isTruncated: boolean;
  /** How many instructions there are. */
  readonly size: number;
  readonly constants: readonly Constant[];
  readonly regions: readonly Region[];
  readonly blocks: readonly Block[];
  /** Names of its variables that nested functions use too; a second of the same name is `name#2`. */
  readonly cells: readonly string[];
  readonly classes: readonly ClassShape[];
  /** Positions at which the bodies of nested functions were cut out, by their order. */
  readonly holes: readonly number[];
  /** Of function 0 only. */
  readonly exports: readonly ExportedName[];
  readonly #numbers: Int32Array;
  readonly #lists: number;

  constructor(parts: BodyParts) {
    this.kind = parts.kind;
    this.name = parts.name;
    this.isAsync = parts.isAsync;
    this.isGenerator = parts.isGenerator;
    this.parameters = parts.parameters;
    this.isTruncated = parts.isTruncated;
    this.size = parts.size;
    this.constants = parts.constants;
    this.regions = parts.regions;
    this.blocks = parts.blocks;
    this.cells = parts.cells;
    this.classes = parts.classes;
    this.holes = parts.holes;
    this.exports = parts.exports;
    this.#numbers = parts.numbers;
    this.#lists = parts.size * rowSize;
  }

  op(value: number): Op {
    return at(this.#numbers, value * rowSize) as Op;
  }

  a(value: number): number {
    return at(this.#numbers, value * rowSize + 1);
  }

  b(value: number): number {
    return at(this.#numbers, value * rowSize + 2);
  }

  c(value: number): number {
    return at(this.#numbers, value * rowSize + 3);
  }

  /** First position of what it was made from; equal to `end` for what stands nowhere in the text, such as a `Phi`. */
  pos(value: number): number {
    return at(this.#numbers, value * rowSize + 4);
  }

  end(value: number): number {
    return at(this.#numbers, value * rowSize + 5);
  }

  /** The innermost `try` it stands in; what a `catch` or `finally` does belongs to the region around. */
  region(value: number): number {
    return at(this.#numbers, value * rowSize + 6);
  }

  /** In a block the `Phi`s come first, then the others by index. */
  block(value: number): number {
    return at(this.#numbers, value * rowSize + 7);
  }

  listLength(list: number): number {
    return list === none ? 0 : at(this.#numbers, this.#lists + list);
  }

  listItem(list: number, position: number): number {
    return at(this.#numbers, this.#lists + list + 1 + position);
  }

  /** The items of an operand that is a list; a view, not a copy. */
  list(list: number): Int32Array {
    if (list === none) return empty;
    const first = this.#lists + list + 1;
    return this.#numbers.subarray(first, first + this.listLength(list));
  }

  /** The text of an operand that is a constant: names, specifiers. */
  text(constant: number): string {
    return String(this.constants[constant]);
  }

  /** Whether a failure in the region leaves the function. */
  escapes(region: number): boolean {
    for (let each = region; each !== none;) {
      const { isCaught, parent } = this.regions[each] ?? outside;
      if (isCaught) return false;
      each = parent;
    }
    return true;
  }

  /** The nearest block that receives what fails in the region, or none when it escapes or is swallowed. */
  handlerOf(region: number): number {
    for (let each = region; each !== none;) {
      const { isCaught, parent, handler } = this.regions[each] ?? outside;
      if (isCaught) return handler;
      each = parent;
    }
    return none;
  }
}

const empty = new Int32Array(0);
const outside: Region = { parent: none, isCaught: false, handler: none };

function at(numbers: Int32Array, index: number): number {
  return numbers[index] ?? none;
}
