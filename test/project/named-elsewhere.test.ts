import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ProjectStore } from '../../server/src/project/snapshot-store.ts';
import { MemoryFiles } from './memory-files.ts';

const own = '/w/src/checks.ts';
const unused = "export const other = 'checkKey2';";

function storeOf(files: Readonly<Record<string, string>>): ProjectStore {
  const disk = new MemoryFiles({ '/w/package.json': '{}', [own]: 'export function checkKey() {}', ...files });
  return new ProjectStore({ fileSystem: disk, roots: ['/w'] });
}

const isNamed = (store: ProjectStore): boolean | undefined => store.snapshot().isNamedElsewhere?.('checkKey', own);

describe('whether other code names what a file exports', () => {
  it('takes whole names of other code alone', () => {
    assert.equal(isNamed(storeOf({ '/w/src/app.ts': unused })), false);
    assert.equal(isNamed(storeOf({ '/w/src/app.ts': "import { checkKey } from './checks.ts';" })), true);
    assert.equal(isNamed(storeOf({ '/w/README.md': 'checkKey' })), false);
  });

  it('leaves tests and copies out', () => {
    assert.equal(isNamed(storeOf({ '/w/tests/checks.test.ts': 'checkKey();' })), false);
    assert.equal(isNamed(storeOf({ '/w/src/app.old.ts': 'checkKey();' })), false);
  });

  it('follows what is written in other files', () => {
    const store = storeOf({ '/w/src/app.ts': unused, '/w/src/pages.ts': '' });
    assert.equal(isNamed(store), false);
    store.setText('/w/src/app.ts', 'checkKey();');
    assert.equal(isNamed(store), true);
    store.setText('/w/src/app.ts', unused);
    assert.equal(isNamed(store), false);
    store.setText('/w/src/pages.ts', 'checkKey();');
    assert.equal(isNamed(store), true);
  });

  it('is not looked through where there is too much of it', () => {
    const many = Array.from({ length: 2_000 }, (_, at) => [`/w/src/part${at}.ts`, unused] as const);
    assert.equal(isNamed(storeOf(Object.fromEntries(many))), true);
  });
});
