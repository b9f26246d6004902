import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analyzeFile, analyzeWhole } from '../../server/src/engine/analyze.ts';
import { defaultConfigIn } from '../../server/src/engine/config.ts';
import { defineRule, type AnyRule, type Rule } from '../../server/src/engine/rule.ts';
import { ProjectStore } from '../../server/src/project/snapshot-store.ts';
import { rules as shipped } from '../../server/src/rules/index.ts';
import { MemoryFiles } from '../project/memory-files.ts';

const file = '/shop/src/checkout.ts';
const text = `save(order);
// temper-ignore-next-line broken -- it is told elsewhere
save(order, 'again');
// temper-ignore-next-line steady -- it is told elsewhere
save(receipt);
save(invoice);
`;
const snapshot = new ProjectStore({ fileSystem: new MemoryFiles({ [file]: text }), roots: ['/shop'] }).snapshot();

function rule(id: string, more: Partial<Rule> = {}): AnyRule {
  return defineRule({
    meta: {
      id,
      family: 'debt',
      severity: 'warning',
      needs: 'flow',
      docs: { why: 'It is marked.', bad: 'save();', good: 'await save();' },
    },
    check: (ctx) => ({ CallExpression: (node) => ctx.report(node, {}) }),
    message: () => `${id} marks this.`,
    fixes: [],
    ...more,
  });
}

const steady = rule('steady');
const suppressions = shipped.filter(({ meta }) => meta.family === 'suppressions');
const problem = new Error('No such node.');
const fail = (): never => {
  throw problem;
};

function outcome(broken: AnyRule) {
  const failures: (readonly [string, unknown])[] = [];
  const found = analyzeWhole(snapshot, file, {
    ...options([broken, steady, ...suppressions]),
    ruleFailed: (id, error) => failures.push([id, error]),
  });
  assert.ok(found);
  return { ...found, failures };
}

function options(rules: readonly AnyRule[]) {
  const config = defaultConfigIn('/shop');
  return { rules, config, tier: 'flow', suppressions: true, root: '/shop', today: '2026-01-31' } as const;
}

describe('a rule that throws', () => {
  const afterTwo = (): NonNullable<Rule['check']> => {
    let visits = 0;
    return (ctx) => ({
      CallExpression: (node) => {
        visits += 1;
        if (visits > 1) fail();
        ctx.report(node, {});
      },
    });
  };
  const cases: Readonly<Record<string, () => Partial<Rule>>> = {
    'before the walk': () => ({ check: fail }),
    'at a node': () => ({ check: () => ({ CallExpression: fail }) }),
    'after it has reported': () => ({ check: afterTwo() }),
    'in its message': () => ({ message: fail }),
    'in the title of a fix': () => ({ fixes: [{ id: 'fix', safety: 'safe', title: fail, edits: () => [] }] }),
  };
  for (const [when, more] of Object.entries(cases)) {
    it(`${when} costs its own findings alone`, () => {
      const { findings, suppressed, limits, failures } = outcome(rule('broken', more()));
      assert.deepEqual(
        findings.map(({ rule: id, range }) => `${id} ${range.start.line + 1}`),
        ['steady 1', 'steady 3', 'steady 6'],
        'and its suppressions are not called unused',
      );
      assert.deepEqual(
        suppressed.map(({ rule: id }) => id),
        ['steady'],
      );
      assert.deepEqual(failures, [['broken', problem]], 'told once');
      assert.equal(limits.length, 1);
      assert.match(limits[0] ?? '', /^The rule broken broke off, which is a defect of Temper/);
      assert.doesNotMatch(limits[0] ?? '', /No such node|\bat /);
    });
  }

  it('is asked no more in this file', () => {
    let visits = 0;
    const broken = rule('broken', {
      check: () => ({
        CallExpression: () => {
          visits += 1;
          fail();
        },
      }),
    });
    outcome(broken);
    assert.equal(visits, 1);
  });

  it('is well again in the next', () => {
    let isBroken = true;
    const broken = rule('broken', { message: () => (isBroken ? fail() : 'It is marked.') });
    assert.equal(outcome(broken).limits.length, 1);
    isBroken = false;
    assert.deepEqual(outcome(broken).limits, []);
    assert.equal(outcome(broken).findings.filter(({ rule: id }) => id === 'broken').length, 3);
  });

  it('needs nobody who listens', () => {
    assert.equal(analyzeWhole(snapshot, file, options([rule('broken', { check: fail })]))?.limits.length, 1);
  });
});

it('what is thrown into the analysis from outside, such as preemption, goes through', () => {
  const analysis = analyzeFile(snapshot, file, options([steady]));
  analysis.next();
  assert.throws(() => analysis.throw(problem), problem);
});
