import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { whatRunsRequest, type WhatRunsResult } from '../../shared/src/protocol.ts';
import { floating, withEditor } from './project.ts';

describe('what runs', { timeout: 180_000 }, () => {
  const current = withEditor();

  it('is told for the server, and for each rule in a file', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/run.ts');
    const before: WhatRunsResult = await editor.connection.sendRequest(whatRunsRequest, {});
    assert.deepEqual([before.rules, before.openFiles], [[], 0]);
    assert.ok(before.processMemory > before.mainMemory);

    await editor.open(uri, floating);
    await editor.analyzed(uri);
    const result: WhatRunsResult = await editor.connection.sendRequest(whatRunsRequest, { uri });
    const own = result.rules.find(({ rule }) => rule === 'floating-promise');
    assert.ok(own !== undefined && own.milliseconds > 0);
    assert.equal(own.findings, 1);
    assert.ok(result.rules.length > 30, 'All rules that are on have run.');
    const sum = result.rules.reduce((total, { milliseconds }) => total + milliseconds, 0);
    assert.ok(sum <= result.milliseconds, `${sum} of ${result.milliseconds}`);
    assert.ok((result.workerMemory ?? 0) > 0);
    assert.equal(result.filesWithFindings, 1);
  });
});
