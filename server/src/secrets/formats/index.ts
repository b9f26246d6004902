import type { SecretFormat } from '../format.ts';
import { ai } from './ai.ts';
import { auth } from './auth.ts';
import { microsoftAzure } from './azure.ts';
import { chat } from './chat.ts';
import { ciAndRegistries } from './ci-and-registries.ts';
import { cloud } from './cloud.ts';
import { databases } from './databases.ts';
import { mailAndSms } from './mail-and-sms.ts';
import { monitoring } from './monitoring.ts';
import { payments } from './payments.ts';
import { services } from './services.ts';
import { sourceHosts } from './source-hosts.ts';

export const formats: readonly SecretFormat[] = [
  ...cloud,
  ...microsoftAzure,
  ...payments,
  ...sourceHosts,
  ...ciAndRegistries,
  ...chat,
  ...mailAndSms,
  ...ai,
  ...databases,
  ...auth,
  ...monitoring,
  ...services,
];
