import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ts } from '../../server/src/engine/syntax.ts';
import { ProjectStore } from '../../server/src/project/snapshot-store.ts';
import { semanticsOf } from '../../server/src/semantics/semantics.ts';
import { MemoryFiles } from '../project/memory-files.ts';

const file = '/app/account.ts';
const noFacts = { neverRejects: [], libraries: [] };

/** What is said without types of the call in the first variable's initializer. */
function thenableOf(code: string): string {
  const snapshot = new ProjectStore({ fileSystem: new MemoryFiles({ [file]: code }), roots: ['/app'] }).snapshot();
  const statement = snapshot.tree(file)?.statements.find((each) => ts.isVariableStatement(each));
  const value = statement?.declarationList.declarations[0]?.initializer;
  assert.ok(value !== undefined);
  return semanticsOf(snapshot, noFacts).thenables.isThenable(value);
}

describe('a function whose declared type its type arguments make', () => {
  const declared = (body: string): string =>
    `type Of<T> = T extends string ? { id: T } : { of: T }; function make<T>(of: T): Of<T> { ${body} } const made = make('a');`;

  it('gives no promise where all that it returns is plainly none', () => {
    assert.equal(thenableOf(declared(`if (of === '') return [] as never; return { of } as Of<T>;`)), 'no');
  });

  it('is left to types where it returns what others made, or nothing that is seen', () => {
    assert.equal(thenableOf(declared('return load(of) as Of<T>;')), 'unknown');
    assert.equal(thenableOf(declared(`if (of === '') return { of } as Of<T>; return pending as Of<T>;`)), 'unknown');
    assert.equal(thenableOf(declared('throw new Error(String(of));')), 'unknown');
  });
});
