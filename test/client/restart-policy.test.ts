import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { respondToCrash, type CrashResponse } from '../../client/src/restart-policy.ts';

const second = 1_000;
const minute = 60 * second;

/** The answers to crashes at these times. */
function responsesTo(times: readonly number[]): readonly CrashResponse[] {
  const responses: CrashResponse[] = [];
  for (const time of times) responses.push(respondToCrash(responses.at(-1)?.crashes ?? [], time));
  return responses;
}

describe('respondToCrash', () => {
  it('starts again at once after a first crash', () => {
    assert.deepEqual(respondToCrash([], 7), { kind: 'restart', delay: 0, crashes: [7] });
  });

  it('waits longer each time', () => {
    const delays = responsesTo([0, second, 2 * second, 3 * second]).map((response) =>
      response.kind === 'restart' ? response.delay : undefined,
    );
    assert.deepEqual(delays, [0, 1_000, 5_000, 15_000]);
  });

  it('gives up at the fifth crash within three minutes', () => {
    const last = responsesTo([0, 1, 2, 3, 4]).at(-1);
    assert.deepEqual(last, { kind: 'give-up', crashes: [0, 1, 2, 3, 4] });
  });

  it('forgets crashes that are three minutes old', () => {
    const responses = responsesTo([0, 1, 2, 3, 3 * minute + 1]);
    assert.deepEqual(responses.at(-1), { kind: 'restart', delay: 5_000, crashes: [2, 3, 3 * minute + 1] });
  });

  it('never gives up on one crash an hour', () => {
    const hours = Array.from({ length: 24 }, (_, hour) => hour * 60 * minute);
    assert.ok(responsesTo(hours).every((response) => response.kind === 'restart' && response.delay === 0));
  });
});
