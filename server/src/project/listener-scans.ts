import { isDeepStrictEqual } from 'node:util';
import { ts } from '../engine/syntax.ts';
import { changeBetween } from '../engine/text-change.ts';
import { aboutMutations, hearsMutationsIn } from './mutation-listener-text.ts';
import { pageEvent, showsRejectionsIn } from './page-listener-text.ts';
import type { ProjectFiles } from './project-files.ts';
import { listenerIn, rejectionEvent, type Listener } from './rejection-listener-text.ts';
import { isCode, whyNotParsed } from './trees.ts';

/** What the text of a file says of who hears of what nobody handles. */
export interface ListenerScan {
  /** Kept of files that are being edited. */
  readonly text?: string;
  readonly listener: Listener;
  readonly hearsMutations: boolean;
  readonly showsRejections: boolean;
  readonly specifiers: readonly string[];
}

/** Each file's text is looked through once, and again only after an edit that may concern what was looked for. */
export class ListenerScans {
  readonly #files: ProjectFiles;
  readonly #scans = new Map<string, ListenerScan>();
  /** Of texts that may be others now: what was read in them before. */
  readonly #outdated = new Map<string, { readonly file: string; readonly scan: ListenerScan }>();

  constructor(files: ProjectFiles) {
    this.#files = files;
  }

  of(file: string): ListenerScan {
    const key = this.#files.keyOf(file);
    const known = this.#scans.get(key);
    if (known !== undefined) return known;
    const text = isCode(file) ? this.#files.read(file) : undefined;
    const scan = text === undefined || whyNotParsed(text) !== undefined ? nothing : scanOf(file, text);
    this.#scans.set(key, scan);
    return scan;
  }

  /** The text may be another one now. */
  touch(file: string): void {
    const key = this.#files.keyOf(file);
    const scan = this.#scans.get(key);
    if (scan === undefined) return;
    this.#scans.delete(key);
    if (!this.#outdated.has(key)) this.#outdated.set(key, { file, scan });
  }

  /** Whether a text that was looked through says something else now. Most edits change neither imports nor listeners. */
  haveChanged(): boolean {
    if (this.#outdated.size === 0) return false;
    const outdated = [...this.#outdated.values()];
    this.#outdated.clear();
    return outdated.map(({ file, scan }) => this.#saysOther(file, scan)).includes(true);
  }

  forget(): void {
    this.#scans.clear();
    this.#outdated.clear();
  }

  #saysOther(file: string, before: ListenerScan): boolean {
    const text = isCode(file) ? (this.#files.read(file) ?? '') : '';
    const now = mayDiffer(before, text) ? this.of(file) : before;
    this.#scans.set(this.#files.keyOf(file), { ...now, text });
    return now !== before && !isDeepStrictEqual({ ...now, text }, { ...before, text });
  }
}

const nothing: ListenerScan = { listener: 'none', hearsMutations: false, showsRejections: false, specifiers: [] };

/**
 * What a file imports stands in quotes, on a line with what imports it or on the next; without the names of events nothing in it listens to
 * them.
 */
function mayDiffer({ text: before }: ListenerScan, now: string): boolean {
  const change = before === undefined ? undefined : changeBetween(before, now);
  if (before === undefined || change === undefined) return before === undefined;
  if (listening.test(before) || listening.test(now)) return true;
  const was = linesAround(before, change.start, change.end);
  const is = linesAround(now, change.start, change.start + change.newLength);
  // What opens or closes a comment or a template may concern the whole file.
  if (/[`*]/.test(was.own + is.own)) return true;
  return /['"]/.test(was.own + is.own) && importing.test(was.all + is.all);
}

const importing = /\b(?:import|export|from|require|declare|define|module)\b/;

/** The lines of a range, and with them the line before and the one behind. */
function linesAround(text: string, start: number, end: number): { readonly own: string; readonly all: string } {
  const beginOf = (at: number): number => text.lastIndexOf('\n', at - 1) + 1;
  const endOf = (at: number): number => {
    const found = text.indexOf('\n', at);
    return found < 0 ? text.length : found;
  };
  const [first, last] = [beginOf(start), endOf(end)];
  return { own: text.slice(first, last), all: text.slice(beginOf(Math.max(0, first - 1)), endOf(last + 1)) };
}

const listening = new RegExp(`${pageEvent}|${rejectionEvent}|${aboutMutations.source}`);

function scanOf(file: string, text: string): ListenerScan {
  const { importedFiles } = ts.preProcessFile(text, true, true);
  return {
    listener: text.includes(rejectionEvent) ? listenerIn(file, text) : 'none',
    hearsMutations: aboutMutations.test(text) && hearsMutationsIn(file, text),
    showsRejections: text.includes(pageEvent) && showsRejectionsIn(file, text),
    specifiers: importedFiles.map(({ fileName }) => fileName),
  };
}
