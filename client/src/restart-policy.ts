const window = 3 * 60_000;
/** Nobody is helped by a server that ends more often than this within the window, however long it runs in between. */
const mostCrashes = 100;
/** Running this long makes up for one crash: whatever ended the server did not come of starting it. */
const makesUp = 1_000;
const delays: readonly number[] = [0, 0, 1_000, 5_000, 15_000];

/** What is remembered of crashes; times and lengths are in milliseconds. */
export interface CrashHistory {
  /** Within the window, the oldest first. */
  readonly times: readonly number[];
  /** Crashes that nothing made up for yet. */
  readonly open: number;
}

export const noCrashes: CrashHistory = { times: [], open: 0 };

export type CrashResponse =
  | { readonly kind: 'restart'; readonly delay: number; readonly history: CrashHistory }
  | { readonly kind: 'give-up'; readonly history: CrashHistory };

/**
 * A server that ran starts again at once. One that ends while it starts, or soon after, waits longer each time, and at last
 * stays down.
 *
 * @param ran how long the server was there before it ended; 0 when it never was
 */
export function respondToCrash({ times, open }: CrashHistory, now: number, ran: number): CrashResponse {
  const history: CrashHistory = {
    times: [...times.filter((time) => now - time < window), now],
    open: Math.max(0, open - ran / makesUp) + 1,
  };
  const delay = history.times.length > mostCrashes ? undefined : delays[Math.ceil(history.open) - 1];
  return delay === undefined ? { kind: 'give-up', history } : { kind: 'restart', delay, history };
}
