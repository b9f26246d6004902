import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rules } from '../../server/src/rules/index.ts';
import { discoverCases, type FixtureCase } from './cases.ts';
import { differences } from './differences.ts';
import { proveMade, proveMended, proveNoNewErrors, proveSameOutput, proveStyleKept } from './proofs.ts';
import type { Rounds, Run, Trial } from './rounds.ts';
import { playRounds } from './rounds.ts';
import { type Share, shareOf } from './shares.ts';

/**
 * Plays the fixtures of one share, or of these the ones whose names `TEMPER_CASE` matches, a regular expression. Each share is a test file of its own: all
 * fixtures in one process are more than its memory holds.
 */
export function playFixtures(share: Share): void {
  const only = new RegExp(process.env.TEMPER_CASE ?? '');
  const fixtures = discoverCases().filter(({ name }) => shareOf(name) === share && only.test(name));
  const rounds = playRounds(fixtures);
  for (const fixture of fixtures) describe(fixture.name, () => playFixture(fixture, rounds));
}

function playFixture(fixture: FixtureCase, rounds: Rounds): void {
  const runs = rounds.runs.filter((run) => run.fixture === fixture);
  it('is sound TypeScript', () => soundness(runs[0] ?? missing(fixture.name), rounds));
  for (const run of runs) {
    describe(run.mode, () => {
      it('finds what is marked, and nothing else', () => comparison(run));
      for (const id of fixIdsOf(run)) it(`fix ${id} keeps its promises`, () => proveFix(run, id, rounds));
      for (const restyled of rounds.restyled.filter((each) => each.plain === run)) {
        it(`fixes keep to ${restyled.restyle.name}`, () => proveStyleKept(restyled, rounds));
      }
    });
  }
}

/** Without types a case stands for code whose packages are missing: that has to parse, and no more. */
function soundness(run: Run, rounds: Rounds): void {
  const isTyped = run.fixture.modes.includes('typed');
  const errors = rounds
    .errorsIn(run.placed)
    .filter(({ isOfSyntax }) => isTyped || isOfSyntax)
    .map((each) => `${each.line + 1}: ${each.message}`);
  assert.deepEqual(errors, [], `The fixture itself does not compile:\n${errors.join('\n')}`);
}

function comparison(run: Run): void {
  if (run.failure !== undefined) throw new Error(`The engine threw: ${stackOf(run.failure)}`);
  const { folder } = run.placed;
  const lines = differences(
    run.fixture,
    (file) => run.findings.filter((finding) => finding.file === `${folder}/${file.path}`),
    (id) => rules.find((rule) => rule.meta.id === id)?.meta.severity ?? missing(`a rule called ${id}`),
  );
  assert.ok(lines.length === 0, `\n${lines.join('\n')}`);
}

/** A `.fixed.` file without an offered fix is a failing test too, so its id counts. */
function fixIdsOf(run: Run): readonly string[] {
  const offered = run.findings.flatMap((finding) => finding.fixes.map((fix) => fix.id));
  return [...new Set([...offered, ...run.fixture.fixed.keys()])];
}

function proveFix(run: Run, id: string, rounds: Rounds): void {
  const ofFix = (trial: Trial): boolean => trial.run === run && trial.fixId === id;
  const whole = rounds.whole.find(ofFix);
  assert.ok(whole, `No finding offers the fix “${id}”, whose result the fixture holds.`);
  for (const trial of [...rounds.single.filter(ofFix), whole]) {
    proveMade(trial);
    proveNoNewErrors(trial, rounds);
    proveMended(trial, rounds);
    const ranAlike = trial.safety === 'safe' ? run.fixture.run !== undefined : run.fixture.run?.includes(id);
    if (ranAlike) proveSameOutput(trial);
  }
  const wanted = run.fixture.fixed.get(id);
  if (wanted === undefined) return;
  proveMade(whole);
  assert.equal(
    whole.after.files.get(whole.after.checked[0] ?? ''),
    wanted,
    `The result of “${id}” is not what the fixture holds.`,
  );
}

function stackOf(failure: unknown): string {
  return failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
}

function missing(what: string): never {
  throw new Error(`There is no ${what}.`);
}
