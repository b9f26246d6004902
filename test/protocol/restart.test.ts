import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { checkWorkspaceRequest, type CheckWorkspaceResult } from '../../shared/src/protocol.ts';
import { DiskFolder } from '../disk-folder.ts';
import { stripeKey } from '../made-up-keys.ts';
import { Editor, messageOf } from './editor.ts';
import { floating, Project } from './project.ts';

const timeout = 600_000;
const awaited = floating.replace('  send(order)', '  await send(order)');

describe('a second start', { timeout }, () => {
  let project: Project;
  let storage: DiskFolder;
  let editor: Editor;

  beforeEach(async () => {
    project = new Project({
      'src/other.ts': floating,
      'src/late.ts': floating.replace('./send', './comes-later'),
      'src/key.ts': `export const key = '${stripeKey}';\n`,
    });
    storage = new DiskFolder();
    await start();
  });
  afterEach(async () => {
    await editor.stop();
    project.remove();
    storage.remove();
  });

  const start = async (): Promise<void> => {
    editor = await Editor.start({ folders: [project.folder], options: { storage: storage.folder } });
  };
  const check = (): Promise<CheckWorkspaceResult> => editor.connection.sendRequest(checkWorkspaceRequest, {});
  const restart = async (meanwhile: () => void = () => undefined): Promise<void> => {
    await editor.stop();
    meanwhile();
    await start();
  };
  const kept = (): string => gunzipSync(readFileSync(storage.file('findings.gz'))).toString();
  /** What stands in the memory is told from what is found anew. */
  const mark = (): void => {
    const marked = kept().replaceAll('nobody hears it', 'nobody hears it, as remembered');
    assert.notEqual(marked, kept());
    writeFileSync(storage.file('findings.gz'), gzipSync(marked));
  };
  const shown = (name: string): readonly string[] => editor.diagnosticsOf(project.uri(name)).map(messageOf);
  const isRemembered = (name: string): boolean => shown(name).some((message) => message.includes('as remembered'));

  it('shows what was found before, and checks nothing where nothing changed', async () => {
    const first = await check();
    await restart(mark);
    const second = await check();
    assert.deepEqual(second, first);
    assert.ok(isRemembered('src/run.ts') && isRemembered('src/other.ts'));
    assert.equal(shown('src/key.ts').length, 1);
  });

  it('checks everything where a file changed, that file and those that import it first', async () => {
    await check();
    await restart(() => {
      mark();
      project.write('src/other.ts', awaited);
    });
    await check();
    assert.deepEqual(shown('src/other.ts'), []);
    assert.equal(isRemembered('src/run.ts'), false);
    assert.equal(shown('src/run.ts').length, 1);
    await restart(() => project.write('src/send.ts', 'export const send = (order: string) => order;\n'));
    await check();
    assert.deepEqual(shown('src/run.ts'), []);
  });

  it('finds what a new file makes of those that waited for it, and takes a deleted one off', async () => {
    await check();
    await restart(() => {
      project.write('src/comes-later.ts', project.read('src/send.ts'));
      project.delete('src/other.ts');
    });
    await check();
    assert.equal(shown('src/late.ts').length, 1);
    assert.deepEqual(editor.publishes(project.uri('src/other.ts')), []);
  });

  it('knows of what was edited and saved', async () => {
    await check();
    const uri = project.uri('src/other.ts');
    await editor.open(uri, floating);
    await editor.replace(uri, '  send(order)', '  await send(order)');
    await editor.analyzed(uri);
    await restart(() => {
      mark();
      project.write('src/other.ts', awaited);
    });
    await check();
    assert.deepEqual(shown('src/other.ts'), []);
    assert.ok(isRemembered('src/run.ts'));
  });

  it('forgets what was found under another configuration, or with other packages', async () => {
    await check();
    await restart(() => project.write('temper.config.json', '{ "rules": { "floating-promise": "off" } }\n'));
    await check();
    assert.deepEqual(editor.publishes(project.uri('src/run.ts')), []);
    await restart(() => {
      project.delete('temper.config.json');
      project.write('node_modules/.package-lock.json', '{}\n');
    });
    await check();
    assert.equal(shown('src/run.ts').length, 1);
  });

  it('checks everything when asked again', async () => {
    await check();
    await restart(mark);
    await check();
    assert.ok(isRemembered('src/run.ts'));
    await check();
    assert.equal(isRemembered('src/run.ts'), false);
  });

  it('checks everything where the memory is torn', async () => {
    await check();
    await restart(() =>
      writeFileSync(storage.file('findings.gz'), readFileSync(storage.file('findings.gz')).subarray(0, 90)),
    );
    await check();
    assert.equal(shown('src/run.ts').length, 1);
  });

  it('keeps no value of a secret', async () => {
    await check();
    await editor.stop();
    assert.ok(kept().includes('hardcoded-secret'));
    assert.equal(kept().includes(stripeKey.slice(8, -4)), false);
    await start();
  });
});
