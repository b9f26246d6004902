import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Milliseconds without work after which nobody is taken to wait: a fast typist leaves some 60 between two keystrokes. */
const idleAfter = 15;

type CollectYoung = (options: { readonly type: 'minor' }) => void;

/**
 * Empties the space of young objects while nobody waits. Left alone, the collector acts in the middle of an analysis, when what
 * that holds for the moment must be copied as well: on viem every fifteenth keystroke waited 9 ms for it, in between it takes 4.
 */
export class IdleCollection {
  readonly #collect: CollectYoung | undefined;
  readonly #isDue: () => boolean;
  #timer: NodeJS.Timeout | undefined;

  constructor(collect = youngCollector(), isDue = isHalfFull) {
    this.#collect = collect;
    this.#isDue = isDue;
  }

  busy(): void {
    clearTimeout(this.#timer);
  }

  idle(): void {
    if (this.#collect === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#look, idleAfter).unref();
  }

  readonly #look = (): void => {
    if (this.#isDue()) this.#collect?.({ type: 'minor' });
  };
}

/** Undefined in a runtime that does not hand its collector out. */
export function youngCollector(): CollectYoung | undefined {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext("typeof gc === 'function' ? gc : undefined");
  return collect as CollectYoung | undefined;
}

function isHalfFull(): boolean {
  const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
  return young !== undefined && young.space_used_size > young.space_available_size;
}
