import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryWorkspace } from '../project/memory-files.ts';
import type { FileContents } from '../write-files.ts';
import { key, moved, refusal, type MoveOptions } from './moved-secret.ts';

type Options = Partial<Omit<MoveOptions, 'fileSystem' | 'root' | 'file'>>;

const module = { name: 'shop', type: 'module' };
/** Nothing but the code is left to change. */
const settled = { '.gitignore': '.env*\n', '.env.example': 'API_KEY=\n', '.env': `API_KEY=${key}\n` };
const reader = `export function must(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(name);
  return value;
}
`;

function changes(files: FileContents, file: string, options: Options = {}): Record<string, string> | undefined {
  const fileSystem = memoryWorkspace({ 'package.json': module, ...files });
  const texts = moved({ fileSystem, root: '/w', file, ...options });
  return texts && Object.fromEntries(texts);
}

/** The file itself once its secret is moved, as a module that has a reader in `src/must.ts`. */
function own(
  code: string,
  options: Options & { readonly name?: string; readonly with?: FileContents } = {},
): string | undefined {
  const { name = 'src/pay.ts', with: more = {}, ...rest } = options;
  return changes({ ...settled, 'src/must.ts': reader, [name]: code, ...more }, name, rest)?.[name];
}

describe('the files of a secret that moves', () => {
  const code = `const client = new Client('${key}');\n`;

  it('come in the order that publishes nothing', () => {
    const files = { 'src/index.ts': `import express from 'express';\n${code}` };
    assert.deepEqual(Object.keys(changes(files, 'src/index.ts') ?? {}), [
      '.gitignore',
      '.env.example',
      '.env',
      'src/env.ts',
      'src/index.ts',
    ]);
  });

  it('are those that the project has, and keep what they hold', () => {
    const files = {
      '.gitignore': 'node_modules\r\ndist\r\n',
      '.env.sample': 'PORT=\n# the rest\nDEBUG=1',
      '.env': 'PORT=3000\nDEBUG=1',
      'src/must.ts': reader,
      'src/index.ts': code,
    };
    const { 'src/index.ts': _, ...others } = changes(files, 'src/index.ts') ?? {};
    assert.deepEqual(others, {
      '.gitignore': 'node_modules\r\ndist\r\n.env\r\n',
      '.env.sample': 'PORT=\n# the rest\nDEBUG=1\nAPI_KEY=\n',
      '.env': `PORT=3000\nDEBUG=1\nAPI_KEY=${key}\n`,
    });
  });

  it('leave out what is there: the value, the name, the line that ignores', () => {
    const names = Object.keys(changes({ ...settled, 'src/must.ts': reader, 'src/a.ts': code }, 'src/a.ts') ?? {});
    assert.deepEqual(names, ['src/a.ts']);
  });

  it('reuse the variable that has the value, unless browsers are given it', () => {
    const files = {
      ...settled,
      'src/must.ts': reader,
      'src/a.ts': code,
      '.env': `VITE_KEY=${key}\nexport OTHER="${key}" # mine\n`,
    };
    assert.match(changes(files, 'src/a.ts')?.['src/a.ts'] ?? '', /must\('OTHER'\)/);
  });

  it('take another name where the name has another value, and fill in one that has none', () => {
    const withEnv = (env: string) =>
      changes({ ...settled, 'src/must.ts': reader, 'src/a.ts': code, '.env': env }, 'src/a.ts');
    assert.deepEqual(withEnv('API_KEY=other\n'), {
      '.env.example': 'API_KEY=\nAPI_KEY_2=\n',
      '.env': `API_KEY=other\nAPI_KEY_2=${key}\n`,
      'src/a.ts': `import { must } from './must';\nconst client = new Client(must('API_KEY_2'));\n`,
    });
    assert.equal(withEnv('API_KEY=\nA=1\n')?.['.env'], `API_KEY=${key}\nA=1\n`);
  });

  it('let a new example be committed where the ignore file hides it', () => {
    const files = { '.gitignore': '.env*\n', 'src/must.ts': reader, 'src/a.ts': code };
    const { '.gitignore': ignored, '.env.example': example } = changes(files, 'src/a.ts') ?? {};
    assert.deepEqual([ignored, example], ['.env*\n!.env.example\n', 'API_KEY=\n']);
  });

  const values: readonly (readonly [value: string, written: string])[] = [
    ['a#b c', `'a#b c'`],
    [`it's "so"`, '`it\'s "so"`'],
    [`it's`, `"it's"`],
    ['a$b', `'a$b'`],
    ['line\nline', String.raw`"line\nline"`],
  ];
  for (const [value, written] of values) {
    it(`write ${JSON.stringify(value)} so that it is read as it was`, () => {
      const files = { ...settled, '.env': '', 'src/must.ts': reader, 'src/a.ts': `f(${JSON.stringify(value)});\n` };
      assert.equal(changes(files, 'src/a.ts', { text: value })?.['.env'], `API_KEY=${written}\n`);
    });
  }

  it('escape what Next would take for another variable', () => {
    const files = {
      'package.json': { dependencies: { next: '15.0.0' } },
      'lib/must.ts': reader,
      'app/api/a/route.ts': `f('a$b');\n`,
    };
    assert.equal(changes(files, 'app/api/a/route.ts', { text: 'a$b' })?.['.env.local'], 'API_KEY=a\\$b\n');
  });

  it('are none where the value cannot be written', () => {
    const value = `'"\``;
    assert.equal(changes({ 'src/a.ts': `f(${JSON.stringify(value)});\n` }, 'src/a.ts', { text: value }), undefined);
  });
});

describe('code whose secret moves', () => {
  it('keeps to its quotes and the end of its lines', () => {
    assert.equal(
      own(`import a from "a";\r\nnew Client("${key}");\r\n`),
      `import a from "a";\r\nimport { must } from "./must";\r\nnew Client(must("API_KEY"));\r\n`,
    );
  });

  it('keeps the rest of a text', () => {
    // Of a live key it has the shape alone.
    const token = ['ghp', 'k3yOfATest0123456789k3yOfATest012345'].join('_');
    const use = (code: string, text: string, format: string) => own(code, { text, format })?.split('\n')[1];
    const github = 'github-personal-token';
    assert.equal(use(`f('Bearer ${key}');\n`, `Bearer ${key}`, 'generic'), "f(`Bearer ${must('API_KEY')}`);");
    assert.equal(
      use(`f('\`\${x}\` ${token}!');\n`, `\`\${x}\` ${token}!`, github),
      "f(`\\`\\${x}\\` ${must('API_KEY_2')}!`);",
    );
    assert.equal(
      use(`f(\`token ${token} of \${x}\`);\n`, `token ${token} of `, github),
      "f(`token ${must('API_KEY_2')} of ${x}`);",
    );
    assert.equal(use(`f(\`\${x} and ${token}\`);\n`, ` and ${token}`, github), "f(`${x} and ${must('API_KEY_2')}`);");
  });

  it('loses what only a constant may have', () => {
    const use = (code: string) => own(code)?.split('\n')[1];
    assert.equal(use(`const key = '${key}' as const;\n`), "const key = must('API_KEY');");
    assert.equal(use(`const key = process.env.API_KEY || '${key}';\n`), "const key = must('API_KEY');");
    assert.equal(use(`const key = process.env['API_KEY'] ?? '${key}';\n`), "const key = must('API_KEY');");
    assert.equal(use(`const key = settings.key ?? '${key}';\n`), "const key = settings.key ?? must('API_KEY');");
    assert.equal(use(`const keys = { '${key}': 1 };\n`), "const keys = { [must('API_KEY')]: 1 };");
    assert.equal(use(`const key = 'k3y-of-a-' + 'test-' + '0123456789';\n`), "const key = must('API_KEY');");
  });

  it('takes the name that it prefers already', () => {
    const code = `const key = process.env.CLIENT_KEY || '${key}';\n`;
    const files = { ...settled, '.env': 'CLIENT_KEY=own\n', 'src/must.ts': reader, 'src/a.ts': code };
    assert.deepEqual(changes(files, 'src/a.ts'), {
      'src/a.ts': `import { must } from './must';\nconst key = must('CLIENT_KEY');\n`,
    });
  });

  it('stays where no expression may stand', () => {
    for (const code of [`import '${key}';\n`, `type Key = '${key}';\n`, `enum Keys { a = '${key}' }\n`]) {
      assert.equal(own(code), undefined, code);
    }
  });

  it('has all its uses moved, and those of other files', () => {
    const files = {
      ...settled,
      'src/must.ts': reader,
      'src/a.ts': `f('${key}');\ng('${key}', 'short');\n`,
      'src/deep/b.ts': `import { db } from '../db';\nh('${key}');\n`,
      'src/page.tsx': `'use client';\nh('${key}');\n`,
      'vendor/c.min.js': `h('${key}');\n`,
    };
    assert.deepEqual(changes(files, 'src/a.ts'), {
      'src/a.ts': `import { must } from './must';\nf(must('API_KEY'));\ng(must('API_KEY'), 'short');\n`,
      'src/deep/b.ts': `import { db } from '../db';\nimport { must } from '../must';\nh(must('API_KEY'));\n`,
    });
  });

  it('has no word moved that means something else in another place', () => {
    const code = `sign(x, 'secret');\nshow({ type: 'secret' });\n`;
    assert.equal(own(code, { text: 'secret' })?.split('\n')[2], `show({ type: 'secret' });`);
  });
});

describe('the way to the environment', () => {
  it('is what the file has, or imports already', () => {
    assert.equal(own(`${reader}f('${key}');\n`, { with: { 'src/must.ts': '' } }), `${reader}f(must('API_KEY'));\n`);
    assert.equal(
      own(`import { must as need } from './must';\nf('${key}');\n`),
      `import { must as need } from './must';\nf(need('API_KEY'));\n`,
    );
    const other = { with: { 'src/must.ts': `export const a = 1;\n${reader}` } };
    assert.equal(
      own(`import { a } from './must';\nf(a, '${key}');\n`, other),
      `import { a, must } from './must';\nf(a, must('API_KEY'));\n`,
    );
  });

  it('is imported as the file imports', () => {
    const alias = { 'tsconfig.json': { compilerOptions: { paths: { '@/*': ['./src/*'] } } }, 'src/lib/db.ts': '' };
    const use = (code: string, name: string, more: FileContents = {}) =>
      own(code, { name, with: more })?.split('\n')[1];
    assert.equal(
      use(`import db from '@/lib/db';\nf('${key}');\n`, 'src/routes/a.ts', alias),
      `import { must } from '@/must';`,
    );
    assert.equal(use(`import db from './db.js';\nf('${key}');\n`, 'src/a.ts'), `import { must } from './must.js';`);
    assert.equal(use(`import db from '../db.ts';\nf('${key}');\n`, 'src/b/a.ts'), `import { must } from '../must.ts';`);
    const nodeNext = { 'tsconfig.json': '{ "compilerOptions": { "module": "nodenext" } }' };
    assert.equal(own(`f('${key}');\n`, { with: nodeNext })?.split('\n')[0], `import { must } from './must.js';`);
    assert.equal(own(`'use strict';\nf('${key}');\n`)?.split('\n')[1], `import { must } from './must';`);
  });

  it('is a schema that checks the environment once', () => {
    const schemas: readonly (readonly [module: string, changed: string, use: string])[] = [
      [
        `import { z } from 'zod';\nexport const env = z.object({\n  PORT: z.string(),\n}).parse(process.env);\n`,
        `import { z } from 'zod';\nexport const env = z.object({\n  PORT: z.string(),\n  API_KEY: z.string().min(1),\n}).parse(process.env);\n`,
        'env.API_KEY',
      ],
      [
        `import * as z from 'zod';\nconst schema = z.object({ PORT: z.string() });\nconst parsed = schema.safeParse(process.env);\nif (!parsed.success) throw new Error('no');\nexport const settings = parsed.data;\n`,
        `import * as z from 'zod';\nconst schema = z.object({ PORT: z.string(), API_KEY: z.string().min(1) });\nconst parsed = schema.safeParse(process.env);\nif (!parsed.success) throw new Error('no');\nexport const settings = parsed.data;\n`,
        'settings.API_KEY',
      ],
      [
        `import { z } from 'zod';\nconst schema = z.object({\n  PORT: z.string() // of the server\n});\nfunction load() {\n  return schema.parse({ PORT: process.env.PORT });\n}\nconst env = load();\nexport default env;\n`,
        `import { z } from 'zod';\nconst schema = z.object({\n  PORT: z.string(), // of the server\n  API_KEY: z.string().min(1)\n});\nfunction load() {\n  return schema.parse({ PORT: process.env.PORT, API_KEY: process.env.API_KEY });\n}\nconst env = load();\nexport default env;\n`,
        'env.API_KEY',
      ],
      [
        `import { cleanEnv, str } from 'envalid';\nexport const env = cleanEnv(process.env, { PORT: str() });\n`,
        `import { cleanEnv, str } from 'envalid';\nexport const env = cleanEnv(process.env, { PORT: str(), API_KEY: str() });\n`,
        'env.API_KEY',
      ],
      [
        `import { createEnv } from '@t3-oss/env-nextjs';\nimport { z } from 'zod';\nexport const env = createEnv({\n  server: {\n    PORT: z.string(),\n  },\n  client: {},\n  runtimeEnv: {\n    PORT: process.env.PORT,\n  },\n});\n`,
        `import { createEnv } from '@t3-oss/env-nextjs';\nimport { z } from 'zod';\nexport const env = createEnv({\n  server: {\n    PORT: z.string(),\n    API_KEY: z.string().min(1),\n  },\n  client: {},\n  runtimeEnv: {\n    PORT: process.env.PORT,\n    API_KEY: process.env.API_KEY,\n  },\n});\n`,
        'env.API_KEY',
      ],
      [
        `import * as v from 'valibot';\nexport const env = v.parse(v.object({ PORT: v.string() }), process.env);\n`,
        `import * as v from 'valibot';\nexport const env = v.parse(v.object({ PORT: v.string(), API_KEY: v.pipe(v.string(), v.minLength(1)) }), process.env);\n`,
        'env.API_KEY',
      ],
    ];
    for (const [text, changed, use] of schemas) {
      const found = changes({ ...settled, 'src/config/env.ts': text, 'src/a.ts': `f('${key}');\n` }, 'src/a.ts') ?? {};
      assert.deepEqual(Object.keys(found), ['src/config/env.ts', 'src/a.ts']);
      assert.equal(found['src/config/env.ts'], changed);
      assert.match(found['src/a.ts'] ?? '', new RegExp(String.raw`^import .* from './config/env';\nf\(${use}\);\n$`));
    }
  });

  it('is no module that starts something, is a test, or imports the file itself', () => {
    const made = (text: string, name = 'src/server.ts') =>
      Object.keys(
        changes(
          { ...settled, [name]: text, 'src/a.ts': `import express from 'express';\nf('${key}');\n` },
          'src/a.ts',
        ) ?? {},
      );
    assert.deepEqual(made(reader), ['src/a.ts']);
    assert.deepEqual(made(`${reader}app.listen(3000);\n`), ['src/env.ts', 'src/a.ts']);
    assert.deepEqual(made(`import './a';\n${reader}`), ['src/env.ts', 'src/a.ts']);
    assert.deepEqual(made(reader, 'src/env.test.ts'), ['src/env.ts', 'src/a.ts']);
    assert.deepEqual(made(reader.replace('throw new Error(name)', 'return name')), ['src/env.ts', 'src/a.ts']);
  });

  it('is otherwise made once, where the project shares code', () => {
    const made = (name: string, more: FileContents = {}) =>
      Object.keys(changes({ ...settled, [name]: `import pg from 'pg';\nf('${key}');\n`, ...more }, name) ?? {})[0];
    assert.equal(made('src/a.ts'), 'src/env.ts');
    assert.equal(made('src/a.ts', { 'src/lib/b.ts': '' }), 'src/lib/env.ts');
    assert.equal(made('server/a.mjs'), 'server/env.mjs');
    assert.equal(made('index.cjs'), 'env.cjs');
    assert.equal(made('api/a.ts'), 'lib/env.ts');
    assert.equal(made('src/a.tsx', { 'src/env.ts': 'export {};\n' }), 'src/require-env.ts');
    assert.equal(made('src/pages/api/a.ts', { 'package.json': { dependencies: { next: '15' } } }), 'src/lib/env.ts');
  });

  it('loads the settings where nobody else does', () => {
    const firstLine = (dependencies: object, name = 'src/a.ts') =>
      changes({ ...settled, 'package.json': { ...module, dependencies }, [name]: `f('${key}');\n` }, name)?.[
        'src/env.ts'
      ]?.split('\n')[0];
    assert.equal(firstLine({ dotenv: '16.0.0' }), `import 'dotenv/config';`);
    assert.equal(firstLine({}), `import { existsSync } from 'node:fs';`);
    assert.match(firstLine({ '@types/node': '18.0.0' }) ?? '', /^\/\*\*/);
    assert.match(firstLine({ '@types/bun': '1.0.0' }) ?? '', /^\/\*\*/);
  });

  it('is that of the platform', () => {
    const supabase =
      changes(
        { 'supabase/functions/pay/index.ts': `Deno.serve(() => f('${key}'));\n` },
        'supabase/functions/pay/index.ts',
      ) ?? {};
    assert.deepEqual(
      Object.keys(supabase),
      ['.gitignore', '.env.example', '.env', '_shared/env.ts', 'pay/index.ts'].map((name) =>
        name === '.gitignore' ? 'supabase/functions/.gitignore' : `supabase/functions/${name}`,
      ),
    );
    assert.match(supabase['supabase/functions/_shared/env.ts'] ?? '', /Deno\.env\.get\(name\)/);
    assert.match(
      supabase['supabase/functions/pay/index.ts'] ?? '',
      /^import \{ requireEnv \} from '\.\.\/_shared\/env\.ts';\n/,
    );

    const deno =
      changes({ 'package.json': '', 'deno.json': {}, 'main.ts': `Deno.serve(() => f('${key}'));\n` }, 'main.ts') ?? {};
    assert.match(deno['env.ts'] ?? '', /--env-file/);
    const kit = {
      'package.json': { dependencies: { '@sveltejs/kit': '2' } },
      'src/routes/a/+server.ts': `f('${key}');\n`,
    };
    assert.match(
      changes(kit, 'src/routes/a/+server.ts')?.['src/lib/server/env.ts'] ?? '',
      /^import \{ env \} from '\$env\/dynamic\/private';/,
    );
    const astro = { 'package.json': { dependencies: { astro: '5' } }, 'src/pages/api/a.ts': `f('${key}');\n` };
    assert.equal(changes(astro, 'src/pages/api/a.ts')?.['src/pages/api/a.ts'], 'f(import.meta.env.API_KEY);\n');
  });

  it('is what a Worker is given', () => {
    const code = `interface Env {\n  DB: string;\n}\nexport default {\n  fetch(request: Request, env: Env) {\n    return f('${key}', env);\n  },\n};\n`;
    const found = changes({ 'wrangler.toml': '', 'src/index.ts': code }, 'src/index.ts') ?? {};
    assert.deepEqual(Object.keys(found), ['.gitignore', '.dev.vars.example', '.dev.vars', 'src/index.ts']);
    assert.equal(
      found['src/index.ts'],
      code.replace('DB: string;\n', 'DB: string;\n  API_KEY: string;\n').replace(`'${key}'`, 'env.API_KEY'),
    );
    const hono = `import { Hono } from 'hono';\nconst app = new Hono();\napp.get('/', (c) => c.text('${key}'));\n`;
    assert.equal(
      changes({ 'wrangler.jsonc': '{}', 'src/index.js': hono }, 'src/index.js')?.['src/index.js'],
      hono.replace(`'${key}'`, 'c.env.API_KEY'),
    );
  });
});

describe('a secret that cannot move', () => {
  const refused = (files: FileContents, file: string): string | undefined =>
    refusal({ fileSystem: memoryWorkspace({ 'package.json': module, ...files }), root: '/w', file });

  it('is told to stay on a server', () => {
    const files = { 'src/a.tsx': `'use client';\nf('${key}');\n` };
    assert.match(refused(files, 'src/a.tsx') ?? '', /shipped to every visitor/);
    assert.equal(changes(files, 'src/a.tsx'), undefined);
  });

  it('waits for what a Worker is given', () => {
    const files = { 'wrangler.toml': '', 'src/a.ts': `export const client = f('${key}');\n` };
    assert.match(refused(files, 'src/a.ts') ?? '', /`env` in the handler/);
    assert.equal(changes(files, 'src/a.ts'), undefined);
  });

  it('is left in code that a page imports', () => {
    const files = { 'package.json': { dependencies: { next: '15' } }, 'lib/a.ts': `export const a = '${key}';\n` };
    assert.ok(changes(files, 'lib/a.ts'));
    assert.equal(
      changes({ ...files, 'app/page.tsx': `'use client';\nimport { a } from '../lib/a';\n` }, 'lib/a.ts'),
      undefined,
    );
  });
});
