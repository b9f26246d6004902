import { isDeepStrictEqual } from 'node:util';
import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import type { Finding } from '../../../../shared/src/finding.ts';
import { diagnosticOf, type DiagnosticOptions } from './to-lsp.ts';

export interface PublisherOptions extends Omit<DiagnosticOptions, 'version'> {
  send(params: PublishDiagnosticsParams): void;
  /** After each change of what is published. */
  changed(): void;
}

interface Published {
  /** Undefined for files that are not open. */
  readonly version: number | undefined;
  readonly findings: readonly Finding[];
}

export interface Totals {
  readonly errors: number;
  readonly warnings: number;
}

/** What the client shows of each file; sends only what differs from it. */
export class Publisher {
  readonly #options: PublisherOptions;
  readonly #published = new Map<string, Published>();

  constructor(options: PublisherOptions) {
    this.#options = options;
  }

  get totals(): Totals {
    let errors = 0;
    let warnings = 0;
    for (const { findings } of this.#published.values()) {
      for (const { severity } of findings) {
        if (severity === 'error') errors++;
        else if (severity === 'warning') warnings++;
      }
    }
    return { errors, warnings };
  }

  get uris(): readonly string[] {
    return [...this.#published.keys()];
  }

  has(uri: string): boolean {
    return this.#published.has(uri);
  }

  findingsOf(uri: string): readonly Finding[] {
    return this.#published.get(uri)?.findings ?? [];
  }

  /** @returns whether the client did not have it yet */
  publish(uri: string, version: number | undefined, findings: readonly Finding[]): boolean {
    const before = this.#published.get(uri);
    if (before === undefined && version === undefined && findings.length === 0) return false;
    if (before?.version === version && isDeepStrictEqual(before?.findings, findings)) return false;
    this.#published.set(uri, { version, findings });
    const options = { ...this.#options, version: version ?? 0 };
    const diagnostics = findings.map((finding) => diagnosticOf(finding, options));
    this.#options.send({ uri, diagnostics, ...(version !== undefined && { version }) });
    this.#options.changed();
    return true;
  }

  /** Takes everything of a file off the screen. */
  clear(uri: string): void {
    const before = this.#published.get(uri);
    if (before === undefined) return;
    this.#published.delete(uri);
    if (before.findings.length > 0) this.#options.send({ uri, diagnostics: [] });
    this.#options.changed();
  }
}
