import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  changeBaselineRequest,
  checkWorkspaceRequest,
  fixAllOfRuleCommand,
  fixAllRequest,
  type FixAllResult,
} from '../../shared/src/protocol.ts';
import { floating, withEditor } from './project.ts';

const timeout = 180_000;
const deep = floating.replace('./send', '../send');

describe('fixing all of a rule', { timeout }, () => {
  const current = withEditor({
    files: { 'src/other.ts': floating, 'src/deep/one.ts': deep, 'src/deep/two.ts': deep },
    options: { clientCommands: [fixAllOfRuleCommand] },
  });

  it('is offered where other files have findings of it, too', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/run.ts');
    await editor.open(uri, floating);
    const [finding] = await editor.shows(uri, ({ length }) => length === 1);
    assert.ok(finding);
    const offers = async (): Promise<boolean> =>
      (await editor.codeActions(uri, finding.range)).some(({ title }) =>
        title.endsWith('in a folder or the workspace…'),
      );
    assert.equal(await offers(), false);
    await editor.connection.sendRequest(checkWorkspaceRequest, {});
    assert.equal(await offers(), true);
  });

  it('keeps to a folder, asks first, and edits open and closed files', async () => {
    const { editor, project } = current();
    const asked = { rule: 'floating-promise', within: project.uri('src/deep') };
    const result: FixAllResult = await editor.connection.sendRequest(fixAllRequest, asked);
    assert.deepEqual(result, { files: 2, isApplied: true });
    const applied = editor.told.findLast((each) => each.kind === 'applyEdit');
    assert.ok(applied?.kind === 'applyEdit');
    const annotations = Object.values(applied.params.edit.changeAnnotations ?? {});
    assert.deepEqual(annotations, [{ label: 'Fix all floating-promise', needsConfirmation: true }]);
    assert.equal(project.read('src/deep/one.ts'), deep.replace('  send', '  await send'));
    assert.equal(project.read('src/other.ts'), floating);
  });

  it('leaves alone what the baseline holds, and what is fixed already', async () => {
    const { editor, project } = current();
    await editor.filesChanged([
      [project.file('src/deep/one.ts'), 2],
      [project.file('src/deep/two.ts'), 2],
    ]);
    await editor.shows(project.uri('src/deep/two.ts'), ({ length }) => length === 0);
    await editor.connection.sendRequest(changeBaselineRequest, { change: 'update' });
    const uri = project.uri('src/run.ts');
    await editor.shows(uri, ({ length }) => length === 0);
    await editor.replace(uri, '', `\nexport async function again(order: string) {\n  send(order);\n}\n`);
    await editor.shows(uri, ({ length }) => length === 1);
    const result: FixAllResult = await editor.connection.sendRequest(fixAllRequest, { rule: 'floating-promise' });
    assert.deepEqual(result, { files: 1, isApplied: true });
    assert.equal(
      editor.textOf(uri),
      `${floating}\nexport async function again(order: string) {\n  await send(order);\n}\n`,
    );
    const nothing: FixAllResult = await editor.connection.sendRequest(fixAllRequest, { rule: 'no-such-rule' });
    assert.deepEqual(nothing, { files: 0, isApplied: false });
  });
});
