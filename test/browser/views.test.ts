import { it } from 'node:test';
import { inEditor } from './in-editor.ts';

it('somebody without a mouse goes from a killer to a finding, to its place in the code and to its page', async () => {
  await inEditor({ project: 'example' }, async (editor) => {
    await editor.openAt('src/checkout.ts', 'sendReceipt(order)');
    await editor.problemsInFile(3);
    await editor.showView('By Killer', 'Fails and nobody hears it');
    await editor.reach('Home', editor.focusedRow('Fails and nobody hears it'));
    // Once opens a heading, twice goes on to what is under it.
    await editor.reach('ArrowRight', editor.focusedRow('floating-promise'));
    await editor.reach('ArrowRight', editor.focusedRow('nobody hears it'));
    await editor.takePicture('views');
    await editor.press('Enter');
    await editor.run('Temper: Why Is This Here?');
    await editor.activeTab('floating-promise').waitFor();
    await editor.pageSays('nobody hears it');
    await editor.takePicture('why');
  });
});
