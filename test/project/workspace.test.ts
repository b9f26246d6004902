import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultConfigIn, type Config } from '../../server/src/engine/config.ts';
import { nodeFileSystem } from '../../server/src/project/file-system.ts';
import { Workspace } from '../../server/src/project/workspace.ts';
import { DiskFolder } from '../disk-folder.ts';
import { MemoryFiles } from './memory-files.ts';

function listed(files: Readonly<Record<string, string>>, config: Partial<Config> = {}): readonly string[] {
  const inRoot = Object.fromEntries(Object.entries(files).map(([name, text]) => [`/w/${name}`, text]));
  const workspace = new Workspace({
    fileSystem: new MemoryFiles(inRoot),
    root: '/w',
    config: { ...defaultConfigIn('/w'), ...config },
  });
  const found = [...workspace.files()];
  for (const file of Object.keys(inRoot)) assert.equal(workspace.includes(file), found.includes(file), file);
  return found.map((file) => file.slice('/w/'.length));
}

function filesNamed(...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, '']));
}

describe('the files of a workspace', () => {
  it('are all kinds of code, in the order of names', () => {
    const names = ['a.cjs', 'a.cts', 'a.d.ts', 'a.js', 'a.jsx', 'a.mjs', 'a.mts', 'a.ts', 'a.tsx', 'b/a.ts'];
    assert.deepEqual(listed(filesNamed(...names.toReversed())), names);
  });

  it('are other texts of whatever name', () => {
    const names = [
      '.npmrc',
      'Dockerfile',
      'README.md',
      'a.css',
      'a.ipynb',
      'a.json',
      'a.tf',
      'a.unknown',
      'app.env',
      'ci/.github/a.yml',
      'id_rsa',
      'server.key',
    ];
    assert.deepEqual(listed(filesNamed(...names)), names);
  });

  it('are no pictures, archives or programs, nor what tools lock or pack', () => {
    const names = ['a.PNG', 'a.woff2', 'a.zip', 'a.wasm', 'a.sqlite', 'a.pdf', 'a.js.map', 'a.min.css', 'go.sum'];
    const locks = ['package-lock.json', 'yarn.lock', 'pnpm-lock.yaml', 'bun.lock', 'bun.lockb', 'Cargo.lock'];
    assert.deepEqual(
      listed(filesNamed(...names, ...locks, '.venv/a.py', 'x/__pycache__/a.txt', '.terraform/a.tf')),
      [],
    );
  });

  it('are environment files although Git ignores them, where their folder is not ignored', () => {
    const files = filesNamed('.env', '.env.local', '.dev.vars', '.env.example', 'app/.env', 'build/.env', 'a.txt');
    assert.deepEqual(listed({ ...files, '.gitignore': '.env*\n.dev.vars\nbuild\n*.txt\n.gitignore' }), [
      '.dev.vars',
      '.env',
      '.env.local',
      'app/.env',
    ]);
  });

  it('are not installed, built or cached', () => {
    const files = filesNamed('package.json', 'node_modules/a/a.js', 'p/node_modules/b.js', '.next/c.js', 'dist/d.js');
    assert.deepEqual(listed({ ...files, ...filesNamed('build/e.js', 'src/build/f.ts', 'out/x.d.ts', 'out/g.js') }), [
      'package.json',
      'src/build/f.ts',
    ]);
  });

  it('are not what a package manager keeps of what it has downloaded', () => {
    const files = filesNamed('.local/share/pnpm/store/v10/files/24/4e65', 'pnpm/notes.txt', 'store/pnpm.txt');
    assert.deepEqual(listed(files), ['pnpm/notes.txt', 'store/pnpm.txt']);
  });

  it('are in a folder named like output that holds sources or belongs to no package', () => {
    assert.deepEqual(listed(filesNamed('package.json', 'build/a.ts', 'src/dist/b.js')), [
      'build/a.ts',
      'package.json',
      'src/dist/b.js',
    ]);
  });

  it('are not ignored by Git', () => {
    const files = filesNamed('a.ts', 'b.ts', 'gen/c.ts', 'lib/gen/d.ts', 'lib/keep.ts', 'x/y/z.ts');
    assert.deepEqual(listed({ ...files, '.gitignore': '# comment\nb.ts\n/gen\nx/\n' }), [
      '.gitignore',
      'a.ts',
      'lib/gen/d.ts',
      'lib/keep.ts',
    ]);
  });

  it('follow the nearest ignore file', () => {
    const files = filesNamed('a.log.ts', 'p/a.log.ts', 'p/q/a.log.ts', 'p/b.ts', 'b.ts');
    const ignores = { '.gitignore': '*.log.ts', 'p/.gitignore': '!a.log.ts\n/b.ts', 'p/q/.gitignore': '*' };
    assert.deepEqual(listed({ ...files, ...ignores }), ['.gitignore', 'b.ts', 'p/.gitignore', 'p/a.log.ts']);
  });

  it('cannot be taken out of an ignored folder again', () => {
    assert.deepEqual(listed({ ...filesNamed('g/a.ts'), '.gitignore': 'g', 'g/.gitignore': '!a.ts' }), ['.gitignore']);
  });

  it('are not excluded for this clone', () => {
    assert.deepEqual(listed({ ...filesNamed('a.ts', 'b.ts'), '.git/info/exclude': 'a.ts' }), ['b.ts']);
  });

  it('are those that the configuration includes and does not exclude', () => {
    const files = filesNamed('src/a.ts', 'src/old/b.ts', 'scripts/c.ts', 'src/d.gen.ts');
    assert.deepEqual(listed(files, { include: ['src'], exclude: ['src/old', '*.gen.ts'] }), ['src/a.ts']);
  });

  it('come one at a time', () => {
    const disk = new MemoryFiles({ '/w/a.ts': '', '/w/b/c.ts': '' });
    const files = new Workspace({ fileSystem: disk, root: '/w/', config: defaultConfigIn('/w') }).files();
    assert.equal(files.next().value, '/w/a.ts');
    disk.files.delete('/w/b/c.ts');
    assert.equal(files.next().done, true);
  });

  it('over 1 MB are named as a limit where they are code, others over 1 GB', () => {
    const disk = new MemoryFiles({ '/w/big.ts': ' '.repeat(1_000_001), '/w/a.ts': '', '/w/a.log': '', '/w/b.log': '' });
    const sizes = new Map([
      ['/w/a.log', 1_000_000_000],
      ['/w/b.log', 1_000_000_001],
    ]);
    const fileSystem = Object.assign(Object.create(disk) as MemoryFiles, {
      sizeOf: (path: string) => sizes.get(path) ?? disk.sizeOf(path),
    });
    const limits: string[] = [];
    const workspace = new Workspace({ fileSystem, root: '/w', config: defaultConfigIn('/w') });
    assert.deepEqual([...workspace.files(limits)], ['/w/a.log', '/w/a.ts']);
    assert.deepEqual(limits, [
      'b.log is larger than 1000 MB and was not checked.',
      'big.ts is larger than 1 MB and was not checked.',
    ]);
  });

  it('are none where there is no folder, which is said', () => {
    const disk = new MemoryFiles({ '/w/a.ts': '' });
    const problemOf = (root: string): string | undefined =>
      new Workspace({ fileSystem: disk, root, config: defaultConfigIn(root) }).problem();
    assert.equal(problemOf('/gone'), 'There is no folder /gone.');
    assert.equal(problemOf('/w/a.ts'), '/w/a.ts is a file, not a folder.');
    assert.equal(problemOf('/w'), undefined);
  });
});

describe('on a real disk', () => {
  it('links are not followed and broken ones do no harm', (t) => {
    const disk = new DiskFolder({ 'outside/secret.ts': '', 'root/src/a.ts': '' });
    const links = { linked: 'outside', loop: 'root', 'gone.ts': 'gone.ts', 'secret.ts': 'outside/secret.ts' };
    const areMade = Object.entries(links).every(([from, to]) => disk.link(`root/${from}`, to));
    if (!areMade) return t.skip('This account may not make links.');
    const root = `${disk.folder}/root`;
    const fileSystem = nodeFileSystem({ currentDirectory: root, libFolder: root });
    const workspace = new Workspace({ fileSystem, root, config: defaultConfigIn(root) });
    assert.deepEqual([...workspace.files()], [`${root}/src/a.ts`]);
  });

  it('missing files and folders are answered, not thrown', () => {
    const fileSystem = nodeFileSystem({ currentDirectory: '/', libFolder: '/' });
    const gone = '/nowhere/at/all';
    assert.equal(fileSystem.readFile(gone), undefined);
    assert.equal(fileSystem.fileExists(gone), false);
    assert.equal(fileSystem.directoryExists(`${gone}\0`), false);
    assert.deepEqual(fileSystem.getDirectories(gone), []);
    assert.equal(fileSystem.entries(gone), undefined);
    assert.equal(fileSystem.realpath(gone), gone);
    assert.deepEqual(fileSystem.readDirectory(gone, ['.ts'], undefined, ['**/*']), []);
  });
});
