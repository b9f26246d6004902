import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { contextOf, sample } from '../../scripts/audit/sample.ts';
import { repositoryIn } from '../../scripts/audit/subject.ts';
import { candidate, verdict } from './judged.ts';

const many = Array.from({ length: 40 }, (_, index) => candidate({ line: index + 1 }));
const options = { per: 5, seed: '1', judged: [] };

describe('a sample', () => {
  it('is the same for the same seed, in whatever order findings come', () => {
    const drawn = sample(many, options);
    assert.equal(drawn.length, 5);
    assert.deepEqual(sample([...many].reverse(), options), drawn);
    assert.notDeepEqual(sample(many, { ...options, seed: '2' }), drawn);
  });

  it('takes as many of each rule and severity', () => {
    const others = many.map((each) => ({ ...each, severity: 'warning' as const }));
    const rare = candidate({ rule: 'query-never-run' });
    const drawn = sample([...many, ...others, rare], options);
    const count = (wanted: (typeof drawn)[number]['severity']): number =>
      drawn.filter(({ rule, severity }) => rule === 'floating-promise' && severity === wanted).length;
    assert.deepEqual([count('error'), count('warning'), drawn.length], [5, 5, 11]);
  });

  it('leaves out what has a verdict', () => {
    const [first, ...rest] = sample(many, options);
    assert.ok(first);
    const next = sample(many, { ...options, judged: [verdict({ line: first.line, commit: 'cdad6a3ff' })] });
    assert.deepEqual(
      next.filter(({ line }) => line === first.line),
      [],
    );
    assert.equal(next.length, 5);
    for (const each of rest) assert.ok(next.includes(each), 'the others stay drawn');
  });
});

describe('the context of a finding', () => {
  const text = 'one\r\ntwo\nthree\nfour\n';

  it('marks its line, and ends where the file does', () => {
    assert.deepEqual(contextOf(text, 2, 1), ['      1  one', '>     2  two', '      3  three']);
    assert.equal(contextOf(text, 1, 1)[0], '>     1  one');
    assert.equal(contextOf(text, 4, 9).length, 5);
  });
});

describe('the repository of a checkout', () => {
  it('is named by its origin, however that is written', () => {
    for (const address of [
      'https://github.com/acme/shop.git',
      'https://github.com/acme/shop/',
      'git@github.com:acme/shop.git',
      'ssh://git@example.org/acme/shop',
    ]) {
      assert.equal(repositoryIn(address), 'acme/shop');
    }
    assert.throws(() => repositoryIn('shop'), /names no repository/);
  });
});
