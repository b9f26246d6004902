import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The version in the package's manifest. */
export function packageVersion(): string {
  const { version }: { readonly version: string } = JSON.parse(readFileSync(above('package.json'), 'utf8'));
  return version;
}

/** TypeScript's lib.*.d.ts: beside the bundle, or in a working copy of the platform package that `typescript` brings. */
export function libFolder(): string {
  const shipped = path.join(import.meta.dirname, 'lib');
  if (existsSync(path.join(shipped, 'lib.d.ts'))) return shipped;
  const platforms = above('node_modules/@typescript');
  const folders = readdirSync(platforms).map((name) => path.join(platforms, name, 'lib'));
  const found = folders.find((folder) => existsSync(path.join(folder, 'lib.d.ts')));
  if (found === undefined) throw new Error('The lib.*.d.ts files of TypeScript are missing from this installation.');
  return found;
}

/** The language server: beside the bundle, or in a working copy that was built. */
export function serverFile(): string {
  const beside = path.join(import.meta.dirname, 'server.cjs');
  return existsSync(beside) ? beside : above('dist/server.cjs');
}

function above(name: string): string {
  for (let folder = import.meta.dirname; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, name);
    if (existsSync(candidate)) return candidate;
    if (folder === path.dirname(folder)) throw new Error(`${name} is missing from this installation of Temper.`);
  }
}
