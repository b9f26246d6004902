import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sampleSource } from '../sample-project.ts';
import { inEditor } from './in-editor.ts';

const file = 'src/checkout.ts';

it('a folder that is not trusted gets its findings in Restricted Mode, and still after it was trusted', async () => {
  await inEditor({ project: 'sample', workspaceTrust: true }, async (editor) => {
    await editor.statusItem('Restricted Mode').waitFor();
    await editor.openAt(file, 'sendReceipt(orderId)');
    await editor.errors.first().waitFor();

    await editor.trustFolder();
    await editor.openAt(file, 'sendReceipt(orderId)');
    await editor.errors.first().waitFor();
    await editor.showFixes();
    await editor.takeFix(/^Await/, editor.line('await sendReceipt(orderId)'));
    await editor.unmarkedCode('await sendReceipt(orderId)');
    await editor.save();
    assert.equal(editor.textOnDisk(file), sampleSource(file).replace('  sendReceipt(', '  await sendReceipt('));
  });
});

it('the configuration of a folder acts only once the folder is trusted', async () => {
  const files = { 'temper.config.json': '{ "rules": { "floating-promise": "warning" } }' };
  await inEditor({ project: 'sample', workspaceTrust: true, files }, async (editor) => {
    await editor.openAt(file, 'sendReceipt(orderId)');
    await editor.errors.first().waitFor();
    await editor.trustFolder();
    await editor.openAt(file, 'sendReceipt(orderId)');
    await editor.warnings.first().waitFor();
  });
});
