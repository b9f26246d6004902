import assert from 'node:assert/strict';
import { it } from 'node:test';
import { dropOutranked } from '../../server/src/engine/precedence.ts';

const finding = (rule: string, start: number, end: number) => ({ rule, span: { start, end } });
const query = finding('query-never-run', 10, 30);

it('the more specific rule speaks alone at one place', () => {
  assert.deepEqual(dropOutranked([finding('floating-promise', 10, 31), query]), [query]);
  assert.deepEqual(dropOutranked([query, finding('floating-promise', 5, 30)]), [query]);
});

it('findings elsewhere, of other rules and of one rule alone stay', () => {
  const others = [finding('floating-promise', 11, 29), query, finding('unused-suppression', 10, 30)];
  assert.deepEqual(dropOutranked(others), others);
  const alone = [finding('floating-promise', 10, 30)];
  assert.deepEqual(dropOutranked(alone), alone);
});
