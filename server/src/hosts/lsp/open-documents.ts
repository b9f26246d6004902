import { uriOfFile } from './files.ts';
import { OpenDocument, type OpenDocumentOptions } from './open-document.ts';

/** The documents that are open in the editor. */
export class OpenDocuments {
  readonly #byUri = new Map<string, OpenDocument>();
  readonly #byFile = new Map<string, OpenDocument>();

  /** By which the client knows a file: spellings differ, so what it once said is kept. */
  readonly #uris = new Map<string, string>();

  open(options: OpenDocumentOptions): OpenDocument {
    const document = new OpenDocument(options);
    this.#byUri.set(document.uri, document);
    this.#byFile.set(document.file, document);
    this.#uris.set(document.file, document.uri);
    return document;
  }

  close(document: OpenDocument): void {
    this.#byUri.delete(document.uri);
    if (this.#byFile.get(document.file) === document) this.#byFile.delete(document.file);
  }

  get(uri: string): OpenDocument | undefined {
    return this.#byUri.get(uri);
  }

  ofFile(file: string): OpenDocument | undefined {
    return this.#byFile.get(file);
  }

  uriOf(file: string): string {
    return this.#uris.get(file) ?? uriOfFile(file);
  }

  all(): readonly OpenDocument[] {
    return [...this.#byUri.values()];
  }
}
