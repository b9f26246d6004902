import assert from 'node:assert/strict';
import { chmodSync, copyFileSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import type { NativePackage } from '../../server/src/project/native-package.ts';
import { nativeLauncher } from '../../server/src/project/native-process.ts';
import { createOracle, type OracleWithTrees } from '../../server/src/types/create-oracle.ts';
import type { FileCallbacks, NativeConnection, NativeLauncher } from '../../server/src/types/native/connection.ts';
import { DiskFolder } from '../disk-folder.ts';
import { MemoryWorld, root, tsconfig } from './memory-world.ts';
import { installedNative } from './native-package.ts';
import { refOf } from './questioner.ts';

const files = {
  'tsconfig.json': tsconfig(),
  'src/load.ts': `export const load = async (id: string) => id; export class Store { save() { return load('1'); } }`,
  'src/use.ts': `import { load, Store } from './load'; const store = new Store(); load('1'); store.save(); [store.save()]; (1);`,
};
const words = [`load('1')`, 'store.save()', '[store.save()]', 'store', '(1)'];

/** What is answered about the file by either backend. */
function answers(oracle: OracleWithTrees, world: MemoryWorld): readonly string[] {
  return words.flatMap((each) => {
    const file = oracle.forFile(`${root}/src/use.ts`);
    const ref = refOf(each, 'src/use.ts', world.host.readFile(`${root}/src/use.ts`) ?? '');
    return [
      file?.isThenable(ref) ?? '',
      file?.isPromise(ref) ?? '',
      file?.isThenableArray(ref) ?? '',
      file?.nullish(ref) ?? '',
    ];
  });
}

const world = new MemoryWorld(files);
const expected = answers(createOracle({ host: world.host, roots: [root] }), world);

interface Watched {
  readonly oracle: OracleWithTrees;
  readonly notices: string[];
}

function oracleOver(host: MemoryWorld['host'], launcher: NativeLauncher, test: TestContext): Watched {
  const notices: string[] = [];
  const native = { launcher, notice: (text: string) => void notices.push(text) };
  const oracle = createOracle({ host, roots: [root], native });
  test.after(() => oracle.close());
  return { oracle, notices };
}

/** Calls `before` with the number of each request, over all processes. */
function watching(
  launcher: NativeLauncher,
  before: (request: number, connection: NativeConnection) => void,
): NativeLauncher {
  let requests = 0;
  return announcing(launcher, (what, connection) => {
    if (what === 'request') before(requests++, connection);
  });
}

/** Calls `before` ahead of each request, and of each answer to what the process asks in the midst of one. */
function announcing(
  launcher: NativeLauncher,
  before: (what: 'request' | 'callback', connection: NativeConnection) => void,
): NativeLauncher {
  return {
    ...launcher,
    launch: (callbacks) => {
      let running: NativeConnection | undefined;
      const heard: Record<string, (asked: string) => unknown> = {};
      for (const [name, answer] of Object.entries(callbacks) as [string, (asked: string) => unknown][]) {
        heard[name] = (asked) => {
          if (running !== undefined) before('callback', running);
          return answer(asked);
        };
      }
      const connection = launcher.launch(heard as unknown as FileCallbacks);
      running = connection;
      const announced = <T>(ask: () => T): T => {
        before('request', connection);
        return ask();
      };
      return {
        pid: connection.pid,
        request: (method, parameters) => announced(() => connection.request(method, parameters)),
        requestBytes: (method, parameters) => announced(() => connection.requestBytes(method, parameters)),
        close: () => connection.close(),
      };
    },
  };
}

/** How often the process asks back while it answers the questions of this file. */
function callbacksOf(launcher: NativeLauncher, test: TestContext): number {
  let callbacks = 0;
  const { oracle } = oracleOver(
    world.host,
    announcing(launcher, (what) => {
      if (what === 'callback') callbacks++;
    }),
    test,
  );
  answers(oracle, world);
  oracle.close();
  return callbacks;
}

/** Mulberry32. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('the native process', () => {
  const launcher = nativeLauncher(installedNative());

  it('answers as the portable backend does', (test) => {
    const { oracle, notices } = oracleOver(world.host, launcher, test);
    assert.deepEqual(answers(oracle, world), expected);
    assert.deepEqual([oracle.backend, ...notices], ['native']);
  });

  it('knows its own lib files where a link leads to them', (test) => {
    const installed = new DiskFolder();
    const { folder, manifest } = installedNative();
    if (!installed.link('lib', folder)) return test.skip('This account may make no links.');
    const { oracle } = oracleOver(world.host, nativeLauncher({ folder: installed.file('lib'), manifest }), test);
    assert.deepEqual(answers(oracle, world), expected);
  });

  it('is started again when it is killed, at whatever moment', (test) => {
    // How often it asks back depends on which of its threads is first, so not all of these moments come at last.
    const callbacks = Math.floor(callbacksOf(launcher, test) / 2);
    assert.ok(callbacks > 20);
    const next = random(14);
    for (let round = 0; round < 50; round++) {
      const kind = round % 2 === 0 ? 'request' : 'callback';
      const moment = Math.floor(next() * (kind === 'request' ? 12 : callbacks));
      let seen = 0;
      const { oracle, notices } = oracleOver(
        world.host,
        announcing(launcher, (what, { pid }) => {
          if (what === kind && seen++ === moment) process.kill(pid, 'SIGKILL');
        }),
        test,
      );
      assert.deepEqual(answers(oracle, world), expected, `killed at ${kind} ${moment}`);
      assert.equal(oracle.backend, 'native');
      assert.match(notices.join('\n'), /^TypeScript 7 ended unexpectedly and is started again: .*$/);
      oracle.close();
    }
  });

  it('is given up when it is killed twice, and TypeScript 6 goes on', (test) => {
    const { oracle, notices } = oracleOver(
      world.host,
      watching(launcher, (request, { pid }) => {
        if (request === 2 || request === 6) process.kill(pid, 'SIGKILL');
      }),
      test,
    );
    assert.deepEqual(answers(oracle, world), expected);
    assert.equal(oracle.backend, 'portable');
    assert.equal(notices.length, 2);
    assert.match(notices[1] ?? '', /types come from TypeScript 6/);
    assert.deepEqual(answers(oracle, world), expected);
    assert.equal(notices.length, 2);
  });

  describe('that hangs', { skip: !['linux', 'darwin'].includes(process.platform) }, () => {
    // It is not for how long they take that its calls are given up.
    const patient = nativeLauncher(installedNative(), { quiet: 2, question: 1e6, update: 1e6 });
    const cases = [
      ['before it reads the project', 'request', 0],
      ['while it reads the project', 'callback', 20],
      ['at a question', 'request', 4],
    ] as const;
    for (const [name, kind, moment] of cases) {
      it(`${name} is ended, and another one answers`, (test) => {
        let seen = 0;
        const { oracle, notices } = oracleOver(
          world.host,
          announcing(patient, (what, { pid }) => {
            if (what === kind && seen++ === moment) process.kill(pid, 'SIGSTOP');
          }),
          test,
        );
        assert.deepEqual(answers(oracle, world), expected);
        assert.deepEqual(notices, [
          'TypeScript 7 ended unexpectedly and is started again: It did not answer any more.',
        ]);
        assert.equal(oracle.backend, 'native');
      });
    }

    it('twice is given up, and TypeScript 6 goes on', (test) => {
      const { oracle, notices } = oracleOver(
        world.host,
        announcing(patient, (what, { pid }) => {
          if (what === 'request') process.kill(pid, 'SIGSTOP');
        }),
        test,
      );
      assert.deepEqual(answers(oracle, world), expected);
      assert.deepEqual([oracle.backend, notices.length], ['portable', 2]);
    });
  });

  it('stands half of a character that takes two', (test) => {
    const { oracle, notices } = oracleOver(world.host, launcher, test);
    const text = `${files['src/use.ts']} const broken = '\uD800';`;
    oracle.setText(`${root}/src/use.ts`, text);
    assert.deepEqual(answers(oracle, world), expected);
    oracle.setText(`${root}/src/use.ts`, `// \uDC00\n${files['src/use.ts']}`);
    const ref = refOf('store.save()', 'src/use.ts', `// \uDC00\n${files['src/use.ts']}`);
    assert.equal(oracle.forFile(`${root}/src/use.ts`)?.isThenable(ref), 'always');
    assert.deepEqual([oracle.backend, ...notices], ['native']);
  });

  it('stands a file system that throws', (test) => {
    const thrower = new MemoryWorld(files);
    const host: MemoryWorld['host'] = {
      ...thrower.host,
      readFile: (file) => {
        if (file.endsWith('/load.ts')) throw new Error('EIO');
        return thrower.host.readFile(file);
      },
      realpath: () => {
        throw new Error('ELOOP');
      },
    };
    const { oracle, notices } = oracleOver(host, launcher, test);
    const ref = refOf('(1)', 'src/use.ts', files['src/use.ts']);
    assert.equal(oracle.forFile(`${root}/src/use.ts`)?.isThenable(ref), 'no');
    assert.deepEqual([oracle.backend, ...notices], ['native']);
  });
});

describe('a native process that is none', () => {
  const executable = process.platform === 'win32' ? 'tsc.exe' : 'tsc';

  /** A package with this program, the real lib files and this version. */
  function packageWith(program: string | undefined, version = '7.0.2'): NativePackage {
    const { folder } = new DiskFolder();
    const lib = path.join(folder, 'lib');
    mkdirSync(lib);
    cpSync(path.join(installedNative().folder, 'lib.d.ts'), path.join(lib, 'lib.d.ts'));
    writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ version }));
    if (program !== undefined) {
      copyFileSync(program, path.join(lib, executable));
      chmodSync(path.join(lib, executable), 0o755);
    }
    return { folder: lib, manifest: path.join(folder, 'package.json') };
  }

  const cases: readonly (readonly [string, () => NativePackage, RegExp])[] = [
    ['is missing', () => packageWith(undefined), /There is no program/],
    ['has another version', () => packageWith(process.execPath, '7.1.0'), /7\.0\.2 is needed and 7\.1\.0/],
    ['is another program', () => packageWith(process.execPath), /ended|understood/],
    ['cannot be run', () => packageWith(installedNative().manifest), /cannot be run|ended/],
  ];
  const hangs = { skip: !['linux', 'darwin'].includes(process.platform) };
  it('never answers: TypeScript 6 does', hangs, (test) => {
    const silent = new DiskFolder({ tsc: '#!/bin/sh\nexec sleep 600\n' });
    const launcher = nativeLauncher(packageWith(silent.file('tsc')), { quiet: 2, question: 1e6, update: 1e6 });
    const { oracle, notices } = oracleOver(world.host, launcher, test);
    assert.deepEqual(answers(oracle, world), expected);
    assert.equal(oracle.backend, 'portable');
    assert.equal(notices.length, 1);
    assert.match(notices[0] ?? '', /types come from TypeScript 6, which is slower: It did not answer any more\.$/);
  });

  for (const [name, folder, reason] of cases) {
    it(`${name}: TypeScript 6 answers, and why is said once`, (test) => {
      const { oracle, notices } = oracleOver(world.host, nativeLauncher(folder()), test);
      assert.deepEqual(answers(oracle, world), expected);
      assert.deepEqual(answers(oracle, world), expected);
      assert.equal(oracle.backend, 'portable');
      assert.equal(notices.length, 1);
      assert.match(notices[0] ?? '', reason);
      assert.match(notices[0] ?? '', /types come from TypeScript 6/);
    });
  }
});
