// node bench/flow-lower.mjs [viem|effect …]
// How many lines a second one core binds and lowers for data flow, parsing left out: the median of several runs over the sources of a package.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { compilerMembers } from '../scripts/compiler-members.mjs';

const { ts, lowerModule } = await bundled();

/** Bundled as the server is: loaders that translate on the fly slow the code down. */
async function bundled() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'temper-flow-'));
  const outfile = path.join(folder, 'lower.cjs');
  const contents = `export { ts } from '../server/src/engine/syntax.ts'; export { lowerModule } from '../server/src/semantics/flow/lower.ts';`;
  await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    plugins: [compilerMembers],
    outfile,
    logLevel: 'error',
  });
  const { default: exported } = await import(pathToFileURL(outfile));
  rmSync(folder, { recursive: true });
  return exported;
}

const folders = {
  viem: 'viem',
  effect: 'effect/src',
  'viem-large': 'viem-large',
};
const built = /^(_cjs|_esm|_types|node_modules)$/;
const runs = 9;

function sourcesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return built.test(entry.name) ? [] : sourcesBelow(file);
    return entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts') ? [file] : [];
  });
}

/** Trees are fresh for each run, as answers are kept per tree; each is lowered when it has just been parsed. */
function run(texts) {
  let milliseconds = 0;
  const modules = [...texts].map(([file, text]) => {
    const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    const start = performance.now();
    const module = lowerModule(tree);
    milliseconds += performance.now() - start;
    return module;
  });
  const functions = modules.flatMap((module) => module.functions);
  const values = functions.reduce((sum, { body }) => sum + body.size, 0);
  return { seconds: milliseconds / 1000, functions: functions.length, values };
}

function measure(name) {
  const folder = path.join(import.meta.dirname, 'node_modules', folders[name] ?? name);
  const texts = new Map(sourcesBelow(folder).map((file) => [file, readFileSync(file, 'utf8')]));
  const lines = [...texts.values()].reduce((sum, text) => sum + text.split('\n').length, 0);
  const results = Array.from({ length: runs }, () => run(texts));
  const sorted = results.map(({ seconds }) => seconds).sort((one, other) => one - other);
  const [first, median] = [results[0], sorted[Math.floor(runs / 2)]];
  console.log(
    [
      `${name}: ${String(texts.size)} files, ${String(lines)} lines`,
      `${String(first.functions)} functions, ${String(first.values)} instructions`,
      `cold ${speed(lines, first.seconds)}, median of ${String(runs)} ${speed(lines, median)}`,
    ].join('; '),
  );
}

function speed(lines, seconds) {
  return `${String(Math.round(lines / seconds / 1000))}k lines/s`;
}

for (const name of process.argv.length > 2 ? process.argv.slice(2) : ['viem', 'effect']) measure(name);
