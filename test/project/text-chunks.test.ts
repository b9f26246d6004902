import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readChunks } from '../../server/src/project/text-chunks.ts';
import { DiskFolder } from '../disk-folder.ts';

/** What the disk is asked for in one go. */
const size = 1 << 20;

describe('a file in chunks', () => {
  it('keeps characters whole that lie across two of them', () => {
    for (const shift of [0, 1, 2, 3]) {
      const text = `${'x'.repeat(shift)}${'ä€😀'.repeat(260_000)}`;
      const folder = new DiskFolder({ 'a.log': text });
      const chunks = [...readChunks(folder.file('a.log'))];
      assert.ok(chunks.length > 2);
      assert.equal(chunks.join(''), text);
      for (const chunk of chunks) assert.doesNotMatch(chunk, /^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/);
    }
  });

  it('has no byte order mark, and is read in UTF-16 where it says so', () => {
    const text = `${'ä😀'.repeat(300_000)}end`;
    const little = Buffer.from(`\uFEFF${text}`, 'utf16le');
    const folder = new DiskFolder({
      'utf8.log': `\uFEFF${text}`,
      'little.log': little,
      'big.log': Buffer.from(little).swap16(),
    });
    assert.ok(little.length > size);
    for (const name of ['utf8.log', 'little.log', 'big.log']) {
      assert.equal([...readChunks(folder.file(name))].join(''), text, name);
    }
  });

  it('is empty where the file is, and throws where there is none', () => {
    const folder = new DiskFolder({ 'a.log': '' });
    assert.equal([...readChunks(folder.file('a.log'))].join(''), '');
    assert.throws(() => [...readChunks(folder.file('b.log'))], { code: 'ENOENT' });
  });
});
