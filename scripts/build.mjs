// Bundles the extension, the language server, the analysis worker and the command line, and ships TypeScript's lib files once.
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { compilerMembers } from './compiler-members.mjs';
import { thirdPartyNotices } from './third-party-notices.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const dist = path.join(root, 'dist');
const require = createRequire(import.meta.url);

/** ts-morph embeds every lib file as text and is not needed until a fix moves structure: the bundle takes its compiler alone. */
const compilerOnly = {
  name: 'compiler-only',
  setup(context) {
    const common = path.dirname(require.resolve('@ts-morph/common', { paths: [require.resolve('ts-morph')] }));
    context.onResolve({ filter: /^ts-morph$/ }, () => ({ path: 'ts-morph', namespace: 'compiler-only' }));
    context.onLoad({ filter: /.*/, namespace: 'compiler-only' }, () => ({
      contents: `import ts from ${JSON.stringify(path.join(common, 'typescript.js'))}; export { ts };`,
      resolveDir: root,
    }));
  },
};

/** TypeScript stays a file of its own, loaded by server, worker and command line alike. */
const sharedCompiler = {
  name: 'shared-compiler',
  setup(context) {
    context.onResolve({ filter: /^ts-morph$/ }, () => ({ path: './typescript.cjs', external: true }));
  },
};

/** What the client library is needed for stays a file of its own, loaded once activation is over. */
const lateClient = {
  name: 'late-client',
  setup(context) {
    context.onResolve({ filter: /\/language-client\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './language-client.cjs', external: true } : undefined,
    );
  },
};

/** `import * as vscode` copies all that the editor hands out, some 700 names, for each file that says so: one copy serves all of them. */
const editorOnce = {
  name: 'editor-once',
  setup(context) {
    context.onResolve({ filter: /^vscode$/ }, ({ namespace }) =>
      namespace === 'editor-once' ? { path: 'vscode', external: true } : { path: 'vscode', namespace: 'editor-once' },
    );
    context.onLoad({ filter: /.*/, namespace: 'editor-once' }, () => ({ contents: "export * from 'vscode';" }));
  },
};

const options = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: process.argv.includes('--production'),
  sourcemap: process.argv.includes('--production') ? false : 'linked',
  logLevel: 'warning',
  absWorkingDir: root,
  // Sources are modules, bundles are not.
  define: { 'import.meta.dirname': '__dirname' },
  // Its main file hides its parts from bundlers.
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
  legalComments: 'none',
  metafile: true,
};

function copyLibFiles() {
  const platforms = path.join(root, 'node_modules/@typescript');
  const source = readdirSync(platforms)
    .map((name) => path.join(platforms, name, 'lib'))
    .find((folder) => existsSync(path.join(folder, 'lib.d.ts')));
  if (source === undefined)
    throw new Error('The lib.*.d.ts files of TypeScript were not found in node_modules/@typescript.');
  const target = path.join(dist, 'lib');
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync(source)) {
    if (/^lib\..*d\.ts$/.test(name)) cpSync(path.join(source, name), path.join(target, name));
  }
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
const builds = await Promise.all([
  build({
    ...options,
    plugins: [compilerOnly],
    minify: true,
    sourcemap: false,
    stdin: { contents: "export { ts } from 'ts-morph';", resolveDir: root },
    outfile: 'dist/typescript.cjs',
  }),
  build({
    ...options,
    plugins: [lateClient, editorOnce],
    entryPoints: ['client/src/extension.ts', 'client/src/language-client.ts'],
    // The extension host hands out `vscode` to `require` alone.
    supported: { 'dynamic-import': false },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
  }),
  build({
    ...options,
    plugins: [compilerMembers, sharedCompiler],
    entryPoints: {
      server: 'server/src/hosts/lsp/start.ts',
      'language-server': 'server/src/hosts/lsp/main.ts',
      worker: 'server/src/hosts/lsp/start-analysis.ts',
      analysis: 'server/src/hosts/lsp/worker.ts',
      cli: 'server/src/hosts/cli/main.ts',
    },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
  }),
]);
copyLibFiles();
writeFileSync(
  path.join(dist, 'THIRD-PARTY-NOTICES.txt'),
  thirdPartyNotices(
    root,
    builds.map(({ metafile }) => metafile),
  ),
);
