import type { Span } from '../../../shared/src/finding.ts';
import type { ts } from '../engine/syntax.ts';

/**
 * Names a node without holding it; a TypeScript 6 node fits as it is. `pos` is the node's `pos`, leading trivia
 * included, never `getStart()`. A Ref that names no node of the file's present text is answered with `unknown`.
 */
export interface Ref {
  readonly kind: ts.SyntaxKind;
  readonly pos: number;
  readonly end: number;
}

/**
 * `maybe`: some members of a union. `unknown`: the type is `any`, `unknown` or an error, or the oracle could not tell;
 * it is never to be read as `no`.
 */
export type Tri = 'always' | 'maybe' | 'no' | 'unknown';

export type Backend = 'native' | 'portable';

export interface OpenedProject {
  readonly tsconfig: string;
  readonly backend: Backend;
  /** What was wrong with the project's configuration; it is answered for as far as it was understood. */
  readonly reason?: string;
}

export interface FileChanges {
  readonly changed?: readonly string[];
  readonly created?: readonly string[];
  readonly deleted?: readonly string[];
}

/** Answers about types by place in the file. Synchronous, and nothing ever throws out of it. */
export interface TypeOracle {
  /** Not required: `forFile` finds the project of a file by itself. */
  open(tsconfigs: readonly string[]): readonly OpenedProject[];
  /** Unsaved text; undefined goes back to the text on disk. */
  setText(file: string, text: string | undefined): void;
  /** Changes on disk. Naming a configuration file, a package.json or a lock file makes the oracle look again. */
  filesChanged(changes: FileChanges): void;
  /** Undefined for what is no code, missing, over the size limit, or once closed. */
  forFile(file: string): FileOracle | undefined;
  /** Forgets answers about a file that were kept over edits, so that they are worked out anew: for quiet moments. */
  refresh(file: string): void;
  readonly statistics: OracleStatistics;
  /** What answers now: `portable` too where the native process was given up. */
  readonly backend: Backend;
  close(): void;
}

export interface FileOracle {
  /** The project that answers: a tsconfig's path, or undefined for an inferred one. */
  readonly tsconfig: string | undefined;
  /** Tells what will be asked, for backends that answer many questions at the price of one. */
  prefetch(questions: Prefetch): void;
  /**
   * Whether the expression's value has a `then` method that takes a callback: a property `then`, optional or not, some
   * call signature of which has a first parameter whose type, `null` and `undefined` left out, has a call signature or
   * is `any`, `unknown`, `Function` or a type parameter. An array of thenables is none.
   */
  isThenable(expression: Ref): Tri;
  /**
   * Whether the value is a promise of the platform: the type, its constraint, or one of its base types or intersection
   * members is the global `Promise` of TypeScript's lib. `maybe` when only some union members are. Thenables that are
   * merely shaped like one, `PromiseLike` included, are not: a type so made is `no`. A type without any member, which
   * whatever value fits, is `unknown`.
   */
  isPromise(expression: Ref): Tri;
  /** Whether the elements of an array or tuple are promises in the sense of `isPromise`; `no` for what is no array. */
  isThenableArray(expression: Ref): Tri;
  /** Whether the value is null or undefined; `unknown` instead of `no` in projects without strictNullChecks. */
  nullish(expression: Ref): Tri;
  /** Whether a value given as `.then` or `.catch` handler can be called; `no` means that it is ignored at run time. */
  rejectionHandlerIsCallable(argument: Ref): Tri;
  /** Declarations behind a callee's *name*: the identifier, or the `name` of a property access. Aliases are followed. */
  calleeOf(name: Ref): readonly Target[] | 'unknown';
  /** What the place where a function stands wants of it. Ask for functions and methods only. */
  expects(fn: Ref): Expectation | 'unknown';
  /**
   * What the receiver of a function does with the promise that it returns. The value is an expression, a spread
   * argument, a shorthand property or a member of a class, interface or object literal. `ignored`: all signatures that
   * are wanted there return nothing. `taken`: some of them returns a promise, or anything at all.
   */
  contractOf(value: Ref): Contract;
  /** Whether calling the value gives a promise; `unknown` too where overloads differ. Values are those of `contractOf`. */
  returnsPromise(value: Ref): Tri;
  /** The declared names of the expression's type, of the alias it was written by, and of its base types; at most 8. */
  typeOrigin(expression: Ref): readonly Target[] | 'unknown';
  /** For messages only: its wording is no contract. Empty when unknown. */
  typeText(expression: Ref): string;
  /** The type's structure down to `depth` levels. At a declaration's name it is the declared type. */
  shape(expression: Ref, depth: number): Shape | 'unknown';
  /** The structure of the type that the expression's place asks for: a parameter's, a typed property's. */
  wanted(expression: Ref, depth: number): Shape | 'unknown';
}

export interface Prefetch {
  readonly types?: readonly Ref[];
  readonly callees?: readonly Ref[];
  readonly expects?: readonly Ref[];
  readonly shapes?: readonly { readonly ref: Ref; readonly depth: number }[];
}

export interface Expectation {
  /** Some expected signature returns a thenable, or anything at all (`any`, `unknown`, a free type parameter). */
  readonly acceptsThenable: boolean;
  /** Some expected signature returns void and none accepts a thenable: its caller ignores what is returned. */
  readonly voidCallback: boolean;
}

export type Contract = 'ignored' | 'taken' | 'unknown';

/** A declaration by name: `drizzle-orm/…` is `{ module: 'drizzle-orm', exportPath: 'PgSelectBase' }`. */
export interface Target {
  /**
   * The package for declarations below node_modules (`@types/x` is `x`), `lib` for TypeScript's own, the name of an
   * ambient `declare module`, otherwise the path of the declaring file.
   */
  readonly module: string;
  /** Names from the module's export inwards, joined by dots: `Promise.then`, `default`, `Ns.Class.method`. */
  readonly exportPath: string;
  readonly declarationFile: string;
  /** Of the declared name, in the text that was current when the question was answered; undefined once it changed. */
  span(): Span | undefined;
}

export type ShapeKind =
  | 'any'
  | 'unknown'
  | 'never'
  | 'void'
  | 'null'
  | 'undefined'
  | 'string'
  | 'number'
  | 'bigint'
  | 'boolean'
  | 'symbol'
  | 'literal'
  | 'array'
  | 'tuple'
  | 'union'
  | 'intersection'
  | 'function'
  | 'object'
  | 'parameter'
  | 'other';

export interface Shape {
  readonly kind: ShapeKind;
  readonly text?: string;
  /** Of literals. */
  readonly value?: string | number | boolean;
  /** Element of an array; members of a tuple, union or intersection. Absent below the asked depth. */
  readonly of?: Shape | readonly Shape[];
  /** Sorted by name. Absent below the asked depth. */
  readonly members?: readonly ShapeMember[];
  /** Members were cut off. */
  readonly truncated?: boolean;
}

export interface ShapeMember {
  readonly name: string;
  readonly optional: boolean;
  readonly text: string;
  readonly type: Shape;
}

/** Counters since the oracle was made; tests prove by them what reached the checker. */
export interface OracleStatistics {
  /** Questions asked. */
  readonly asked: number;
  /** Of these, answered from what was kept. */
  readonly kept: number;
  /** Of these, answered by the checker. */
  readonly checked: number;
  /** Questions that failed inside the checker and were answered with `unknown`. */
  readonly failures: number;
  /** Programs built, the first one of each project included. */
  readonly programs: number;
  /** Edits inside function bodies that were carried into a live checker. */
  readonly carried: number;
}
