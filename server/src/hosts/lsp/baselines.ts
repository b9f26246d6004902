import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Finding } from '../../../../shared/src/finding.ts';
import { baselineName, baselineText, parseBaseline } from '../../engine/baseline-text.ts';
import { emptyBaseline, splitByBaseline, type Baseline } from '../../engine/baseline.ts';
import { pathIn } from '../../engine/globs.ts';
import { dayOf, folderOf } from './analysis-options.ts';
import type { ConfigReport } from './folders.ts';
import type { ConfiguredFolder } from './worker-protocol.ts';

export interface BaselinesOptions {
  readonly folders: () => readonly ConfiguredFolder[];
  /** In Restricted Mode, no file of the workspace hides anything. */
  readonly isTrusted: boolean;
}

export interface Parted {
  readonly shown: readonly Finding[];
  /** Of the baseline, and not to be shown. */
  readonly hidden: readonly Finding[];
}

/** The baselines of the workspace's folders, as they are on disk; one that is malformed leaves the last good one in force. */
export class Baselines {
  readonly #options: BaselinesOptions;
  readonly #known = new Map<string, Baseline>();
  #reports: readonly ConfigReport[] = [];
  /** Whether the user wants to see what they hold. */
  isShown = false;

  constructor(options: BaselinesOptions) {
    this.#options = options;
    this.reload();
  }

  /** What was read, with what is wrong in it. */
  get reports(): readonly ConfigReport[] {
    return this.#reports;
  }

  /** The folders that fingerprints are relative to; a baseline lies in each, or none. */
  get roots(): readonly string[] {
    return [...new Set(this.#options.folders().map(({ config }) => config.folder))];
  }

  rootOf(file: string): string | undefined {
    return folderOf(this.#options.folders(), file)?.config.folder;
  }

  /** Whether findings of a file can be added to one. */
  isUsable(file: string): boolean {
    return this.#options.isTrusted && !this.isShown && (this.rootOf(file) ?? '') !== '';
  }

  of(root: string): Baseline | undefined {
    return this.#known.get(root);
  }

  reload(): void {
    const roots = this.#options.isTrusted ? this.roots : [];
    for (const root of this.#known.keys()) if (!roots.includes(root)) this.#known.delete(root);
    this.#reports = roots.flatMap((root) => this.#read(root));
  }

  /** @param findings of one file, in the order of the text */
  part(findings: readonly Finding[]): Parted {
    const [first] = findings;
    const root = first === undefined || this.isShown ? undefined : this.rootOf(first.file);
    const baseline = root === undefined ? undefined : this.#known.get(root);
    if (first === undefined || root === undefined || baseline === undefined) return { shown: findings, hidden: [] };
    const parts = splitByBaseline(baseline, pathIn(root, first.file), findings, dayOf(new Date()));
    return { shown: parts.findings, hidden: parts.baselined };
  }

  /**
   * Changes what is on disk now, not what was read of it before.
   *
   * @returns why it was left alone, in plain words
   */
  change(root: string, changed: (before: Baseline) => Baseline): string | undefined {
    this.#reports = [...this.#reports.filter(({ file }) => file !== fileIn(root)), ...this.#read(root)];
    if (this.#problemIn(root)) return `${baselineName} is malformed and was left as it is.`;
    const baseline = changed(this.#known.get(root) ?? emptyBaseline);
    try {
      // In one step: whoever watches the file never sees half of it.
      writeFileSync(`${fileIn(root)}.new`, baselineText(baseline));
      renameSync(`${fileIn(root)}.new`, fileIn(root));
    } catch (error) {
      return `${baselineName} cannot be written: ${error instanceof Error ? error.message : String(error)}.`;
    }
    this.#known.set(root, baseline);
    return undefined;
  }

  #problemIn(root: string): boolean {
    return this.#reports.some(({ file, problems }) => file === fileIn(root) && problems.length > 0);
  }

  #read(root: string): readonly ConfigReport[] {
    const file = fileIn(root);
    const text = textOf(file);
    if (text === undefined) {
      this.#known.delete(root);
      return [];
    }
    const parsed = parseBaseline(text);
    if (parsed.baseline !== undefined) this.#known.set(root, parsed.baseline);
    return [{ file, text, problems: parsed.baseline === undefined ? [parsed.problem] : [] }];
  }
}

function fileIn(root: string): string {
  return `${root}/${baselineName}`;
}

function textOf(file: string): string | undefined {
  try {
    return existsSync(file) ? readFileSync(file, 'utf8').replace(/^\u{feff}/u, '') : undefined;
  } catch {
    return undefined;
  }
}
