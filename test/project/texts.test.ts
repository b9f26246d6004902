import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nodeFileSystem } from '../../server/src/project/file-system.ts';
import { ProjectFiles } from '../../server/src/project/project-files.ts';
import { ProjectStore } from '../../server/src/project/snapshot-store.ts';
import { Texts, type TextBounds } from '../../server/src/project/texts.ts';
import { DiskFolder } from '../disk-folder.ts';
import { MemoryFiles } from './memory-files.ts';

function textsOf(files: Readonly<Record<string, string>>, bounds?: TextBounds) {
  const disk = new MemoryFiles(files);
  return { disk, texts: new Texts(new ProjectFiles(disk), bounds) };
}

describe('a text that is no code', () => {
  it('is left out beyond a bound, which is said', () => {
    const { texts, disk } = textsOf({ '/w/huge.log': 'x'.repeat(4_000) }, { held: 999, largest: 3_000 });
    assert.deepEqual([texts.of('/w/huge.log'), texts.chunksOf('/w/huge.log')], [undefined, undefined]);
    assert.deepEqual(disk.reads, [], 'what is far too large is not even read');
    assert.equal(texts.limitOf('/w/huge.log'), 'larger than 0.003 MB');
  });

  it('comes in chunks where it is too large to be held', () => {
    const { texts, disk } = textsOf({ '/w/a.log': 'x'.repeat(1_000) }, { held: 999, largest: 3_000 });
    assert.equal(texts.of('/w/a.log'), undefined);
    assert.deepEqual(disk.reads, []);
    assert.equal([...(texts.chunksOf('/w/a.log') ?? [])].join('').length, 1_000);
    assert.equal(texts.limitOf('/w/a.log'), undefined);
    const small = textsOf({ '/w/a.log': 'x'.repeat(999) }, { held: 999, largest: 3_000 }).texts;
    assert.deepEqual([small.of('/w/a.log')?.length, small.chunksOf('/w/a.log')], [999, undefined]);
  });

  it('is binary in chunks, too', () => {
    const { texts } = textsOf(
      { '/w/a.json': `${'x'.repeat(1_000)}\0`, '/w/core': `${'x'.repeat(1_000)}\0` },
      { held: 999, largest: 3_000 },
    );
    assert.deepEqual([texts.limitOf('/w/a.json'), texts.isSilent('/w/a.json')], ['binary', false]);
    assert.equal(texts.isSilent('/w/core'), true);
  });

  it('is left out where it is none, and that is said of a name that promises one', () => {
    const { texts } = textsOf({ '/w/a.json': '{\0}', '/w/.env.local': 'A\0', '/w/core': 'a\0', '/w/a.unknown': 'a\0' });
    for (const name of ['a.json', '.env.local', 'core', 'a.unknown'])
      assert.equal(texts.of(`/w/${name}`), undefined, name);
    assert.equal(texts.limitOf('/w/a.json'), 'binary');
    assert.deepEqual(
      ['a.json', '.env.local', 'core', 'a.unknown'].map((name) => texts.isSilent(`/w/${name}`)),
      [false, false, true, true],
    );
  });

  it('that is gone is answered, not thrown', () => {
    const { texts } = textsOf({});
    assert.deepEqual(
      [texts.of('/w/a.env'), texts.limitOf('/w/a.env'), texts.isSilent('/w/a')],
      [undefined, undefined, false],
    );
  });

  it('keeps its length where half of a pair of surrogates stands in it', () => {
    assert.equal(textsOf({ '/w/a.txt': 'a\uD83Db\uDE00c' }).texts.of('/w/a.txt'), 'a\uFFFDb\uFFFDc');
  });

  it('is read in UTF-16 where its mark says so', () => {
    const little = Buffer.from('\uFEFFTOKEN=ä', 'utf16le');
    const folder = new DiskFolder({
      'little.env': little,
      'big.env': Buffer.from(little).swap16(),
      'torn.env': Buffer.concat([Buffer.from(little).swap16(), Buffer.from([0])]),
      'other.env': Buffer.from([0xff, 0xff, 0x41]),
    });
    const fileSystem = nodeFileSystem({ currentDirectory: folder.folder, libFolder: folder.folder });
    const texts = new Texts(new ProjectFiles(fileSystem));
    for (const name of ['little.env', 'big.env', 'torn.env'])
      assert.equal(texts.of(folder.file(name)), 'TOKEN=ä', name);
    assert.equal(texts.of(folder.file('other.env')), '\uFFFD\uFFFDA');
  });

  it('stays as it was for a snapshot that was taken before an edit', () => {
    const store = new ProjectStore({ fileSystem: new MemoryFiles({ '/w/.env': 'A=1' }), roots: ['/w'] });
    store.setText('/w/.env', 'A=2');
    const before = store.snapshot();
    assert.equal(before.tree('/w/.env'), undefined);
    store.setText('/w/.env', 'A=3');
    assert.deepEqual([before.text('/w/.env'), store.snapshot().text('/w/.env')], ['A=2', 'A=3']);
    store.setText('/w/.env', undefined);
    assert.equal(store.snapshot().text('/w/.env'), 'A=1');
  });
});
