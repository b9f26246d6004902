import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  emptyBaseline,
  entriesOf,
  pruned,
  sizeOf,
  splitByBaseline,
  withEntries,
  type Baseline,
  type BaselineEntry,
} from '../../engine/baseline.ts';
import { pathIn } from '../../engine/globs.ts';
import { isInside } from '../../project/paths.ts';
import { quantity } from '../../report/plain-text.ts';
import type { BaselineArguments } from './arguments.ts';
import { baselinePath, readBaseline, writeBaseline } from './baseline-file.ts';
import type { CheckedFile } from './check-project.ts';
import { checkedFiles, scopeOf, today } from './check-run.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** Writes what is found today down, so that from now on only what is new is reported. */
export function baseline(given: BaselineArguments, terminal: Terminal): number {
  const run = { ...given, fix: false, withEdits: false };
  const scope = scopeOf(run, terminal);
  const file = baselinePath(given.baseline, scope.root, terminal.folder);
  const shown = path.relative(terminal.folder, file);
  const before = readBaseline(file, terminal.folder);
  if (before !== undefined && given.change === 'create') {
    throw new UsageError(`${shown} is there already: --update takes in what is new, --prune takes out what is gone.`);
  }
  if (before === undefined && given.change === 'prune') throw new UsageError(`There is no ${shown} to prune.`);
  const checked = checkedFiles(scope, run, terminal).filter((each) => isInside(each.file, scope.root));
  const after = changed(before ?? emptyBaseline, checked, given, scope.root);
  writeBaseline(file, after);
  terminal.out(`${summary(shown, before, after)}\n`);
  return 0;
}

function changed(
  before: Baseline,
  checked: readonly CheckedFile[],
  { change, until }: BaselineArguments,
  root: string,
): Baseline {
  const entries = checked.flatMap((each): readonly (readonly [string, readonly BaselineEntry[]])[] => {
    const name = pathIn(root, each.file);
    const known = before.files.get(name) ?? [];
    // Of a file that was not checked whole nobody knows what it no longer holds.
    if (each.limits.length > 0) return [];
    if (change !== 'prune') return [[name, entriesOf(each.findings, known, until === undefined ? {} : { until })]];
    return [[name, pruned(known, splitByBaseline(before, name, each.findings, today()).stale)]];
  });
  const gone = [...before.files.keys()].filter((name) => !existsSync(path.join(root, name)));
  return withEntries(before, [...entries, ...gone.map((name) => [name, []] as const)]);
}

function summary(shown: string, before: Baseline | undefined, after: Baseline): string {
  const size = `${quantity(sizeOf(after), 'finding')} of ${quantity(after.files.size, 'file')}`;
  if (before === undefined)
    return `Wrote ${shown} with ${size}. Commit it: from now on only new findings are reported.`;
  const difference = sizeOf(after) - sizeOf(before);
  const change = difference === 0 ? '' : difference > 0 ? `, ${difference} more` : `, ${-difference} fewer`;
  return `Wrote ${shown} with ${size}${change}.`;
}
