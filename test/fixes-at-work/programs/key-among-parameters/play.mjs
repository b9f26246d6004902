import { bank, twice } from './bank.mjs';
import { say } from './failing.mjs';

process.removeAllListeners('warning');
const charges = await bank();
const { pay } = await import('./src/app.mjs');
const { sent } = await twice(() => pay({ id: 'o-1', total: 2000 }));
say(`charges: ${charges.size}`, `sent: ${sent}`);
