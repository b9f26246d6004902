import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sampleSource } from '../sample-project.ts';
import { inEditor } from './in-editor.ts';

const file = 'src/reminder.ts';
/** Of a key it has the shape alone. */
const key = ['sk', 'live', 'T7rQ2mZx9LpV4cKs8WnB3dYf'].join('_');

const fix = /^Move the live Stripe secret key/;

it('a key that is pasted is marked, and moves to the environment by one fix, which one undo takes back', async () => {
  await inEditor({ project: 'sample' }, async (editor) => {
    await editor.openAt(file, 'const order');
    await editor.press('End');
    await editor.press('Enter');
    await editor.paste(`sign(order, '${key}');`);
    await editor.errors.first().waitFor();
    const isMoved = editor.line("requireEnv('STRIPE_SECRET_KEY')");
    await editor.takeFix(fix, isMoved);
    await editor.notified(/history of Git/);

    await editor.focusCode();
    await editor.press('Control+Z');
    await editor.line(key).waitFor();
    for (const made of ['env.ts', '.env', '.gitignore']) await editor.goneFromExplorer(made);
    assert.equal(editor.hasOnDisk('.env'), false);

    await editor.takeFix(fix, isMoved);
    await editor.saveAll('reminder.ts', 'env.ts', '.env', '.env.example', '.gitignore');
    const code = sampleSource(file)
      .replace("js';\n", "js';\nimport { requireEnv } from './env.js';\n")
      .replace('trim();\n', "trim();\n  sign(order, requireEnv('STRIPE_SECRET_KEY'));\n");
    assert.equal(editor.textOnDisk(file), code);
    assert.equal(editor.textOnDisk('.env'), `STRIPE_SECRET_KEY=${key}\n`);
    assert.equal(editor.textOnDisk('.env.example'), 'STRIPE_SECRET_KEY=\n');
    assert.equal(editor.textOnDisk('.gitignore'), '.env\n');
    assert.match(editor.textOnDisk('src/env.ts'), /export function requireEnv\(name: string\): string/);
  });
});
