import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { answerTo, say } from './failing.mjs';

const program = spawn(process.execPath, ['src/app.mjs'], {
  stdio: ['pipe', 'pipe', 'inherit'],
  env: { ...process.env, PORT: '0' },
});
const ended = once(program, 'exit');
const lines = createInterface({ input: program.stdout })[Symbol.asyncIterator]();
const { value: port } = await lines.next();
const answer = answerTo(`http://127.0.0.1:${port}/orders`, { headers: { connection: 'close' } }).catch(
  (error) => error.message,
);
await lines.next();
// The signal by which platforms end a process; to name it here would look as if the program heard of it.
program.kill();
program.stdin.on('error', () => {});
program.stdin.end('written');
const [code, signal] = await ended;
say(await answer, `ended: ${signal ?? code}`);
