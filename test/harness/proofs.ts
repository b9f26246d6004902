import assert from 'node:assert/strict';
import type { Finding } from '../../shared/src/finding.ts';
import { outrankedBy } from '../../server/src/engine/precedence.ts';
import { codeFile } from './cases.ts';
import { without } from './differences.ts';
import type { PlacedCase } from './layout.ts';
import type { RestyledRun, Rounds, Run, Trial } from './rounds.ts';
import { outputOf } from './running.ts';

/** Names a trial in a message: what was mended, and what came of it. */
function told(trial: Trial, words: string): string {
  const [finding] = trial.mended;
  const where = finding ? `line ${finding.range.start.line + 1}: ${firstLine(trial.run, finding)}` : '';
  return `${trial.fixId} ${words}\n  ${where}\n${trial.after ? changedTexts(trial) : '(no edits)'}`;
}

export function proveMade(trial: Trial): asserts trial is Trial & { readonly after: PlacedCase } {
  if (trial.failure !== undefined) throw new Error(told(trial, 'threw'), { cause: trial.failure });
  assert.ok(trial.after, told(trial, 'is offered and cannot be made'));
  assert.ok(changedFiles(trial).length > 0, told(trial, 'changes nothing'));
}

export function proveNoNewErrors(trial: Trial & { readonly after: PlacedCase }, rounds: Rounds): void {
  const keyed = (placed: PlacedCase): readonly { readonly key: string }[] =>
    rounds.errorsIn(placed).map((each) => ({ key: each.message }));
  const added = without(keyed(trial.after), keyed(trial.run.placed)).map((each) => each.key);
  assert.deepEqual(added, [], told(trial, `brings ${added.join('; ')}`));
}

export function proveMended(trial: Trial, rounds: Rounds): void {
  const again = rounds.again(trial);
  assert.ok(again, told(trial, 'was not checked again'));
  if (again.failure !== undefined)
    throw new Error(told(trial, 'leaves a text that cannot be checked'), { cause: again.failure });
  const before = allOf(trial.run).map(byRule);
  const after = allOf(again).map(byRule);
  const added = unseenBefore(trial, without(after, before)).map((each) => each.key);
  assert.deepEqual(
    added,
    [],
    told(
      trial,
      `adds ${added.join(', ')}: ${allOf(again)
        .map((each) => each.message)
        .join(' | ')}`,
    ),
  );
  const removed = without(before, after).length;
  // A merge leaves out fixes that overlap, so only a fix of one finding must remove exactly what it was made for.
  assert.ok(removed >= 1, told(trial, 'leaves its finding'));
}

export function proveStyleKept(restyled: RestyledRun, rounds: Rounds): void {
  const { name, apply, blur = (text: string): string => text } = restyled.restyle;
  assert.equal(
    restyled.run.findings.length,
    restyled.plain.findings.length,
    `With ${name} the findings differ in number.`,
  );
  const plainTrials = rounds.single.filter((trial) => trial.run === restyled.plain);
  for (const [index, trial] of restyled.trials.entries()) {
    const plain = plainTrials[index];
    if (!plain?.after || !trial.after) continue;
    const { files, checked } = trial.after;
    // What is made has the style of the file it is made for, which may show none.
    const ofCase = trial.run.placed.checked.length;
    const wanted = plain.after.checked
      .slice(0, ofCase)
      .filter(isCode)
      .map((file) => blur(apply(plain.after?.files.get(file) ?? '', file), file));
    const got = checked
      .slice(0, ofCase)
      .filter(isCode)
      .map((file) => blur(files.get(file) ?? '', file));
    assert.deepEqual(got, wanted, told(trial, `does not keep to ${name}`));
  }
}

export function proveSameOutput(trial: Trial & { readonly after: PlacedCase }): void {
  const [file] = trial.run.placed.checked;
  const [fixedFile] = trial.after.checked;
  if (file === undefined || fixedFile === undefined) return;
  const before = outputOf(file, trial.run.placed.files.get(file) ?? '');
  const after = outputOf(fixedFile, trial.after.files.get(fixedFile) ?? '');
  assert.equal(after, before, told(trial, 'changes what the program prints'));
}

/** What was there before, and was outranked by what is mended, is none that a fix adds. */
function unseenBefore(trial: Trial, added: readonly Keyed[]): readonly Keyed[] {
  const [mended] = trial.mended;
  if (added.length === 0 || mended === undefined) return added;
  const losers = outrankedBy(mended.rule);
  const isLoser = ({ rule }: Finding): boolean => losers.includes(rule);
  const hidden = trial.run.outranked.filter(isLoser);
  const seen = allOf(trial.run).filter(isLoser);
  return without(added, without(hidden.map(byRule), seen.map(byRule)));
}

const allOf = ({ findings, others }: Run): readonly Finding[] => [...findings, ...others];

interface Keyed {
  readonly key: string;
}

function byRule(finding: Finding): Keyed {
  return { key: finding.rule };
}

function changedFiles(trial: Trial): readonly string[] {
  const { run, after } = trial;
  if (!after) return [];
  return [...after.files].flatMap(([file, text]) => {
    const before = run.placed.folder + file.slice(after.folder.length);
    return text === run.placed.files.get(before) ? [] : [before];
  });
}

const isCode = (file: string): boolean => codeFile.test(file);

/** The changed lines with a little around them. */
function changedTexts(trial: Trial): string {
  const { run, after } = trial;
  return changedFiles(trial)
    .map((file) => {
      const old = (run.placed.files.get(file) ?? '').split('\n');
      const now = (after?.files.get((after.folder ?? '') + file.slice(run.placed.folder.length)) ?? '').split('\n');
      const start = now.findIndex((line, index) => line !== old[index]);
      const tail = [...now].reverse().findIndex((line, index) => line !== old[old.length - 1 - index]);
      return now
        .slice(Math.max(0, start - 1), Math.max(start + 1, now.length - tail + 1))
        .map((line) => `    │ ${line}`)
        .join('\n');
    })
    .join('\n    ├─\n');
}

function firstLine(run: Run, finding: Finding): string {
  return (run.placed.files.get(finding.file) ?? '').split('\n')[finding.range.start.line]?.trim() ?? '';
}
