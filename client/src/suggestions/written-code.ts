import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { DocumentProvenance } from '../provenance/document-provenance.ts';
import type { EditorEvent } from '../provenance/events.ts';
import type { StoredRange } from '../provenance/stored-ranges.ts';
import type { Confidence, Origin, WrittenRange } from '../provenance/written-range.ts';
import { isWatched } from './watched-documents.ts';
import type { WrittenMemory } from './written-memory.ts';

/** Text of a file that no human typed, as far as is known. */
export interface WrittenPart {
  readonly range: vscode.Range;
  readonly origin: Origin;
  readonly confidence: Confidence;
  /** Parts of one suggestion share it, within a file. */
  readonly block: number;
  readonly isDismissed: boolean;
}

export interface Accepted {
  readonly document: vscode.TextDocument;
  readonly range: vscode.Range;
}

/** Ranges are kept for the next start once the user rests. */
const untilKept = 1_000;

/** Who wrote what: of open documents as they are edited, of closed files as they were left. It only ranks and presents. */
export class WrittenCode implements vscode.Disposable {
  readonly #memory: WrittenMemory;
  readonly #documents = new Map<string, DocumentProvenance>();
  readonly #quiet = new Map<string, NodeJS.Timeout>();
  readonly #keeping = new Map<string, NodeJS.Timeout>();
  readonly #changes = new vscode.EventEmitter<vscode.Uri>();
  readonly #acceptances = new vscode.EventEmitter<Accepted>();
  /** Of files whose parts came, went or were dismissed. */
  readonly onDidChange = this.#changes.event;
  readonly onDidAccept = this.#acceptances.event;
  #blocks = 0;

  constructor(memory: WrittenMemory) {
    this.#memory = memory;
  }

  partsOf(uri: vscode.Uri): readonly WrittenPart[] {
    const provenance = this.#documents.get(uri.toString());
    const document = provenance && openDocument(uri);
    if (document === undefined || provenance === undefined) return this.#memory.rangesOf(uri).map(partOfStored);
    return provenance.ranges.map((range) => partOf(document, range));
  }

  take(document: vscode.TextDocument, event: EditorEvent): void {
    if (!isWatched(document)) return;
    const key = document.uri.toString();
    const { isChanged, accepted, wait } = this.#provenanceOf(document).take({ ...event, at: Date.now() });
    clearTimeout(this.#quiet.get(key));
    this.#quiet.delete(key);
    if (wait !== undefined) {
      this.#quiet.set(
        key,
        setTimeout(() => this.take(document, { kind: 'quiet' }), wait),
      );
    }
    if (event.kind === 'change' || isChanged) this.#keepSoon(document);
    if (isChanged) this.#changes.fire(document.uri);
    if (accepted !== undefined) this.#acceptances.fire({ document, range: rangeOf(document, accepted) });
  }

  /** What is known of a document that was just opened. */
  opened(document: vscode.TextDocument): void {
    if (!isWatched(document) || this.#documents.has(document.uri.toString())) return;
    if (this.#memory.knows(document.uri)) this.#provenanceOf(document);
  }

  closed(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.#quiet.get(key));
    this.#quiet.delete(key);
    if (this.#keeping.has(key)) this.#keep(document);
    this.#documents.delete(key);
    void this.lookAgain(document.uri);
  }

  dismiss(uri: vscode.Uri, block: number): void {
    const document = openDocument(uri);
    this.#documents.get(uri.toString())?.dismiss(block);
    if (document !== undefined) this.#keep(document);
    this.#changes.fire(uri);
  }

  /** A closed file may have become another, or the one that it was. */
  async lookAgain(uri: vscode.Uri): Promise<void> {
    if (!this.#memory.knows(uri)) return;
    await this.#memory.verify(uri);
    if (!this.#documents.has(uri.toString())) this.#changes.fire(uri);
  }

  /** All files of which something is known. */
  get files(): readonly vscode.Uri[] {
    const keys = new Set([...this.#documents.keys(), ...this.#memory.files]);
    return [...keys].map((key) => vscode.Uri.parse(key));
  }

  dispose(): void {
    for (const timer of this.#quiet.values()) clearTimeout(timer);
    for (const key of this.#keeping.keys()) {
      const document = openDocument(vscode.Uri.parse(key));
      if (document !== undefined) this.#keep(document);
    }
    this.#changes.dispose();
    this.#acceptances.dispose();
  }

  #provenanceOf(document: vscode.TextDocument): DocumentProvenance {
    const key = document.uri.toString();
    const known = this.#documents.get(key);
    if (known !== undefined) return known;
    const stored = this.#memory.rangesOfText(document.uri, () => hashOf(document.getText()));
    const ranges = stored.map((range) => this.#writtenRange(document, range));
    const provenance = new DocumentProvenance(() => ++this.#blocks, document.isDirty, ranges);
    this.#documents.set(key, provenance);
    return provenance;
  }

  #writtenRange(
    document: vscode.TextDocument,
    { start, end, isDismissed = false, ...rest }: StoredRange,
  ): WrittenRange {
    this.#blocks = Math.max(this.#blocks, rest.block);
    const offset = ([line, character]: StoredRange['start']) => document.offsetAt(new vscode.Position(line, character));
    return { ...rest, isDismissed, start: offset(start), end: offset(end) };
  }

  #keepSoon(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.#keeping.get(key));
    this.#keeping.delete(key);
    const hasRanges = (this.#documents.get(key)?.ranges.length ?? 0) > 0;
    if (!hasRanges && !this.#memory.knows(document.uri)) return;
    this.#keeping.set(
      key,
      setTimeout(() => this.#keep(document), untilKept),
    );
  }

  #keep(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.#keeping.get(key));
    this.#keeping.delete(key);
    const ranges = this.#documents.get(key)?.ranges ?? [];
    this.#memory.keep(document.uri, {
      hash: hashOf(document.getText()),
      ranges: ranges.map((range) => storedOf(document, range)),
    });
  }
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const key = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
}

function rangeOf(document: vscode.TextDocument, { start, end }: { start: number; end: number }): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

function partOf(document: vscode.TextDocument, range: WrittenRange): WrittenPart {
  const { origin, confidence, block, isDismissed } = range;
  return { range: rangeOf(document, range), origin, confidence, block, isDismissed };
}

function partOfStored({ start, end, isDismissed = false, ...authorship }: StoredRange): WrittenPart {
  return { ...authorship, isDismissed, range: new vscode.Range(...start, ...end) };
}

function storedOf(document: vscode.TextDocument, { start, end, origin, confidence, block, isDismissed }: WrittenRange) {
  const place = (offset: number): StoredRange['start'] => {
    const { line, character } = document.positionAt(offset);
    return [line, character];
  };
  const stored = { start: place(start), end: place(end), origin, confidence, block };
  return isDismissed ? { ...stored, isDismissed } : stored;
}
