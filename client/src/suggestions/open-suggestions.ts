import * as vscode from 'vscode';
import type { DiagnosticData } from '../../../shared/src/protocol.ts';
import type { LanguageServer } from '../language-server.ts';
import type { Confidence } from '../provenance/written-range.ts';
import type { SuggestionAddress } from './suggestion-commands.ts';
import type { WrittenCode, WrittenPart } from './written-code.ts';

/** A diagnostic of Temper's, with what the server needs to build its fixes. */
export type Found = vscode.Diagnostic & { readonly data: DiagnosticData };

/** A block of AI-written code in which there is something to fix. */
export interface Suggestion {
  readonly uri: vscode.Uri;
  readonly block: number;
  readonly confidence: Confidence;
  readonly isDismissed: boolean;
  /** From its first part to its last. */
  readonly range: vscode.Range;
  /** Errors and warnings, in the order of the text. */
  readonly findings: readonly Found[];
}

/** Joins what is found with who wrote it. */
export class OpenSuggestions implements vscode.Disposable {
  readonly #server: LanguageServer;
  readonly #written: WrittenCode;
  readonly #changes = new vscode.EventEmitter<vscode.Uri>();
  readonly #subscriptions: vscode.Disposable;
  readonly #files = new Map<string, readonly Suggestion[]>();
  /** Of files in which suggestions have something to fix, or no longer have. */
  readonly onDidChange = this.#changes.event;

  constructor(server: LanguageServer, written: WrittenCode) {
    this.#server = server;
    this.#written = written;
    this.#subscriptions = vscode.Disposable.from(
      written.onDidChange((uri) => this.refresh(uri)),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        for (const uri of uris) this.refresh(uri);
      }),
      server.onDidChangeState(() => {
        for (const uri of written.files) this.refresh(uri);
      }),
    );
    for (const uri of written.files) this.refresh(uri);
  }

  /** Dismissed ones are left out. */
  of(uri: vscode.Uri): readonly Suggestion[] {
    return (this.#files.get(uri.toString()) ?? []).filter(({ isDismissed }) => !isDismissed);
  }

  /** What was dismissed is no less wrong. */
  get errors(): number {
    return [...this.#files.values()].flat().reduce((sum, { findings }) => sum + findings.filter(isError).length, 0);
  }

  /** In the active editor: the one at the cursor, else the first. */
  get atCursor(): Suggestion | undefined {
    const editor = vscode.window.activeTextEditor;
    const all = editor === undefined ? [] : this.of(editor.document.uri);
    return all.find(({ range }) => editor?.selection.intersection(range) !== undefined) ?? all[0];
  }

  /** The one that is meant, as it is by now. */
  find({ uri, block }: SuggestionAddress): Suggestion | undefined {
    return this.of(vscode.Uri.parse(uri)).find((suggestion) => suggestion.block === block);
  }

  refresh(uri: vscode.Uri): void {
    const key = uri.toString();
    const suggestions = this.#suggestionsIn(uri);
    const had = this.#files.has(key);
    if (suggestions.length > 0) this.#files.set(key, suggestions);
    else this.#files.delete(key);
    if (had || suggestions.length > 0) this.#changes.fire(uri);
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#changes.dispose();
  }

  #suggestionsIn(uri: vscode.Uri): readonly Suggestion[] {
    const parts = this.#written.partsOf(uri).filter(({ origin }) => origin === 'ai');
    if (parts.length === 0) return [];
    const found = foundIn(this.#server, uri).filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning);
    const blocks = [...new Set(parts.map(({ block }) => block))];
    return blocks
      .map((block) => suggestionOf(uri, partsOfBlock(parts, block), found))
      .filter(({ findings }) => findings.length > 0);
  }
}

function partsOfBlock(parts: readonly WrittenPart[], block: number): readonly WrittenPart[] {
  return parts.filter((part) => part.block === block);
}

function suggestionOf(uri: vscode.Uri, parts: readonly WrittenPart[], found: readonly Found[]): Suggestion {
  const [first] = parts;
  if (first === undefined) throw new Error('A suggestion has at least one part.');
  const { block, confidence, isDismissed } = first;
  const range = parts.reduce((whole, part) => whole.union(part.range), first.range);
  const findings = found.filter((each) => parts.some((part) => part.range.intersection(each.range) !== undefined));
  return { uri, block, confidence, isDismissed, range, findings: findings.toSorted(inOrder) };
}

function inOrder(one: Found, other: Found): number {
  return one.range.start.compareTo(other.range.start);
}

export function isError({ severity }: vscode.Diagnostic): boolean {
  return severity === vscode.DiagnosticSeverity.Error;
}

/** What the server found, as the client library has taken it in. */
export function foundIn(server: LanguageServer, uri: vscode.Uri): readonly Found[] {
  if (server.state.kind !== 'running') return [];
  return (server.client.diagnostics?.get(uri) ?? []).filter(isFound);
}

function isFound(diagnostic: vscode.Diagnostic): diagnostic is Found {
  const data: unknown = 'data' in diagnostic ? diagnostic.data : undefined;
  return typeof data === 'object' && data !== null && 'version' in data && 'finding' in data;
}
