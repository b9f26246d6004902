import type { FileContents } from '../write-files.ts';

/** A monorepo whose app `apps/web` calls functions that are written elsewhere in it. */
export interface Layout {
  readonly title: string;
  readonly files: FileContents;
  /** Where the functions are written that the app calls; below `packages/receipts/src/` unless told. */
  readonly source?: string;
  /** How the app imports them. */
  readonly specifier?: string;
  /** What an install adds: link to folder. Undefined where installing writes no node_modules. */
  readonly links?: Readonly<Record<string, string>> | undefined;
  /** What a build adds. */
  readonly built?: FileContents;
  /** The workspace's folders, relative; the whole alone unless told. */
  readonly roots?: readonly string[];
}

export const receipts = `export async function sendReceipt(order: string): Promise<void> {
  if (order === '') throw new Error('A receipt needs an order.');
}

export async function noteReceipt(order: string): Promise<void> {
  try {
    await sendReceipt(order);
  } catch {
    console.error(order);
  }
}
`;

const declarations = `export declare function sendReceipt(order: string): Promise<void>;
export declare function noteReceipt(order: string): Promise<void>;
`;

const strict = { compilerOptions: { strict: true, module: 'esnext', moduleResolution: 'bundler', types: [] } };

export const app = {
  'apps/web/package.json': { name: '@acme/web', type: 'module', dependencies: { '@acme/receipts': 'workspace:*' } },
  'apps/web/tsconfig.json': { ...strict, include: ['src'] },
};

export const library = {
  name: '@acme/receipts',
  type: 'module',
  main: './dist/index.js',
  types: './dist/index.d.ts',
  publishConfig: { access: 'public' },
};

const atRoot = { 'node_modules/@acme/receipts': 'packages/receipts' };
const inApp = { 'apps/web/node_modules/@acme/receipts': 'packages/receipts' };
const dist = {
  'packages/receipts/dist/index.d.ts': declarations,
  'packages/receipts/dist/index.js': receipts.replaceAll(/: \w+(?:<void>)?(?=[),]| \{)/g, ''),
};

export const layouts: readonly Layout[] = [
  {
    title: 'npm workspaces',
    files: {
      ...app,
      'package.json': { workspaces: ['apps/*', 'packages/*'] },
      'packages/receipts/package.json': library,
    },
    links: atRoot,
    built: dist,
  },
  {
    title: 'pnpm, with a catalog and conditional exports',
    files: {
      ...app,
      'pnpm-workspace.yaml':
        'packages:\n  - "apps/*"\n  - "packages/**"\n  - "!**/test/**"\n\ncatalog:\n  zod: ^4.0.0\n',
      'packages/receipts/package.json': {
        name: '@acme/receipts',
        exports: {
          '.': { import: { types: './dist/index.d.mts', default: './dist/index.mjs' }, require: './dist/index.cjs' },
        },
      },
    },
    links: inApp,
    built: { 'packages/receipts/dist/index.d.mts': declarations },
  },
  {
    title: 'classic yarn',
    files: {
      ...app,
      'package.json': { workspaces: { packages: ['./apps/*', './packages/*'], nohoist: ['**/x'] } },
      'packages/receipts/package.json': library,
      'yarn.lock': '# yarn lockfile v1\n',
    },
    links: atRoot,
    built: dist,
  },
  {
    title: 'yarn Plug’n’Play, whose loader is never run',
    files: {
      ...app,
      'package.json': { workspaces: ['apps/*', 'packages/*'], packageManager: 'yarn@4.5.0' },
      'packages/receipts/package.json': library,
      '.pnp.cjs': 'process.exit(7);\n',
      '.yarn/cache/left.zip': 'PK',
    },
    built: dist,
  },
  {
    title: 'bun, which runs the sources',
    files: {
      ...app,
      'package.json': { workspaces: ['{apps,packages}/*'] },
      'bun.lock': '{ "packages": {}, }',
      'packages/receipts/package.json': {
        name: '@acme/receipts',
        exports: { '.': { types: './dist/index.d.ts', bun: './src/index.ts', default: './dist/index.js' } },
      },
    },
    links: atRoot,
    built: dist,
  },
  {
    title: 'turbo, with configurations in a package',
    files: {
      ...app,
      'package.json': { workspaces: ['apps/*', 'packages/*', 'tooling/*'] },
      'turbo.json': { tasks: {} },
      'tooling/typescript/package.json': { name: '@acme/tsconfig', exports: { './base': './base.json' } },
      'tooling/typescript/base.json': {
        compilerOptions: { ...strict.compilerOptions, paths: { '~/*': ['${configDir}/src/*'] } },
      },
      'apps/web/tsconfig.json': { extends: '@acme/tsconfig/base.json', include: ['src'] },
      'apps/web/src/receipts.ts': "export * from '@acme/receipts/send';\n",
      'packages/receipts/package.json': {
        name: '@acme/receipts',
        exports: { './*': { types: './dist/*.d.ts', default: './src/*.ts' } },
      },
    },
    specifier: '~/receipts',
    source: 'packages/receipts/src/send.ts',
    links: { ...inApp, 'apps/web/node_modules/@acme/tsconfig': 'tooling/typescript' },
  },
  {
    title: 'nx, with paths in a base configuration and no package at all',
    files: {
      'nx.json': {},
      'package.json': { name: 'acme' },
      'tsconfig.base.json': {
        compilerOptions: {
          ...strict.compilerOptions,
          baseUrl: '.',
          paths: { '@acme/receipts': ['libs/receipts/src/index.ts'] },
        },
      },
      'apps/web/project.json': {},
      'apps/web/tsconfig.json': {
        extends: '../../tsconfig.base.json',
        files: [],
        references: [{ path: './tsconfig.app.json' }],
      },
      'apps/web/tsconfig.app.json': { extends: './tsconfig.json', include: ['src'] },
    },
    source: 'libs/receipts/src/index.ts',
    links: {},
  },
  {
    title: 'lerna',
    files: { ...app, 'lerna.json': { packages: ['packages/*'] }, 'packages/receipts/package.json': library },
    links: inApp,
    built: dist,
  },
  {
    title: 'project references, with folders of their own',
    files: {
      ...app,
      'package.json': { workspaces: ['apps/*', 'packages/*'] },
      'tsconfig.json': { files: [], references: [{ path: 'packages/receipts' }, { path: 'apps/web' }] },
      'apps/web/tsconfig.json': { ...strict, include: ['src'], references: [{ path: '../../packages/receipts' }] },
      'packages/receipts/tsconfig.json': {
        compilerOptions: { ...strict.compilerOptions, composite: true, rootDir: 'code', outDir: 'made/js' },
        include: ['code'],
      },
      'packages/receipts/package.json': {
        name: '@acme/receipts',
        main: 'made/js/index.js',
        types: 'made/js/index.d.ts',
      },
    },
    source: 'packages/receipts/code/index.ts',
    links: atRoot,
    built: { 'packages/receipts/made/js/index.d.ts': declarations },
  },
  {
    title: 'a bundler that names its entries',
    files: {
      ...app,
      'package.json': { workspaces: ['apps/*', 'packages/*'] },
      'packages/receipts/tsdown.config.ts':
        "export default { entry: ['src/public/send.ts', 'src/public/other.ts'] };\n",
      'packages/receipts/src/internal/send.ts': 'export {};\n',
      'packages/receipts/package.json': { name: '@acme/receipts', exports: { './send': './dist/send.mjs' } },
    },
    specifier: '@acme/receipts/send',
    source: 'packages/receipts/src/public/send.ts',
    links: atRoot,
    built: { 'packages/receipts/dist/send.d.mts': declarations },
  },
  {
    title: 'typesVersions',
    files: {
      ...app,
      'package.json': { workspaces: ['apps/*', 'packages/*'] },
      'packages/receipts/package.json': {
        name: '@acme/receipts',
        typesVersions: { '*': { mail: ['./dist/mail/index.d.ts'] } },
      },
    },
    specifier: '@acme/receipts/mail',
    source: 'packages/receipts/src/mail/index.ts',
    links: atRoot,
    built: { 'packages/receipts/dist/mail/index.d.ts': declarations },
  },
  {
    title: 'a linked folder that is no member of the workspace',
    files: {
      ...app,
      'apps/web/package.json': {
        name: '@acme/web',
        dependencies: { '@acme/receipts': 'link:../../packages/receipts' },
      },
      'packages/receipts/package.json': library,
    },
    links: inApp,
    built: dist,
  },
  {
    title: 'imports of package.json',
    files: {
      'apps/web/package.json': {
        name: '@acme/web',
        imports: { '#receipts': { types: './dist/mail/receipts.d.ts', default: './dist/mail/receipts.js' } },
      },
      'apps/web/tsconfig.json': {
        compilerOptions: { ...strict.compilerOptions, outDir: 'dist', rootDir: 'src' },
        include: ['src'],
      },
    },
    specifier: '#receipts',
    source: 'apps/web/src/mail/receipts.ts',
    links: {},
  },
  {
    title: 'a workspace of Deno',
    files: {
      'deno.json': {
        workspace: ['./apps/web', './packages/*'],
        imports: { '@acme/receipts': 'jsr:@acme/receipts@^1' },
      },
      'apps/web/deno.json': { name: '@acme/web' },
      'packages/receipts/deno.json': {
        name: '@acme/receipts',
        version: '1.0.0',
        exports: { './send': './mail/send.ts' },
      },
    },
    specifier: '@acme/receipts/send',
    source: 'packages/receipts/mail/send.ts',
  },
  {
    title: 'an import map',
    files: {
      'deno.json': { importMap: './import_map.json' },
      'import_map.json': { imports: { 'mail/': './packages/mail/' } },
    },
    specifier: 'mail/receipts.ts',
    source: 'packages/mail/receipts.ts',
  },
  {
    title: 'a folder opened beside the one that contains it',
    files: {
      ...app,
      'package.json': { workspaces: ['apps/*', 'packages/*'] },
      'packages/receipts/package.json': library,
    },
    links: atRoot,
    built: dist,
    roots: ['apps/web', '.'],
  },
  {
    title: 'two folders of one VS Code workspace',
    files: { ...app, 'packages/receipts/package.json': library },
    links: inApp,
    built: dist,
    roots: ['apps/web', 'packages/receipts'],
  },
];
