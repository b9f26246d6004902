import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ts } from '../../server/src/engine/syntax.ts';
import { ProjectStore } from '../../server/src/project/snapshot-store.ts';
import { MemoryFiles } from './memory-files.ts';

function storeOf(files: Readonly<Record<string, string>>): { store: ProjectStore; disk: MemoryFiles } {
  const disk = new MemoryFiles(files);
  return { store: new ProjectStore({ fileSystem: disk, roots: ['/w'] }), disk };
}

describe('snapshots', () => {
  it('hold the tree of a file, with parents, once', () => {
    const { store } = storeOf({ '/w/a.ts': 'const a = 1' });
    const tree = store.snapshot().tree('/w/a.ts');
    assert.equal(tree?.text, 'const a = 1');
    assert.equal(tree?.statements[0]?.parent, tree);
    assert.equal(store.snapshot().tree('/w/a.ts'), tree);
  });

  it('are the same object until something changes', () => {
    const { store } = storeOf({ '/w/a.ts': 'a' });
    const first = store.snapshot();
    assert.equal(store.snapshot(), first);
    store.setText('/w/a.ts', 'b');
    assert.notEqual(store.snapshot(), first);
  });

  it('have no tree for what is missing, no code, binary or too large', () => {
    const { store } = storeOf({ '/w/a.json': '{}', '/w/b.ts': 'a\0', '/w/big.ts': ' '.repeat(1_000_001) });
    for (const file of ['/w/gone.ts', '/w/a.json', '/w/b.ts', '/w/big.ts']) {
      assert.equal(store.snapshot().tree(file), undefined, file);
    }
    assert.equal(store.limitOf('/w/big.ts'), 'larger than 1 MB');
    assert.equal(store.limitOf('/w/b.ts'), 'binary');
    assert.equal(store.limitOf('/w/gone.ts'), undefined);
  });

  it('see unsaved text, and the disk again when it is dropped', () => {
    const { store } = storeOf({ '/w/a.ts': 'disk' });
    store.setText('/w/a.ts', 'unsaved');
    assert.equal(store.snapshot().tree('/w/a.ts')?.text, 'unsaved');
    store.setText('/w/a.ts', undefined);
    assert.equal(store.snapshot().tree('/w/a.ts')?.text, 'disk');
  });

  it('keep the trees of other files, and of a file opened as it is on disk', () => {
    const { store } = storeOf({ '/w/a.ts': 'a', '/w/b.ts': 'b' });
    const [a, b] = ['/w/a.ts', '/w/b.ts'].map((file) => store.snapshot().tree(file));
    store.setText('/w/a.ts', 'a');
    store.setText('/w/b.ts', 'b2');
    assert.equal(store.snapshot().tree('/w/a.ts'), a);
    assert.notEqual(store.snapshot().tree('/w/b.ts'), b);
  });

  it('stay as they were while a later one is not asked', () => {
    const { store } = storeOf({ '/w/a.ts': 'const a = 1' });
    const before = store.snapshot();
    const tree = before.tree('/w/a.ts');
    store.setText('/w/a.ts', 'const a = 22');
    store.setText('/w/a.ts', 'const a = 333');
    assert.equal(before.tree('/w/a.ts'), tree);
    assert.deepEqual(before.factsOf('/w/a.ts').fileClass, 'source');
    assert.equal(tree?.text, 'const a = 1');
  });

  it('still answer with their own text when a later one was asked', () => {
    const { store } = storeOf({ '/w/a.ts': 'const a = 1; f();' });
    const versions = ['const a = 1; f();', 'const a = 12; f();', 'const ab = 12; f();', '', 'x'];
    const snapshots = versions.map((text) => {
      store.setText('/w/a.ts', text);
      return store.snapshot();
    });
    for (const snapshot of snapshots) snapshot.tree('/w/a.ts');
    assert.deepEqual(
      snapshots.map((snapshot) => snapshot.tree('/w/a.ts')?.text),
      versions,
    );
    for (const snapshot of snapshots) assertSameAsParsed(snapshot.tree('/w/a.ts'));
  });

  it('take a tree that someone else has for the same text', () => {
    const given = ts.createSourceFile('/w/a.ts', 'given', ts.ScriptTarget.Latest, true);
    const disk = new MemoryFiles({ '/w/a.ts': 'given', '/w/b.ts': 'b' });
    const store = new ProjectStore({ fileSystem: disk, roots: ['/w'], sourceFile: () => given });
    assert.equal(store.snapshot().tree('/w/a.ts'), given);
    assert.equal(store.snapshot().tree('/w/b.ts')?.text, 'b');
    store.setText('/w/a.ts', 'given and changed');
    assert.equal(store.snapshot().tree('/w/a.ts')?.text, 'given and changed');
    assert.equal(given.text, 'given');
    assertSameAsParsed(given);
  });
});

it('a released tree is parsed again, and a snapshot from before keeps it', () => {
  const { store } = storeOf({ '/w/a.ts': 'a' });
  const before = store.snapshot();
  const tree = before.tree('/w/a.ts');
  store.release('/w/a.ts');
  assert.equal(store.snapshot().tree('/w/a.ts')?.text, 'a');
  assert.notEqual(store.snapshot().tree('/w/a.ts'), tree);
  assert.equal(before.tree('/w/a.ts'), tree);
});

describe('changes on disk', () => {
  it('are seen when told', () => {
    const { store, disk } = storeOf({ '/w/a.ts': 'a' });
    store.snapshot().tree('/w/a.ts');
    disk.files.set('/w/a.ts', 'b');
    assert.equal(store.snapshot().tree('/w/a.ts')?.text, 'a');
    store.filesChanged({ changed: ['/w/a.ts'] });
    assert.equal(store.snapshot().tree('/w/a.ts')?.text, 'b');
    disk.files.delete('/w/a.ts');
    store.filesChanged({ deleted: ['/w/a.ts'] });
    assert.equal(store.snapshot().tree('/w/a.ts'), undefined);
  });

  it('make new files resolve and deleted ones not', () => {
    const { store, disk } = storeOf({ '/w/a.ts': '' });
    const target = (): string => store.snapshot().resolveModule('./b', '/w/a.ts').kind;
    assert.equal(target(), 'unresolved');
    disk.files.set('/w/b.ts', '');
    store.filesChanged({ created: ['/w/b.ts'] });
    assert.equal(target(), 'file');
    disk.files.delete('/w/b.ts');
    store.filesChanged({ deleted: ['/w/b.ts'] });
    assert.equal(target(), 'unresolved');
    store.setText('/w/b.ts', '');
    assert.equal(target(), 'file');
  });

  it('do not reparse a file whose text stayed', () => {
    const { store } = storeOf({ '/w/a.ts': 'a' });
    const tree = store.snapshot().tree('/w/a.ts');
    store.filesChanged({ changed: ['/w/a.ts'] });
    assert.equal(store.snapshot().tree('/w/a.ts'), tree);
  });
});

describe('odd texts', () => {
  it('a byte order mark on disk counts as nothing', () => {
    const { store } = storeOf({ '/w/a.ts': '\uFEFFconst a = 1' });
    assert.equal(store.snapshot().tree('/w/a.ts')?.text, 'const a = 1');
  });

  it('half a surrogate pair is replaced by something as long', () => {
    const { store } = storeOf({});
    store.setText('/w/a.ts', `'\uD800' + '😀'`);
    assert.equal(store.snapshot().tree('/w/a.ts')?.text, `'\uFFFD' + '😀'`);
  });

  it('broken code has a tree', () => {
    const { store } = storeOf({ '/w/a.ts': 'function (' });
    assert.ok(store.snapshot().tree('/w/a.ts'));
  });
});

it('edits of every kind give the tree that a fresh parse gives', () => {
  const { store } = storeOf({});
  let text =
    'async function f(a: number) {\n  const b = await g(a);\n  return `x${b}y`;\n}\nclass C { m() { f(1); } }\n';
  const random = randomNumbers(7);
  const pieces = ['', 'x', '\n', 'await ', '}', '{', '`', '/*', '*/', '"', '(', ');', 'const z = 1;\n', '<T>', '/'];
  for (let round = 0; round < 400; round++) {
    const start = Math.floor(random() * (text.length + 1));
    const end = Math.min(text.length, start + Math.floor(random() * 4));
    text = text.slice(0, start) + (pieces[Math.floor(random() * pieces.length)] ?? '') + text.slice(end);
    store.setText('/w/a.ts', text);
    assertSameAsParsed(store.snapshot().tree('/w/a.ts'));
  }
});

function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

function assertSameAsParsed(tree: ts.SourceFile | undefined): void {
  assert.ok(tree);
  const fresh = ts.createSourceFile(tree.fileName, tree.text, ts.ScriptTarget.Latest, true);
  assert.deepEqual(outline(tree), outline(fresh), tree.text);
}

function outline(tree: ts.SourceFile): readonly string[] {
  const lines: string[] = [];
  const visit = (node: ts.Node): void => {
    lines.push(`${node.kind} ${node.pos} ${node.end} ${node === tree || node.parent.pos <= node.pos}`);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return lines;
}

it('a file that appears or vanishes has nothing read again that it cannot change', () => {
  const { store, disk } = storeOf({
    '/w/package.json': '{ "workspaces": ["packages/*"] }',
    '/w/packages/x/package.json': '{ "name": "x", "main": "./x.ts" }',
    '/w/packages/x/x.ts': '',
    '/w/a.ts': '',
  });
  const target = (specifier: string): string => {
    const found = store.snapshot().resolveModule(specifier, '/w/a.ts');
    return found.kind === 'file' ? found.file : found.kind;
  };
  assert.deepEqual([target('x'), target('./new/b'), target('y')], ['/w/packages/x/x.ts', 'unresolved', 'package']);
  const { length } = disk.reads;
  disk.files.set('/w/new/b.ts', '');
  store.filesChanged({ created: ['/w/new/b.ts'] });
  assert.deepEqual([target('x'), target('./new/b')], ['/w/packages/x/x.ts', '/w/new/b.ts']);
  assert.equal(disk.reads.length, length);
  disk.files.delete('/w/new/b.ts');
  store.filesChanged({ deleted: ['/w/new/b.ts'] });
  assert.equal(target('./new/b'), 'unresolved');
  disk.files.set('/w/packages/y/package.json', '{ "name": "y" }');
  disk.files.set('/w/packages/y/index.ts', '');
  store.filesChanged({ created: ['/w/packages/y'] });
  assert.equal(target('y'), '/w/packages/y/index.ts');
});
