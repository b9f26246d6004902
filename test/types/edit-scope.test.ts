import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ts } from '../../server/src/engine/syntax.ts';
import { functionsAround } from '../../server/src/types/edit-scope.ts';

const page = `export function Page({ user }) {
  const name = user.name;
  return user ? <main title={name}>{load()}</main> : <Login />;
}`;

function touchesReturn(place: string): boolean {
  const tree = ts.createSourceFile('page.tsx', page, ts.ScriptTarget.Latest, true);
  const start = page.indexOf(place);
  const [fn] = functionsAround(tree, { start, end: start, newLength: 1 });
  assert.ok(fn !== undefined);
  return fn.touchesReturn;
}

describe('an edit in the return statement of a component', () => {
  it('changes no type inside of its elements', () => {
    assert.equal(touchesReturn('load()'), false);
    assert.equal(touchesReturn('title'), false);
    assert.equal(touchesReturn('Login'), false);
  });

  it('may change it between them', () => {
    assert.equal(touchesReturn('? <main'), true);
    assert.equal(touchesReturn(': <Login'), true);
    assert.equal(touchesReturn('user ?'), true);
  });

  it('is none outside of it', () => {
    assert.equal(touchesReturn('name;'), false);
  });
});
