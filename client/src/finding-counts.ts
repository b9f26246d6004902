export interface Counts {
  readonly errors: number;
  readonly warnings: number;
}

export const noFindings: Counts = { errors: 0, warnings: 0 };

/** Totals of what is on screen, kept per file so that an update of one file costs nothing for the others. */
export class FindingCounts {
  readonly #files = new Map<string, Counts>();
  #total: Counts = noFindings;

  get total(): Counts {
    return this.#total;
  }

  set(file: string, counts: Counts): void {
    const previous = this.#files.get(file) ?? noFindings;
    this.#total = {
      errors: this.#total.errors - previous.errors + counts.errors,
      warnings: this.#total.warnings - previous.warnings + counts.warnings,
    };
    if (counts.errors === 0 && counts.warnings === 0) this.#files.delete(file);
    else this.#files.set(file, counts);
  }

  clear(): void {
    this.#files.clear();
    this.#total = noFindings;
  }
}
