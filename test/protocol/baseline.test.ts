import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  addToBaselineCommand,
  changeBaselineRequest,
  checkWorkspaceRequest,
  showBaselinedNotification,
  type ChangeBaselineResult,
  type CheckWorkspaceResult,
} from '../../shared/src/protocol.ts';
import { parseBaseline } from '../../server/src/engine/baseline-text.ts';
import { messageOf } from './editor.ts';
import { floating, withEditor } from './project.ts';

const timeout = 180_000;
const name = 'temper.baseline.json';
const other = floating.replace('run', 'other');

describe('a baseline in the editor', { timeout }, () => {
  const current = withEditor({ files: { 'src/other.ts': other } });

  it('takes in all that is found, and hides it, in open files and others', async () => {
    const { editor, project } = current();
    await editor.open(project.uri('src/run.ts'), floating);
    await editor.shows(project.uri('src/run.ts'), ({ length }) => length === 1);
    const result: ChangeBaselineResult = await editor.connection.sendRequest(changeBaselineRequest, {
      change: 'update',
    });
    assert.deepEqual(result, { findings: 2, problems: [] });
    await editor.shows(project.uri('src/run.ts'), ({ length }) => length === 0);
    await editor.shows(project.uri('src/other.ts'), ({ length }) => length === 0);
    const { baseline } = parseBaseline(project.read(name));
    assert.deepEqual([...(baseline?.files.keys() ?? [])], ['src/other.ts', 'src/run.ts']);
  });

  it('counts what it hides', async () => {
    const { editor } = current();
    const result: CheckWorkspaceResult = await editor.connection.sendRequest(checkWorkspaceRequest, {});
    assert.deepEqual([result.errors, result.baselined], [0, 2]);
    const status = await editor.until(() =>
      editor.told.find((each) => each.kind === 'status' && each.params.baselined === 2),
    );
    assert.ok(status);
  });

  it('shows what is new while it is typed, and offers to add it', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/run.ts');
    await editor.replace(uri, '', `\nexport async function again(order: string) {\n  send(order);\n}\n`);
    const [added] = await editor.shows(uri, ({ length }) => length === 1);
    assert.equal(added?.range.start.line, 7);
    const actions = await editor.codeActions(uri, added.range);
    const add = actions.find(({ title }) => title === 'Add to the baseline');
    assert.equal(add?.command?.command, addToBaselineCommand);
    const { arguments: given = [], command } = add?.command ?? {};
    await editor.connection.sendRequest('workspace/executeCommand', { command, arguments: given });
    await editor.shows(uri, ({ length }) => length === 0);
    assert.equal(parseBaseline(project.read(name)).baseline?.files.get('src/run.ts')?.length, 2);
  });

  it('is shown whole when somebody asks', async () => {
    const { editor, project } = current();
    await editor.connection.sendNotification(showBaselinedNotification, { show: true });
    await editor.shows(project.uri('src/run.ts'), ({ length }) => length === 2);
    await editor.connection.sendNotification(showBaselinedNotification, { show: false });
    await editor.shows(project.uri('src/run.ts'), ({ length }) => length === 0);
  });

  it('that is malformed stays in force as it was, and says what is wrong', async () => {
    const { editor, project } = current();
    const good = project.read(name);
    project.write(name, '<<<<<<< HEAD\n');
    await editor.filesChanged([[project.file(name), 2]]);
    const [problem] = await editor.shows(project.uri(name), ({ length }) => length === 1);
    assert.match(messageOf(problem), /not valid JSON/);
    assert.deepEqual(editor.diagnosticsOf(project.uri('src/other.ts')), []);
    await editor.until(() =>
      editor.told.find((each) => each.kind === 'status' && /baseline\.json is malformed/.test(each.params.message)),
    );
    const refused: ChangeBaselineResult = await editor.connection.sendRequest(changeBaselineRequest, {
      change: 'update',
    });
    assert.match(refused.problems.join(), /malformed and was left as it is/);
    assert.equal(project.read(name), '<<<<<<< HEAD\n');
    project.write(name, good);
    await editor.filesChanged([[project.file(name), 2]]);
    await editor.shows(project.uri(name), ({ length }) => length === 0);
  });

  it('lets go of what is gone, and shows all again once it is deleted', async () => {
    const { editor, project } = current();
    project.write('src/other.ts', other.replace('  send', '  await send'));
    await editor.filesChanged([[project.file('src/other.ts'), 2]]);
    await editor.until(() =>
      editor.told.findLast((each) => each.kind === 'status')?.params.baselined === 2 ? true : undefined,
    );
    const pruned: ChangeBaselineResult = await editor.connection.sendRequest(changeBaselineRequest, {
      change: 'prune',
    });
    assert.deepEqual(pruned, { findings: 2, problems: [] });
    assert.ok(!project.read(name).includes('src/other.ts'));
    project.delete(name);
    await editor.filesChanged([[project.file(name), 3]]);
    await editor.shows(project.uri('src/run.ts'), ({ length }) => length === 2);
  });
});

describe('a baseline in Restricted Mode', { timeout }, () => {
  const files = { 'src/other.ts': other };
  const current = withEditor({ files, options: { untrusted: true } });

  it('hides nothing, and nothing is added to it', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/run.ts');
    await editor.open(uri, floating);
    const [finding] = await editor.shows(uri, ({ length }) => length === 1);
    assert.ok(finding);
    const actions = await editor.codeActions(uri, finding.range);
    assert.ok(!actions.some(({ title }) => /baseline/.test(title)));
  });
});
