import { quiet, say, watched } from './failing.mjs';

quiet();
const { template } = await import('./src/app.mjs');
const work = watched(template('receipt'));
// Nothing is left to do for anybody.
process.once('beforeExit', () => say(work.now));
