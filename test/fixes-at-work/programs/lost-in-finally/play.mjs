import { say } from './failing.mjs';

const { exportOrders } = await import('./src/app.mjs');
try {
  say(JSON.stringify(exportOrders('no-such-folder', [{ id: 'o-1' }])));
} catch (error) {
  say(error.code);
}
