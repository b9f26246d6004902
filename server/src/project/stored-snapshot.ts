import type { FileFacts, ModuleTarget, PackageFacts, RejectionHearer, Snapshot, Tracking } from '../engine/snapshot.ts';
import type { ts } from '../engine/syntax.ts';
import type { FileOracle } from '../types/oracle.ts';
import { parse, whyNotParsed, type EarlierTree } from './trees.ts';

/** What a snapshot asks as of now. */
export interface Present extends Omit<Snapshot, 'factsOf'> {
  keyOf(file: string): string;
  factsOf(file: string, tree: ts.SourceFile | undefined): FileFacts;
  hearerOfRejections(file: string, within: 'package' | 'file' | 'page'): RejectionHearer | undefined;
  hearsMutations(file: string): boolean;
  isNamedElsewhere(name: string, file: string): boolean;
  routeFiles(file: string): readonly string[];
  settingsFiles(file: string): readonly string[];
}

/** Knows what changed from it to the next snapshot; whatever else is asked is as it is now. */
export class StoredSnapshot implements Snapshot {
  readonly #current: Present;
  readonly #kept = new Map<string, EarlierTree>();
  #next: StoredSnapshot | undefined;

  constructor(current: Present) {
    this.#current = current;
  }

  keep(key: string, earlier: EarlierTree): void {
    this.#kept.set(key, earlier);
  }

  supersededBy(next: StoredSnapshot): void {
    this.#next = next;
  }

  text(file: string): string | undefined {
    const earlier = this.#earlier(file);
    return earlier === undefined ? this.#current.text(file) : earlier.text;
  }

  chunksOf(file: string): Iterable<string> | undefined {
    return this.#current.chunksOf(file);
  }

  tree(file: string): ts.SourceFile | undefined {
    const earlier = this.#earlier(file);
    return earlier === undefined ? this.#current.tree(file) : treeOf(file, earlier);
  }

  #earlier(file: string): EarlierTree | undefined {
    const key = this.#current.keyOf(file);
    const own = this.#kept.get(key);
    if (own !== undefined) return own;
    for (let at = this.#next; at !== undefined; at = at.#next) {
      const earlier = at.#kept.get(key);
      if (earlier !== undefined) return earlier;
    }
    return undefined;
  }

  resolveModule(specifier: string, from: string): ModuleTarget {
    return this.#current.resolveModule(specifier, from);
  }

  packageOf(file: string): PackageFacts | undefined {
    return this.#current.packageOf(file);
  }

  rootOf(file: string): string | undefined {
    return this.#current.rootOf(file);
  }

  trackingOf(file: string): Tracking {
    return this.#current.trackingOf(file);
  }

  codeBelow(folder: string): readonly string[] {
    return this.#current.codeBelow(folder);
  }

  packageVersion(name: string, from: string): string | undefined {
    return this.#current.packageVersion(name, from);
  }

  factsOf(file: string): FileFacts {
    return this.#current.factsOf(file, this.tree(file));
  }

  hearerOfRejections(file: string, within: 'package' | 'file' | 'page'): RejectionHearer | undefined {
    return this.#current.hearerOfRejections(file, within);
  }

  hearsMutations(file: string): boolean {
    return this.#current.hearsMutations(file);
  }

  isNamedElsewhere(name: string, file: string): boolean {
    return this.#current.isNamedElsewhere(name, file);
  }

  routeFiles(file: string): readonly string[] {
    return this.#current.routeFiles(file);
  }

  settingsFiles(file: string): readonly string[] {
    return this.#current.settingsFiles(file);
  }

  oracle(file: string): FileOracle | undefined {
    return this.#current.oracle(file);
  }
}

function treeOf(file: string, earlier: EarlierTree): ts.SourceFile | undefined {
  if (earlier.tree === undefined && earlier.text !== undefined && whyNotParsed(earlier.text) === undefined) {
    earlier.tree = parse(file, earlier.text);
  }
  return earlier.tree;
}
