import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { defaultConfigIn } from '../../server/src/engine/config.ts';
import { libFolder } from '../../server/src/hosts/cli/package-files.ts';
import { nodeFileSystem, slashed, type NodeFileSystem } from '../../server/src/project/file-system.ts';
import { ProjectStore } from '../../server/src/project/snapshot-store.ts';
import { isCode } from '../../server/src/project/trees.ts';
import { Workspace } from '../../server/src/project/workspace.ts';
import { createOracle } from '../../server/src/types/create-oracle.ts';
import { DiskFolder } from '../disk-folder.ts';
import type { FileContents } from '../write-files.ts';

describe('a broken workspace', () => {
  it('whose configurations extend each other in a circle', () => {
    const { target } = project({
      'tsconfig.json': { extends: ['./a.json', './gone.json'], compilerOptions: { paths: { '@/*': ['./src/*'] } } },
      'a.json': { extends: './b.json' },
      'b.json': { extends: ['./a.json', './tsconfig.json', 'no-such-package/tsconfig.json', 7] },
      'src/a.ts': '',
      'src/b.ts': '',
    });
    assert.equal(target('@/b'), 'src/b.ts');
  });

  it('whose packages name each other as workspaces', () => {
    const { target } = project({
      'package.json': { name: 'root', workspaces: ['packages/*', '..', '../..', '.', '**'] },
      'packages/x/package.json': { name: 'x', workspaces: ['../*', '.', '../../**'], main: 'x.js' },
      'packages/x/x.ts': '',
      'packages/y/package.json': {
        name: 'x',
        dependencies: { root: 'link:../..', self: 'link:.', out: 'link:../../..' },
      },
      'packages/y/y.ts': '',
    });
    assert.equal(target('x'), 'packages/x/x.ts');
    assert.equal(target('x/y', 'packages/y/y.ts'), 'packages/y/y.ts');
    assert.equal(target('out', 'packages/y/y.ts'), 'package:out');
  });

  it('whose package.json and tsconfig.json are folders', () => {
    const { target, store, folder } = project({
      'package.json/a.ts': '',
      'tsconfig.json/index.json': '{}',
      'pnpm-workspace.yaml/x': '',
      'yarn.lock/x': '',
      '.gitignore/x': '',
      'src/a.ts': 'export {};',
      'src/b.ts': '',
    });
    assert.equal(target('./b'), 'src/b.ts');
    assert.equal(store.snapshot().packageOf(`${folder}/src/a.ts`), undefined);
    assert.equal(store.snapshot().packageVersion('express', `${folder}/src/a.ts`), undefined);
    assert.equal(store.snapshot().factsOf(`${folder}/src/a.ts`).fileClass, 'source');
  });

  it('a hundred folders deep', () => {
    const deep = Array.from({ length: 100 }, () => 'd').join('/');
    const { target, files } = project({
      'package.json': { workspaces: ['**'] },
      'tsconfig.json': { compilerOptions: { paths: { '@/*': ['./*'] } } },
      '.gitignore': 'never',
      [`${deep}/a.ts`]: '',
      'b.ts': '',
    });
    assert.equal(target('@/b', `${deep}/a.ts`), 'b.ts');
    assert.equal(target(`${'../'.repeat(100)}b`, `${deep}/a.ts`), 'b.ts');
    assert.deepEqual(files(), ['.gitignore', 'b.ts', `${deep}/a.ts`, 'package.json', 'tsconfig.json']);
  });

  it('whose configurations have byte order marks, comments, commas, or errors', () => {
    const { target, version } = project({
      'package.json': '\uFEFF{ // why\n "workspaces": ["p/*",], "dependencies": { "express": "^4", }, }',
      'p/x/package.json': '\uFEFF{ "name": "x", /* here */ "main": "./x.ts" }',
      'p/x/x.ts': '',
      'pnpm-workspace.yaml': '\uFEFFpackages:\r\n  - "q/*"\r\n',
      'q/y/package.json': '{ "name": "y", "main": "y.ts"',
      'q/y/y.ts': '',
      'tsconfig.json': '\uFEFF{ "compilerOptions": { "paths": { "@/*": ["./src/*"] }, "target": "es1", }, // no end',
      'src/b.ts': '',
    });
    assert.deepEqual(
      [target('x'), target('y'), target('@/b'), version('express')],
      ['p/x/x.ts', 'q/y/y.ts', 'src/b.ts', '^4'],
    );
  });

  it('whose configuration is nested beyond measure', () => {
    const nested = '['.repeat(200_000);
    const { target } = project({
      'package.json': `{"exports":${nested}`,
      'tsconfig.json': `{"files":${nested}`,
      'src/b.ts': '',
    });
    assert.equal(target('./b'), 'src/b.ts');
  });

  it('whose folders are missing', () => {
    const { target, version } = project({
      'package.json': { workspaces: ['gone/*', 'gone/**', '/also/gone'], dependencies: { x: 'link:./gone' } },
      'tsconfig.json': {
        references: [{ path: './gone' }, {}, null, 1],
        compilerOptions: { baseUrl: './gone', paths: { x: ['./gone'] } },
      },
    });
    assert.deepEqual([target('x'), version('x')], ['package:x', undefined]);
  });
});

describe('links', () => {
  it('are followed inside of the workspace, to the place where the file is listed', (t) => {
    const { target, link } = project({ 'shared/b.ts': '', 'shared/lib/c.ts': '', 'app/src/a.ts': '' });
    if (!link('app/src/shared', 'shared') || !link('app/src/own.ts', 'shared/b.ts')) return t.skip('no links here');
    assert.equal(target('./shared/b', 'app/src/a.ts'), 'shared/b.ts');
    assert.equal(target('./shared/lib/c', 'app/src/a.ts'), 'shared/lib/c.ts');
    assert.equal(target('./own', 'app/src/a.ts'), 'shared/b.ts');
  });

  it('and paths are not followed out of it', (t) => {
    const outside = project({
      'secret.ts': '',
      'pkg/package.json': { name: 'pkg', main: 'index.ts' },
      'pkg/index.ts': '',
    });
    const { target, link } = project({ 'src/a.ts': '' });
    if (!link('src/out', outside.folder) || !link('node_modules/pkg', `${outside.folder}/pkg`))
      return t.skip('no links here');
    assert.equal(target('./out/secret'), 'unresolved');
    assert.equal(target(`../../${path.basename(outside.folder)}/secret`), 'unresolved');
    assert.equal(target('pkg'), 'package:pkg');
  });

  it('hold for a workspace that is opened through one', (t) => {
    const { folder, link } = project({ 'real/src/a.ts': '', 'real/src/b.ts': '' });
    if (!link('opened', 'real')) return t.skip('no links here');
    const root = `${folder}/opened`;
    const store = new ProjectStore({ fileSystem: diskAt(root), roots: [root] });
    const found = store.snapshot().resolveModule('./b', `${root}/src/a.ts`);
    assert.deepEqual(found, { kind: 'file', file: `${root}/src/b.ts` });
  });
});

describe('what a project consists of', () => {
  const large = 'export const same = 1;\n'.repeat(50_000);

  it('is no code over 1 MB and nothing that was built, unless a tsconfig names it', () => {
    const { folder, files } = project({
      'package.json': {},
      'tsconfig.json': { compilerOptions: { allowJs: true, types: [] } },
      'src/a.ts': 'export const a = 1;',
      'src/large.ts': large,
      'dist/a.js': '',
      'coverage/lcov.js': '',
      '.next/server/page.js': '',
      'vendor/x/x.js': '',
      'app/vendor/page.js': '',
      'named/package.json': {},
      'named/tsconfig.json': { compilerOptions: { allowJs: true }, include: ['src', 'build/**/*.js'] },
      'named/build/tool.js': '',
    });
    const expected = ['app/vendor/page.js', 'named/build/tool.js', 'src/a.ts'];
    assert.deepEqual(files().filter(isCode), expected);
    const read = diskAt(folder).readDirectory(folder, ['.ts', '.js'], ['node_modules'], ['**/*']);
    assert.deepEqual(read.map((file) => file.slice(folder.length + 1)).toSorted(), expected);
    const named = diskAt(folder).readDirectory(folder, ['.js'], undefined, ['dist/**/*', '.next/**/*.js']);
    assert.deepEqual(named.map((file) => file.slice(folder.length + 1)).toSorted(), [
      '.next/server/page.js',
      'dist/a.js',
    ]);
  });

  it('so that a question is answered at once beside generated megabytes', () => {
    const { folder } = project({
      'tsconfig.json': { compilerOptions: { types: [], lib: ['es2022'] } },
      'src/a.ts': 'declare function f(): Promise<void>;\nf();\n',
      'src/large.ts': large,
    });
    const oracle = createOracle({ host: diskAt(folder), roots: [folder] });
    const store = new ProjectStore({
      fileSystem: diskAt(folder),
      roots: [folder],
      oracle: (file) => oracle.forFile(file),
    });
    assert.ok(store.snapshot().oracle(`${folder}/src/a.ts`));
    assert.equal(oracle.sourceFile(`${folder}/src/a.ts`)?.fileName, `${folder}/src/a.ts`);
    assert.equal(store.snapshot().tree(`${folder}/src/large.ts`), undefined);
    oracle.close();
  });
});

interface OnDisk {
  readonly folder: string;
  readonly store: ProjectStore;
  readonly files: () => readonly string[];
  readonly target: (specifier: string, from?: string) => string;
  readonly version: (name: string) => string | undefined;
  /** False where this account may make none. */
  readonly link: (from: string, to: string) => boolean;
}

function project(files: FileContents): OnDisk {
  const disk = new DiskFolder(files);
  const { folder } = disk;
  const fileSystem = diskAt(folder);
  const store = new ProjectStore({ fileSystem, roots: [folder] });
  const short = (file: string): string => file.slice(folder.length + 1);
  return {
    folder,
    store,
    files: () => [...new Workspace({ fileSystem, root: folder, config: defaultConfigIn(folder) }).files()].map(short),
    target: (specifier, from = 'src/a.ts') => {
      const found = store.snapshot().resolveModule(specifier, `${folder}/${from}`);
      if (found.kind === 'file') return short(found.file);
      return found.kind === 'package' ? `package:${found.name}` : 'unresolved';
    },
    version: (name) => store.snapshot().packageVersion(name, `${folder}/src/a.ts`),
    link: (from, to) => disk.link(from, to),
  };
}

function diskAt(folder: string): NodeFileSystem {
  return nodeFileSystem({ currentDirectory: folder, libFolder: slashed(libFolder()) });
}
