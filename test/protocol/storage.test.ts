import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { checkWorkspaceRequest, type CheckWorkspaceResult } from '../../shared/src/protocol.ts';
import { DiskFolder } from '../disk-folder.ts';
import { Editor } from './editor.ts';
import { floating, Project } from './project.ts';

/** Loaded before the server: in this folder a full disk takes half of a file, and one that may only be read takes nothing. */
const faultyDisk = `
const fs = require('node:fs');
const { FAULTY_FOLDER: folder, FAULT: code } = process.env;
const failing = code === 'EROFS' ? ['mkdir', 'writeFile', 'rename', 'rm'] : ['writeFile'];
for (const name of failing) {
  const work = fs.promises[name];
  fs.promises[name] = async (file, ...rest) => {
    if (!String(file).startsWith(folder)) return work(file, ...rest);
    if (code === 'ENOSPC') await work(file, rest[0].subarray(0, rest[0].length / 2));
    throw Object.assign(new Error(code + ': no room'), { code });
  };
}
`;

describe('the place for what outlives a server', { timeout: 600_000 }, () => {
  let project: Project;
  let storage: DiskFolder;
  const editors = new Set<Editor>();

  beforeEach(() => {
    project = new Project({ 'src/other.ts': floating });
    storage = new DiskFolder();
  });
  afterEach(async () => {
    await Promise.all([...editors].map(stop));
  });

  const start = async (environment: Readonly<Record<string, string>> = {}): Promise<Editor> => {
    const options = { storage: storage.file('kept') };
    const editor = await Editor.start({ folders: [project.folder], options, environment });
    editors.add(editor);
    return editor;
  };
  const stop = async (editor: Editor): Promise<void> => {
    editors.delete(editor);
    await editor.stop();
  };
  const check = (editor: Editor): Promise<CheckWorkspaceResult> =>
    editor.connection.sendRequest(checkWorkspaceRequest, {});
  const shown = (editor: Editor): readonly number[] =>
    ['src/run.ts', 'src/other.ts'].map((name) => editor.diagnosticsOf(project.uri(name)).length);

  for (const fault of ['ENOSPC', 'EROFS']) {
    it(`may answer ${fault}: everything is found, and why nothing is kept is said once`, async () => {
      const preload = new DiskFolder({ 'disk.cjs': faultyDisk });
      const environment = {
        NODE_OPTIONS: `--require ${preload.file('disk.cjs').replaceAll('\\', '/')}`,
        FAULTY_FOLDER: storage.folder,
        FAULT: fault,
      };
      const editor = await start(environment);
      await check(editor);
      assert.deepEqual(shown(editor), [1, 1]);
      const uri = project.uri('src/run.ts');
      await editor.open(uri, floating);
      await editor.replace(uri, '  send(order)', '  await send(order)');
      await editor.analyzed(uri);
      assert.deepEqual(shown(editor), [0, 1]);
      await stop(editor);
      const said = editor.told.filter((each) => each.kind === 'log' && each.params.message.includes(fault));
      assert.equal(said.length, 1);
      assert.deepEqual(
        readdirSync(storage.folder, { recursive: true }).filter((name) => name !== 'kept'),
        [],
      );
    });
  }

  it('may be that of two windows at once', async () => {
    const windows = await Promise.all([start(), start()]);
    const results = await Promise.all(windows.map(check));
    assert.deepEqual(results[0], results[1]);
    await Promise.all(windows.map(stop));
    assert.deepEqual(readdirSync(storage.file('kept')), ['findings.gz']);
    const third = await start();
    assert.deepEqual(await check(third), results[0]);
    assert.deepEqual(shown(third), [1, 1]);
  });
});
