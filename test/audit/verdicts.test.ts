import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import {
  compared,
  formatVerdicts,
  isSameFinding,
  merged,
  parseFilledList,
  parseVerdicts,
} from '../../scripts/audit/verdicts.ts';
import { repositoryRoot } from '../../scripts/command.ts';
import { candidate, verdict } from './judged.ts';

describe('verdicts', () => {
  it('that are kept survive being read and written', () => {
    const folder = path.join(repositoryRoot, 'bench/audit');
    const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
    assert.ok(files.length > 0);
    for (const file of files) {
      const verdicts = parseVerdicts(readFileSync(path.join(folder, file), 'utf8'));
      assert.deepEqual(parseVerdicts(formatVerdicts(verdicts)), verdicts);
    }
  });

  it('are one to a line', () => {
    assert.equal(
      formatVerdicts([verdict({ reason: 'A "quote".' })]),
      '{"repository": "acme/shop", "commit": "cdad6a3", "file": "src/orders.ts", "line": 12, "rule": "floating-promise", ' +
        '"severity": "error", "verdict": "right", "reason": "A \\"quote\\"."}\n',
    );
  });

  it('are about one finding whether the commit is abbreviated or not', () => {
    assert.ok(isSameFinding(verdict(), verdict({ commit: 'cdad6a3f00d1', verdict: 'wrong' })));
    for (const other of [{ commit: 'cdad6a4' }, { line: 13 }, { file: 'src/a.ts' }, { rule: 'query-never-run' }]) {
      assert.ok(!isSameFinding(verdict(), verdict(other)));
    }
  });

  it('take the place of older ones, in order of place', () => {
    const [early, late] = [verdict({ line: 9 }), verdict({ line: 100 })];
    const changed = { ...late, verdict: 'wrong' as const };
    assert.deepEqual(merged([late], [early, changed]), [early, changed]);
  });

  it('tell what rules report there today', () => {
    const [kept, lowered, gone] = [verdict(), verdict({ line: 20 }), verdict({ line: 30 })];
    const found = [candidate(), candidate({ line: 20, severity: 'information' }), candidate({ line: 31 })];
    const after = compared([kept, lowered, gone], found);
    assert.deepEqual(
      after.map(({ now }) => now),
      ['error', 'information', 'silent'],
    );
    assert.deepEqual(parseVerdicts(formatVerdicts(after)), after);
  });

  it('are refused by the line that is none', () => {
    const kept = formatVerdicts([verdict()]);
    assert.throws(() => parseVerdicts(`${kept}nonsense\n`), /^Error: Line 2 is no JSON\.$/);
    assert.throws(() => parseVerdicts(kept.replace('"right"', '"fine"')), /Line 1: verdict is one of right, harmless/);
    assert.throws(() => parseVerdicts(kept.replace('The order is lost and nobody hears it.', ' ')), /has no reason/);
    assert.throws(() => parseVerdicts(kept.replace('12', '"12"')), /Line 1 has no line/);
  });
});

describe('a list that was filled in', () => {
  const line = (more: object): string => `${JSON.stringify({ ...candidate(), ...more })}\n`;

  it('gives the verdicts, without what was only shown', () => {
    const filled = line({ verdict: 'harmless', reason: 'It is a script.' });
    assert.deepEqual(parseFilledList(filled), [
      verdict({ now: 'error', verdict: 'harmless', reason: 'It is a script.' }),
    ]);
  });

  it('leaves what has none yet for later', () => {
    assert.deepEqual(parseFilledList(line({ verdict: '', reason: '' }) + line({})), []);
  });

  it('asks for a reason', () => {
    assert.throws(() => parseFilledList(line({ verdict: 'wrong', reason: '' })), /Line 1 has no reason/);
  });
});
