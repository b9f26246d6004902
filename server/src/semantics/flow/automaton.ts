import { Pattern, readsCharacter } from './patterns.ts';

/** Facts about the API paths of one library; of several entries that match a path, the first one counts. */
export interface PathModel<F> {
  readonly library: string;
  readonly entries: readonly { readonly path: string; readonly is: readonly F[] }[];
}

/**
 * How far the models of a library have read a path. Two paths in the same state are alike to every model, whatever follows.
 * The dead state says that no model knows the path or anything that starts with it.
 */
export interface State<F> {
  readonly isDead: boolean;
  /** What is known of the path that ends here. */
  readonly facts: readonly F[];
  /** `edge`: `.name`, `()`, `~` or `#i.j`. */
  step(edge: string): State<F>;
}

/**
 * All models as one automaton: deterministic, its states made from sets of pattern positions when a path first reaches them
 * (the subset construction, done lazily). A library's patterns are read when something of the library is first asked for.
 */
export class LibraryAutomaton<F> {
  readonly #models = new Map<string, PathModel<F>['entries'][number][]>();
  readonly #libraries = new Map<string, Library<F>>();

  /** Models of the same library add up. */
  constructor(models: readonly PathModel<F>[]) {
    for (const { library, entries } of models) {
      const known = this.#models.get(library);
      if (known === undefined) this.#models.set(library, [...entries]);
      else known.push(...entries);
    }
  }

  /**
   * The state of a module, or of any path that starts with one. The longest library counts: names may hold dots, as `socket.io`
   * does. A subpath is read by the entries that name one and skipped by the others.
   */
  start(path: string): State<F> | undefined {
    const root = this.#rootOf(path);
    if (root === undefined) return undefined;
    const library = this.#library(root);
    const [subpath = ''] = /^\/[^.(~#]*/.exec(path.slice(root.length)) ?? [];
    const edges = edgesOf(path.slice(root.length + subpath.length));
    return edges.reduce((state, edge) => state.step(edge), library.start(subpath));
  }

  factsOf(path: string): readonly F[] {
    return this.start(path)?.facts ?? [];
  }

  #rootOf(path: string): string | undefined {
    for (let end = path.length; end > 0; end--) {
      const next = path[end];
      if (next !== undefined && !'/.(~#'.includes(next)) continue;
      const name = path.slice(0, end);
      if (this.#models.has(name)) return name;
    }
    return undefined;
  }

  #library(root: string): Library<F> {
    let library = this.#libraries.get(root);
    if (library === undefined) {
      library = new Library(root, this.#models.get(root) ?? []);
      this.#libraries.set(root, library);
    }
    return library;
  }
}

/** A member's name may hold anything but the characters that begin an edge. */
const edgesOf = (path: string): readonly string[] => path.match(/\.[^.(~#]*|\(\)|#\d+\.\d+|[^]/g) ?? [];

class Library<F> {
  readonly pattern = new Pattern();
  readonly #entries: PathModel<F>['entries'];
  /** The entry that is matched at a position. */
  readonly #accepts = new Map<number, number>();
  readonly #plain: number[] = [];
  readonly #withSubpath: number[] = [];
  readonly #states = new Map<string, SetState<F>>();
  readonly #starts = new Map<string, SetState<F>>();

  constructor(name: string, entries: PathModel<F>['entries']) {
    this.#entries = entries;
    entries.forEach((entry, index) => {
      const { from, to } = this.pattern.add(entry.path.slice(name.length));
      this.#accepts.set(to, index);
      (entry.path.startsWith(`${name}/`) ? this.#withSubpath : this.#plain).push(from);
    });
  }

  start(subpath: string): SetState<F> {
    let state = this.#starts.get(subpath);
    if (state === undefined) {
      const named = subpath
        .split('')
        .reduce<readonly number[]>((set, character) => this.read(set, character), this.#close(this.#withSubpath));
      state = this.stateOf([...this.#close(this.#plain), ...named]);
      this.#starts.set(subpath, state);
    }
    return state;
  }

  /** Between two edges only those positions count that end an entry or can read the beginning of an edge. */
  stateOf(positions: readonly number[]): SetState<F> {
    const set = [...new Set(positions)].filter((position) => this.#counts(position)).sort((a, b) => a - b);
    const key = set.join();
    let state = this.#states.get(key);
    if (state === undefined) {
      state = new SetState(this, set, this.#factsAt(set));
      this.#states.set(key, state);
    }
    return state;
  }

  read(positions: readonly number[], character: string): readonly number[] {
    const next: number[] = [];
    for (const position of positions) {
      for (const { reads, to } of this.pattern.readers[position] ?? []) {
        if (readsCharacter(reads, character)) next.push(to);
      }
    }
    return this.#close(next);
  }

  #close(positions: readonly number[]): readonly number[] {
    const closed = new Set(positions);
    for (const position of closed) for (const next of this.pattern.silent[position] ?? []) closed.add(next);
    return [...closed];
  }

  #counts(position: number): boolean {
    const readers = this.pattern.readers[position] ?? [];
    return this.#accepts.has(position) || readers.some(({ reads }) => '.(~#'.includes(reads));
  }

  #factsAt(positions: readonly number[]): readonly F[] {
    let first = Infinity;
    for (const position of positions) first = Math.min(first, this.#accepts.get(position) ?? Infinity);
    return this.#entries[first]?.is ?? [];
  }
}

class SetState<F> implements State<F> {
  readonly facts: readonly F[];
  readonly isDead: boolean;
  readonly #library: Library<F>;
  readonly #positions: readonly number[];
  readonly #next = new Map<string, SetState<F>>();

  constructor(library: Library<F>, positions: readonly number[], facts: readonly F[]) {
    this.#library = library;
    this.#positions = positions;
    this.isDead = positions.length === 0;
    this.facts = facts;
  }

  step(edge: string): SetState<F> {
    if (this.isDead) return this;
    let next = this.#next.get(edge);
    if (next === undefined) {
      const library = this.#library;
      const positions = edge
        .split('')
        .reduce<readonly number[]>((set, character) => library.read(set, character), this.#positions);
      next = library.stateOf(positions);
      this.#next.set(edge, next);
    }
    return next;
  }
}
