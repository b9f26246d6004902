import type { FileEdit } from '../../../../shared/src/finding.ts';
import type { Snapshot } from '../../engine/snapshot.ts';
import type { ts } from '../../engine/syntax.ts';
import type { Environment } from '../../semantics/environment.ts';
import { insertion } from '../handling.ts';
import { moduleEnding, usesRequire } from '../imports.ts';
import { quoted, styleOf } from '../style.ts';

const names = ['env', 'require-env', 'environment'];
/** Folders in which every file is a page, an endpoint or a program of its own. */
const routed = /^(?:app|pages|api|functions|netlify|routes|scripts|bin|test|tests)$/;
const sharing = ['lib', 'utils', 'shared', 'config', 'common'];

/** The function that a module is made for, once for the project. */
export const requireEnv = 'requireEnv';

/** Where a module lies that the project shares. Undefined where every name is taken. */
export function sharedModule(tree: ts.SourceFile, environment: Environment, snapshot: Snapshot): string | undefined {
  const code = snapshot.codeBelow(environment.folder);
  const folder = sharedFolder(tree.fileName, environment, code);
  const ending = moduleEnding(tree);
  const isTaken = (stem: string): boolean => code.some((file) => file.replace(/\.[cm]?[jt]sx?$/, '') === stem);
  const hasText = (stem: string): boolean => (snapshot.text(`${stem}${ending}`) ?? '') !== '';
  const name = names.find((each) => !isTaken(`${folder}/${each}`) && !hasText(`${folder}/${each}`));
  return name === undefined ? undefined : `${folder}/${name}${ending}`;
}

function sharedFolder(file: string, { platform, folder }: Environment, code: readonly string[]): string {
  if (platform.id === 'supabase') return `${folder}/_shared`;
  if (platform.id === 'sveltekit') return `${folder}/src/lib/server`;
  const [top = '', ...below] = file.slice(folder.length + 1).split('/');
  const hasCode = (path: string): boolean => code.some((each) => each.startsWith(`${path}/`));
  const base = below.length === 0 || routed.test(top) ? folder : `${folder}/${top}`;
  const shared = sharing.map((name) => `${base}/${name}`).find(hasCode);
  if (shared !== undefined) return shared;
  // Next keeps what pages share out of the folders that it routes.
  if (platform.id === 'next' || (base === folder && below.length > 0)) return `${base}/lib`;
  return base;
}

/** What reads the settings file before the first variable is asked for. */
type Loader = 'none' | 'dotenv' | 'node';

/** The text of a new module with `requireEnv`, in the style of the file that it is made for. */
export function sharedModuleEdit(
  file: string,
  user: ts.SourceFile,
  environment: Environment & { readonly settings: string },
  snapshot: Snapshot,
): FileEdit {
  const { lineEnd } = styleOf(user);
  const loader = loaderFor(user.fileName, environment, snapshot);
  const loading = loadingLines(loader, user, environment.settings);
  const lines = [...loading, ...(loading.length > 0 ? [''] : []), ...functionLines(user, environment)];
  return { file, edits: [insertion(0, lines.join(lineEnd) + lineEnd)] };
}

function loaderFor(file: string, { platform }: Environment, snapshot: Snapshot): Loader {
  if (platform.isLoaded || platform.access !== 'process') return 'none';
  if (snapshot.packageOf(file)?.dependencies.has('dotenv') === true) return 'dotenv';
  const types = snapshot.packageVersion('@types/node', file);
  return types === undefined || knowsLoadEnvFile(types) ? 'node' : 'none';
}

/** Since Node 20.12. */
function knowsLoadEnvFile(version: string): boolean {
  const [, major, minor] = /(\d+)(?:\.(\d+))?/.exec(version) ?? [];
  return Number(major) > 20 || (Number(major) === 20 && Number(minor ?? 99) >= 12);
}

function loadingLines(loader: Loader, user: ts.SourceFile, settings: string): readonly string[] {
  const { semicolon: end } = styleOf(user);
  const load = (what: string, module: string): string =>
    usesRequire(user)
      ? `const ${what} = require(${quoted(user, module)})${end}`
      : `import ${what} from ${quoted(user, module)}${end}`;
  const name = quoted(user, settings);
  if (loader === 'none') return [];
  if (loader === 'node') {
    return [load('{ existsSync }', 'node:fs'), '', `if (existsSync(${name})) process.loadEnvFile(${name})${end}`];
  }
  if (settings !== '.env') return [load('{ config }', 'dotenv'), '', `config({ path: ${name} })${end}`];
  const module = quoted(user, 'dotenv/config');
  return [usesRequire(user) ? `require(${module})${end}` : `import ${module}${end}`];
}

function functionLines(
  user: ts.SourceFile,
  { platform, settings }: Environment & { readonly settings: string },
): readonly string[] {
  const { indent, semicolon: end, isTypeScript } = styleOf(user);
  const isCommonJs = usesRequire(user) && !isTypeScript;
  const says = 'The value of an environment variable that this program cannot run without.';
  const deno = `Deno reads ${settings} when it is started with \`--env-file\`.`;
  const svelte = `import { env } from ${quoted(user, '$env/dynamic/private')}${end}`;
  const value = { process: 'process.env[name]', deno: 'Deno.env.get(name)', sveltekit: 'env[name]' };
  const read = platform.access === 'deno' || platform.access === 'sveltekit' ? value[platform.access] : value.process;
  const words = platform.id === 'deno' ? `${says} ${deno}` : says;
  return [
    ...(platform.access === 'sveltekit' ? [svelte, ''] : []),
    ...(isTypeScript ? [`/** ${words} */`] : ['/**', ` * ${words}`, ' * @param {string} name', ' */']),
    `${isCommonJs ? '' : 'export '}function ${requireEnv}(${isTypeScript ? 'name: string): string' : 'name)'} {`,
    `${indent}const value = ${read}${end}`,
    `${indent}if (!value) throw new Error(\`The environment variable \${name} is not set.\`)${end}`,
    `${indent}return value${end}`,
    '}',
    ...(isCommonJs ? ['', `module.exports = { ${requireEnv} }${end}`] : []),
  ];
}
