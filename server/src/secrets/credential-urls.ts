import { type Detector, detectionOf } from './detector.ts';
import { urlCredentials } from './formats/auth.ts';
import { databaseUrl } from './formats/databases.ts';
import type { Certainty } from './format.ts';
import { shapeOf } from './value-shape.ts';

/** `user:password@host`, up to the path; a password may hold `@`. */
const authority = /([^\s"'`<>/?#\\:@,;()[\]]{0,100}):([^\s"'`<>/?#\\]{1,200})@([^\s"'`<>/?#\\:@,;)]{1,255})/y;

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
    const certainty = certaintyOf(user, password, host);
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

const filledIn = /^\$|[{}<>*]|^%[sdv(]|^\[|\$\(|%[A-Z_]+%|^(x+|y+|z+)$/i;
const standIn =
  /^(my_?|your_?|the_?|db_?|user_?)?(password|passwd|pwd|secret|token|pw)\d?$|your|change|replace|example|placeholder|redacted|^(user|admin|root|guest|test|foo|bar|baz|abc|port|hunter2)$/i;

/** Databases on one's own machine or in one's own compose file, and hosts that exist in documents alone. */
const nearbyHost =
  /^(localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|host\.docker\.internal|[a-z0-9_-]+)$|(^|\.)(example\.(com|org|net)|example|test|invalid|local|localhost)$/i;

function certaintyOf(user: string, password: string, host: string): Certainty | undefined {
  if (filledIn.test(user) || filledIn.test(password) || filledIn.test(host)) return undefined;
  if (password.length < 4 || password === user || standIn.test(password) || /^(.)\1*$/.test(password)) return undefined;
  // What a machine made is worth keeping wherever it is used, as behind a proxy to a database in the cloud.
  const isNearby = nearbyHost.test(host) && !(password.length >= 20 && shapeOf(password) === 'random');
  const doubts = Number(isNearby) + Number(password === 'pass') + Number(/^\d+$/.test(password));
  if (doubts > 1 && password === 'pass' && !/example/.test(host)) return undefined;
  return doubts > 0 ? 'doubtful' : 'likely';
}
