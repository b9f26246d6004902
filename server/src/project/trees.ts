import { ts } from '../engine/syntax.ts';
import { changeBetween } from '../engine/text-change.ts';
import { largestCode } from './left-out.ts';
import type { ProjectFiles } from './project-files.ts';

export { largestCode };

/** A tree that someone else already has, such as the type oracle; it must never be updated here. */
export type TreeProvider = (file: string) => ts.SourceFile | undefined;

/** What a file was before an edit, for a snapshot that was taken then. */
export interface EarlierTree {
  readonly text: string | undefined;
  /** Gone once its nodes moved into the tree of a later text. */
  tree: ts.SourceFile | undefined;
}

interface Entry {
  tree: ts.SourceFile | undefined;
  text: string | undefined;
  isOwn: boolean;
  isFresh: boolean;
  earlier: EarlierTree | undefined;
}

/** The trees of a project, parsed when asked for and brought up to date by what changed in the text. */
export class Trees {
  readonly #files: ProjectFiles;
  readonly #provider: TreeProvider | undefined;
  readonly #entries = new Map<string, Entry>();

  constructor(files: ProjectFiles, provider: TreeProvider | undefined) {
    this.#files = files;
    this.#provider = provider;
  }

  get(file: string): ts.SourceFile | undefined {
    const key = this.#files.keyOf(file);
    const entry = this.#entries.get(key);
    if (entry?.isFresh === true) return entry.tree;
    const text = isCode(file) ? this.#files.read(file) : undefined;
    if (entry !== undefined && entry.text === text) {
      entry.isFresh = true;
      return entry.tree;
    }
    const next = this.#made(file, text, entry);
    this.#entries.set(key, next);
    return next.tree;
  }

  /** The text may be another one now. The next `get` looks; the tree stays when it is the same after all. */
  touch(file: string): void {
    const entry = this.#entries.get(this.#files.keyOf(file));
    if (entry !== undefined) entry.isFresh = false;
  }

  release(file: string): void {
    this.#entries.delete(this.#files.keyOf(file));
  }

  /** Call before a change becomes visible. Undefined for a file on disk that nobody looked at. */
  earlier(file: string): EarlierTree | undefined {
    const entry = this.#entries.get(this.#files.keyOf(file));
    if (entry?.isFresh !== true || !isCode(file)) {
      const text = this.#files.unsavedText(file);
      return text === undefined ? undefined : { text, tree: undefined };
    }
    // Whoever lent a tree brings it up to date without telling.
    entry.earlier ??= { text: entry.text, tree: entry.isOwn ? entry.tree : undefined };
    return entry.earlier;
  }

  #made(file: string, text: string | undefined, before: Entry | undefined): Entry {
    const entry: Entry = { tree: undefined, text, isOwn: true, isFresh: true, earlier: undefined };
    if (text === undefined || whyNotParsed(text) !== undefined) return entry;
    const provided = this.#provider?.(file);
    if (provided?.text === text) return { ...entry, tree: provided, isOwn: false };
    entry.tree = before?.isOwn === true && before.tree !== undefined ? updated(before, text) : parse(file, text);
    return entry;
  }
}

export function parse(file: string, text: string): ts.SourceFile {
  const options = { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone };
  return ts.createSourceFile(file, text, options, true);
}

export function isCode(file: string): boolean {
  return /\.[cm]?[jt]sx?$/i.test(file);
}

/** In plain words, why a text is not looked at. */
export function whyNotParsed(text: string): string | undefined {
  if (text.length > largestCode) return 'larger than 1 MB';
  return text.includes('\0') ? 'binary' : undefined;
}

/** The nodes that did not change move into the new tree, so whoever kept the old one must be told. */
function updated(before: Entry, text: string): ts.SourceFile {
  const { tree } = before;
  if (tree === undefined) throw new Error('There is no tree to update.');
  const fileName = tree.fileName;
  if (before.earlier !== undefined) before.earlier.tree = undefined;
  const change = changeBetween(tree.text, text);
  if (change === undefined) return tree;
  const { start, end, newLength } = change;
  try {
    return ts.updateSourceFile(tree, text, { span: { start, length: end - start }, newLength });
  } catch {
    return parse(fileName, text);
  }
}
