import { isDeepStrictEqual } from 'node:util';
import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import type { Finding } from '../../../../shared/src/finding.ts';
import type { Parted } from './baselines.ts';
import { diagnosticOf, type DiagnosticOptions } from './to-lsp.ts';

export interface PublisherOptions extends Omit<DiagnosticOptions, 'version'> {
  /** Files for which the client shows what an earlier server found. */
  readonly outlived: readonly string[];
  /** What the user sees of the findings of a file. */
  part(findings: readonly Finding[]): Parted;
  send(params: PublishDiagnosticsParams): void;
  /** After each change of what is published. */
  changed(): void;
}

interface Published {
  /** Undefined for files that are not open. */
  readonly version: number | undefined;
  /** All of them; `shown` is what was sent. */
  readonly findings: readonly Finding[];
  readonly shown: readonly Finding[];
  readonly hidden: number;
}

export interface Totals {
  readonly errors: number;
  readonly warnings: number;
  /** Held back by a baseline. */
  readonly baselined: number;
}

/** What the client shows of each file; sends only what differs from it. */
export class Publisher {
  readonly #options: PublisherOptions;
  readonly #published = new Map<string, Published>();
  readonly #outlived: Set<string>;

  constructor(options: PublisherOptions) {
    this.#options = options;
    this.#outlived = new Set(options.outlived);
  }

  get totals(): Totals {
    let errors = 0;
    let warnings = 0;
    let baselined = 0;
    for (const { shown, hidden } of this.#published.values()) {
      baselined += hidden;
      for (const { severity } of shown) {
        if (severity === 'error') errors++;
        else if (severity === 'warning') warnings++;
      }
    }
    return { errors, warnings, baselined };
  }

  get uris(): readonly string[] {
    return [...new Set([...this.#published.keys(), ...this.#outlived])];
  }

  has(uri: string): boolean {
    return this.#published.has(uri) || this.#outlived.has(uri);
  }

  /** Whether the client still shows what an earlier server found. */
  isOutlived(uri: string): boolean {
    return this.#outlived.has(uri);
  }

  /** Those of the baseline, too. */
  findingsOf(uri: string): readonly Finding[] {
    return this.#published.get(uri)?.findings ?? [];
  }

  shownOf(uri: string): readonly Finding[] {
    return this.#published.get(uri)?.shown ?? [];
  }

  /** @returns whether the client did not have it yet */
  publish(uri: string, version: number | undefined, findings: readonly Finding[]): boolean {
    const before = this.#published.get(uri);
    const isOutlived = this.#outlived.delete(uri);
    if (before === undefined && version === undefined && findings.length === 0 && !isOutlived) return false;
    if (before?.version === version && isDeepStrictEqual(before?.findings, findings)) return false;
    const { shown, hidden } = this.#options.part(findings);
    this.#published.set(uri, { version, findings, shown, hidden: hidden.length });
    this.#send(uri, version, shown);
    this.#options.changed();
    return true;
  }

  /** What the user sees of the same findings is something else now. */
  partAnew(): void {
    for (const [uri, { version, findings, shown: before }] of this.#published) {
      const { shown, hidden } = this.#options.part(findings);
      if (isDeepStrictEqual(before, shown)) continue;
      this.#published.set(uri, { version, findings, shown, hidden: hidden.length });
      this.#send(uri, version, shown);
    }
    this.#options.changed();
  }

  /** Takes everything of a file off the screen. */
  clear(uri: string): void {
    const before = this.#published.get(uri);
    const isOutlived = this.#outlived.delete(uri);
    if (before === undefined && !isOutlived) return;
    this.#published.delete(uri);
    if (isOutlived || before?.shown.length !== 0) this.#options.send({ uri, diagnostics: [] });
    this.#options.changed();
  }

  #send(uri: string, version: number | undefined, shown: readonly Finding[]): void {
    const options = { ...this.#options, version: version ?? 0 };
    const diagnostics = shown.map((finding) => diagnosticOf(finding, options));
    this.#options.send({ uri, diagnostics, ...(version !== undefined && { version }) });
  }
}
