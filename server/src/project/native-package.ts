import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * The folder of TypeScript 7's package for this platform: the one that packages for one platform ship, or what an
 * installation by npm brought. Never that of the workspace, of which nothing is run.
 */
export function nativePackage(installation: string): string | undefined {
  const shipped = path.join(installation, 'native');
  if (existsSync(path.join(shipped, 'package.json'))) return shipped;
  const name = `node_modules/@typescript/typescript-${process.platform}-${process.arch}`;
  for (let folder = installation; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, name);
    if (existsSync(path.join(candidate, 'package.json'))) return candidate;
    if (folder === path.dirname(folder)) return undefined;
  }
}
