import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { floating, withEditor } from './project.ts';

const timeout = 30_000;

describe('a document that is opened and edited', { timeout }, () => {
  const current = withEditor();

  it('gets its findings with the version they are about', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/run.ts');
    await editor.open(uri, floating);
    await editor.analyzed(uri);
    const [published] = editor.publishes(uri).slice(-1);
    assert.equal(published?.version, 1);
    assert.deepEqual(
      published.diagnostics.map(({ code, range }) => [code, range.start.line]),
      [['floating-promise', 3]],
    );
  });
});
