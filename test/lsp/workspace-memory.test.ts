import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { contentKey } from '../../server/src/hosts/lsp/content-key.ts';
import type { KnownFile } from '../../server/src/hosts/lsp/known-files.ts';
import { WorkspaceMemory } from '../../server/src/hosts/lsp/workspace-memory.ts';
import { ManualClock } from './manual-clock.ts';

const nothing: KnownFile = { key: 'same', findings: [], limits: [], imports: [], missesImports: false };
const files = ['/a.ts', '/b.ts'];

describe('the memory of a workspace', () => {
  let folder: string;
  let circumstances: string;
  let keys: ReadonlyMap<string, string>;
  let recalled: string[];
  let failures: unknown[];
  let clock: ManualClock;

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'temper-memory-'));
    circumstances = 'as ever';
    keys = new Map(files.map((file) => [file, 'same']));
    recalled = [];
    failures = [];
    clock = new ManualClock();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const memory = (file: string | undefined = path.join(folder, 'kept', 'findings.gz')): WorkspaceMemory =>
    new WorkspaceMemory({
      clock,
      file,
      circumstances: () => circumstances,
      keysOf: (some) => Promise.resolve(new Map(some.flatMap((each) => entryOf(each)))),
      isSettled: () => true,
      openFiles: () => new Map(),
      recalled: (each) => void recalled.push(each),
      failed: (reason) => void failures.push(reason),
    });
  const entryOf = (file: string): [string, string][] => {
    const key = keys.get(file);
    return key === undefined ? [] : [[file, key]];
  };
  const keep = async (): Promise<void> => {
    const first = memory();
    await first.recall(files);
    for (const file of files) first.learn(file, nothing);
    await first.write();
  };
  const kept = (): string => path.join(folder, 'kept', 'findings.gz');

  it('knows nothing at first, and everything after a restart', async () => {
    assert.deepEqual(await memory().recall(files), files);
    await keep();
    assert.deepEqual(await memory().recall(files), []);
    assert.deepEqual(recalled, files);
    assert.deepEqual(failures, []);
  });

  it('recalls once in a session: whoever asks again wants to know', async () => {
    await keep();
    const second = memory();
    await second.recall(files);
    assert.deepEqual(await second.recall(files), files);
  });

  it('does not show what is known better by now', async () => {
    await keep();
    const second = memory();
    second.learn('/a.ts', { ...nothing, key: 'newer' });
    await second.recall(files);
    assert.deepEqual(recalled, ['/b.ts']);
  });

  it('holds on to nothing under other circumstances', async () => {
    await keep();
    circumstances = 'another version';
    assert.deepEqual(await memory().recall(files), files);
    assert.deepEqual(recalled, []);
  });

  it('has files checked that cannot be read now', async () => {
    await keep();
    keys = new Map([['/a.ts', 'same']]);
    assert.deepEqual(await memory().recall(files), ['/a.ts', '/b.ts']);
  });

  it('takes a file that was cut short, or is none, for missing', async () => {
    await keep();
    const whole = readFileSync(kept());
    const lines = gunzipSync(whole).toString().split('\n');
    const torn = [whole.subarray(0, whole.length / 2), gzipSync(lines.slice(0, -1).join('\n')), Buffer.from('{}')];
    for (const bytes of torn) {
      writeFileSync(kept(), bytes);
      assert.deepEqual(await memory().recall(files), files);
    }
    assert.deepEqual(recalled, []);
  });

  it('never leaves what it did not finish under the name that is read', async () => {
    await keep();
    await Promise.all([keep(), keep()]);
    assert.deepEqual(readdirSync(path.join(folder, 'kept')), ['findings.gz']);
    assert.deepEqual(await memory().recall(files), []);
  });

  it('goes on without where the folder cannot be written, and says so', async () => {
    writeFileSync(path.join(folder, 'taken'), '');
    const homeless = memory(path.join(folder, 'taken', 'findings.gz'));
    await homeless.recall(files);
    homeless.learn('/a.ts', nothing);
    await homeless.write();
    assert.equal(failures.length, 1);
  });

  it('keeps nothing for a client that has no place for it, and does not replace what it has not read', async () => {
    const none = new WorkspaceMemory({
      clock,
      file: undefined,
      circumstances: () => circumstances,
      keysOf: () => Promise.resolve(new Map()),
      isSettled: () => true,
      openFiles: () => new Map(),
      recalled: () => undefined,
      failed: () => undefined,
    });
    none.learn('/a.ts', nothing);
    assert.equal(clock.waiting, 0);
    assert.deepEqual(await none.recall(files), files);
    await keep();
    const unasked = memory();
    unasked.learn('/a.ts', nothing);
    await unasked.write();
    assert.deepEqual(await memory().recall(files), []);
  });

  it('forgets a file that is gone', async () => {
    const first = memory();
    await first.recall(files);
    for (const file of files) first.learn(file, nothing);
    first.forget('/b.ts');
    await first.write();
    assert.deepEqual(await memory().recall(['/a.ts']), []);
  });
});

describe('the key of a text', () => {
  it('tells texts apart, and not the mark in front of one', () => {
    assert.notEqual(contentKey('a', '2027-01-31'), contentKey('b', '2027-01-31'));
    assert.equal(contentKey('a', '2027-01-31'), contentKey('a', '2027-02-01'));
    assert.equal(contentKey('\uFEFFa', '2027-01-31'), contentKey('a', '2027-01-31'));
  });

  it('is another one each day where a suppression may end', () => {
    const text = '// temper-ignore floating-promise until 2027-02-01: the queue is replaced';
    assert.notEqual(contentKey(text, '2027-01-31'), contentKey(text, '2027-02-01'));
  });
});
