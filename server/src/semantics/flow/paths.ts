import type { Fact } from '../libraries/model.ts';
import type { State } from './automaton.ts';
import type { BuiltinFact } from './builtins.ts';
import { none } from './ops.ts';

export type FlowFact = Fact | BuiltinFact;
export type LibraryState = State<FlowFact>;

/** Where a value comes from. Functions, classes, modules and frames are named by their numbers in the project. */
export type Origin =
  /** A package's module or `globalThis`, and what is reached from it. */
  | { readonly kind: 'library'; readonly module: string }
  /** What a function is given; stands for the argument in summaries. */
  | { readonly kind: 'parameter'; readonly unit: number; readonly index: number }
  /** `frame`: what it has captured (see lattice.ts), or none. */
  | { readonly kind: 'function'; readonly unit: number; readonly frame: number }
  | { readonly kind: 'class'; readonly shape: number }
  /** `frame`: what its constructor was given, or none. */
  | { readonly kind: 'instance'; readonly shape: number; readonly frame: number }
  | { readonly kind: 'namespace'; readonly module: number }
  /** A React context, by the call that made it. */
  | { readonly kind: 'context'; readonly unit: number; readonly at: number }
  /** No promise, no function, no library's value. */
  | { readonly kind: 'plain' }
  | { readonly kind: 'unknown' };

/** The step from a value to its member, its call's result, what it is awaited to, or what it gives to a callback. */
export type Edge = `.${string}` | '()' | '~' | `#${number}.${number}`;

/** A value's provenance, interned: equal paths are the same object. */
export interface PathNode {
  readonly id: number;
  readonly origin: Origin;
  /** None at a root. */
  readonly parent: PathNode | undefined;
  readonly edge: Edge | undefined;
  /** Edges from the root. */
  readonly depth: number;
  /** Stands for all that lies deeper than the bound. */
  readonly isCut: boolean;
  /** Of a library's value: what the models know of it. Undefined for a library without model. */
  readonly state: LibraryState | undefined;
  /** Whether it stands for something that the caller knows better. */
  readonly isSymbolic: boolean;
}

/** What leads on from a parameter beyond this many edges is one node. */
const maxParameterDepth = 3;

/**
 * Access paths (after Cheng and Hwu, 2000): a root and the edges that lead on from it. Library paths are told apart by the state
 * of the models alone: a fluent call that leaves the state as it was gives its receiver's node, and all that no model knows
 * is one node per module. So there are no more nodes than states, and loops that go on building stay finite.
 */
export class Paths {
  readonly #start: (module: string) => LibraryState | undefined;
  readonly #roots = new Map<string, PathNode>();
  readonly #next = new Map<number, Map<string, PathNode>>();
  readonly #byState = new Map<string, Map<LibraryState, PathNode>>();
  readonly #dead = new Map<string, PathNode>();
  readonly #functions: PathNode[] = [];
  readonly #parameters: PathNode[][] = [];
  readonly unknown: PathNode;
  readonly plain: PathNode;
  #count = 0;

  constructor(start: (module: string) => LibraryState | undefined) {
    this.#start = start;
    this.unknown = this.#root('?', { kind: 'unknown' }, false);
    this.plain = this.#root('!', { kind: 'plain' }, false);
  }

  library(module: string): PathNode {
    const known = this.#roots.get(`l${module}`);
    if (known !== undefined) return known;
    const node = this.#libraryNode(module, this.#start(module), undefined, undefined);
    this.#roots.set(`l${module}`, node);
    return node;
  }

  parameter(unit: number, index: number): PathNode {
    const known = (this.#parameters[unit] ??= []);
    return (known[index] ??= this.#make({ kind: 'parameter', unit, index }, undefined, undefined, undefined, true));
  }

  /** @param isSymbolic whether its frame mentions parameters */
  function(unit: number, frame = none, isSymbolic = false): PathNode {
    if (frame === none) return (this.#functions[unit] ??= this.#make({ kind: 'function', unit, frame }));
    return this.#root(`f${unit}.${frame}`, { kind: 'function', unit, frame }, isSymbolic);
  }

  class(shape: number): PathNode {
    return this.#root(`c${shape}`, { kind: 'class', shape }, false);
  }

  instance(shape: number, frame = none, isSymbolic = false): PathNode {
    return this.#root(`i${shape}.${frame}`, { kind: 'instance', shape, frame }, isSymbolic);
  }

  /** The same function or instance, which has captured something else. */
  withFrame(path: PathNode, frame: number, isSymbolic: boolean): PathNode {
    const { origin } = path;
    if (origin.kind === 'function') return this.function(origin.unit, frame, isSymbolic);
    return origin.kind === 'instance' ? this.instance(origin.shape, frame, isSymbolic) : path;
  }

  namespace(module: number): PathNode {
    return this.#root(`n${module}`, { kind: 'namespace', module }, false);
  }

  context(unit: number, at: number): PathNode {
    return this.#root(`x${unit}.${at}`, { kind: 'context', unit, at }, false);
  }

  /** Leads on from a library's value or from a parameter; unknown where nothing can. */
  step(from: PathNode, edge: Edge): PathNode {
    const { kind } = from.origin;
    if (kind !== 'library' && kind !== 'parameter') return this.unknown;
    let next = this.#next.get(from.id);
    if (next === undefined) this.#next.set(from.id, (next = new Map()));
    let node = next.get(edge);
    if (node === undefined) {
      node = kind === 'library' ? this.#stepLibrary(from, edge) : this.#stepParameter(from, edge);
      next.set(edge, node);
    }
    return node;
  }

  #stepParameter(from: PathNode, edge: Edge): PathNode {
    if (from.isCut) return from;
    return this.#make(from.origin, from, edge, undefined, true);
  }

  #stepLibrary(from: PathNode, edge: Edge): PathNode {
    const { origin, state } = from;
    if (origin.kind !== 'library') return this.unknown;
    return this.#libraryNode(origin.module, state?.step(edge), from, edge);
  }

  #libraryNode(module: string, state: LibraryState | undefined, parent?: PathNode, edge?: Edge): PathNode {
    if (state === undefined || state.isDead) return this.#deadNode(module);
    let states = this.#byState.get(module);
    if (states === undefined) this.#byState.set(module, (states = new Map()));
    let node = states.get(state);
    if (node === undefined) {
      node = this.#make({ kind: 'library', module }, parent, edge, state, false);
      states.set(state, node);
    }
    return node;
  }

  /** All of a module that no model knows. */
  #deadNode(module: string): PathNode {
    let node = this.#dead.get(module);
    if (node === undefined) {
      node = this.#make({ kind: 'library', module }, undefined, undefined, undefined, false);
      this.#dead.set(module, node);
    }
    return node;
  }

  #root(key: string, origin: Origin, isSymbolic: boolean): PathNode {
    let node = this.#roots.get(key);
    if (node === undefined) {
      node = this.#make(origin, undefined, undefined, undefined, isSymbolic);
      this.#roots.set(key, node);
    }
    return node;
  }

  #make(origin: Origin, parent?: PathNode, edge?: Edge, state?: LibraryState, isSymbolic = false): PathNode {
    const depth = parent === undefined ? 0 : parent.depth + 1;
    const isCut = origin.kind === 'parameter' && depth > maxParameterDepth;
    return { id: this.#count++, origin, parent, edge, depth, isCut, state, isSymbolic };
  }
}

/** Whether a model may know what the path leads to. */
export const isLive = (node: PathNode): boolean => node.state !== undefined;
