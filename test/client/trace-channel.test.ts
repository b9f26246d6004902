import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { LogOutputChannel } from 'vscode';
import { traceChannel } from '../../client/src/trace-channel.ts';

it('traces the names of messages, never their content', () => {
  const traced: string[] = [];
  const channel = { logLevel: 1, trace: (message: string) => void traced.push(message) };
  const own = traceChannel(channel as unknown as LogOutputChannel);
  assert.equal(own.logLevel, 1);
  own.trace(`Sending notification 'textDocument/didOpen'.\nParams: { "text": "const key = 'hunter2';" }`);
  own.trace('{ "method": "workspace/applyEdit", "params": { "edit": "KEY=hunter2" } }');
  assert.deepEqual(traced, [`Sending notification 'textDocument/didOpen'.`]);
});
