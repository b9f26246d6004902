import type { LibraryModel } from './model.ts';

/** Waits for tokens; it rejects only when asked for more than its bucket ever holds. */
export const limiter: LibraryModel = {
  library: 'limiter',
  entries: [
    { path: 'limiter.{RateLimiter,TokenBucket}().removeTokens()', is: [{ rejects: 'may', weighedBy: 'count' }] },
  ],
};
