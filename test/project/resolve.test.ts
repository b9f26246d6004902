import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ProjectStore } from '../../server/src/project/snapshot-store.ts';
import type { FileContents } from '../write-files.ts';
import { MemoryFiles, memoryWorkspace } from './memory-files.ts';

interface Case {
  readonly title: string;
  /** Below `/w`; objects are written as JSON. */
  readonly files: FileContents;
  readonly from?: string;
  /** Specifier to file below `/w`, to `package:name`, or to `unresolved`. */
  readonly expected: Readonly<Record<string, string>>;
}

const cases: readonly Case[] = [
  {
    title: 'relative, with endings and index files',
    files: {
      'src/b.ts': '',
      'src/c.tsx': '',
      'src/d/index.ts': '',
      'e.js': '',
      'index.ts': '',
      'src/f.mts': '',
      'src/g.json': '',
    },
    expected: {
      './b': 'src/b.ts',
      './b.ts': 'src/b.ts',
      './b.js': 'src/b.ts',
      './c': 'src/c.tsx',
      './c.js': 'src/c.tsx',
      './c.jsx': 'src/c.tsx',
      './d': 'src/d/index.ts',
      './d/': 'src/d/index.ts',
      '../e': 'e.js',
      '..': 'index.ts',
      './f.mjs': 'src/f.mts',
      './g.json': 'src/g.json',
      './b?worker': 'src/b.ts',
      './gone': 'unresolved',
      './b.css': 'unresolved',
    },
  },
  {
    title: 'names with dots',
    files: { 'src/user.service.ts': '', 'src/chart.js.ts': '' },
    expected: { './user.service': 'src/user.service.ts', './chart.js': 'src/chart.js.ts' },
  },
  {
    title: 'code before its declarations',
    files: { 'src/b.d.ts': '', 'src/b.js': '', 'src/c.d.ts': '' },
    expected: { './b': 'src/b.js', './b.js': 'src/b.js', './c': 'src/c.d.ts' },
  },
  {
    title: 'packages, never followed',
    files: { 'node_modules/zod/index.js': '' },
    expected: {
      zod: 'package:zod',
      'drizzle-orm/pg-core': 'package:drizzle-orm/pg-core',
      fs: 'package:node:fs',
      'https://esm.sh/stripe@14?target=deno': 'package:stripe',
      'npm:zod@3': 'package:zod',
      'jsr:@std/http@1': 'package:@std/http',
      '../node_modules/zod/index.js': 'package:zod',
      '': 'unresolved',
    },
  },
  {
    title: 'paths of the nearest tsconfig',
    files: {
      'tsconfig.json':
        '{ // comment\n "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["./src/*"], "@/special": ["./special.ts"], "zod": ["./node_modules/zod/index.d.ts"], }, } }',
      'src/lib/db.ts': '',
      'special.ts': '',
      'node_modules/zod/index.d.ts': '',
      'shared/x.ts': '',
    },
    expected: {
      '@/lib/db': 'src/lib/db.ts',
      '@/special': 'special.ts',
      zod: 'package:zod',
      'shared/x': 'shared/x.ts',
      '@/gone': 'unresolved',
    },
  },
  {
    title: 'paths without baseUrl, and several targets',
    files: {
      'tsconfig.json': {
        compilerOptions: { paths: { '~/*': ['app/*', 'lib/*'], $lib: ['src/lib'], '$lib/*': ['src/lib/*'] } },
      },
      'lib/a.ts': '',
      'src/lib/index.ts': '',
      'src/lib/b.ts': '',
    },
    expected: { '~/a': 'lib/a.ts', $lib: 'src/lib/index.ts', '$lib/b': 'src/lib/b.ts' },
  },
  {
    title: 'paths by extends and by reference',
    files: {
      'tsconfig.json': { files: [], references: [{ path: './tsconfig.app.json' }, { path: './tsconfig.node.json' }] },
      'tsconfig.app.json': { extends: ['./tsconfig.base.json', './none.json'] },
      'tsconfig.base.json': { compilerOptions: { paths: { '@/*': ['./src/*'] } } },
      'src/b.ts': '',
    },
    expected: { '@/b': 'src/b.ts' },
  },
  {
    title: 'a circle of tsconfigs',
    files: {
      'tsconfig.json': {
        extends: './tsconfig.json',
        references: [{ path: '.' }],
        compilerOptions: { paths: { '@/*': ['./src/*'] } },
      },
      'src/b.ts': '',
    },
    expected: { '@/b': 'src/b.ts' },
  },
  {
    title: 'nothing above the workspace',
    files: { '../tsconfig.json': { compilerOptions: { paths: { '#/*': ['./w/src/*'] } } }, 'src/b.ts': '' },
    expected: { '#/b': 'unresolved' },
  },
  {
    title: 'no configuration out of the workspace',
    files: {
      'tsconfig.json': { extends: '../outside.json', references: [{ path: '../outside.json' }] },
      '../outside.json': { compilerOptions: { paths: { 'x/*': ['./w/src/*'] } } },
      'src/b.ts': '',
    },
    expected: { 'x/b': 'package:x/b' },
  },
  {
    title: 'jsconfig',
    files: { 'jsconfig.json': { compilerOptions: { paths: { '@/*': ['./*'] } } }, 'lib/b.js': '' },
    expected: { '@/lib/b': 'lib/b.js' },
  },
  {
    title: 'usual aliases that only a bundler knows',
    files: { 'package.json': {}, 'src/lib/b.js': '' },
    expected: { '@/lib/b': 'src/lib/b.js', '~/lib/b': 'src/lib/b.js', '@/gone': 'unresolved' },
  },
  {
    title: 'imports of package.json',
    files: {
      'package.json': { imports: { '#db': './src/db.ts', '#lib/*': { default: './src/lib/*.js' }, '#z': 'zod' } },
      'src/db.ts': '',
      'src/lib/b.ts': '',
    },
    expected: { '#db': 'src/db.ts', '#lib/b': 'src/lib/b.ts', '#z': 'package:zod', '#gone': 'unresolved' },
  },
  {
    title: 'packages of the workspace',
    files: {
      'package.json': { workspaces: ['packages/*', '!packages/old'] },
      'packages/db/package.json': {
        name: '@acme/db',
        main: './dist/index.js',
        exports: {
          '.': { types: './dist/index.d.ts', default: './dist/index.js' },
          './client': './src/client.ts',
          './schema/*': './dist/schema/*.js',
        },
      },
      'packages/db/src/index.ts': '',
      'packages/db/src/client.ts': '',
      'packages/db/src/schema/user.ts': '',
      'packages/ui/package.json': { name: 'ui' },
      'packages/ui/src/index.tsx': '',
      'packages/ui/src/button.tsx': '',
      'packages/old/package.json': { name: 'old' },
      'packages/old/index.ts': '',
      'packages/main/package.json': { name: 'main', main: 'lib.js' },
      'packages/main/lib.js': '',
    },
    from: 'packages/ui/src/index.tsx',
    expected: {
      '@acme/db': 'packages/db/src/index.ts',
      '@acme/db/client': 'packages/db/src/client.ts',
      '@acme/db/schema/user': 'packages/db/src/schema/user.ts',
      '@acme/db/gone': 'package:@acme/db/gone',
      '@acme/other': 'package:@acme/other',
      ui: 'packages/ui/src/index.tsx',
      'ui/button': 'packages/ui/src/button.tsx',
      old: 'package:old',
      main: 'packages/main/lib.js',
    },
  },
  {
    title: 'packages of a pnpm workspace',
    files: {
      'pnpm-workspace.yaml': `packages:\n  # apps\n  - 'apps/**'\n  - "libs/a-*"\n  - tools # here\ncatalog:\n  - zod\n`,
      'apps/web/site/package.json': { name: 'site' },
      'apps/web/site/index.ts': '',
      'libs/a-b/package.json': { name: 'ab' },
      'libs/a-b/index.ts': '',
      'tools/package.json': { name: 'tools' },
      'tools/index.ts': '',
      'libs/c/package.json': { name: 'c' },
      'libs/c/index.ts': '',
    },
    expected: { site: 'apps/web/site/index.ts', ab: 'libs/a-b/index.ts', tools: 'tools/index.ts', c: 'package:c' },
  },
  {
    title: 'imports of deno.json',
    files: {
      'deno.json':
        '{ "imports": { "zod": "npm:zod@3", "std/": "https://deno.land/std@0.1.0/", "$lib/": "./lib/", "app": "./app.ts" } }',
      'lib/b.ts': '',
      'app.ts': '',
    },
    expected: {
      zod: 'package:zod',
      'std/http/server.ts': 'package:deno.land/std/http/server',
      '$lib/b.ts': 'lib/b.ts',
      app: 'app.ts',
    },
  },
  {
    title: 'an import map, alone or named',
    files: {
      'src/deno.jsonc': { importMap: '../maps/import_map.json' },
      'maps/import_map.json': { imports: { stripe: 'https://esm.sh/stripe@14', own: './own.ts', round: 'round' } },
      'maps/own.ts': '',
      'import_map.json': { imports: { alone: './own2.ts' } },
      'own2.ts': '',
    },
    expected: { stripe: 'package:stripe', own: 'maps/own.ts', alone: 'own2.ts', round: 'package:round' },
  },
  {
    title: 'from the root of the site',
    files: { 'src/main.tsx': '' },
    expected: { '/src/main.tsx': 'src/main.tsx', '/gone.js': 'unresolved' },
  },
  {
    title: 'broken configuration',
    files: {
      'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"]',
      'package.json': '[1]',
      'deno.json': 'nonsense',
      'src/b.ts': '',
    },
    expected: { '@/b': 'src/b.ts', zod: 'package:zod' },
  },
  {
    title: 'odd values in configuration',
    files: {
      'tsconfig.json': {
        extends: 1,
        references: {},
        compilerOptions: { baseUrl: [], paths: { '@/*': 'src/*', 'y/*': [1, null] } },
      },
      'package.json': {
        name: 1,
        workspaces: { packages: [1] },
        imports: [],
        exports: { '.': [null, 1] },
        dependencies: { a: 1 },
      },
      'src/b.ts': '',
    },
    expected: { '@/b': 'src/b.ts', 'y/b': 'package:y/b', '#a': 'unresolved', __proto__x: 'package:__proto__x' },
  },
];

describe('module resolution', () => {
  for (const { title, files, from = 'src/a.ts', expected } of cases) {
    it(title, () => {
      const snapshot = storeOf(files).snapshot();
      const found = Object.keys(expected).map((specifier) => {
        const target = snapshot.resolveModule(specifier, `/w/${from}`);
        const text =
          target.kind === 'file'
            ? target.file.replace(/^\/w\//, '')
            : target.kind === 'package'
              ? `package:${target.name}`
              : 'unresolved';
        return [specifier, text];
      });
      assert.deepEqual(Object.fromEntries(found), expected);
    });
  }

  it('is asked of the disk once, until something is created', () => {
    const disk = new MemoryFiles({ '/w/a.ts': '', '/w/b.ts': '', '/w/tsconfig.json': '{}' });
    const store = new ProjectStore({ fileSystem: disk, roots: ['/w'] });
    const resolve = (): unknown => store.snapshot().resolveModule('@/b', '/w/a.ts');
    resolve();
    const { length } = disk.reads;
    resolve();
    store.setText('/w/a.ts', 'changed');
    resolve();
    assert.equal(disk.reads.length, length);
    disk.files.set('/w/tsconfig.json', '{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }');
    store.filesChanged({ changed: ['/w/tsconfig.json'] });
    assert.deepEqual(resolve(), { kind: 'file', file: '/w/b.ts' });
  });
});

describe('package facts', () => {
  const store = storeOf({
    'package.json': { name: 'root', type: 'module', dependencies: { a: '1' }, devDependencies: { a: '2', b: '^3' } },
    'packages/x/package.json': { name: 'x' },
  });

  it('come from the nearest package.json', () => {
    const facts = store.snapshot().packageOf('/w/src/a.ts');
    assert.equal(facts?.file, '/w/package.json');
    assert.equal(facts?.isModule, true);
    assert.deepEqual(Object.fromEntries(facts?.dependencies ?? []), { a: '1', b: '^3' });
    assert.equal(store.snapshot().packageOf('/w/packages/x/src/deep/a.ts')?.name, 'x');
    assert.equal(store.snapshot().packageOf('/elsewhere/a.ts'), undefined);
  });
});

describe('facts of files', () => {
  const store = storeOf({
    'package.json': {
      bin: { x: './dist/cli.js' },
      scripts: {
        start: 'node dist/server.js',
        sync: 'NODE_ENV=x tsx --env-file=.env src/sync.ts && echo',
        dev: 'tsx watch src/server.ts',
        again: 'node dist/server.js',
      },
    },
    'src/cli.ts': 'x',
    'src/sync.ts': 'x',
    'src/server.ts': 'x',
    'fn/deno.json': {},
    'fn/a.ts': 'x',
  });

  it('know what the package runs by hand, what serves, and Deno', () => {
    const runtime = (name: string): string => store.snapshot().factsOf(`/w/${name}`).runtime;
    assert.equal(runtime('src/cli.ts'), 'cli');
    assert.equal(runtime('src/sync.ts'), 'cli');
    assert.equal(runtime('src/server.ts'), 'node');
    assert.equal(runtime('fn/a.ts'), 'edge');
    assert.equal(runtime('gone.ts'), 'unknown');
  });
});

function storeOf(files: FileContents): ProjectStore {
  return new ProjectStore({ fileSystem: memoryWorkspace(files), roots: ['/w'] });
}
