import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type CrashResponse, noCrashes, respondToCrash } from '../../client/src/restart-policy.ts';

/** The answers to crashes of servers that ran this long each, in milliseconds. */
function responsesTo(runs: readonly number[]): readonly CrashResponse[] {
  const responses: CrashResponse[] = [];
  let now = 0;
  for (const ran of runs) {
    const response = respondToCrash(responses.at(-1)?.history ?? noCrashes, (now += ran), ran);
    if (response.kind === 'restart') now += response.delay;
    responses.push(response);
  }
  return responses;
}

const delaysOf = (responses: readonly CrashResponse[]): readonly (number | undefined)[] =>
  responses.map((response) => (response.kind === 'restart' ? response.delay : undefined));

describe('respondToCrash', () => {
  it('starts again at once after a first crash', () => {
    assert.deepEqual(delaysOf(responsesTo([7])), [0]);
  });

  it('waits longer each time that the server does not come up, and then gives up', () => {
    assert.deepEqual(delaysOf(responsesTo([0, 0, 0, 0, 0, 0])), [0, 0, 1_000, 5_000, 15_000, undefined]);
  });

  it('says how often the server ended', () => {
    assert.deepEqual(responsesTo([0, 0]).at(-1)?.history.times, [0, 0]);
  });

  it('starts a server again at once that ran before it ended, fifty times', () => {
    const runs = Array.from({ length: 50 }, (_, at) => 400 + ((at * 733) % 3_000));
    assert.deepEqual(new Set(delaysOf(responsesTo(runs))), new Set([0]));
  });

  it('gives up on one that ends again and again after a second', () => {
    const responses = responsesTo(Array.from({ length: 101 }, () => 1_100));
    assert.ok(responses.slice(0, 100).every(({ kind }) => kind === 'restart'));
    assert.equal(responses.at(-1)?.kind, 'give-up');
  });

  it('never gives up on one crash an hour', () => {
    assert.deepEqual(new Set(delaysOf(responsesTo(Array.from({ length: 200 }, () => 3_600_000)))), new Set([0]));
  });
});
