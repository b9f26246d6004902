import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { defaultConfigIn } from '../../server/src/engine/config.ts';
import { WorkerState } from '../../server/src/hosts/lsp/worker-state.ts';
import { DiskFolder } from '../disk-folder.ts';
import { ExecutedBlocks } from './executed.ts';
import { shopSources } from './shop-sources.ts';

/** What keystrokes cost, in executed blocks; see below how to write it anew. */
const recorded: { readonly perKeystroke: Readonly<Record<string, number>> } = JSON.parse(
  readFileSync(path.join(import.meta.dirname, 'recorded.json'), 'utf8'),
);

/** What may be added before somebody has to say that it is worth it. */
const allowed = 1.1;

it('a keystroke does no more work than was recorded', () => {
  const folder = new DiskFolder(shopSources());
  const state = stateIn(folder.folder);
  const blocks = new ExecutedBlocks();
  const measured = Object.fromEntries(
    ['src/service0.ts', 'src/service12.ts', 'src/routes.ts'].map((name) => [
      name,
      perKeystroke(state, folder, name, blocks),
    ]),
  );
  blocks.close();
  for (const [name, count] of Object.entries(measured)) {
    const limit = (recorded.perKeystroke[name] ?? 0) * allowed;
    assert.ok(
      count <= limit,
      `A keystroke in ${name} runs ${count} blocks, and may run ${Math.round(limit)}. If that is worth it, write this into test/hot-path/recorded.json: ${JSON.stringify({ perKeystroke: measured })}`,
    );
  }
});

/** Twelve letters are typed into a function's body, the first four of which only warm up what is kept. */
function perKeystroke(state: WorkerState, folder: DiskFolder, name: string, blocks: ExecutedBlocks): number {
  const file = folder.file(name).replaceAll('\\', '/');
  const before = shopSources()[name] ?? '';
  const at = before.indexOf('const ', before.indexOf('async'));
  const type = (count: number): void => {
    const text = `${before.slice(0, at)}const typed = '${'x'.repeat(count)}';\n${before.slice(at)}`;
    analyze(state, { file, text });
  };
  analyze(state, { file, text: before });
  for (let key = 1; key <= 4; key++) type(key);
  blocks.taken();
  for (let key = 5; key <= 12; key++) type(key);
  return Math.round(blocks.taken() / 8);
}

function analyze(state: WorkerState, text: { readonly file: string; readonly text: string }): void {
  state.do({ ...nothingElse, texts: [text], job: { kind: 'analyze', file: text.file, afresh: false } });
}

const nothingElse = { id: 1, epoch: 0, surroundings: undefined, changes: [] } as const;

function stateIn(folder: string): WorkerState {
  const state = new WorkerState(
    { counter: new SharedArrayBuffer(4), libFolder: path.resolve('dist/lib'), installation: '/', compiled: undefined },
    {
      ruleFailed: (rule, error) => assert.fail(`${rule}: ${String(error)}`),
      typesNotice: (text) => assert.fail(text),
    },
  );
  const surroundings = {
    folders: [{ folder, config: defaultConfigIn(folder) }],
    suppressions: true,
    types: 'portable',
  } as const;
  state.do({ ...nothingElse, texts: [], surroundings, job: { kind: 'listFiles', maxFiles: 1_000 } });
  return state;
}
