import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { discoverCases, type FixtureCase } from './cases.ts';

interface Marks {
  readonly flagged: number;
  readonly silent: number;
}

function marksOf(cases: readonly FixtureCase[], rule: string): Marks {
  const files = cases.flatMap((each) => each.files);
  return {
    flagged: files.flatMap(({ expected }) => expected).filter((each) => each.rule === rule).length,
    silent: files.flatMap(({ nearMisses }) => nearMisses).length,
  };
}

const all = ({ flagged, silent }: Marks): number => flagged + silent;

const casesOf = (family: string): readonly FixtureCase[] => discoverCases().filter((each) => each.family === family);
const cases = casesOf('validation');

describe('the rules of validation have', () => {
  for (const rule of new Set(cases.map((each) => each.rule))) {
    const own = cases.filter((each) => each.rule === rule);
    const marks = marksOf(own, rule);

    it(`15 flagged and 15 silent cases: ${rule}`, () => {
      assert.ok(marks.flagged >= 15 && marks.silent >= 15, JSON.stringify(marks));
    });

    it(`a third of them across files: ${rule}`, () => {
      const across = marksOf(
        own.filter(({ files }) => files.length > 1),
        rule,
      );
      assert.ok(all(across) * 3 >= all(marks), JSON.stringify({ across, marks }));
    });

    it(`a third of them without types: ${rule}`, () => {
      const untyped = marksOf(
        own.filter(({ modes }) => modes.includes('untyped')),
        rule,
      );
      assert.ok(all(untyped) * 3 >= all(marks), JSON.stringify({ untyped, marks }));
    });
  }
});

describe('the rules of promises have', () => {
  const promises = casesOf('promises');
  for (const rule of new Set(promises.map((each) => each.rule))) {
    it(`a third of fifteen flagged and of fifteen silent cases across files: ${rule}`, () => {
      const own = promises.filter((each) => each.rule === rule && each.files.length > 1);
      const across = marksOf(own, rule);
      assert.ok(across.flagged >= 5 && across.silent >= 5, JSON.stringify(across));
    });
  }
});
