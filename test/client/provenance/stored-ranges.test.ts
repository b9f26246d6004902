import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  forgetFile,
  rangesOfText,
  readStoredFiles,
  storeText,
  type StoredRange,
} from '../../../client/src/provenance/stored-ranges.ts';

const range: StoredRange = { start: [1, 0], end: [3, 2], origin: 'ai', confidence: 'likely', block: 4 };
const stored = storeText({}, 'a.ts', { hash: 'one', ranges: [range] });

describe('stored ranges', () => {
  it('are those of the very text that they were kept for', () => {
    assert.deepEqual(rangesOfText(stored, 'a.ts', 'one'), [range]);
    assert.deepEqual(rangesOfText(stored, 'a.ts', 'two'), []);
    assert.deepEqual(rangesOfText(stored, 'b.ts', 'one'), []);
  });

  it('hold for the text on disk and for the one that was not saved', () => {
    const both = storeText(stored, 'a.ts', { hash: 'unsaved', ranges: [{ ...range, block: 5 }] });
    assert.equal(rangesOfText(both, 'a.ts', 'one')[0]?.block, 4);
    assert.equal(rangesOfText(both, 'a.ts', 'unsaved')[0]?.block, 5);
    const third = storeText(both, 'a.ts', { hash: 'third', ranges: [range] });
    assert.deepEqual(rangesOfText(third, 'a.ts', 'one'), []);
  });

  it('are not kept for ever', () => {
    let files = stored;
    for (let file = 0; file < 600; file += 1) files = storeText(files, `${file}.ts`, { hash: '', ranges: [range] });
    assert.equal(Object.keys(files).length, 500);
    assert.deepEqual(rangesOfText(files, 'a.ts', 'one'), []);
    assert.deepEqual(forgetFile(stored, 'a.ts'), {});
    assert.deepEqual(storeText({}, 'a.ts', { hash: 'none', ranges: [] }), {});
  });

  it('survive JSON, and what is none of them is left out', () => {
    assert.deepEqual(readStoredFiles(JSON.parse(JSON.stringify(stored))), stored);
    const broken = { 'b.ts': [{ hash: 'x', ranges: [{ ...range, start: [-1, 0] }] }], 'c.ts': 3, 'd.ts': [null] };
    assert.deepEqual(readStoredFiles({ ...stored, ...broken }), stored);
    for (const value of [undefined, null, 3, 'a']) assert.deepEqual(readStoredFiles(value), {});
  });
});
