/** Which files import which, as far as they were checked. */
export class Dependents {
  readonly #imports = new Map<string, readonly string[]>();
  readonly #importers = new Map<string, Set<string>>();
  readonly #incomplete = new Set<string>();

  get files(): Iterable<string> {
    return this.#imports.keys();
  }

  set(file: string, imports: readonly string[], missesImports: boolean): void {
    this.#unlink(file);
    this.#imports.set(file, imports);
    for (const imported of imports) {
      const importers = this.#importers.get(imported) ?? new Set();
      this.#importers.set(imported, importers.add(file));
    }
    if (missesImports) this.#incomplete.add(file);
  }

  forget(file: string): void {
    this.#unlink(file);
    this.#imports.delete(file);
  }

  importsOf(file: string): readonly string[] {
    return this.#imports.get(file) ?? [];
  }

  /** Files that import one of these, directly or through others; not these themselves. */
  of(files: readonly string[]): ReadonlySet<string> {
    const found = new Set<string>();
    const open = [...files];
    for (let file = open.pop(); file !== undefined; file = open.pop()) {
      for (const importer of this.#importers.get(file) ?? []) {
        if (found.has(importer)) continue;
        found.add(importer);
        open.push(importer);
      }
    }
    for (const file of files) found.delete(file);
    return found;
  }

  /** Files with an import that led nowhere: a new file may be what they look for. */
  get incomplete(): ReadonlySet<string> {
    return this.#incomplete;
  }

  #unlink(file: string): void {
    for (const imported of this.#imports.get(file) ?? []) this.#importers.get(imported)?.delete(file);
    this.#incomplete.delete(file);
  }
}
