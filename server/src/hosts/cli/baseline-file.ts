import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { baselineName, baselineText, parseBaseline } from '../../engine/baseline-text.ts';
import { countOf, splitByBaseline, type Baseline, type BaselineEntry } from '../../engine/baseline.ts';
import { pathIn } from '../../engine/globs.ts';
import { isInside } from '../../project/paths.ts';
import type { BaselineUse } from '../../report/check-result.ts';
import type { CheckedFile } from './check-project.ts';
import { placeIn } from './load-config.ts';
import { UsageError } from './usage-error.ts';

export interface BaselineFile {
  readonly file: string;
  readonly baseline: Baseline;
}

/** Absolute path of the baseline that a run takes: the one that is named, or the one at the root. */
export function baselinePath(named: string | undefined, root: string, current: string): string {
  return named === undefined ? path.join(root, baselineName) : path.resolve(current, named);
}

/** @throws {UsageError} when it is malformed: a run without it would report what was decided long ago */
export function readBaseline(file: string, current: string): Baseline | undefined {
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, 'utf8').replace(/^\u{feff}/u, '');
  const parsed = parseBaseline(text);
  if (parsed.baseline !== undefined) return parsed.baseline;
  const { problem } = parsed;
  throw new UsageError(`${path.relative(current, file)}:${placeIn(text, problem)} ${problem.message}`);
}

export function writeBaseline(file: string, baseline: Baseline): void {
  try {
    writeFileSync(file, baselineText(baseline));
  } catch (error) {
    throw new UsageError(`The baseline cannot be written: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

export interface BaselinedRun {
  readonly files: readonly CheckedFile[];
  readonly use: BaselineUse;
}

/** Takes out of a run what the baseline holds, and says which of its entries nobody needs any more. */
export function applyBaseline(
  { file, baseline }: BaselineFile,
  checked: readonly CheckedFile[],
  { root, today }: { readonly root: string; readonly today: string },
): BaselinedRun {
  const files = checked.map((each): CheckedFile => {
    if (!isInside(each.file, root)) return each;
    const { findings, baselined, stale } = splitByBaseline(baseline, pathIn(root, each.file), each.findings, today);
    // Of a file that was not checked whole nobody knows what it no longer holds.
    return { ...each, findings, baselined, stale: each.limits.length === 0 ? stale : [] };
  });
  const stale = [...files.flatMap((each) => each.stale), ...missing(baseline, root)];
  return { files, use: { file, stale: countOf(stale) } };
}

/** Entries of files that are gone. */
function missing({ files }: Baseline, root: string): readonly BaselineEntry[] {
  return [...files].flatMap(([name, entries]) => (existsSync(path.join(root, name)) ? [] : entries));
}
