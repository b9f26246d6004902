import { answerTo, quiet, say, serving } from './failing.mjs';

const log = quiet();
process.env.DATABASE_URL = 'postgres://shop@127.0.0.1:1/shop';
const { app } = await import('./src/app.mjs');
const answer = await answerTo(`${await serving(app)}/products`);
const told = ['ECONNREFUSED', '127.0.0.1:1', 'at '].filter((words) => answer.includes(words));
say(answer.slice(0, 3), `told: ${told.join(', ')}`, `in the log: ${log.some((line) => line.includes('ECONNREFUSED'))}`);
