// node bench/flow-solve.mjs [--write] folder…
// What the facts of a project, their summaries and its taint cost from nothing, and one-statement edits inside functions, in user
// time of the process, and what became of that in FLOW.md.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { compilerMembers } from '../scripts/compiler-members.mjs';

const { values, positionals } = parseArgs({
  options: { write: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const { ts, FlowProject, canonicalModule, ProjectStore, nodeFileSystem, semanticsOf, hasSources } = await bundled();

/** As the server is: loaders that translate on the fly slow the code down. */
async function bundled() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'temper-flow-'));
  const outfile = path.join(folder, 'solve.cjs');
  const source = '../server/src';
  const contents = [
    `export { ts } from '${source}/engine/syntax.ts';`,
    `export { FlowProject } from '${source}/semantics/flow/project.ts';`,
    `export { canonicalModule } from '${source}/semantics/modules.ts';`,
    `export { ProjectStore } from '${source}/project/snapshot-store.ts';`,
    `export { nodeFileSystem } from '${source}/project/file-system.ts';`,
    `export { semanticsOf } from '${source}/semantics/semantics.ts';`,
    `export { hasSources } from '${source}/semantics/taint/file-sources.ts';`,
  ].join('\n');
  await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    plugins: [compilerMembers],
    // Its main file hides its parts from bundlers.
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
    absWorkingDir: path.dirname(import.meta.dirname),
    outfile,
    logLevel: 'error',
  });
  const { default: exported } = await import(pathToFileURL(outfile));
  rmSync(folder, { recursive: true });
  return exported;
}

/** Milliseconds of the processor, in which others that run here have no part. */
const userTime = () => process.cpuUsage().user / 1000;

const edits = 200;
const ignored = /^(node_modules|_cjs|_esm|_types|test|tests|docs|site|sample|dist)$/;

function sourcesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return ignored.test(entry.name) ? [] : sourcesBelow(file);
    return /\.[cm]?[jt]sx?$/.test(entry.name) && !/\.(d|test|bench|spec)\.[cm]?tsx?$/.test(entry.name) ? [file] : [];
  });
}

function resolve(specifier, from) {
  if (specifier.startsWith('.')) {
    const bare = path.resolve(path.dirname(from), specifier).replace(/\.[cm]?[jt]s$/, '');
    const file = ['.ts', '.tsx', '.js', '/index.ts', '/index.js']
      .map((end) => bare + end)
      .find((each) => existsSync(each));
    return file === undefined ? { kind: 'unresolved' } : { kind: 'file', file };
  }
  const name = canonicalModule(specifier)?.name;
  return name === undefined ? { kind: 'unresolved' } : { kind: 'package', name };
}

class Host {
  trees = new Map();
  seconds = 0;

  constructor(files) {
    for (const file of files) this.put(file, readFileSync(file, 'utf8'));
  }

  put(file, text) {
    this.trees.set(file, ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  }

  tree(file) {
    return this.trees.get(file);
  }

  resolveModule(specifier, from) {
    return resolve(specifier, from);
  }
}

/** Always the same numbers. */
function random(seed) {
  let state = seed;
  return (below) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state % below;
  };
}

const ms = (value) => `${value.toFixed(2)} ms`;
const quantile = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];

/** The first solve of all files; lowering is done beforehand and its time shown apart. */
function solveCold(files) {
  const began = userTime();
  const host = new Host(files);
  const project = new FlowProject(host);
  const start = userTime();
  for (const file of files) project.solver.moduleOf(file);
  const lowered = userTime();
  for (const file of files) project.reach(file);
  return { host, project, parsing: start - began, lowering: lowered - start, solving: userTime() - lowered };
}

/** Every place where a stranger's value may hurt, in the files that may bring one, as the rules ask for them. */
function searchTaint(root, files) {
  const fileSystem = nodeFileSystem({ currentDirectory: '/', libFolder: '/' });
  const snapshot = new ProjectStore({ fileSystem, roots: [root] }).snapshot();
  const trees = files.map((file) => snapshot.tree(file)).filter((tree) => tree !== undefined);
  const began = userTime();
  const { taint } = semanticsOf(snapshot);
  let flows = 0;
  const visit = (node) => {
    const mayHurt =
      ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isBinaryExpression(node) || ts.isJsxAttribute(node);
    if (mayHurt) flows += taint.flowsAt(node).length;
    ts.forEachChild(node, visit);
  };
  const searched = trees.filter(hasSources);
  searched.forEach(visit);
  return { milliseconds: userTime() - began, searched: searched.length, flows };
}

/** Puts a statement in front of a random function's body and takes it out again, as typing does. */
function measureEdits({ host, project }, files) {
  const next = random(7);
  const [lowering, solving, evaluations] = [[], [], []];
  for (let done = 0; done < edits;) {
    const file = files[next(files.length)];
    const { ir } = project.solver.moduleOf(file);
    const place = ir.functions[next(ir.functions.length)];
    const text = host.tree(file).text;
    if (text[place.bodyStart] !== '{' || place.index === 0) continue;
    const statement = next(2) === 0 ? 'console.log(1);' : 'if (Date.now() > 1) throw new Error("x");';
    for (const version of [text.slice(0, place.bodyStart + 1) + statement + text.slice(place.bodyStart + 1), text]) {
      host.put(file, version);
      const before = project.solver.evaluations;
      const start = userTime();
      project.solver.update(file);
      const updated = userTime();
      project.solver.solve();
      solving.push(userTime() - updated);
      lowering.push(updated - start);
      evaluations.push(project.solver.evaluations - before);
    }
    done += 1;
  }
  for (const list of [lowering, solving, evaluations]) list.sort((a, b) => a - b);
  return { solving, lowering, evaluations };
}

const seconds = (milliseconds) => (milliseconds / 1000).toFixed(2);

function measure(folder) {
  const root = path.resolve(folder);
  const files = sourcesBelow(root);
  const lines = files.reduce((sum, file) => sum + readFileSync(file, 'utf8').split('\n').length, 0);
  const cold = solveCold(files);
  const { units } = cold.project.solver.modules;
  const { evaluations: coldEvaluations } = cold.project.solver;
  const edited = measureEdits(cold, files);
  const taint = searchTaint(root, files);
  const { parsing, lowering, solving } = cold;
  const whole = lowering + solving + taint.milliseconds;
  const limited = units.filter(({ limits }) => limits !== 0).length;
  const both = (list) => `${ms(quantile(list, 0.5))}, ${ms(quantile(list, 0.95))}`;
  return [
    `### ${path.basename(root)}: ${files.length.toLocaleString('en')} files, ${lines.toLocaleString('en')} lines, ${units.length.toLocaleString('en')} functions`,
    '',
    '| | |',
    '|---|---|',
    `| parsing | ${seconds(parsing)} s |`,
    `| facts: binding and lowering | ${seconds(lowering)} s |`,
    `| summaries to their fixed point | ${seconds(solving)} s, ${coldEvaluations.toLocaleString('en')} evaluations; ${limited.toLocaleString('en')} functions met a limit |`,
    `| taint | ${seconds(taint.milliseconds)} s; ${taint.searched} files may bring a stranger's value, ${taint.flows} flows |`,
    `| facts, summaries and taint of 100,000 lines | ${seconds((whole / lines) * 100_000)} s (budget: 5 s) |`,
    `| re-solve after a one-statement edit, p50 and p95 | ${both(edited.solving)} (budget: p50 2 ms) |`,
    `| lowering of the edited file, p50 and p95 | ${both(edited.lowering)} |`,
    `| functions worked out by an edit, p50 and p95 | ${quantile(edited.evaluations, 0.5)}, ${quantile(edited.evaluations, 0.95)} |`,
    '',
  ].join('\n');
}

const heading = '## Now';
const report = [
  heading,
  '',
  `User time of one process on ${os.cpus().length} cores that others may use as well, Node ${process.version.slice(1)}.`,
  '',
  ...positionals.map(measure),
].join('\n');
console.log(report);
if (values.write) {
  const file = path.join(import.meta.dirname, 'FLOW.md');
  const [before] = readFileSync(file, 'utf8').split(heading);
  writeFileSync(file, `${before.trimEnd()}\n\n${report}`);
}
