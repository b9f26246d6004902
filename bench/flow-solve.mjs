// node --import tsx bench/flow-solve.mjs folder…
// How long the summaries of a project take from bottom to their fixed point, and again after one-statement edits inside functions,
// parsing and lowering left out.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ts } from '../server/src/engine/syntax.ts';
import { FlowProject } from '../server/src/semantics/flow/project.ts';
import { canonicalModule } from '../server/src/semantics/modules.ts';

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
  const host = new Host(files);
  const project = new FlowProject(host);
  const start = performance.now();
  for (const file of files) project.solver.moduleOf(file);
  const lowered = performance.now();
  for (const file of files) project.reach(file);
  return { host, project, lowering: lowered - start, solving: performance.now() - lowered };
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
      const start = performance.now();
      project.solver.update(file);
      const updated = performance.now();
      project.solver.solve();
      solving.push(performance.now() - updated);
      lowering.push(updated - start);
      evaluations.push(project.solver.evaluations - before);
    }
    done += 1;
  }
  for (const list of [lowering, solving, evaluations]) list.sort((a, b) => a - b);
  return [
    `edits: solve p50 ${ms(quantile(solving, 0.5))}, p95 ${ms(quantile(solving, 0.95))}, worst ${ms(solving.at(-1))};`,
    `lower p50 ${ms(quantile(lowering, 0.5))}, p95 ${ms(quantile(lowering, 0.95))};`,
    `evaluations p50 ${quantile(evaluations, 0.5)}, p95 ${quantile(evaluations, 0.95)}, most ${evaluations.at(-1)}`,
  ].join(' ');
}

for (const folder of process.argv.slice(2)) {
  const files = sourcesBelow(path.resolve(folder));
  const lines = files.reduce((sum, file) => sum + readFileSync(file, 'utf8').split('\n').length, 0);
  const cold = solveCold(files);
  const { solver } = cold.project;
  const functions = solver.modules.units.length;
  const failing = solver.modules.units.filter(({ summary }) => summary.failure.may).length;
  console.log(
    `${path.basename(folder)}: ${files.length} files, ${lines} lines, ${functions} functions, ${failing} of which can fail`,
  );
  console.log(
    `cold: lower ${ms(cold.lowering)}, solve ${ms(cold.solving)}, ${solver.evaluations} evaluations, ${solver.modules.units.filter(({ limits }) => limits !== 0).length} functions met a limit`,
  );
  console.log(measureEdits(cold, files));
}
