import { none } from '../ir.ts';

/** Stands for the value of a member path of which only a `Load` can tell. */
export const unknown = -2;

/** How values of a variable are found. */
export type Storage =
  /** Followed from write to read. */
  | { readonly kind: 'local' }
  /** A cell that only its home function writes, seen from inside. */
  | { readonly kind: 'free'; readonly hops: number; readonly cell: string }
  /** A cell that several functions write: read and written where it stands. */
  | { readonly kind: 'cell'; readonly hops: number; readonly cell: string }
  | { readonly kind: 'import'; readonly specifier: string; readonly exported: string }
  | { readonly kind: 'global'; readonly name: string };

export const local: Storage = { kind: 'local' };

interface VariableTraits {
  readonly isFilled?: boolean;
  readonly publishedAs?: string | undefined;
  readonly owner?: Variable;
}

/** A name of the function, or a member path such as `req.body` that is treated like one. */
export class Variable {
  readonly storage: Storage;
  /** Cell that is told of each write; undefined when no other function reads it. */
  readonly publishedAs: string | undefined;
  /** Written once, where it is declared: its value needs no search, unless conditions say more of it. */
  readonly isStable: boolean;
  /** Its members may be assigned. */
  readonly isFilled: boolean;
  /** Of a path: what the member belongs to. */
  readonly owner: Variable | undefined;
  readonly name: string;
  readonly depth: number;
  /** The value of a stable variable, or what a variable holds before anything is written to it. */
  base = none;
  /** Is searched for in blocks, because it is written again or tested. */
  isTracked: boolean;
  /** When it was last written or tested, by the builder's clock. */
  touched = 0;
  /** The block that writes a stable variable. */
  declaredIn = none;
  paths: Map<string, Variable> | undefined;

  constructor(
    name: string,
    storage: Storage,
    isStable: boolean,
    { isFilled = !isStable, publishedAs, owner }: VariableTraits = {},
  ) {
    this.name = name;
    this.storage = storage;
    this.isStable = isStable;
    this.isTracked = !isStable;
    this.isFilled = isFilled;
    this.publishedAs = publishedAs;
    this.owner = owner;
    this.depth = owner === undefined ? 0 : owner.depth + 1;
  }

  /** The variable for its member of that name. */
  path(name: string): Variable {
    this.paths ??= new Map();
    let path = this.paths.get(name);
    if (path === undefined) {
      path = new Variable(name, local, this.isStable && !this.isFilled, { owner: this });
      path.isTracked = true;
      this.paths.set(name, path);
    }
    return path;
  }
}

/** Variables that a condition tested, with the value that each had then. */
export interface Tests {
  readonly variables: readonly Variable[];
  readonly values: readonly number[];
}

/** What an edge of control flow says: the condition turned out so. */
export interface Refinement extends Tests {
  readonly cond: number;
  readonly isTrue: boolean;
}
