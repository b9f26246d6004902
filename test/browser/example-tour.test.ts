import assert from 'node:assert/strict';
import { it } from 'node:test';
import { inEditor } from './in-editor.ts';

const file = 'src/checkout.ts';

/** The steps are those of examples/shop/README.md. */
it('the tour of the example shows what it promises', async () => {
  await inEditor({ project: 'example' }, async (editor) => {
    await editor.openAt(file, 'sendReceipt(order)');
    await editor.problemsInFile(3);
    await editor.hoverOver('sendReceipt(order)', /rejects/);
    await editor.takePicture('finding');

    await editor.showFixes();
    await editor.takePicture('quick-fix');
    await editor.takeFix(/^Await/, editor.line('await sendReceipt(order)'));
    await editor.problemsInFile(2);
    await editor.takePicture('fixed');
    const before = editor.textOnDisk(file);
    await editor.press('Control+Z');
    await editor.line('await sendReceipt(order)').waitFor({ state: 'detached' });
    await editor.problemsInFile(3);
    assert.equal(editor.textOnDisk(file), before);

    await editor.showProblems();
    await editor.problems.filter({ hasText: 'query-never-run' }).first().waitFor();
    await editor.problems.filter({ hasText: 'webhooks.ts' }).first().waitFor();
    await editor.takePicture('problems');
  });
});
