import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { repositoryRoot } from '../../scripts/command.ts';
import { environmentValidators } from '../../server/src/edits/environment/module/validators.ts';
import { DiskFolder } from '../disk-folder.ts';
import { typeCheck } from '../harness/type-check.ts';
import { createWorld, worldRoot } from '../harness/world.ts';
import { memoryWorkspace } from '../project/memory-files.ts';
import type { FileContents } from '../write-files.ts';
import { checkedOnce, findingsIn } from './checked-once.ts';

const { devDependencies } = JSON.parse(readFileSync(path.join(repositoryRoot, 'package.json'), 'utf8')) as {
  readonly devDependencies: Readonly<Record<string, string>>;
};

/** By what the project loads; the last stands for a project without a validator. */
const validators = [...environmentValidators.map(({ name }) => name), 'zod/v3', ''];

interface Program {
  readonly files: FileContents;
  /** Which has the finding. */
  readonly file: string;
  /** The module that is made. */
  readonly made: string;
}

function manifest(validator: string, more: object = {}): object {
  const name = validator === 'zod/v3' ? 'zod' : validator;
  return { name: 'shop', dependencies: name === '' ? {} : { [name]: devDependencies[name] }, ...more };
}

/** Two variables are claimed to be there, of a third nothing is said. */
const esModules = (validator: string): Program => ({
  file: 'src/shop.ts',
  made: 'src/env.ts',
  files: {
    'package.json': manifest(validator, { type: 'module' }),
    'src/shop.ts': `${validator === '' ? '' : `import * as check from '${validator}';\nexport { check };\n`}import './other.ts';\n\nexport const url: URL = new URL(process.env.SHOP_URL!);\nexport const key: string | undefined = process.env.SHOP_KEY;\n`,
    'src/other.ts': `export const other = new URL(process.env.OTHER_URL as string);\n`,
  },
});

const commonJs = (validator: string): Program => ({
  file: 'server.js',
  made: 'env.js',
  files: {
    'package.json': manifest(validator),
    'server.js': `${validator === '' ? '' : `const check = require('${validator}');\n`}const one = new URL(process.env.SHOP_URL || '');\nconst two = new URL(process.env.OTHER_URL || '');\nmodule.exports = { one, two, key: process.env.SHOP_KEY };\n`,
  },
});

function made({ files, file }: Program): Readonly<Record<string, string>> {
  const { texts } = checkedOnce(memoryWorkspace(files), '/w', file);
  assert.ok(texts, 'The fix cannot be made.');
  return texts;
}

/** What the module gives, or throws, in each of the environments. */
function outcomes(program: Program, environments: readonly Readonly<Record<string, string>>[]): readonly unknown[] {
  const folder = new DiskFolder(program.files);
  for (const [name, text] of Object.entries(made(program))) folder.write(name, text);
  folder.link('node_modules', path.join(repositoryRoot, 'node_modules'));
  const own = Object.fromEntries(['SHOP_URL', 'SHOP_KEY', 'OTHER_URL'].map((name) => [name, undefined]));
  folder.write(
    'run.mjs',
    `import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const told = [];
for (const [at, environment] of ${JSON.stringify(environments)}.entries()) {
  for (const name of ${JSON.stringify(Object.keys(own))}) delete process.env[name];
  Object.assign(process.env, environment);
  try {
    const file = './${program.made}';
    if (file.endsWith('.js')) delete require.cache[require.resolve(file)];
    const { env } = file.endsWith('.js') ? require(file) : await import(file + '?' + at);
    told.push([env.SHOP_URL, env.OTHER_URL, env.SHOP_KEY ?? 'nothing']);
  } catch (error) {
    told.push(error.message);
  }
}
console.log(JSON.stringify(told));
`,
  );
  const output = execFileSync(process.execPath, ['--import', tsx, 'run.mjs'], { cwd: folder.folder, encoding: 'utf8' });
  return JSON.parse(output) as unknown[];
}

const tsx = `file://${path.join(repositoryRoot, 'node_modules/tsx/dist/loader.mjs')}`;

const [shop, other] = ['https://shop.example.com', 'https://other.example.com'];
const environments = [
  { SHOP_URL: shop, OTHER_URL: other, SHOP_KEY: 'k' },
  { SHOP_URL: shop, OTHER_URL: other },
  { SHOP_URL: shop, OTHER_URL: other, SHOP_KEY: '' },
  { SHOP_URL: shop },
  { SHOP_URL: shop, OTHER_URL: '' },
  {},
];
const wanted = [
  [shop, other, 'k'],
  [shop, other, 'nothing'],
  [shop, other, ''],
  'These environment variables are not set: OTHER_URL',
  'These environment variables are not set: OTHER_URL',
  'These environment variables are not set: OTHER_URL, SHOP_URL',
];

describe('a module that checks the environment', () => {
  for (const validator of validators) {
    const title = validator === '' ? 'no package' : validator;
    it(`with ${title} names all that is missing at once`, () => {
      assert.deepEqual(outcomes(esModules(validator), environments), wanted);
    });
    // ArkType has ES modules alone.
    const isRequired = validator !== 'arktype';
    it(`with ${title} does so in CommonJS`, { skip: !isRequired }, () => {
      assert.deepEqual(outcomes(commonJs(validator), environments), wanted);
    });
    it(`with ${title} has no findings of its own, and leaves none`, () => {
      for (const program of [esModules(validator), commonJs(validator)]) {
        const fileSystem = memoryWorkspace({ ...program.files, ...made(program) });
        for (const name of Object.keys(made(program))) assert.deepEqual(findingsIn(fileSystem, '/w', name), [], name);
      }
    });
  }

  it('has the types that its users need', () => {
    const files = new Map<string, string>();
    validators.forEach((validator, at) => {
      const program = esModules(validator);
      for (const [name, text] of Object.entries({ ...program.files, ...made(program) })) {
        if (typeof text === 'string') files.set(`${worldRoot}/v${at}/${name}`, text);
      }
    });
    const errorsOf = typeCheck(createWorld(files, 'installed'));
    assert.deepEqual(
      [...files.keys()].flatMap((file) => errorsOf(file).map(({ message }) => `${file}: ${message}`)),
      [],
    );
    assert.equal(files.size, validators.length * 3);
  });
});

describe('what the fix leaves and what it moves', () => {
  const pay = `import Stripe from 'stripe';\n\nexport const stripe = new Stripe(process.env.STRIPE_KEY!);\n`;
  const project = (dependencies: object, files: FileContents) => ({
    'package.json': { name: 'shop', type: 'module', dependencies },
    'src/pay.ts': pay,
    ...files,
  });
  const after = (dependencies: object, files: FileContents, file = 'src/pay.ts') =>
    checkedOnce(memoryWorkspace(project(dependencies, files)), '/w', file).texts ?? {};

  it('loads the settings as the program does', () => {
    const first = (index: string) =>
      after({ dotenv: '16.0.0' }, { 'src/index.ts': index })['src/env.ts']?.split('\n\nfunction')[0];
    assert.equal(first(`import 'dotenv/config';\nimport './pay';\n`), `import 'dotenv/config';`);
    assert.equal(first(`import dotenv from 'dotenv';\nimport './pay';\ndotenv.config();\n`), `import 'dotenv/config';`);
    assert.equal(
      first(`import dotenv from 'dotenv';\nimport './pay';\ndotenv.config({ path: '.env.local' });\n`),
      `import { config } from 'dotenv';\n\nconfig({ path: '.env.local' });`,
    );
    assert.equal(first(`process.loadEnvFile();\nawait import('./pay');\n`), 'process.loadEnvFile();');
    assert.match(first(`import './pay';\n`) ?? '', /^function required</);
    assert.equal(
      first(
        `import { config } from 'dotenv';\nconfig({ path: path.join(__dirname, '..', '.env.local') });\nconfig({ path: path.join(__dirname, '../.env') });\nimport './pay';\n`,
      ),
      `import { config } from 'dotenv';\n\nconfig({ path: '.env.local' });\nconfig();`,
    );
  });

  it('is not offered where the program loads its settings in a way that cannot be repeated', () => {
    const isOffered = (files: FileContents): boolean =>
      checkedOnce(memoryWorkspace(project({ dotenv: '16.0.0' }, files)), '/w', 'src/pay.ts').isOffered;
    const loading = (from: string): string => `import dotenv from 'dotenv';\ndotenv.config({ path: ${from} });\n`;
    const usual = `import 'dotenv/config';\n`;
    assert.equal(isOffered({ 'src/index.ts': usual }), true);
    assert.equal(isOffered({ 'src/index.ts': loading(`join(import.meta.dirname, '../../.env')`) }), false);
    assert.equal(isOffered({ 'src/index.ts': loading(`join(root, '.env')`) }), false);
    assert.equal(isOffered({ 'src/index.ts': usual, 'src/worker.ts': loading(`'.env.worker'`) }), false);
    assert.equal(isOffered({ 'src/index.ts': usual, 'src/worker.ts': usual }), true);
    assert.equal(isOffered({ 'src/index.ts': usual, 'scripts/seed.ts': loading(`'.env.seed'`) }), true);
    assert.equal(isOffered({ 'src/index.ts': usual, 'src/index.test.ts': loading(`'.env.test'`) }), true);
    const own = `import dotenv from 'dotenv';\nimport { z } from 'zod';\ndotenv.config({ path: join(root, '.env') });\nexport const env = z.object({ MAIL_KEY: z.string() }).parse(process.env);\n`;
    assert.equal(isOffered({ 'src/env.ts': own }), true);
  });

  it('requires what is claimed, and nothing that some code does without', () => {
    const module = after(
      {},
      {
        'src/a.ts': `export const a = process.env.CLAIMED!;\nexport const b = process.env.SAID;\nexport const c = process.env.EITHER!;\n`,
        'src/b.ts': `export const c = process.env.EITHER ?? 'none';\nif (!process.env.INSISTED) throw new Error('no');\n`,
        'src/c.ts': `export const d = () => {\n  if (!process.env.SOMETIMES) throw new Error('no');\n  return process.env.EMPTY ?? '';\n};\n`,
      },
    )['src/env.ts'];
    assert.deepEqual(
      [...(module ?? '').matchAll(/^ {4}(\w+):/gm)].map(([, name]) => name),
      ['CLAIMED', 'INSISTED', 'STRIPE_KEY'],
    );
    assert.deepEqual(
      [...(module ?? '').matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name),
      ['EITHER', 'EMPTY', 'SAID', 'SOMETIMES'],
    );
  });

  it('takes the declaration of a variable for a claim', () => {
    const texts = after(
      {},
      {
        'src/env.d.ts': `declare namespace NodeJS {\n  interface ProcessEnv {\n    SHOP_URL: string;\n    MODE: 'a' | 'b';\n  }\n}\n`,
        'src/a.ts': `export const url = new URL(process.env.SHOP_URL);\nexport const mode = process.env.MODE;\n`,
      },
    );
    // A module of the same name would hide the declarations.
    assert.match(texts['src/environment.ts'] ?? '', /required\(\{\n {2}SHOP_URL: .*\n {2}STRIPE_KEY: /);
    assert.match(texts['src/a.ts'] ?? '', /new URL\(env\.SHOP_URL\);\nexport const mode = process\.env\.MODE;/);
  });

  it('leaves what code changes, what other programs read, and what pages load', () => {
    const texts = after(
      { react: '19.0.0' },
      {
        'src/a.ts': `process.env.REGION ??= 'eu';\nexport const region = process.env.REGION;\n`,
        'scripts/seed.ts': `export const url = process.env.DATABASE_URL!;\n`,
        'src/a.test.ts': `export const key = process.env.STRIPE_KEY!;\n`,
        'src/shared.ts': `export const address = process.env.SHOP_URL!;\n`,
        'src/page.tsx': `'use client';\nimport { address } from './shared';\nexport const Page = () => <a href={address}>Shop</a>;\n`,
      },
    );
    assert.deepEqual(Object.keys(texts), ['src/env.ts', 'src/pay.ts']);
  });

  it('follows how the project names files and writes imports', () => {
    const names = (files: FileContents, dependencies = {}) => Object.keys(after(dependencies, files))[0];
    assert.equal(names({ 'src/config/db.ts': '' }), 'src/config/env.ts');
    assert.equal(names({ 'src/lib/db.ts': '' }), 'src/lib/env.ts');
    assert.equal(names({ 'src/env/index.ts': '' }), 'src/environment.ts');
    const texts = after(
      {},
      { 'src/a.ts': `import { stripe } from './pay.js';\nexport const a = [stripe, process.env.A];\n` },
    );
    assert.match(texts['src/a.ts'] ?? '', /import \{ env \} from '\.\/env\.js';/);
    assert.match(texts['src/pay.ts'] ?? '', /import \{ env \} from '\.\/env\.js';/);
  });

  it('is not offered to functions that are started one by one, nor where the platform has its own way', () => {
    const offered = (files: FileContents, file: string) => checkedOnce(memoryWorkspace(files), '/w', file).isOffered;
    const edge = `import Stripe from 'npm:stripe';\nexport const stripe = new Stripe(Deno.env.get('STRIPE_KEY')!);\n`;
    assert.equal(
      offered({ 'package.json': {}, 'supabase/functions/pay/index.ts': edge }, 'supabase/functions/pay/index.ts'),
      false,
    );
    const kit = { 'package.json': { dependencies: { '@sveltejs/kit': '2.0.0' } }, 'src/lib/pay.ts': pay };
    assert.equal(offered(kit, 'src/lib/pay.ts'), false);
    assert.equal(offered({ 'package.json': {}, 'src/pay.ts': pay }, 'src/pay.ts'), true);
  });

  it('adds to the module that the project has, unless that is asked by a call or lets the variable be missing', () => {
    const names = (env: string) =>
      Object.keys(after({ zod: '4.0.0' }, { 'src/settings.ts': `import { z } from 'zod';\n${env}` }));
    assert.deepEqual(names(`export const env = z.object({ A: z.string() }).parse(process.env);\n`), [
      'src/settings.ts',
      'src/pay.ts',
    ]);
    assert.deepEqual(names(`export const env = () => z.object({ A: z.string() }).parse(process.env);\n`), [
      'src/env.ts',
      'src/pay.ts',
    ]);
    assert.deepEqual(
      names(`export const env = z.object({ STRIPE_KEY: z.string().optional() }).parse(process.env);\n`),
      [],
    );
  });

  it('splits what servers and what pages are told', () => {
    const files = {
      'package.json': { dependencies: { next: '15.0.0' } },
      'src/lib/pay.ts': pay,
      'src/lib/shop.ts': `export const shop = new URL(process.env.NEXT_PUBLIC_SHOP!);\n`,
    };
    const server = checkedOnce(memoryWorkspace(files), '/w', 'src/lib/pay.ts').texts ?? {};
    assert.deepEqual(Object.keys(server), ['src/lib/env.ts', 'src/lib/pay.ts']);
    const pages = checkedOnce(memoryWorkspace(files), '/w', 'src/lib/shop.ts').texts ?? {};
    assert.deepEqual(Object.keys(pages), ['src/lib/public-env.ts', 'src/lib/shop.ts']);
    assert.match(pages['src/lib/public-env.ts'] ?? '', /NEXT_PUBLIC_SHOP: process\.env\.NEXT_PUBLIC_SHOP,/);
  });
});
