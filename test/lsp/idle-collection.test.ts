import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { getHeapSpaceStatistics } from 'node:v8';
import { IdleCollection, youngCollector } from '../../server/src/hosts/lsp/idle-collection.ts';

/** Milliseconds, far longer than what counts as idle. */
const rest = 1_000;

function collections(isDue: boolean, act: (collection: IdleCollection) => void): number {
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    let count = 0;
    act(
      new IdleCollection(
        () => count++,
        () => isDue,
      ),
    );
    mock.timers.tick(rest);
    return count;
  } finally {
    mock.timers.reset();
  }
}

test('collects once after the work, however much there was', () => {
  const count = collections(true, (collection) => {
    for (let message = 0; message < 5; message++) {
      collection.busy();
      collection.idle();
    }
  });
  assert.equal(count, 1);
});

test('does not collect while work goes on', () => {
  const count = collections(true, (collection) => {
    collection.idle();
    collection.busy();
  });
  assert.equal(count, 0);
});

test('does not collect what is little', () => {
  assert.equal(
    collections(false, (collection) => collection.idle()),
    0,
  );
});

test('the collector of this runtime empties the space of young objects', () => {
  const collect = youngCollector();
  assert.ok(collect);
  // What survives once moves within the space, what survives twice leaves it.
  collect({ type: 'minor' });
  collect({ type: 'minor' });
  const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
  assert.ok(young && young.space_used_size < young.space_available_size);
});
