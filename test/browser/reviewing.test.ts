import assert from 'node:assert/strict';
import { it } from 'node:test';
import { packAssistant } from './assistant.ts';
import { inEditor } from './in-editor.ts';

const file = 'src/reviews.ts';

const suggestion = `reviewsRouter.delete('/:id', async (req, res) => {
  try {
    tellModerators(\`Review \${req.params.id} is gone\`);
    res.json({ deleted: true });
  } catch (error) {
    logger.error('Failed to delete review', { error: String(error) });
    res.status(500).json({ error: 'Could not delete the review' });
  }
});

async function tellModerators(text: string) {
  const response = await fetch('https://chat.example.org/moderators', {
    method: 'POST',
    body: JSON.stringify({ text }),
  });
  if (!response.ok) throw new Error(\`The chat answered \${response.status}\`);
}`;

it('a suggestion is reviewed by keyboard: each fix is shown beside the code before it is taken', async () => {
  const assistant = await packAssistant(suggestion);
  await inEditor({ project: 'example', extensions: [assistant] }, async (editor) => {
    await editor.openAt(file, 'export const reviewsRouter');
    await editor.problemsInFile(1);
    await editor.press('Control+End');
    await editor.type('\n// Let moderators delete a review\n');
    await editor.acceptSuggestion(editor.line('async function tellModerators'));
    await editor.problemsInFile(3);
    await editor.goTo('tellModerators(`');
    await editor.run('Temper: Review the AI Suggestion at the Cursor');

    await editor.reviewAt('1 of 2', /^If tellModerators\(…\) rejects \(it awaits fetch\(…\)\), nobody hears it/);
    await editor.comparison('await tellModerators');
    await editor.takePicture('review');
    await editor.press('Enter');
    await editor.reviewAt('2 of 2', /^When chat.example.org takes the connection/);
    await editor.comparison('AbortSignal.timeout');
    await editor.press('Enter');

    await editor.activeTab('reviews.ts').waitFor();
    await editor.problemsInFile(1);
    // By its key: a list of commands would be taken away when the review gives the code back its focus.
    await editor.save();
    const code = editor.textOnDisk(file);
    assert.match(code, /await tellModerators\(/);
    assert.match(code, /signal: AbortSignal\.timeout\(/);
  });
});
