import * as vscode from 'vscode';
import {
  forgetFile,
  rangesOfText,
  readStoredFiles,
  storeText,
  type StoredFiles,
  type StoredRange,
  type StoredText,
} from '../provenance/stored-ranges.ts';
import { hashOf } from './written-code.ts';

const key = 'temper.writtenCode';

/** Keeps who wrote what over restarts, in the editor's own storage of the workspace. */
export class WrittenMemory {
  readonly #state: vscode.Memento;
  #files: StoredFiles;
  /** Ranges of closed files that still are what they were when their ranges were kept. */
  readonly #verified = new Map<string, readonly StoredRange[]>();

  constructor(state: vscode.Memento) {
    this.#state = state;
    this.#files = readStoredFiles(state.get(key));
  }

  get files(): readonly string[] {
    return Object.keys(this.#files);
  }

  knows(uri: vscode.Uri): boolean {
    return this.#files[uri.toString()] !== undefined;
  }

  /** Of a closed file; none until it was looked at. */
  rangesOf(uri: vscode.Uri): readonly StoredRange[] {
    return this.#verified.get(uri.toString()) ?? [];
  }

  rangesOfText(uri: vscode.Uri, hash: () => string): readonly StoredRange[] {
    return this.knows(uri) ? rangesOfText(this.#files, uri.toString(), hash()) : [];
  }

  keep(uri: vscode.Uri, text: StoredText): void {
    this.#verified.set(uri.toString(), text.ranges);
    this.#write(storeText(this.#files, uri.toString(), text));
  }

  rename(from: vscode.Uri, to: vscode.Uri): void {
    const texts = this.#files[from.toString()] ?? [];
    if (texts.length === 0) return;
    const moved = texts.toReversed().reduce((files, text) => storeText(files, to.toString(), text), this.#files);
    this.#write(forgetFile(moved, from.toString()));
  }

  /** Looks whether a closed file still is the text whose ranges are known. */
  async verify(uri: vscode.Uri): Promise<void> {
    const text = await textOnDisk(uri);
    const ranges = text === undefined ? [] : rangesOfText(this.#files, uri.toString(), hashOf(text));
    this.#verified.set(uri.toString(), ranges);
  }

  #write(files: StoredFiles): void {
    this.#files = files;
    void this.#state.update(key, files);
  }
}

async function textOnDisk(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}
