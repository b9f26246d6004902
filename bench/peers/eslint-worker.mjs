// Runs inside the forked process of typescript-eslint.mjs; the working directory is the subject's.
import { ESLint } from 'eslint';

const eslint = new ESLint({ cwd: process.cwd(), allowInlineConfig: false, warnIgnored: false });

process.on('message', async ({ id, file, text }) => {
  try {
    const results = await eslint.lintText(text, { filePath: file });
    const messages = results.flatMap((result) => result.messages);
    process.send({ id, lines: messages.filter(({ ruleId }) => ruleId !== null).map(({ line }) => line - 1) });
  } catch (error) {
    process.send({ id, failure: String(error) });
  }
});
