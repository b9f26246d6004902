import { DiagnosticSeverity, type Diagnostic, type PublishDiagnosticsParams } from 'vscode-languageserver';
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { ConfigProblem } from '../../engine/config-parse.ts';
import { fileOfUri, uriOfFile } from './files.ts';
import { configProblems, type ConfigReport } from './folders.ts';
import { diagnosticSource } from './to-lsp.ts';

/** Shows what is wrong in configuration files: in those on disk, and in open ones as they are typed. */
export class ConfigDocuments {
  readonly #send: (params: PublishDiagnosticsParams) => void;
  readonly #open = new Map<string, TextDocument>();
  readonly #shown = new Set<string>();

  constructor(send: (params: PublishDiagnosticsParams) => void) {
    this.#send = send;
  }

  open(uri: string, text: string, version: number): void {
    const document = TextDocument.create(uri, 'jsonc', version, text);
    this.#open.set(uri, document);
    this.#check(document);
  }

  change(uri: string, contentChanges: readonly TextDocumentContentChangeEvent[], version: number): void {
    const document = this.#open.get(uri);
    if (document === undefined) return;
    TextDocument.update(document, [...contentChanges], version);
    this.#check(document);
  }

  close(uri: string): boolean {
    return this.#open.delete(uri);
  }

  /** After the configurations were read from disk. */
  report(reports: readonly ConfigReport[]): void {
    const uris = new Set([...this.#open.keys()].map((uri) => fileOfUri(uri)));
    const closed = reports.filter(({ file }) => !uris.has(file));
    const present = new Set(closed.map(({ file }) => uriOfFile(file)));
    for (const uri of this.#shown) if (!present.has(uri) && !this.#open.has(uri)) this.#show(uri, undefined, []);
    for (const { file, text, problems } of closed) {
      const uri = uriOfFile(file);
      this.#show(uri, undefined, diagnosticsOf(TextDocument.create(uri, 'jsonc', 0, text), problems));
    }
  }

  #check(document: TextDocument): void {
    const { uri, version } = document;
    const problems = configProblems(fileOfUri(uri) ?? uri, document.getText());
    this.#show(uri, version, diagnosticsOf(document, problems));
  }

  #show(uri: string, version: number | undefined, diagnostics: Diagnostic[]): void {
    if (diagnostics.length === 0 && !this.#shown.has(uri)) return;
    if (diagnostics.length === 0) this.#shown.delete(uri);
    else this.#shown.add(uri);
    this.#send({ uri, diagnostics, ...(version !== undefined && { version }) });
  }
}

function diagnosticsOf(document: TextDocument, problems: readonly ConfigProblem[]): Diagnostic[] {
  return problems.map(({ message, span }) => ({
    range: { start: document.positionAt(span.start), end: document.positionAt(span.end) },
    severity: DiagnosticSeverity.Error,
    source: diagnosticSource,
    code: 'configuration',
    message,
  }));
}
