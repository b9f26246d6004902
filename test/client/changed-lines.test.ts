import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { changedLines, meetsLines } from '../../client/src/findings/changed-lines.ts';

function lines(text: string): string {
  return text.split('').join('\n');
}

/** The changed lines themselves. */
function changed(before: string, after: string): string {
  const now = after.split('');
  return changedLines(lines(before), lines(after))
    .flatMap(({ start, end }) => now.slice(start, end))
    .join('');
}

describe('changedLines', () => {
  it('are the ones that were put in or are other ones', () => {
    assert.equal(changed('abc', 'abc'), '');
    assert.equal(changed('abc', 'abXc'), 'X');
    assert.equal(changed('abc', 'aXc'), 'X');
    assert.equal(changed('abc', 'XabcY'), 'XY');
    assert.equal(changed('abcdef', 'aXcdYZf'), 'XYZ');
  });

  it('are none where lines were only taken out', () => {
    assert.equal(changed('abc', 'ac'), '');
    assert.equal(changed('abc', ''), '');
  });

  it('are all of a new text', () => assert.deepEqual(changedLines('', 'a\nb'), [{ start: 0, end: 2 }]));

  it('do not care for line ends', () => assert.deepEqual(changedLines('a\r\nb\r\n', 'a\nb\n'), []));

  it('are few where much moved', () => {
    assert.equal(changed('abcabba', 'cbabac').length, 2);
  });

  it('leave exactly the common lines, whatever was done', () => {
    let seed = 7;
    const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (let round = 0; round < 300; round++) {
      const text = (): string => Array.from({ length: random(12) }, () => 'abcd'[random(4)] ?? '').join('');
      const [before, after] = [text(), text()];
      const ranges = changedLines(lines(before), lines(after));
      const kept = after.split('').filter((_line, index) => !meetsLines(ranges, index, index));
      let at = 0;
      for (const line of kept) {
        at = before.indexOf(line, at) + 1;
        assert.ok(at > 0, `${before} → ${after}: ${kept.join('')} is no part of the text before.`);
      }
    }
  });

  it('give up telling lines apart when everything differs', () => {
    const text = (word: string): string => Array.from({ length: 3_000 }, (_, line) => `${word} ${line}`).join('\n');
    assert.deepEqual(changedLines(text('old'), text('new')), [{ start: 0, end: 3_000 }]);
  });
});
