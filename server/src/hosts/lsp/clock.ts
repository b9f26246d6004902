/** Time as the host sees it; tests bring their own. */
export interface Clock {
  /** Milliseconds since some moment. */
  now(): number;
  /** Runs something later, unless what it answers is called before. */
  after(milliseconds: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};
