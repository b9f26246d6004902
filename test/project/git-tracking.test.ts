import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { findExecutable } from '../../scripts/command.ts';
import { nodeFileSystem } from '../../server/src/project/file-system.ts';
import { ProjectStore } from '../../server/src/project/snapshot-store.ts';
import { DiskFolder } from '../disk-folder.ts';
import type { FileContents } from '../write-files.ts';
import { memoryWorkspace } from './memory-files.ts';

describe('what Git makes of a path', { skip: findExecutable('git') === undefined && 'Git is not here.' }, () => {
  const files = { '.gitignore': '.env*\n/secret/\n', 'api/.env': '', 'api/src/a.ts': '', '.env.local': '' };

  it('tells tracked files from ignored ones and the rest, whichever folder is open', () => {
    const folder = repository(files, ['api/.env', 'api/src/a.ts']);
    for (const root of [folder.folder, `${folder.folder}/api`]) {
      const snapshot = storeOf(root).snapshot();
      const of = (name: string) => snapshot.trackingOf(`${folder.folder}/${name}`);
      assert.deepEqual(
        ['api/.env', 'api/src/a.ts', '.env.local', 'api/.env.test', 'secret/deep/a.ts', 'new.ts'].map(of),
        ['tracked', 'tracked', 'ignored', 'ignored', 'ignored', 'untracked'],
        root,
      );
    }
  });

  it('sees what was added or taken out since', () => {
    const folder = repository(files, ['api/.env']);
    const snapshot = storeOf(folder.folder).snapshot();
    assert.equal(snapshot.trackingOf(folder.file('api/.env')), 'tracked');
    git(folder, 'rm', '--quiet', '--cached', 'api/.env');
    assert.equal(snapshot.trackingOf(folder.file('api/.env')), 'ignored');
  });

  it('follows a linked work tree to its index', () => {
    const folder = repository(files, ['api/.env']);
    git(folder, '-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '--quiet', '-m', 'a');
    git(folder, 'worktree', 'add', '--quiet', '-b', 'other', 'linked');
    const root = `${folder.folder}/linked`;
    assert.equal(storeOf(root).snapshot().trackingOf(`${root}/api/.env`), 'tracked');
  });
});

it('without a repository an ignore file still counts', () => {
  const fileSystem = memoryWorkspace({ '.gitignore': '.env\n', 'a.ts': '' });
  const snapshot = new ProjectStore({ fileSystem, roots: ['/w'] }).snapshot();
  assert.deepEqual(
    ['/w/.env', '/w/a.ts'].map((file) => snapshot.trackingOf(file)),
    ['ignored', 'untracked'],
  );
});

describe('a snapshot', () => {
  it('gives the text of any file, as it was when the snapshot was taken', () => {
    const fileSystem = memoryWorkspace({ '.env': 'A=1\n', 'a.ts': 'let a;\n' });
    const store = new ProjectStore({ fileSystem, roots: ['/w'] });
    store.setText('/w/a.ts', 'let b;\n');
    const before = store.snapshot();
    assert.equal(before.tree('/w/a.ts')?.text, 'let b;\n');
    store.setText('/w/a.ts', 'let c;\n');
    assert.deepEqual(
      [before.text('/w/a.ts'), store.snapshot().text('/w/a.ts'), before.text('/w/.env'), before.text('/w/.no')],
      ['let b;\n', 'let c;\n', 'A=1\n', undefined],
    );
  });

  it('lists the code below a folder, neither installed nor built', () => {
    const names = [
      'src/a.ts',
      'src/deep/b.js',
      'package.json',
      'dist/a.js',
      'node_modules/x/a.js',
      'readme.md',
      'c.mjs',
    ];
    const fileSystem = memoryWorkspace(Object.fromEntries(names.map((name) => [name, '{}'])));
    const snapshot = new ProjectStore({ fileSystem, roots: ['/w'] }).snapshot();
    assert.deepEqual(snapshot.codeBelow('/w'), ['/w/c.mjs', '/w/src/a.ts', '/w/src/deep/b.js']);
    assert.deepEqual(snapshot.codeBelow('/w/src/deep'), ['/w/src/deep/b.js']);
  });
});

function repository(files: FileContents, added: readonly string[]): DiskFolder {
  const folder = new DiskFolder(files);
  git(folder, 'init', '--quiet');
  git(folder, 'add', '--force', ...added);
  return folder;
}

function git({ folder }: DiskFolder, ...args: readonly string[]): void {
  execFileSync('git', ['-C', folder, ...args]);
}

function storeOf(root: string): ProjectStore {
  return new ProjectStore({ fileSystem: nodeFileSystem({ currentDirectory: root, libFolder: root }), roots: [root] });
}
