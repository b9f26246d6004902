import type { TypeBackend } from '../../../shared/src/protocol.ts';
import type { OracleOptions } from '../types/create-oracle.ts';
import { nativePackage } from './native-package.ts';
import { nativeLauncher } from './native-process.ts';

/** What `auto` stands for: whole checks are faster with TypeScript 7, keystrokes with TypeScript 6. */
export type AutomaticBackend = 'native' | 'portable';

/**
 * What an installation can answer about types with; undefined for TypeScript 6.
 *
 * @param notice told where TypeScript 7 was asked for by name and is not there
 */
export function nativeOption(
  wanted: TypeBackend,
  automatic: AutomaticBackend,
  installation: string,
  notice: (text: string) => void,
): OracleOptions['native'] {
  if ((wanted === 'auto' ? automatic : wanted) === 'portable') return undefined;
  const found = nativePackage(installation);
  if (found !== undefined) return { launcher: nativeLauncher(found), notice };
  if (wanted === 'native')
    notice('TypeScript 7 is not part of this installation for this platform, so types come from TypeScript 6.');
  return undefined;
}
