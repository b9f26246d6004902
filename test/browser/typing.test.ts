import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sampleSource } from '../sample-project.ts';
import { inEditor } from './in-editor.ts';

it('a call that nobody waits for is marked as it is typed, listed among the problems, and awaited by one fix', async () => {
  await inEditor({ project: 'sample' }, async (editor) => {
    await editor.openAt('src/reminder.ts', 'const order');
    await editor.press('End');
    await editor.press('Enter');
    await editor.type('sendReceipt(order);');
    await editor.errors.first().waitFor();
    await editor.hoverOver('sendReceipt(order)', /rejects/);

    await editor.showProblems();
    await editor.problems.filter({ hasText: 'floating-promise' }).first().waitFor();

    await editor.focusCode();
    await editor.press('Home');
    await editor.showFixes();
    await editor.takeFix(/^Await/, editor.line('await sendReceipt(order)'));
    await editor.unmarkedCode('await sendReceipt(order)');

    await editor.save();
    const typed = sampleSource('src/reminder.ts').replace('trim();\n', 'trim();\n  await sendReceipt(order);\n');
    assert.equal(editor.textOnDisk('src/reminder.ts'), typed);
  });
});
