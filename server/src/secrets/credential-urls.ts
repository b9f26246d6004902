import { type Detector, detectionOf } from './detector.ts';
import { urlCredentials } from './formats/auth.ts';
import { databaseUrl } from './formats/databases.ts';
import { authority, certaintyOfLogin } from './url-credentials.ts';

/** Schemes of databases and brokers, and where their URLs are usually kept. */
const variables: ReadonlyMap<string, string> = new Map(
  Object.entries({
    postgres: 'DATABASE_URL',
    postgresql: 'DATABASE_URL',
    mysql: 'DATABASE_URL',
    mysql2: 'DATABASE_URL',
    mariadb: 'DATABASE_URL',
    mssql: 'DATABASE_URL',
    sqlserver: 'DATABASE_URL',
    cockroachdb: 'DATABASE_URL',
    clickhouse: 'CLICKHOUSE_URL',
    mongodb: 'MONGODB_URI',
    'mongodb+srv': 'MONGODB_URI',
    redis: 'REDIS_URL',
    rediss: 'REDIS_URL',
    amqp: 'AMQP_URL',
    amqps: 'AMQP_URL',
    nats: 'NATS_URL',
    neo4j: 'NEO4J_URI',
    bolt: 'NEO4J_URI',
  }),
);

export const credentialUrls: Detector = {
  keywords: ['://'],
  look({ text, report }, at) {
    authority.lastIndex = at + 3;
    const [found, user = '', password = '', host = ''] = authority.exec(text) ?? [];
    if (found === undefined) return;
    const certainty = certaintyOfLogin(user, password, host);
    if (certainty === undefined) return;
    const variable = variables.get(schemeBefore(text, at));
    const start = at + 3 + user.length + 1;
    const format = variable ? databaseUrl : urlCredentials;
    report(detectionOf(format, start, start + password.length, { certainty, ...(variable && { variable }) }));
  },
};

function schemeBefore(text: string, at: number): string {
  const [scheme = ''] = /[a-z][a-z0-9+]*$/i.exec(text.slice(Math.max(0, at - 15), at)) ?? [];
  return scheme.toLowerCase();
}
