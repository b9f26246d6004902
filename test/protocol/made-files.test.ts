import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { WorkspaceEdit } from 'vscode-languageserver';
import { DiskFolder } from '../disk-folder.ts';
import { Editor, uriOf } from './editor.ts';

/** Of a key it has the shape alone. */
const key = ['sk', 'live', 'T7rQ2mZx9LpV4cKs8WnB3dYf'].join('_');
const code = `import { readFileSync } from 'node:fs';\nsign(readFileSync('order'), '${key}');\n`;
type DocumentChange = NonNullable<WorkspaceEdit['documentChanges']>[number];
const makesFiles = {
  workspace: {
    applyEdit: true,
    workspaceEdit: { documentChanges: true, changeAnnotationSupport: {}, resourceOperations: ['create'] },
  },
};

describe('a fix that makes files', { timeout: 120_000 }, () => {
  let folder: DiskFolder;
  let editor: Editor;
  const uri = (name: string): string => uriOf(folder.file(name));

  before(async () => {
    folder = new DiskFolder({ 'package.json': { type: 'module' }, 'src/pay.ts': code });
    editor = await Editor.start({ folders: [folder.folder], capabilities: makesFiles });
    await editor.open(uri('src/pay.ts'), code);
  });
  after(async () => void (await editor.stop()));

  /** Takes the fix, and names the files that it makes. */
  async function made(): Promise<readonly string[]> {
    await editor.analyzed(uri('src/pay.ts'));
    const [diagnostic] = editor.diagnosticsOf(uri('src/pay.ts'));
    assert.ok(diagnostic);
    const actions = await editor.codeActions(uri('src/pay.ts'), diagnostic.range);
    const move = actions.find(({ title }) => title.startsWith('Move the'));
    assert.ok(move);
    const { command } = await editor.resolve(move);
    const toldBefore = editor.told.length;
    await editor.connection.sendRequest('workspace/executeCommand', {
      command: command?.command,
      arguments: command?.arguments,
    });
    await editor.analyzed(uri('src/pay.ts'));
    const edits = editor.told
      .slice(toldBefore)
      .flatMap((each) => (each.kind === 'applyEdit' ? [each.params.edit] : []));
    const names = edits.flatMap(({ documentChanges = [] }) => documentChanges).flatMap(nameOfMade);
    await editor.filesChanged(names.map((name) => [folder.file(name), 1]));
    // With this it looks what is there now.
    await editor.connection.sendRequest('temper/checkWorkspace', {});
    return names;
  }

  const nameOfMade = (change: DocumentChange): readonly string[] =>
    'kind' in change && change.kind === 'create' ? [change.uri.slice(uriOf(folder.folder).length + 1)] : [];

  /** As editors do it: the files go, and events of the disk come later, if at all. */
  async function undo(names: readonly string[]): Promise<void> {
    await editor.change(uri('src/pay.ts'), [{ text: code }]);
    for (const name of names) folder.delete(name);
  }

  const all = ['.gitignore', '.env.example', '.env', 'src/env.ts'];

  it('makes the same ones again right after an undo', async () => {
    assert.deepEqual(await made(), all);
    await undo(all);
    assert.deepEqual(await made(), all);
    await undo(all);
  });

  it('makes one again that the editor still holds, emptied', async () => {
    await editor.open(uri('src/env.ts'), '');
    assert.deepEqual(await made(), all);
  });

  it('leaves one alone that the editor alone holds, with text', async () => {
    await editor.change(uri('src/env.ts'), [{ text: 'export const mine = 1;\n' }]);
    await undo(all.filter((name) => name !== 'src/env.ts'));
    assert.deepEqual(await made(), [...all.slice(0, 3), 'src/require-env.ts']);
  });
});
