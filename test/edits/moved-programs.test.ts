import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { describe, it } from 'node:test';
import { repositoryRoot } from '../../scripts/command.ts';
import { nodeFileSystem } from '../../server/src/project/file-system.ts';
import { DiskFolder } from '../disk-folder.ts';
import type { FileContents } from '../write-files.ts';
import { key, moved } from './moved-secret.ts';

/** A program that prints what becomes of its key, before the key is moved and after. */
interface Program {
  readonly title: string;
  readonly files: FileContents;
  /** Which has the key. */
  readonly file: string;
  /** What is run; the same file by default. */
  readonly start?: string;
  readonly text?: string;
  /** Options of Node in front of the file. */
  readonly options?: readonly string[];
  /** Files that are made or changed, in order. */
  readonly changes: readonly string[];
}

const tsx = `file://${path.join(repositoryRoot, 'node_modules/tsx/dist/loader.mjs')}`;
const sign = `import { createHmac } from 'node:crypto';\n`;
const digest = (secret: string): string => `createHmac('sha256', ${secret}).update('order 1').digest('hex')`;
const print = `console.log(${digest(`'${key}'`)});\n`;
const settings = ['.gitignore', '.env.example', '.env'];

const quoted = `a 'b' "c" #d`;

/** As much of Deno as a program asks for its environment. */
const deno = `globalThis.Deno = { env: { get: (name) => process.env[name] }, serve: (handler) => handler().then(console.log) };\n`;

const programs: readonly Program[] = [
  {
    title: 'an ES module',
    files: { 'package.json': { type: 'module' }, 'index.js': sign + print },
    file: 'index.js',
    changes: [...settings, 'env.js', 'index.js'],
  },
  {
    title: 'a CommonJS program of two files that hold the key',
    files: {
      'package.json': {},
      'index.js': `const { sign } = require('./lib/sign');\nconsole.log(sign('a') === sign('a', '${key}'), sign('a'));\n`,
      'lib/sign.js': `const { createHmac } = require('node:crypto');\nexports.sign = (text, secret = '${key}') => createHmac('sha256', secret).update(text).digest('hex');\n`,
    },
    file: 'index.js',
    changes: [...settings, 'lib/env.js', 'index.js', 'lib/sign.js'],
  },
  {
    title: 'TypeScript',
    files: {
      'package.json': { type: 'module' },
      'src/index.ts': `import { sign } from './sign.ts';\nconst order: string = 'order 1';\nconsole.log(sign(order));\n`,
      'src/sign.ts': `${sign}export const sign = (text: string): string => createHmac('sha256', '${key}').update(text).digest('hex');\n`,
    },
    file: 'src/sign.ts',
    start: 'src/index.ts',
    options: ['--import', tsx],
    changes: [...settings, 'src/env.ts', 'src/sign.ts'],
  },
  {
    title: 'TypeScript whose module checks the environment by hand',
    files: {
      'package.json': { type: 'module' },
      '.env': 'GREETING=hello\n',
      'src/settings.ts': `process.loadEnvFile('.env');\nexport function setting(name: string): string {\n  const value = process.env[name];\n  if (!value) throw new Error(name);\n  return value;\n}\n`,
      'src/index.ts': `import { createHmac } from 'node:crypto';\nimport { setting } from './settings.ts';\nconsole.log(setting('GREETING'), ${digest(`'${key}'`)});\n`,
    },
    file: 'src/index.ts',
    options: ['--import', tsx],
    changes: [...settings, 'src/index.ts'],
  },
  {
    title: 'a value that needs quotes',
    files: { 'package.json': { type: 'module' }, 'index.mjs': `console.log(${JSON.stringify(quoted)});\n` },
    text: quoted,
    file: 'index.mjs',
    changes: [...settings, 'env.mjs', 'index.mjs'],
  },
  {
    title: 'a program of Deno',
    files: {
      'deno.json': {},
      'deno.mjs': deno,
      'main.ts': `${sign}Deno.serve(async () => ${digest(`'${key}'`)});\n`,
    },
    file: 'main.ts',
    options: ['--env-file-if-exists=.env', '--import', './deno.mjs', '--import', tsx],
    changes: [...settings, 'env.ts', 'main.ts'],
  },
  {
    title: 'an edge function of Supabase',
    files: {
      'deno.mjs': deno,
      'supabase/functions/pay/index.ts': `import { createHmac } from 'node:crypto';\nDeno.serve(async () => ${digest(`'${key}'`)});\n`,
    },
    file: 'supabase/functions/pay/index.ts',
    options: ['--env-file-if-exists=supabase/functions/.env', '--import', './deno.mjs', '--import', tsx],
    changes: [...settings, '_shared/env.ts', 'pay/index.ts'].map((name) => `supabase/functions/${name}`),
  },
];

describe('a program whose secret moved prints what it did', () => {
  for (const program of programs) {
    const { title, files, text = key, changes } = program;
    it(title, () => {
      const folder = new DiskFolder(files);
      const before = run(folder, program);
      const texts = movedIn(folder, program);
      assert.deepEqual([...texts.keys()], changes);
      for (const [name, changed] of texts) folder.write(name, changed);
      assert.equal(run(folder, program), before);
      const code = changes.filter((name) => /\.[cm]?[jt]s$/.test(name));
      for (const name of code) assert.equal(folder.read(name).includes(text), false, name);
    });
  }

  it('or says which variable is missing', () => {
    const [program] = programs;
    assert.ok(program);
    const folder = new DiskFolder(program.files);
    for (const [name, changed] of movedIn(folder, program)) if (name !== '.env') folder.write(name, changed);
    assert.throws(() => run(folder, program), /API_KEY/);
  });
});

function movedIn({ folder }: DiskFolder, { file, text = key }: Program): ReadonlyMap<string, string> {
  const fileSystem = nodeFileSystem({ currentDirectory: folder, libFolder: folder });
  return moved({ fileSystem, root: folder, file, text }) ?? new Map();
}

function run({ folder }: DiskFolder, { options = [], file, start = file }: Program): string {
  const { API_KEY: _, ...env } = process.env;
  const stdio = ['ignore', 'pipe', 'pipe'] as const;
  const output = execFileSync(process.execPath, [...options, start], {
    cwd: folder,
    env,
    encoding: 'utf8',
    stdio: [...stdio],
  });
  assert.notEqual(output.trim(), '');
  return output;
}
