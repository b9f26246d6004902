import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { watching } from '../../server/src/project/native-watchdog.ts';
import { lifeOf, type Life, type System } from '../../server/src/project/process-life.ts';

const tick = 250;

/** A process that is watched over, tick by tick. */
class Watch {
  readonly #state = new Int32Array(4);
  readonly #tick: () => void;
  life: Life | undefined = { spent: 0, isIdle: true };
  /** How much it works in each tick, in milliseconds. */
  pace = 0;
  ended = 0;

  constructor(quiet: number) {
    const outside = { lifeOf: () => this.life, end: () => void this.ended++ };
    this.#tick = watching({ state: this.#state, pid: 1, quiet, tick }, outside);
  }

  call(ticks: number): void {
    this.#state[1] = ticks;
    this.#state[2]! += 1;
    this.turn();
  }

  turn(): void {
    this.#state[0]! += 1;
  }

  after(ticks: number): number {
    for (let count = 0; count < ticks; count++) {
      if (this.life !== undefined) this.life = { ...this.life, spent: this.life.spent + this.pace };
      this.#tick();
    }
    return this.ended;
  }

  get isToldApart(): boolean {
    return this.#state[3] === 1;
  }
}

describe('the watch over a process', () => {
  it('ends one that does nothing for so many ticks, long before the call has had its time', () => {
    const watch = new Watch(3);
    watch.call(100);
    // In the first one is seen how far the process is.
    assert.equal(watch.after(3), 0);
    assert.equal(watch.isToldApart, false);
    assert.equal(watch.after(1), 1);
    assert.equal(watch.isToldApart, true);
  });

  it('leaves one at work to its call, for as long as that may take', () => {
    for (const pace of [tick, 8 * tick]) {
      const watch = new Watch(3);
      watch.pace = pace;
      watch.call(20);
      assert.equal(watch.after(19), 0);
      assert.equal(watch.after(1), 1);
    }
  });

  it('counts as work of one on a busy computer what it could work, up to tenfold the time', () => {
    const slow = new Watch(3);
    slow.pace = tick / 4;
    slow.call(20);
    assert.equal(slow.after(76), 0);
    assert.equal(slow.after(1), 1);
    const starved = new Watch(3);
    starved.life = { spent: 0, isIdle: false };
    starved.call(20);
    assert.equal(starved.after(199), 0);
    assert.equal(starved.after(1), 1);
  });

  it('counts ticks where nobody can tell what it does', () => {
    const watch = new Watch(3);
    watch.life = undefined;
    watch.call(20);
    assert.equal(watch.after(19), 0);
    assert.equal(watch.after(1), 1);
  });

  it('does not take for idle what runs, or waits for a processor or the disk', () => {
    const watch = new Watch(3);
    watch.call(100);
    watch.after(3);
    watch.life = { spent: 0, isIdle: false };
    watch.after(1);
    watch.life = { spent: 0, isIdle: true };
    assert.equal(watch.after(2), 0);
    assert.equal(watch.after(1), 1);
  });

  it('asks nothing of one that waits to be asked, or to be told what it has asked', () => {
    const watch = new Watch(2);
    assert.equal(watch.after(50), 0);
    watch.call(10);
    assert.equal(watch.after(2), 0);
    watch.turn();
    assert.equal(watch.after(50), 0);
    watch.turn();
    assert.equal(watch.after(2), 0);
    watch.turn();
    assert.equal(watch.after(50), 0);
  });

  it('counts the time of each call from its own start, and of one that asks back from there, too', () => {
    const watch = new Watch(100);
    watch.pace = tick;
    for (let call = 0; call < 5; call++) {
      watch.call(10);
      assert.equal(watch.after(9), 0);
      watch.turn();
    }
    watch.call(10);
    for (let callback = 0; callback < 9; callback++) {
      assert.equal(watch.after(1), 0);
      watch.turn();
      watch.turn();
    }
    assert.equal(watch.after(1), 1);
  });
});

describe('what a process does', () => {
  const stat = (state: string, time: number): string =>
    `7 (a) R (name) ${state} 1 1 1 0 -1 4194304 100 0 0 0 ${time} 2 0 0`;
  const linux = (states: readonly string[], time: number, own = 5): System => ({
    platform: 'linux',
    read: (file) => {
      if (file === '/proc/self/stat') return stat('R', own - 2);
      const thread = /task\/(\d+)/.exec(file)?.[1];
      return stat(thread === undefined ? 'S' : (states[Number(thread)] ?? ''), time);
    },
    list: () => states.map((_, thread) => String(thread)),
    run: () => assert.fail('Nothing is run.'),
  });
  const macOs = (told: string): System => ({ ...linux([], 0), platform: 'darwin', run: () => told });

  it('is told by its processor time, and whether all of it sleeps or is stopped', () => {
    assert.deepEqual(lifeOf(7, linux(['S', 'S'], 40)), { spent: 420, isIdle: true });
    assert.deepEqual(lifeOf(7, linux(['T', 'T'], 40)), { spent: 420, isIdle: true });
    assert.deepEqual(lifeOf(7, linux(['S', 'R'], 40)), { spent: 420, isIdle: false });
    assert.deepEqual(lifeOf(7, linux(['D', 'S'], 40)), { spent: 420, isIdle: false });
    assert.deepEqual(lifeOf(7, macOs('S      0:00.42\n')), { spent: 420, isIdle: true });
    assert.deepEqual(lifeOf(7, macOs('T      1:10.42\n')), { spent: 70_420, isIdle: true });
    assert.deepEqual(lifeOf(7, macOs('R      0:00.42\n')), { spent: 420, isIdle: false });
    assert.deepEqual(lifeOf(7, macOs('U      0:00.42\n')), { spent: 420, isIdle: false });
  });

  it('is not told by every system', () => {
    assert.equal(lifeOf(7, linux(['S'], 40, 0)), undefined);
    assert.equal(lifeOf(7, { ...linux(['S'], 40), platform: 'win32' }), undefined);
    const gone = (): never => assert.fail('There is no such process.');
    assert.equal(lifeOf(7, { ...linux(['S'], 40), list: gone }), undefined);
    assert.equal(lifeOf(7, { ...macOs(''), run: gone }), undefined);
    assert.equal(lifeOf(7, macOs('')), undefined);
  });
});
