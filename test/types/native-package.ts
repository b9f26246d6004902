import assert from 'node:assert/strict';
import { nativePackage, type NativePackage } from '../../server/src/project/native-package.ts';

/** The platform's package of TypeScript 7, as `npm ci` installs it. */
export function installedNative(): NativePackage {
  return nativePackage(import.meta.dirname) ?? assert.fail('npm ci installs TypeScript 7 for this platform.');
}
