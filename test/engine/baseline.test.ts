import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { baselineText, parseBaseline } from '../../server/src/engine/baseline-text.ts';
import {
  emptyBaseline,
  entriesOf,
  splitByBaseline,
  withEntries,
  withFinding,
  type Baseline,
} from '../../server/src/engine/baseline.ts';
import type { Finding } from '../../shared/src/finding.ts';
import { finding } from '../report/sample.ts';

const today = '2026-11-30';
const first = '000000000000000a';
const second = '000000000000000b';

function found(...fingerprints: readonly string[]): readonly Finding[] {
  return fingerprints.map((fingerprint) => finding('error', { fingerprint }));
}

function baselineOf(findings: readonly Finding[], more: Partial<Baseline> = {}): Baseline {
  return { ...withEntries(emptyBaseline, [['a.ts', entriesOf(findings)]]), ...more };
}

function prints(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ fingerprint }) => fingerprint);
}

describe('a baseline', () => {
  it('parts what was there from what is new', () => {
    const { findings, baselined, stale } = splitByBaseline(
      baselineOf(found(first)),
      'a.ts',
      found(second, first),
      today,
    );
    assert.deepEqual([prints(findings), prints(baselined), stale], [[second], [first], []]);
  });

  it('counts equal fingerprints, and hides no more than it counted', () => {
    const baseline = baselineOf(found(first, first));
    assert.equal(splitByBaseline(baseline, 'a.ts', found(first, first, first), today).findings.length, 1);
    assert.equal(splitByBaseline(baseline, 'a.ts', found(first), today).stale[0]?.count, 1);
  });

  it('says nothing of other files and other rules', () => {
    const other = [finding('error', { fingerprint: first, rule: 'floating-promise' })];
    assert.equal(splitByBaseline(baselineOf(found(first)), 'a.ts', other, today).findings.length, 1);
    assert.equal(splitByBaseline(baselineOf(found(first)), 'b.ts', found(first), today).findings.length, 1);
  });

  it('acts through the day it names, as a whole or by entry', () => {
    const one = withFinding(emptyBaseline, 'a.ts', { rule: 'unused-suppression', fingerprint: first, until: today });
    for (const baseline of [one, baselineOf(found(first), { until: today })]) {
      assert.equal(splitByBaseline(baseline, 'a.ts', found(first), today).baselined.length, 1);
      const after = splitByBaseline(baseline, 'a.ts', found(first), '2026-12-01');
      assert.deepEqual([after.findings.length, after.stale], [1, []]);
    }
  });

  it('keeps day and reason of what it takes in again', () => {
    const known = [{ rule: 'unused-suppression', fingerprint: first, count: 1, until: today, reason: 'an example' }];
    assert.deepEqual(entriesOf(found(first), known), known);
  });
});

describe('the text of a baseline', () => {
  const baseline = withFinding(
    withEntries(emptyBaseline, [
      ['src/b.ts', entriesOf(found(second, first, first))],
      ['src/a "quoted".ts', entriesOf(found(first))],
    ]),
    'src/c.ts',
    { rule: 'hardcoded-secret', fingerprint: first, reason: 'An example of the documentation.', until: today },
  );

  it('has an entry a line, files and entries in order', () => {
    assert.equal(
      baselineText(baseline),
      `{
  "version": 1,
  "findings": {
    "src/a \\"quoted\\".ts": [
      { "rule": "unused-suppression", "fingerprint": "000000000000000a" }
    ],
    "src/b.ts": [
      { "rule": "unused-suppression", "fingerprint": "000000000000000a", "count": 2 },
      { "rule": "unused-suppression", "fingerprint": "000000000000000b" }
    ],
    "src/c.ts": [
      { "rule": "hardcoded-secret", "fingerprint": "000000000000000a", "until": "2026-11-30", "reason": "An example of the documentation." }
    ]
  }
}
`,
    );
  });

  it('is read as it was written', () => {
    for (const each of [baseline, emptyBaseline, { ...baseline, until: today }]) {
      assert.deepEqual(parseBaseline(baselineText(each)).baseline, each);
    }
  });

  it('is refused whole where it is wrong, with the place', () => {
    const entry = (fields: string): string => `{"version":1,"findings":{"a.ts":[{${fields}}]}}`;
    const wrong: readonly (readonly [string, RegExp])[] = [
      ['', /not valid JSON/],
      ['{"version":1,', /not valid JSON/],
      ['[]', /an object/],
      ['{"version":2,"findings":{}}', /`version` has to be 1/],
      ['{"version":1}', /`findings` is missing/],
      ['{"version":1,"findings":{"a.ts":{}}}', /a list of entries/],
      [entry('"rule":"a-b"'), /`fingerprint` is missing/],
      [entry(`"rule":"a-b","fingerprint":"short"`), /`fingerprint` is not one/],
      [entry(`"rule":"a-b","fingerprint":"${first}","count":0`), /`count`/],
      [entry(`"rule":"a-b","fingerprint":"${first}","until":"2026-02-30"`), /`until`/],
      [entry(`"rule":"a-b","fingerprint":"${first}","value":"x"`), /no field `value`/],
      ['<<<<<<< HEAD\n{"version":1,"findings":{}}', /not valid JSON/],
    ];
    for (const [text, message] of wrong) {
      const parsed = parseBaseline(text);
      assert.equal(parsed.baseline, undefined, text);
      assert.match('problem' in parsed ? parsed.problem.message : '', message);
    }
  });
});
