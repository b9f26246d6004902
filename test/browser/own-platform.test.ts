import { it } from 'node:test';
import { ownTarget } from '../../scripts/native-package.ts';
import { inEditor } from './in-editor.ts';

const target = ownTarget();
const settings = { 'temper.typeOracle': 'native' };

it('the package for this platform answers with TypeScript 7', { skip: target === undefined }, async () => {
  await inEditor({ project: 'sample', target, settings }, async (editor) => {
    await editor.openAt('src/checkout.ts', 'sendReceipt(orderId)');
    await editor.errors.first().waitFor();
    await editor.run('Temper: Show What Runs and How Long');
    await editor.line('types come from TypeScript 7').waitFor();
  });
});

it('the universal package says that it has no TypeScript 7, and answers without', async () => {
  await inEditor({ project: 'sample', settings }, async (editor) => {
    await editor.openAt('src/checkout.ts', 'sendReceipt(orderId)');
    await editor.errors.first().waitFor();
    await editor.run('Temper: Show What Runs and How Long');
    await editor.line('types come from TypeScript 6').waitFor();
  });
});
