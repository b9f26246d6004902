import assert from 'node:assert/strict';
import { it } from 'node:test';
import { packAssistant } from './assistant.ts';
import { inEditor } from './in-editor.ts';

const file = 'src/reviews.ts';
/** Of a key it has the shape alone. */
const key = ['xoxb', '418290736152', '5820937461528', 'QmZx7Tr2Lp9Vc4Ks8WnB3dYf'].join('-');

/** A promise that floats, a key, and a body that gets into a query. */
const suggestion = `reviewsRouter.post('/report', async (req, res) => {
  try {
    const { reviewId, reason } = req.body;
    await prisma.$executeRawUnsafe(\`UPDATE "Review" SET "report" = '\${reason}' WHERE "id" = '\${reviewId}'\`);
    tellModerators(\`Review \${reviewId} was reported: \${reason}\`);
    res.json({ reported: true });
  } catch (error) {
    logger.error('Failed to report review', { error: String(error) });
    res.status(500).json({ error: 'Could not report the review' });
  }
});

async function tellModerators(text: string) {
  const response = await fetch('https://slack.com/api/chat.postMessage', {
    method: 'POST',
    headers: { Authorization: 'Bearer ${key}', 'Content-Type': 'application/json' },
    body: JSON.stringify({ channel: 'moderators', text }),
    signal: AbortSignal.timeout(5_000),
  });
  if (!response.ok) throw new Error(\`Slack answered \${response.status}\`);
}`;

it('somebody who read nothing accepts a suggestion, and mends with a click each what is wrong in it', async () => {
  const assistant = await packAssistant(suggestion);
  await inEditor({ project: 'example', extensions: [assistant] }, async (editor) => {
    await editor.openAt(file, 'export const reviewsRouter');
    const before = editor.textOnDisk(file);
    await editor.problemsInFile(1);
    await editor.press('Control+End');
    await editor.type('\n// Let customers report a review\n');
    await editor.acceptSuggestion(editor.line('async function tellModerators'));
    await editor.problemsInFile(5);
    await editor.endOfLine('nobody hears it');
    await editor.takePicture('suggestion');

    await editor.goTo('prisma.$executeRawUnsafe');
    await editor.takeFix(/^Give the values to/, editor.line('prisma.$executeRaw`'));
    await editor.goTo('tellModerators(`');
    await editor.takeFix(/^Await/, editor.line('await tellModerators'));
    await editor.goTo('Authorization:');
    await editor.takeFix(/^Move the Slack bot token/, editor.line('SLACK_BOT_TOKEN'));
    // What the query is given is no longer taken for a part of it, and still nobody has looked at it.
    await editor.problemsInFile(2);
    await editor.showProblems();
    await editor.problems.filter({ hasText: 'query-never-run' }).first().waitFor();
    await editor.takePicture('suggestion-mended');
    await editor.focusCode();
    await editor.saveAll();

    const code = editor.textOnDisk(file);
    assert.ok(code.includes(before.trimEnd().split('\n').at(-1) ?? ''));
    assert.match(code, /prisma\.\$executeRaw`UPDATE "Review" SET "report" = \$\{reason\} WHERE "id" = \$\{reviewId\}`/);
    assert.match(code, /await tellModerators\(/);
    assert.match(code, /Authorization: `Bearer \$\{/);
    assert.ok(!code.includes(key));
    assert.match(editor.textOnDisk('.env'), /^SLACK_BOT_TOKEN=xoxb-/m);
  });
});
