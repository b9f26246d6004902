import { bank, twice } from './bank.mjs';
import { say } from './failing.mjs';

const charges = await bank();
const { pay } = await import('./src/app.mjs');
await twice(() => pay({ id: 'o-1', total: 2000 }));
say(`charges: ${charges.size}`);
