import assert from 'node:assert/strict';
import { it } from 'node:test';
import { inEditor } from './in-editor.ts';

/** Enough that nobody reads them all, in what Git takes for a repository. */
const files = {
  '.git/HEAD': 'ref: refs/heads/main\n',
  '.git/config': '[core]\n\trepositoryformatversion = 0\n',
  '.git/objects/info/packs': '',
  '.git/refs/heads/.keep': '',
  'src/resend.ts': `import { sendReceipt } from './lib/email';

type Order = Parameters<typeof sendReceipt>[0];
${Array.from({ length: 12 }, (_, at) => `\nexport function resend${at}(order: Order): void {\n  sendReceipt(order);\n}\n`).join('')}`,
};

it('a repository full of findings shows only what is new, once somebody wants that', async () => {
  await inEditor({ project: 'example', files }, async (editor) => {
    await editor.openAt('src/resend.ts', 'resend0');
    await editor.problemsInFile(12);
    await editor.answerMessage(/Temper found \d+ errors/, 'New Code Only');
    await editor.notified(/The baseline holds \d+ findings/);
    await editor.unmarkedCode('resend0');
    assert.ok(editor.hasOnDisk('temper.baseline.json'));

    await editor.press('Control+End');
    await editor.type('export const again = (order: Order): void => void order.id;');
    await editor.press('Enter');
    // The last brace is typed over where the editor has closed it, which it does not while it is busy.
    await editor.type('export function resendAll(order: Order): void { sendReceipt(order); }');
    await editor.problemsInFile(1);
    await editor.takePicture('new-code-only');
  });
});
