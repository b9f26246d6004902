import type { FileEdit, Finding } from '../../shared/src/finding.ts';
import { applyEdits, mergeFixes } from '../../server/src/engine/fixes.ts';
import { outrankedBy, outranks } from '../../server/src/engine/precedence.ts';
import { codeFile, type FixtureCase, type Mode } from './cases.ts';
import type { PlacedCase } from './layout.ts';
import { movedCase, placeCase, worldFiles } from './layout.ts';
import type { Project } from './project.ts';
import { openProject } from './project.ts';
import type { Restyle } from './restyle.ts';
import { restyles } from './restyle.ts';
import type { TypeError } from './type-check.ts';
import { typeCheck } from './type-check.ts';
import type { World } from './world.ts';
import { createWorld } from './world.ts';

/** A case checked in one mode. */
export interface Run {
  readonly fixture: FixtureCase;
  readonly mode: Mode;
  readonly placed: PlacedCase;
  /** In the order of `placed.checked`, then of the text; of the case's own rule, those that share places with it, and those it names in a mark. */
  readonly findings: readonly Finding[];
  /** What all other rules say of the same code. */
  readonly others: readonly Finding[];
  /** What rules find that are outranked by one that finds something, seen or not. */
  readonly outranked: readonly Finding[];
  /** What the engine threw. */
  readonly failure: unknown;
}

/** A fix applied: to one finding, or to all of the case that offer it. */
export interface Trial {
  readonly run: Run;
  readonly fixId: string;
  readonly safety: 'safe' | 'unsafe';
  readonly mended: readonly Finding[];
  /** Undefined when the engine offered the fix and then could not make it. */
  readonly after: PlacedCase | undefined;
  readonly failure: unknown;
}

export interface RestyledRun {
  readonly restyle: Restyle;
  readonly run: Run;
  /** The run of the same case as it is written. */
  readonly plain: Run;
  readonly trials: readonly Trial[];
}

export interface Rounds {
  readonly runs: readonly Run[];
  readonly single: readonly Trial[];
  readonly whole: readonly Trial[];
  readonly restyled: readonly RestyledRun[];
  errorsIn(placed: PlacedCase): readonly TypeError[];
  /** The findings once the fix was applied. */
  again(trial: Trial): Run | undefined;
}

/**
 * Two rounds over shared worlds, because a program per fix would cost a check of the packages' types each: first all
 * cases as they are, then every result of every fix.
 */
export function playRounds(fixtures: readonly FixtureCase[]): Rounds {
  let number = 0;
  const next = (): number => (number += 1);
  const plain = fixtures.map((fixture) => ({ fixture, placed: placeCase(fixture, next()) }));
  const styled = plain.flatMap(({ fixture }) =>
    restyles
      // A file without a single quote shows no style to keep to.
      .filter(({ apply }) =>
        fixture.files.some((file) => codeFile.test(file.path) && apply(file.text, file.path) !== file.text),
      )
      .map((restyle) => ({ restyle, fixture, placed: placeCase(fixture, next(), restyle.apply) })),
  );
  const first = new Map<
    Mode,
    { readonly runs: readonly Run[]; readonly styled: readonly Run[]; readonly project: Project }
  >();
  for (const mode of modes) {
    const own = plain.filter(({ fixture }) => fixture.modes.includes(mode));
    const ownStyled = styled.filter(({ fixture }) => fixture.modes[0] === mode);
    const project = openProject(
      worldOf(
        [...own, ...ownStyled].map(({ placed }) => placed),
        mode,
      ),
      mode,
    );
    first.set(mode, {
      project,
      runs: own.map((each) => runCase(project, each.fixture, mode, each.placed)),
      styled: ownStyled.map((each) => runCase(project, each.fixture, mode, each.placed)),
    });
  }
  const rounds = modes.flatMap((mode) => first.get(mode) ?? []);
  const runs = rounds.flatMap((round) => round.runs);
  const single = rounds.flatMap(({ project, runs: own }) => own.flatMap((run) => singleTrials(project, run, next)));
  const whole = rounds.flatMap(({ project, runs: own }) => own.flatMap((run) => wholeTrials(project, run, next)));
  const restyled = rounds.flatMap(({ project, styled: own }) =>
    own.map((run) => ({
      run,
      restyle: styled.find(({ placed }) => placed === run.placed)?.restyle ?? unreachable(),
      plain: runs.find((each) => each.fixture === run.fixture && each.mode === run.mode) ?? unreachable(),
      trials: singleTrials(project, run, next),
    })),
  );
  const results = [...single, ...whole].flatMap((trial) => (trial.after ? [{ trial, after: trial.after }] : []));
  return { runs, single, whole, restyled, errorsIn: errorsLookup(plain, results), again: secondRound(results) };
}

const modes: readonly Mode[] = ['untyped', 'typed'];

interface Result {
  readonly trial: Trial;
  readonly after: PlacedCase;
}

function secondRound(results: readonly Result[]): (trial: Trial) => Run | undefined {
  const again = new Map<Trial, Run>();
  for (const mode of modes) {
    const own = results.filter(({ trial }) => trial.run.mode === mode);
    const project = openProject(
      worldOf(
        own.map(({ after }) => after),
        mode,
      ),
      mode,
    );
    for (const { trial, after } of own) again.set(trial, runCase(project, trial.run.fixture, mode, after));
  }
  return (trial) => again.get(trial);
}

function errorsLookup(
  plain: readonly { readonly placed: PlacedCase }[],
  results: readonly Result[],
): (placed: PlacedCase) => readonly TypeError[] {
  const projects = [...plain.map(({ placed }) => placed), ...results.map(({ after }) => after)];
  const check = typeCheck(worldOf(projects, 'typed'));
  return (placed) => placed.checked.filter((file) => codeFile.test(file)).flatMap((file) => check(file));
}

function worldOf(projects: readonly PlacedCase[], mode: Mode): World {
  return createWorld(worldFiles(projects), mode === 'typed' ? 'installed' : 'none');
}

function runCase(project: Project, fixture: FixtureCase, mode: Mode, placed: PlacedCase): Run {
  const check = (alone?: string): readonly Finding[] =>
    placed.checked.flatMap((file) => project.check(file, fixture.profile, alone));
  try {
    const all = check();
    const subjects = subjectsOf(fixture);
    const isSubject = ({ rule }: Finding): boolean => subjects.has(rule);
    return {
      fixture,
      mode,
      placed,
      findings: all.filter(isSubject),
      others: all.filter((finding) => !isSubject(finding)),
      outranked: [...new Set(all.flatMap(({ rule }) => outrankedBy(rule)))].flatMap(check),
      failure: undefined,
    };
  } catch (failure) {
    return { fixture, mode, placed, findings: [], others: [], outranked: [], failure };
  }
}

/** The case's own rule, those that share places with it, and those that it names in a mark. */
function subjectsOf({ rule, files }: FixtureCase): ReadonlySet<string> {
  const sharing = outranks.filter((pair) => pair.includes(rule)).flat();
  return new Set([rule, ...sharing, ...files.flatMap(({ expected }) => expected.map((each) => each.rule))]);
}

function singleTrials(project: Project, run: Run, next: () => number): readonly Trial[] {
  return run.findings.flatMap((finding) =>
    finding.fixes.map((fix) => tryFix(run, fix.id, [finding], next(), () => project.fix(finding, fix.id))),
  );
}

function wholeTrials(project: Project, run: Run, next: () => number): readonly Trial[] {
  const ids = new Set(run.findings.flatMap((finding) => finding.fixes.map((fix) => fix.id)));
  return [...ids].map((id) => {
    const mended = run.findings.filter((finding) => finding.fixes.some((fix) => fix.id === id));
    return tryFix(run, id, mended, next(), () =>
      mergeFixes(mended.flatMap((finding) => asList(project.fix(finding, id)))),
    );
  });
}

function asList(edits: readonly FileEdit[] | undefined): readonly (readonly FileEdit[])[] {
  return edits ? [edits] : [];
}

function tryFix(
  run: Run,
  fixId: string,
  mended: readonly Finding[],
  number: number,
  build: () => readonly FileEdit[] | undefined,
): Trial {
  const offer = mended[0]?.fixes.find((fix) => fix.id === fixId) ?? unreachable();
  const trial = { run, fixId, safety: offer.safety, mended };
  try {
    const edits = build();
    const changed = edits?.map(
      ({ file, edits: own }) => [file, applyEdits(run.placed.files.get(file) ?? '', own)] as const,
    );
    return { ...trial, after: changed && movedCase(run.placed, number, new Map(changed)), failure: undefined };
  } catch (failure) {
    return { ...trial, after: undefined, failure };
  }
}

function unreachable(): never {
  throw new Error('The harness lost track of its own lists.');
}
