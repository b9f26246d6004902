import { existsSync } from 'node:fs';
import path from 'node:path';

/** A program of TypeScript 7 for this platform, the folder of its lib.*.d.ts, which is the same, and who tells its version. */
export interface NativePackage {
  readonly folder: string;
  readonly manifest: string;
}

/** Named like TypeScript's own compiler, which it is. */
export function programIn(folder: string): string {
  return path.join(folder, process.platform === 'win32' ? 'tsc.exe' : 'tsc');
}

/**
 * What a package for one platform ships beside its lib.*.d.ts, or what an installation by npm brought. Never that of the
 * workspace, of which nothing is run.
 */
export function nativePackage(installation: string): NativePackage | undefined {
  const shipped = path.join(installation, 'lib');
  if (existsSync(programIn(shipped))) return { folder: shipped, manifest: path.join(shipped, 'package.json') };
  const name = `node_modules/@typescript/typescript-${process.platform}-${process.arch}`;
  for (let folder = installation; ; folder = path.dirname(folder)) {
    const manifest = path.join(folder, name, 'package.json');
    if (existsSync(manifest)) return { folder: path.join(folder, name, 'lib'), manifest };
    if (folder === path.dirname(folder)) return undefined;
  }
}
