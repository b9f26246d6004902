import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { whatRunsRequest, type WhatRunsResult } from '../../shared/src/protocol.ts';
import type { Editor } from './editor.ts';
import { floating, withEditor } from './project.ts';

/** What runs below this process, as far down as it goes. */
function descendants(pid: number): readonly number[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number),
  );
  return children.flatMap((child) => [child, ...descendants(child)]);
}

function nativeProcess({ pid }: Editor): number {
  const found = descendants(pid).find((child) => /\0--api\0/.test(readFileSync(`/proc/${child}/cmdline`, 'utf8')));
  return found ?? assert.fail('TypeScript 7 does not run.');
}

const onLinux = { skip: process.platform !== 'linux', timeout: 180_000 };

describe('an editor whose types come from TypeScript 7', onLinux, () => {
  const current = withEditor({ options: { typeOracle: 'native' } });

  it('shows findings when the process is stopped, and when the one after it is killed', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/run.ts');
    const said = (): number =>
      editor.told.filter((each) => each.kind === 'log' && each.params.message.startsWith('TypeScript 7')).length;
    const counts = async (): Promise<number> => {
      await editor.analyzed(uri);
      return editor.diagnosticsOf(uri).length;
    };
    await editor.open(uri, floating);
    assert.equal(await counts(), 1);

    process.kill(nativeProcess(editor), 'SIGSTOP');
    await editor.replace(uri, '  send(order)', '  await send(order)');
    assert.equal(await counts(), 0);
    await editor.until(() => (said() === 1 ? true : undefined));

    process.kill(nativeProcess(editor), 'SIGKILL');
    await editor.replace(uri, '  await send(order)', '  send(order)');
    assert.equal(await counts(), 1);
    await editor.until(() => (said() === 2 ? true : undefined));

    await editor.replace(uri, '  send(order)', '  await send(order)');
    assert.equal(await counts(), 0);
    assert.equal(said(), 2);
    const { types }: WhatRunsResult = await editor.connection.sendRequest(whatRunsRequest, { uri });
    assert.equal(types, 'portable');
  });
});
