import type { TypeBackend } from '../../../shared/src/protocol.ts';
import type { OracleOptions } from '../types/create-oracle.ts';
import { nativePackage } from './native-package.ts';
import { nativeLauncher } from './native-process.ts';

/** What an installation can answer about types with. */
export function nativeOption(
  wanted: TypeBackend,
  installation: string,
  notice: (text: string) => void,
): OracleOptions['native'] {
  if (wanted !== 'native') return undefined;
  const found = nativePackage(installation);
  if (found !== undefined) return { launcher: nativeLauncher(found), notice };
  notice('TypeScript 7 is not part of this installation for this platform, so types come from TypeScript 6.');
  return undefined;
}
