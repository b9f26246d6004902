import assert from 'node:assert/strict';
import { it } from 'node:test';
import { inEditor } from './in-editor.ts';

it('a finding is ignored by a comment that keeps the reason the user types', async () => {
  await inEditor({ project: 'sample' }, async (editor) => {
    await editor.openAt('src/refund.ts', 'sendReceipt(orderId)');
    await editor.errors.first().waitFor();
    await editor.showFixes();
    await editor.takeFix(/^Ignore.*(here|line)/, editor.inputBox(/Ignore/));
    await editor.answer(/Ignore/, 'the queue sends it again');
    await editor.unmarkedCode('temper-ignore-next-line');
    await editor.save();
    assert.match(
      editor.textOnDisk('src/refund.ts'),
      /^ {2}\/\/ temper-ignore-next-line floating-promise -- the queue sends it again\n {2}sendReceipt\(orderId\);$/m,
    );
  });
});
