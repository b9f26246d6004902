import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stripeKey } from '../made-up-keys.ts';
import { Editor, uriOf } from './editor.ts';
import { floating, Project } from './project.ts';

/** A text rule finds the key at once, the promise is found once the file is checked whole. */
const both = `${floating}export const key = '${stripeKey}';\n`;

describe('a server that takes the place of one that broke down', { timeout: 120_000 }, () => {
  it('leaves what is on screen until it has looked for itself', async () => {
    const project = new Project({
      'src/open.ts': both,
      'src/closed.ts': floating,
      'src/mended.ts': floating.replace('  send(order)', '  await send(order)'),
    });
    const [open, closed, mended, gone] = ['open', 'closed', 'mended', 'gone'].map((name) =>
      project.uri(`src/${name}.ts`),
    ) as [string, string, string, string];
    const elsewhere = uriOf('/elsewhere/unsaved.ts');
    const outlived = [open, closed, mended, gone, elsewhere];
    const editor = await Editor.start({ folders: [project.folder], options: { outlived } });
    try {
      await editor.open(open, both);
      await editor.open(elsewhere, 'export const nothing = 1;\n');
      await editor.analyzed(open);
      await editor.analyzed(elsewhere);
      assert.deepEqual(
        editor.publishes(open).map(({ diagnostics }) => diagnostics.length),
        [2],
      );
      assert.deepEqual(editor.diagnosticsOf(elsewhere), []);
      assert.equal(editor.publishes(elsewhere).length, 1);
      assert.equal((await editor.shows(closed, () => true)).length, 1);
      assert.equal((await editor.shows(mended, () => true)).length, 0);
      assert.equal((await editor.shows(gone, () => true)).length, 0);
    } finally {
      await editor.stop();
      project.remove();
    }
  });
});
