import type { Fact, LibraryModel } from './model.ts';

/** Waits for tokens; it rejects only when asked for more than its bucket ever holds. */
export const limiter: LibraryModel = {
  library: 'limiter',
  entries: [
    { path: 'limiter.{RateLimiter,TokenBucket}().removeTokens()', is: [{ rejects: 'may', weighedBy: 'count' }] },
  ],
};

const likeItsWork: readonly Fact[] = [{ rejects: 'may', weighedBy: 'callback' }];

/** They run what they are given, later or one at a time, and give back its promise. */
export const runners: readonly LibraryModel[] = [
  { library: 'p-queue', entries: [{ path: 'p-queue{,.PQueue}().add()', is: likeItsWork }] },
  { library: 'p-limit', entries: [{ path: 'p-limit{,.pLimit}()()', is: likeItsWork }] },
  { library: 'async-mutex', entries: [{ path: 'async-mutex.{Mutex,Semaphore}().runExclusive()', is: likeItsWork }] },
  { library: 'bottleneck', entries: [{ path: 'bottleneck().schedule()', is: likeItsWork }] },
];
