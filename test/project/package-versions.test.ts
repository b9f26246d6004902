import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ProjectStore } from '../../server/src/project/snapshot-store.ts';
import type { FileContents } from '../write-files.ts';
import { memoryWorkspace, type MemoryFiles } from './memory-files.ts';

interface Case {
  readonly title: string;
  /** Below `/w`; objects are written as JSON. */
  readonly files: FileContents;
  readonly from?: string;
  readonly expected: Readonly<Record<string, string | undefined>>;
}

const web = { name: '@acme/web', dependencies: { express: '^4.17.0', zod: '3.x', '@acme/db': 'workspace:*' } };

const cases: readonly Case[] = [
  {
    title: 'installed, the nearest first, above everything declared',
    files: {
      'package.json': { dependencies: { express: '^4.0.0', zod: '^3.0.0', pg: '^8.0.0' } },
      'package-lock.json': { packages: { 'node_modules/express': { version: '4.1.1' } } },
      'node_modules/express/package.json': { version: '4.18.2' },
      'node_modules/@scope/x/package.json': { version: '2.0.0-rc.1' },
      'apps/web/node_modules/express/package.json': { version: '5.1.0' },
      '../node_modules/pg/package.json': { version: '8.11.0' },
    },
    expected: {
      express: '5.1.0',
      'express/lib/router': '5.1.0',
      '@scope/x/deep': '2.0.0-rc.1',
      pg: '8.11.0',
      zod: '^3.0.0',
      hono: undefined,
      'node:fs': undefined,
      '': undefined,
    },
  },
  {
    title: 'from package-lock.json, by place',
    files: {
      'package.json': { workspaces: ['apps/*'] },
      'apps/web/package.json': web,
      'package-lock.json': {
        lockfileVersion: 3,
        packages: {
          '': { name: 'root' },
          'node_modules/express': { version: '4.18.2' },
          'apps/web/node_modules/zod': { version: '3.22.4' },
          'apps/other/node_modules/express': { version: '5.0.1' },
          'node_modules/zod': { version: '4.0.0' },
          'node_modules/@acme/db': { resolved: 'packages/db', link: true },
        },
      },
    },
    expected: { express: '4.18.2', zod: '3.22.4', '@acme/db': undefined },
  },
  {
    title: 'from a package-lock.json of the first form',
    files: {
      'package.json': {},
      'package-lock.json': { lockfileVersion: 1, dependencies: { express: { version: '4.16.4' } } },
    },
    expected: { express: '4.16.4' },
  },
  {
    title: 'from pnpm-lock.yaml, by importer',
    files: {
      'apps/web/package.json': { dependencies: { express: 'catalog:', zod: '^3' } },
      'pnpm-lock.yaml': `lockfileVersion: '9.0'

catalogs:
  default:
    express:
      specifier: ^4
      version: 4.1.1

importers:

  .:
    devDependencies:
      express:
        specifier: ^5.0.0
        version: 5.0.1
      hono:
        specifier: ^4
        version: 4.6.0

  apps/web:
    dependencies:
      '@scope/x':
        specifier: ^1
        version: 1.2.3(react@18.2.0)(zod@3.22.4)
      express:
        specifier: 'catalog:'
        version: 4.18.2
      db:
        specifier: workspace:*
        version: link:../../packages/db
      aliased:
        specifier: npm:express@5
        version: express@5.1.0

packages:

  express@9.9.9:
    resolution: {integrity: sha512-x}
`,
    },
    expected: {
      express: '4.18.2',
      '@scope/x': '1.2.3',
      hono: '4.6.0',
      db: undefined,
      aliased: '5.1.0',
      zod: '^3',
    },
  },
  {
    title: 'from an older pnpm-lock.yaml of one package',
    files: {
      'package.json': {},
      'pnpm-lock.yaml': `lockfileVersion: 5.4\nspecifiers:\n  express: ^4\ndependencies:\n  express: 4.17.3\n  ws: 8.1.0_bufferutil@4.0.1\n`,
    },
    expected: { express: '4.17.3', ws: '8.1.0' },
  },
  {
    title: 'from the yarn.lock of classic yarn',
    files: {
      'apps/web/package.json': web,
      'yarn.lock': `# yarn lockfile v1


"@types/x@^1.0.0", "@types/x@^1.1.0":
  version "1.1.4"
  resolved "https://registry.example/x.tgz"
  dependencies:
    version "9.9.9"

express@^4.16.0, express@^4.17.0:
  version "4.18.2"

express@^5.0.0:
  version "5.0.1"
`,
    },
    expected: { express: '4.18.2', '@types/x': '1.1.4', zod: '3.x' },
  },
  {
    title: 'from the yarn.lock of modern yarn, Plug’n’Play or not',
    files: {
      'package.json': { workspaces: ['apps/*', 'packages/*'], name: 'root' },
      'apps/web/package.json': web,
      'packages/db/package.json': { name: '@acme/db', version: '1.4.0' },
      '.pnp.cjs': 'throw new Error("never run");',
      'yarn.lock': `__metadata:
  version: 8

"@acme/db@workspace:*, @acme/db@workspace:packages/db":
  version: 0.0.0-use.local
  resolution: "@acme/db@workspace:packages/db"

"express@npm:^4.16.0, express@npm:^4.17.0":
  version: 4.18.2
  resolution: "express@npm:4.18.2"

"express@npm:^5.0.0":
  version: 5.0.1

"zod@npm:3.22.4":
  version: 3.22.4
`,
    },
    expected: { express: '4.18.2', zod: '3.22.4', '@acme/db': '1.4.0' },
  },
  {
    title: 'from bun.lock',
    files: {
      'apps/web/package.json': web,
      'bun.lock': `{
  "lockfileVersion": 1,
  "packages": {
    "@acme/db": ["@acme/db@workspace:packages/db"],
    "@acme/web/zod": ["zod@3.22.4", "", {}, "sha512-x"],
    "express": ["express@4.18.2", "", {}, "sha512-x"],
    "zod": ["zod@4.0.0", "", {}, "sha512-x"],
  },
}`,
    },
    expected: { express: '4.18.2', zod: '3.22.4', '@acme/db': undefined },
  },
  {
    title: 'of Deno',
    files: {
      'apps/web/deno.json': {
        imports: { web: 'npm:express@^4.17.0', '@std/http': 'jsr:@std/http@^1.0.0', z: 'npm:/zod@3/mini' },
      },
      'deno.lock': { version: '5', specifiers: { 'npm:express@^4.17.0': '4.18.2', 'npm:express@5': '5.0.1' } },
    },
    expected: { express: '4.18.2', '@std/http': '^1.0.0', zod: '3' },
  },
  {
    title: 'as declared, whatever the protocol',
    files: {
      'package.json': { workspaces: ['packages/*'], catalog: { c: '^7.0.0' } },
      'pnpm-workspace.yaml':
        'packages: ["packages/*"]\ncatalog:\n  a: ^1.2.0 # pinned\ncatalogs:\n  old:\n    "@s/b": "2"\n',
      'packages/db/package.json': { name: 'db', version: '0.3.0' },
      'apps/web/package.json': {
        dependencies: {
          a: 'catalog:',
          '@s/b': 'catalog:old',
          c: 'catalog:',
          db: 'link:../../packages/db',
          gone: 'catalog:gone',
          alias: 'npm:other@~3.1.0',
          renamed: 'npm:h3',
          patched: 'patch:patched@npm%3A4.18.2#~/.yarn/patches/x.patch',
          git: 'github:me/x#v4.0.0',
          latest: 'latest',
          star: '*',
          either: '^4 || ^5',
          elsewhere: 'file:../../../elsewhere',
        },
        peerDependencies: { react: '>=18' },
      },
    },
    expected: {
      a: '^1.2.0',
      '@s/b': '2',
      c: '^7.0.0',
      db: '0.3.0',
      gone: undefined,
      alias: '~3.1.0',
      renamed: undefined,
      patched: '4.18.2',
      git: undefined,
      latest: undefined,
      star: undefined,
      either: '^4 || ^5',
      elsewhere: undefined,
      react: '>=18',
    },
  },
  {
    title: 'of none, where the lockfile is broken or of another kind',
    files: {
      'package.json': { dependencies: { express: '^4' } },
      'package-lock.json': '{ "packages": { "node_modules/express": { "version": ',
      'yarn.lock': '\0\0"express@^4":\nversion',
      'bun.lock': '[]',
      'deno.lock': '7',
      'pnpm-lock.yaml': `importers:\n\t.:\n  - - -\n  ": x\n${' '.repeat(50)}a:\n`,
    },
    expected: { express: '^4', __proto__: undefined, constructor: undefined },
  },
];

describe('the version of a package', () => {
  for (const { title, files, from = 'apps/web/src/a.ts', expected } of cases) {
    it(title, () => {
      const snapshot = storeOf(files).store.snapshot();
      for (const [name, version] of Object.entries(expected)) {
        assert.equal(snapshot.packageVersion(name, `/w/${from}`), version, name);
      }
    });
  }

  it('is looked up once, until a lockfile or package.json changes', () => {
    const { store, disk } = storeOf({
      'package.json': { dependencies: { express: '^4' } },
      'yarn.lock': '"express@npm:^4":\n  version: 4.18.2\n',
      'a.ts': '',
    });
    const version = (): string | undefined => store.snapshot().packageVersion('express', '/w/a.ts');
    assert.equal(version(), '4.18.2');
    const { length } = disk.reads;
    store.setText('/w/a.ts', 'edited');
    assert.equal(version(), '4.18.2');
    assert.equal(disk.reads.length, length);
    disk.files.set('/w/yarn.lock', '"express@npm:^4":\n  version: 4.19.0\n');
    store.filesChanged({ changed: ['/w/yarn.lock'] });
    assert.equal(version(), '4.19.0');
  });

  it('is not read from a lockfile above the workspace, nor from one beyond measure', () => {
    const lock = '"express@npm:^4":\n  version: 4.18.2\n';
    const { store } = storeOf({ 'package.json': { dependencies: { express: '^4' } }, '../yarn.lock': lock });
    assert.equal(store.snapshot().packageVersion('express', '/w/a.ts'), '^4');
    const large = storeOf({
      'package.json': { dependencies: { express: '^4' } },
      'yarn.lock': lock + '#'.repeat(16_000_000),
    });
    assert.equal(large.store.snapshot().packageVersion('express', '/w/a.ts'), '^4');
  });
});

function storeOf(files: FileContents): { readonly store: ProjectStore; readonly disk: MemoryFiles } {
  const disk = memoryWorkspace(files);
  return { store: new ProjectStore({ fileSystem: disk, roots: ['/w'] }), disk };
}
