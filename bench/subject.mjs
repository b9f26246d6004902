// The code that every tool is measured on: the TypeScript sources of a public package, copied with a tsconfig into a temporary folder.
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { canBeTypedIn, pickEdits } from './edits.mjs';
import { byPlace } from './import-graph.mjs';

const modules = path.join(import.meta.dirname, 'node_modules');

/** Where each package keeps its sources, and what of it is build output. */
const packages = {
  viem: { folder: 'viem', skip: /^(_cjs|_esm|_types|node_modules)$/ },
  effect: { folder: 'effect/src', skip: /^node_modules$/ },
  'viem-large': { folder: 'viem-large', skip: /^(_cjs|_esm|_types|node_modules)$/ },
};

/** As shipped sources are clean, each edited file gets a promise from another file that floats: an answer can be told from silence. */
const target = [
  'export async function rejectsForTheBenchmark(): Promise<void> {',
  "  throw new Error('never run')",
  '}',
  '',
].join('\n');
const canaryStatement = '  rejectsForTheBenchmark()';

const tsconfig = {
  compilerOptions: {
    strict: true,
    target: 'es2022',
    module: 'esnext',
    moduleResolution: 'bundler',
    lib: ['esnext', 'dom', 'dom.iterable'],
    types: ['node'],
    noEmit: true,
    skipLibCheck: true,
    exactOptionalPropertyTypes: true,
  },
  include: ['src/**/*.ts'],
};

export const subjectNames = Object.keys(packages);

/** Copies the package `name` and chooses what to type in it; always the same for the same versions. */
export function prepareSubject(name) {
  const { folder, skip } = packages[name];
  const project = createProject(name, (sources) => copySources(path.join(modules, folder), sources, skip));
  const files = listTypeScript(path.join(project.root, 'src'));
  const edited = plantCanaries(project.root, files);
  const lines = files.reduce((sum, file) => sum + readFileSync(file, 'utf8').split('\n').length, 0);
  return { ...project, name: `${name} ${versionOf(folder)}`, files: files.length, lines, edited };
}

/** One real module on its own, of about 1,500 lines unless another is named: for the tier that needs no types. */
export function prepareLongFile(name = 'effect/src/internal/layer.ts') {
  const source = path.join(modules, name);
  const project = createProject('long-file', (sources) => cpSync(source, path.join(sources, path.basename(name))));
  const files = listTypeScript(path.join(project.root, 'src'));
  const edited = plantCanaries(project.root, files);
  return {
    ...project,
    name,
    files: 1,
    lines: edited[0].text.split('\n').length,
    edited,
  };
}

/** The package `viem` as often as it takes for so many files, and places to type in as many of them as are wanted. */
export function prepareManyFiles(count, editedFiles = 0) {
  const { files, ...project } = manyFiles(count);
  return { ...project, files: files.length, edited: plantCanaries(project.root, files, editedFiles) };
}

/** The same, with places to type in files that nobody imports, that some do, and that most do. */
export function prepareByPlace(count, filesEach = 3) {
  const { files, ...project } = manyFiles(count);
  const places = Object.entries(byPlace(files, canBeTypedIn)).map(([place, own]) => [
    place,
    plantCanaries(project.root, own, filesEach),
  ]);
  return { ...project, files: files.length, places: Object.fromEntries(places) };
}

function manyFiles(count) {
  const project = createProject('many-files', (sources) => {
    for (let copy = 0; listTypeScript(sources).length < count; copy++)
      copySources(path.join(modules, packages.viem.folder), path.join(sources, `part${copy}`), packages.viem.skip);
  });
  return { ...project, files: listTypeScript(path.join(project.root, 'src')) };
}

function createProject(name, fill) {
  const root = realpathSync(mkdtempSync(path.join(os.tmpdir(), `temper-bench-${name}-`)));
  const sources = path.join(root, 'src');
  mkdirSync(sources);
  fill(sources);
  writeFileSync(path.join(root, 'package.json'), JSON.stringify({ name: 'subject', private: true, type: 'module' }));
  writeFileSync(path.join(root, 'tsconfig.json'), JSON.stringify(tsconfig, null, 2));
  symlinkSync(modules, path.join(root, 'node_modules'), 'junction');
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

function copySources(from, to, skip) {
  const isWanted = (file) => !skip.test(path.basename(file)) && (!path.extname(file) || /(?<!\.d)\.ts$/.test(file));
  cpSync(from, to, { recursive: true, filter: (file) => file === from || isWanted(file) });
}

function listTypeScript(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => path.join(folder, name));
}

function plantCanaries(root, files, count = 12) {
  const targetFile = path.join(root, 'src/rejects-for-the-benchmark.ts');
  writeFileSync(targetFile, target);
  return pickEdits(files, count).map(({ file, keystrokes }) => {
    const text = readFileSync(file, 'utf8').trimEnd() + canaryFor(path.relative(path.dirname(file), targetFile));
    writeFileSync(file, text);
    return {
      file,
      uri: pathToFileURL(file).href,
      text,
      keystrokes,
      canaryLine: text.split('\n').indexOf(canaryStatement),
    };
  });
}

function canaryFor(relativePath) {
  const specifier = relativePath
    .replaceAll('\\', '/')
    .replace(/^(?!\.)/, './')
    .replace(/\.ts$/, '.js');
  return [
    '',
    `import { rejectsForTheBenchmark } from '${specifier}'`,
    'export function floatsForTheBenchmark(): void {',
    canaryStatement,
    '}',
    '',
  ].join('\n');
}

function versionOf(folder) {
  const manifest = path.join(modules, folder.split('/')[0], 'package.json');
  return JSON.parse(readFileSync(manifest, 'utf8')).version;
}
