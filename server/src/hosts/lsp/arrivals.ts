import type { DataCallback, Disposable, Message, MessageReader } from 'vscode-languageserver/node';

/**
 * Which edits have come in, the ones that wait in line included: whoever applies one knows by it that the text is past
 * already, and can leave out the work on it.
 */
export class Arrivals {
  readonly #latest = new Map<string, number>();

  /** Reads along, and tells of each message before it is dealt with. */
  watch(reader: MessageReader, heard: () => void): MessageReader {
    return {
      onError: reader.onError,
      onClose: reader.onClose,
      onPartialMessage: reader.onPartialMessage,
      listen: (callback: DataCallback): Disposable =>
        reader.listen((message) => {
          this.#note(message);
          heard();
          callback(message);
        }),
      dispose: () => reader.dispose(),
    };
  }

  hasNewer(uri: string, version: number): boolean {
    return (this.#latest.get(uri) ?? version) > version;
  }

  forget(uri: string): void {
    this.#latest.delete(uri);
  }

  #note(message: Message): void {
    const { method, params } = message as { readonly method?: string; readonly params?: unknown };
    if (method !== 'textDocument/didChange') return;
    const { textDocument } = (params ?? {}) as { readonly textDocument?: { uri?: unknown; version?: unknown } };
    if (typeof textDocument?.uri !== 'string' || typeof textDocument.version !== 'number') return;
    this.#latest.set(textDocument.uri, textDocument.version);
  }
}
