const windowInMilliseconds = 3 * 60_000;
const delaysInMilliseconds: readonly number[] = [0, 1_000, 5_000, 15_000];

export type CrashResponse =
  | { readonly kind: 'restart'; readonly delay: number; readonly crashes: readonly number[] }
  | { readonly kind: 'give-up'; readonly crashes: readonly number[] };

/**
 * Each crash within three minutes of the others waits longer before the next start; the fifth is the last.
 *
 * @param earlier times of the crashes so far, the oldest first
 */
export function respondToCrash(earlier: readonly number[], now: number): CrashResponse {
  const crashes = [...earlier.filter((time) => now - time < windowInMilliseconds), now];
  const delay = delaysInMilliseconds[crashes.length - 1];
  return delay === undefined ? { kind: 'give-up', crashes } : { kind: 'restart', delay, crashes };
}
