import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TextEdit } from '../../shared/src/finding.ts';
import { composeEdits } from '../../server/src/edits/compose.ts';
import { applyEdits } from '../engine/text-edits.ts';

describe('rounds of edits as one', () => {
  it('keep edits that stand apart', () => {
    const rounds = [[edit(2, 3, 'x')], [edit(6, 6, 'yy')]];
    assert.deepEqual(composeEdits(10, rounds), [edit(2, 3, 'x'), edit(6, 6, 'yy')]);
  });

  it('join edits of the same place', () => {
    const rounds = [[edit(2, 2, 'await ')], [edit(0, 2, ''), edit(3, 3, '_')]];
    assert.equal(applyEdits('0123', composeEdits(4, rounds)), applyEdits(applyEdits('0123', rounds[0]!), rounds[1]!));
  });

  it('come to nothing when a later round takes back an earlier insertion', () => {
    assert.deepEqual(composeEdits(4, [[edit(2, 2, 'abc')], [edit(2, 5, '')]]), []);
  });

  it('give the text that the rounds give one after another', () => {
    let state = 3;
    const random = (below: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return (state >>> 8) % below;
    };
    for (let round = 0; round < 500; round++) {
      const first = 'abcdefghijklmnop';
      const rounds: TextEdit[][] = [];
      let text = first;
      for (let each = 0; each < 1 + random(4); each++) {
        const start = random(text.length + 1);
        const middle = Math.min(text.length, start + random(3));
        const next = Math.min(text.length, middle + 1 + random(3));
        const edits = [edit(start, middle, 'X'.repeat(random(3))), edit(next, text.length, random(2) ? 'Z' : '')];
        const usable = next > middle ? edits : edits.slice(0, 1);
        rounds.push(usable);
        text = applyEdits(text, usable);
      }
      assert.equal(applyEdits(first, composeEdits(first.length, rounds)), text);
    }
  });
});

function edit(start: number, end: number, text: string): TextEdit {
  return { span: { start, end }, text };
}
