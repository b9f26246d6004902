import { createRequire } from 'node:module';
import path from 'node:path';

/** The platform's package of TypeScript 7, as `npm ci` installs it. */
export function nativePackage(): string {
  const name = `@typescript/typescript-${process.platform}-${process.arch}/package.json`;
  return path.dirname(createRequire(createRequire(import.meta.url).resolve('typescript/package.json')).resolve(name));
}
