import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { findExecutable } from '../../scripts/command.ts';
import { defaultConfigIn } from '../../server/src/engine/config.ts';
import { nodeFileSystem } from '../../server/src/project/file-system.ts';
import { filesInIndex } from '../../server/src/project/git-index.ts';
import { Workspace } from '../../server/src/project/workspace.ts';
import { DiskFolder } from '../disk-folder.ts';
import { gitIndex } from '../git-index.ts';
import { MemoryFiles } from './memory-files.ts';

const files = {
  '.gitignore': '*.cjs\n/legacy/\n/generated/\n',
  'src/a.ts': '',
  'ignored.cjs': '',
  'tracked.cjs': '',
  'legacy/deep/tracked.ts': '',
  'legacy/deep/new.ts': '',
  'legacy/ä/tracked.js': '',
  'generated/b.ts': '',
  'node_modules/tracked.js': '',
};
const tracked = ['legacy/deep/tracked.ts', 'legacy/ä/tracked.js', 'node_modules/tracked.js', 'src/a.ts', 'tracked.cjs'];
const listed = ['.gitignore', 'legacy/deep/tracked.ts', 'legacy/ä/tracked.js', 'src/a.ts', 'tracked.cjs'];

class WithIndex extends MemoryFiles {
  readonly readBytes = (path: string): Uint8Array | undefined => (path === '/w/.git/index' ? this.index : undefined);
  index: Uint8Array | undefined = gitIndex(tracked);
}

function workspaceIn(fileSystem: MemoryFiles, root = '/w'): Workspace {
  return new Workspace({ fileSystem, root, config: defaultConfigIn(root) });
}

function disk(): WithIndex {
  return new WithIndex(Object.fromEntries(Object.entries(files).map(([name, text]) => [`/w/${name}`, text])));
}

describe('what Git tracks although it ignores it', () => {
  it('is listed, and nothing else that is ignored, installed or built', () => {
    const workspace = workspaceIn(disk());
    assert.deepEqual(
      [...workspace.files()],
      listed.map((name) => `/w/${name}`),
    );
    for (const name of Object.keys(files)) assert.equal(workspace.includes(`/w/${name}`), listed.includes(name), name);
  });

  it('is unknown without an index', () => {
    for (const bytes of [
      undefined,
      new Uint8Array(),
      Buffer.from('no index at all'),
      gitIndex(tracked).subarray(0, 200),
    ]) {
      const fileSystem = disk();
      fileSystem.index = bytes;
      assert.deepEqual([...workspaceIn(fileSystem).files()], ['/w/.gitignore', '/w/src/a.ts']);
    }
  });

  it('is unknown where a part of the index lies elsewhere', () => {
    assert.deepEqual(filesInIndex(gitIndex(tracked, 'TREE'), 20), tracked);
    assert.deepEqual(filesInIndex(gitIndex(tracked, 'link'), 20), []);
  });

  it('is read anew once an ignore file changed', () => {
    const fileSystem = disk();
    const workspace = workspaceIn(fileSystem);
    assert.equal(workspace.includes('/w/ignored.cjs'), false);
    fileSystem.index = gitIndex([...tracked, 'ignored.cjs'].sort());
    assert.equal(workspace.includes('/w/ignored.cjs'), false);
    workspace.forget();
    assert.equal(workspace.includes('/w/ignored.cjs'), true);
  });
});

describe('an index that Git wrote', { skip: findExecutable('git') === undefined && 'Git is not here.' }, () => {
  const cases = [
    { title: 'of version 2', init: [], version: '2' },
    { title: 'of version 4, whose names build on each other', init: [], version: '4' },
    { title: 'of version 3, with a file that is only meant to be added', init: [], version: '2', intent: true },
    { title: 'of a repository of SHA-256', init: ['--object-format=sha256'], version: '2' },
  ];
  for (const { title, init, version, intent = false } of cases) {
    it(title, () => {
      const folder = new DiskFolder({ ...files, 'long/name/that/is/much/longer/than/the/others.txt': '' });
      const git = (...args: readonly string[]): void => void execFileSync('git', ['-C', folder.folder, ...args]);
      git('init', '--quiet', ...init);
      git('config', 'core.quotePath', 'false');
      git('add', '--force', ...tracked.slice(intent ? 1 : 0), 'long');
      if (intent) git('add', '--force', '--intent-to-add', ...tracked.slice(0, 1));
      git('update-index', '--index-version', version);
      const root = folder.folder;
      const fileSystem = nodeFileSystem({ currentDirectory: root, libFolder: root });
      const workspace = new Workspace({ fileSystem, root, config: defaultConfigIn(root) });
      const withText = [...listed.slice(0, 3), 'long/name/that/is/much/longer/than/the/others.txt', ...listed.slice(3)];
      assert.deepEqual(
        [...workspace.files()],
        withText.map((name) => `${root}/${name}`),
      );
      assert.equal(readFileSync(folder.file('.git/index')).readUInt32BE(4), intent ? 3 : Number(version));
    });
  }
});
