import { say } from './failing.mjs';

delete process.env.BILLING_URL;
try {
  await import('./src/app.mjs');
  say('starts, and asks a machine that nobody runs');
} catch (error) {
  say(`does not start: ${error.message}`);
}
