import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planOf, type KnownFile, type KnownWorkspace } from '../../server/src/hosts/lsp/known-files.ts';

/** `a` imports `b`, which imports `c`; `d` imports something that is not there. */
const files: Readonly<Record<string, Partial<KnownFile>>> = {
  '/a.ts': { imports: ['/b.ts'] },
  '/b.ts': { imports: ['/c.ts'] },
  '/c.ts': {},
  '/d.ts': { missesImports: true },
  '/e.ts': {},
};

describe('what holds of an earlier check of the workspace', () => {
  it('is all of it where nothing changed, and nothing is checked', () => {
    assert.deepEqual(planOf(known(), keys()), { standing: Object.keys(files), toCheck: [] });
  });

  it('is what was found in files with the same text; what changed and what imports it is checked first', () => {
    const plan = planOf(known(), keys({ '/c.ts': 'changed' }));
    assert.deepEqual(plan.standing, ['/a.ts', '/b.ts', '/d.ts', '/e.ts']);
    assert.deepEqual(plan.toCheck, ['/c.ts', '/a.ts', '/b.ts', '/d.ts', '/e.ts']);
  });

  it('counts those that imported a file that is gone as concerned', () => {
    const plan = planOf(known(), without('/c.ts'));
    assert.deepEqual(plan.standing, ['/a.ts', '/b.ts', '/d.ts', '/e.ts']);
    assert.deepEqual(plan.toCheck, ['/a.ts', '/b.ts', '/d.ts', '/e.ts']);
  });

  it('counts those that waited for a file that is new as concerned', () => {
    const plan = planOf(known(), keys({ '/new.ts': 'new' }));
    assert.deepEqual(plan.toCheck.slice(0, 2), ['/new.ts', '/d.ts']);
    assert.equal(plan.toCheck.length, 6);
  });

  it('checks everything where the check had not come to its end', () => {
    const plan = planOf({ ...known(), isWhole: false }, keys());
    assert.deepEqual(plan.standing, Object.keys(files));
    assert.deepEqual(plan.toCheck, Object.keys(files));
  });

  it('always checks environment files, of which Git has a say', () => {
    const environment = { '/.env': {} };
    const plan = planOf(known({ ...files, ...environment }), keys({ '/.env': 'key of /.env' }));
    assert.deepEqual(plan.toCheck, ['/.env']);
  });
});

function known(all: Readonly<Record<string, Partial<KnownFile>>> = files): KnownWorkspace {
  const entries = Object.entries(all).map(([file, said]): [string, KnownFile] => [
    file,
    { key: `key of ${file}`, findings: [], limits: [], imports: [], missesImports: false, ...said },
  ]);
  return { circumstances: '', isWhole: true, files: new Map(entries) };
}

function keys(changed: Readonly<Record<string, string>> = {}): ReadonlyMap<string, string> {
  const same = Object.keys(files).map((file) => [file, `key of ${file}`] as const);
  return new Map([...same, ...Object.entries(changed)]);
}

function without(gone: string): ReadonlyMap<string, string> {
  return new Map([...keys()].filter(([file]) => file !== gone));
}
