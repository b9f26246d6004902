import { parsedJson } from './json.ts';
import { folderOf, joined, nameOf } from './paths.ts';

/** Code beyond this is generated or bundled: nobody reads findings there. */
export const largestCode = 1_000_000;
/** Text of other files beyond this is never held whole, but read and looked at piece by piece. */
export const largestHeld = 1_000_000;
/** Text beyond this is data: reading it costs more than a look into it is worth. */
export const largestText = 1_000_000_000;

/** Never looked into, wherever they lie: installed packages, version control, caches and output of tools. */
export const foreignFolders: ReadonlySet<string> = new Set([
  'node_modules',
  'bower_components',
  'jspm_packages',
  '.git',
  '.hg',
  '.svn',
  '.yarn',
  '.pnpm-store',
  '.next',
  '.nuxt',
  '.output',
  '.svelte-kit',
  '.astro',
  '.turbo',
  '.vercel',
  '.netlify',
  '.wrangler',
  '.serverless',
  '.expo',
  '.angular',
  '.docusaurus',
  '.cache',
  '.parcel-cache',
  '.nyc_output',
  '.vscode-test',
  '.venv',
  '__pycache__',
  'site-packages',
  '.tox',
  '.mypy_cache',
  '.pytest_cache',
  '.gradle',
  '.terraform',
]);

/** Where a package manager keeps what it has downloaded, also when somebody committed their whole home folder. */
export const isStore = (folder: string): boolean => /\/(?:pnpm\/store|\.bun\/install|\.npm\/_cacache)$/.test(folder);

/** Output of a build, or a copy of others' code, when they lie beside a package.json and hold no sources themselves. */
const outputFolders: ReadonlySet<string> = new Set(['dist', 'build', 'out', 'coverage', 'storybook-static', 'vendor']);

interface Disk {
  readFile(path: string): string | undefined;
  fileExists(path: string): boolean;
  entries(folder: string): readonly Entry[] | undefined;
}

interface Entry {
  readonly name: string;
  readonly kind: string;
}

/** Whether what lies in a folder was made by a tool. A tsconfig beside it that names the folder says it was not. */
export function isOutput(disk: Disk, folder: string): boolean {
  if (!outputFolders.has(nameOf(folder))) return false;
  if (!disk.fileExists(joined(folderOf(folder), 'package.json'))) return false;
  return !(disk.entries(folder) ?? []).some(isSource) && !isNamed(disk, folder);
}

function isNamed(disk: Disk, folder: string): boolean {
  const config = joined(folderOf(folder), 'tsconfig.json');
  const text = disk.fileExists(config) ? disk.readFile(config) : undefined;
  const json = text === undefined ? undefined : parsedJson(text);
  const { include, files }: { include?: unknown; files?: unknown } = Object(json);
  const names = [include, files].flat().map((each) => (typeof each === 'string' ? each : ''));
  return names.some((each) => each.replace(/^\.\//, '').split('/')[0] === nameOf(folder));
}

function isSource({ name, kind }: Entry): boolean {
  return kind === 'file' && /(?<!\.d)\.[cm]?tsx?$/.test(name);
}
