import { answerTo, json, quiet, say, service, serving } from './failing.mjs';

quiet();
const mail = await service((request, response) => json(response, 503, {}));
process.env.MAIL_URL = mail.url;
const rejected = new Promise((resolve) => {
  process.on('unhandledRejection', (error) => resolve(`ended the process: ${error.message}`));
});
const { app } = await import('./src/app.mjs');
app.use((error, request, response, _next) => response.status(500).end(`answered: ${error.message}`));
const answer = await answerTo(`${await serving(app)}/orders/o-1`, { method: 'POST' });
say(answer.startsWith('500') ? answer : `${answer}, then ${await rejected}`);
