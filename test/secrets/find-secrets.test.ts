import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { base62Of, crc32 } from '../../server/src/secrets/checksums.ts';
import { findSecrets, type TextKind } from '../../server/src/secrets/secret.ts';
import { basic, hex, jwt, of, pem, random, uuid } from './samples.ts';

interface Expected {
  readonly says: string;
  readonly text: string;
  readonly kind: TextKind;
  readonly format: string;
  readonly value: string;
  readonly certainty?: string;
  readonly variable?: string;
}

const service = jwt({ iss: 'supabase', ref: 'abcdefghij', role: 'service_role', iat: 1700000000 });
const ofDays = jwt({ sub: 'user-42', iat: 1754000000, exp: 1754600000 });
const untilThen = jwt({ sub: 'user-42', exp: 1754600000 });
const handwritten = jwt({ sub: 'user-42' }).replace(/[^.]*$/, 'expired');
const session = jwt({ sub: 'user-81', scope: 'admin' });
const githubInUrl = of('gh', 'p_', random(30), base62Of(crc32(random(30))));
const awsSecret = of('hT9v', 'Kq2L/x7RmZ4+WcNb8', 'PsYd3HgJ6fXaEu1QoXi');

const found: readonly Expected[] = [
  {
    says: 'a service-role key is certain',
    text: `key = '${service}'`,
    kind: 'code',
    format: 'supabase-service-role-key',
    value: service,
    certainty: 'certain',
    variable: 'SUPABASE_SERVICE_ROLE_KEY',
  },
  {
    says: 'any other token is likely',
    text: `fetch(url, '${session}')`,
    kind: 'code',
    format: 'json-web-token',
    value: session,
    certainty: 'likely',
  },
  {
    says: 'a session of days is doubtful',
    text: `token = "${ofDays}"`,
    kind: 'code',
    format: 'json-web-token',
    value: ofDays,
    certainty: 'doubtful',
  },
  {
    says: 'so is one that does not say since when it is good',
    text: `token = "${untilThen}"`,
    kind: 'code',
    format: 'json-web-token',
    value: untilThen,
    certainty: 'doubtful',
  },
  {
    says: 'a token whose signature is a word is doubtful',
    text: `token = "${handwritten}"`,
    kind: 'code',
    format: 'json-web-token',
    value: handwritten,
    certainty: 'doubtful',
  },
  {
    says: 'a token that cannot be read is doubtful',
    text: of('x = "eyJ', random(30), '.eyJ', random(40), '.', random(30), '"'),
    kind: 'code',
    format: 'json-web-token',
    value: of('eyJ', random(30), '.eyJ', random(40), '.', random(30)),
    certainty: 'doubtful',
  },
  {
    says: 'a key in PEM',
    text: `const key = \`${pem()}\`;`,
    kind: 'code',
    format: 'private-key',
    value: pem(),
    certainty: 'certain',
  },
  {
    says: 'a key in PEM whose lines are written as \\n',
    text: `{"key": "${pem('RSA PRIVATE KEY', undefined, '\\n')}"}`,
    kind: 'settings',
    format: 'private-key',
    value: pem('RSA PRIVATE KEY', undefined, '\\n'),
    certainty: 'certain',
  },
  {
    says: 'an encrypted key in PEM is likely',
    text: pem('ENCRYPTED PRIVATE KEY'),
    kind: 'other',
    format: 'private-key',
    value: pem('ENCRYPTED PRIVATE KEY'),
    certainty: 'likely',
  },
  {
    says: 'a password in the URL of a database',
    text: of('url = postgres', '://app:', 'Zk7-qT2w@db.acme.io:5432/main'),
    kind: 'settings',
    format: 'database-url',
    value: 'Zk7-qT2w',
    certainty: 'likely',
    variable: 'DATABASE_URL',
  },
  {
    says: 'a password with an at sign in a URL',
    text: of('mongodb', '+srv://app:', 'p@ssK7-qT2w@cluster0.acme.mongodb.net'),
    kind: 'settings',
    format: 'database-url',
    value: 'p@ssK7-qT2w',
    variable: 'MONGODB_URI',
  },
  {
    says: 'a password that a machine made, for a database behind a proxy on the own machine',
    text: of('const url = "postgres', '://shop:', random(32), '@localhost:5432/shop"'),
    kind: 'code',
    format: 'database-url',
    value: random(32),
    certainty: 'likely',
  },
  {
    says: 'a password for one’s own machine is doubtful',
    text: of('mysql', '://root:', 'm42ploz2wd@localhost:3306/app'),
    kind: 'settings',
    format: 'database-url',
    value: 'm42ploz2wd',
    certainty: 'doubtful',
  },
  {
    says: 'a password in the URL of a service',
    text: of('git clone https', '://deploy:', 'Zk7qT2wLm@git.acme.io/app.git'),
    kind: 'shell',
    format: 'url-credentials',
    value: 'Zk7qT2wLm',
    certainty: 'likely',
  },
  {
    says: 'a password in a connection string',
    text: of('Server=db.acme.io;Database=app;Uid=app;', 'Pwd=Zk7-qT2wLm;'),
    kind: 'settings',
    format: 'connection-string',
    value: 'Zk7-qT2wLm',
  },
  {
    says: 'an account key in a connection string',
    text: of('DefaultEndpointsProtocol=https;AccountName=acme;Account', 'Key=', random(86), '==;'),
    kind: 'settings',
    format: 'azure-account-key',
    value: of(random(86), '=='),
  },
  {
    says: 'user name and password in a Basic header',
    text: `'Authorization': 'Basic ${basic('api', 'Zk7-qT2wLm')}'`,
    kind: 'code',
    format: 'basic-credentials',
    value: basic('api', 'Zk7-qT2wLm'),
  },
  {
    says: 'a token in a Bearer header',
    text: `curl -H "Authorization: Bearer ${random(32)}" https://api.acme.io`,
    kind: 'shell',
    format: 'bearer-token',
    value: random(32),
  },
  {
    says: 'a UUID in a header for keys',
    text: `curl -H "X-Api-Key: ${uuid}" https://api.acme.io`,
    kind: 'shell',
    format: 'generic',
    value: uuid,
  },
  {
    says: 'a password given to curl',
    text: 'curl -u deploy:Zk7-qT2wLm https://api.acme.io',
    kind: 'shell',
    format: 'curl-credentials',
    value: 'Zk7-qT2wLm',
  },
  {
    says: 'a password given to curl on the next line',
    text: 'curl -X POST \\\n  --user "deploy:Zk7-qT2wLm" https://api.acme.io',
    kind: 'prose',
    format: 'curl-credentials',
    value: 'Zk7-qT2wLm',
  },
  {
    says: 'the secret beside an AWS key id, whatever it is called',
    text: of('first: AK', 'IAQ7RT2ZXVMWC4TBNP', '\nsecond: ', awsSecret),
    kind: 'settings',
    format: 'aws-secret-access-key',
    value: awsSecret,
    certainty: 'certain',
  },
  {
    says: 'a Google key for models, by its own name beside one for maps',
    text: of('MAPS_KEY=AI', 'za', random(36).slice(1), '\nGOOGLE_AI_STUDIO_KEY=AI', 'za', random(35)),
    kind: 'settings',
    format: 'google-ai-api-key',
    value: of('AI', 'za', random(35)),
  },
  {
    says: 'a token after an escaped line end',
    text: of('"\\nsk_', 'live_', random(24), '"'),
    kind: 'code',
    format: 'stripe-live-secret-key',
    value: of('sk_', 'live_', random(24)),
    certainty: 'certain',
  },
  {
    says: 'a Stripe test key is likely',
    text: of('sk_', 'test_', random(24)),
    kind: 'code',
    format: 'stripe-test-secret-key',
    value: of('sk_', 'test_', random(24)),
    certainty: 'likely',
  },
  {
    says: 'a token in a URL',
    text: of('https://x-access-token:', githubInUrl, '@github.com/acme/app'),
    kind: 'shell',
    format: 'github-personal-token',
    value: githubInUrl,
  },
  {
    says: 'a password in .env',
    text: 'DB_PASSWORD=Zk7-qT2wLm\n',
    kind: 'settings',
    format: 'generic',
    value: 'Zk7-qT2wLm',
    certainty: 'likely',
    variable: 'DB_PASSWORD',
  },
  {
    says: 'a password in YAML',
    text: 'smtp:\n  password: Zk7-qT2wLm\n',
    kind: 'settings',
    format: 'generic',
    value: 'Zk7-qT2wLm',
  },
  {
    says: 'a secret in JSON',
    text: `{ "session_secret": "${random(24)}" }`,
    kind: 'settings',
    format: 'generic',
    value: random(24),
    variable: 'SESSION_SECRET',
  },
  {
    says: 'a secret in TOML',
    text: `jwt_secret = "${random(24)}"`,
    kind: 'settings',
    format: 'generic',
    value: random(24),
  },
  {
    says: 'a secret in a Dockerfile',
    text: `ENV API_TOKEN=${random(24)}`,
    kind: 'shell',
    format: 'generic',
    value: random(24),
  },
  {
    says: 'a secret in XML',
    text: `<password>${random(16)}</password>`,
    kind: 'markup',
    format: 'generic',
    value: random(16),
  },
  {
    says: 'a secret in the attributes of XML',
    text: `<add key="ApiSecret" value="${random(24)}" />`,
    kind: 'markup',
    format: 'generic',
    value: random(24),
  },
  {
    says: 'a secret in the environment of a container',
    text: `- name: API_TOKEN\n  value: "${random(24)}"`,
    kind: 'settings',
    format: 'generic',
    value: random(24),
  },
  {
    says: 'a secret given to a command',
    text: `acme login --token ${random(24)}`,
    kind: 'shell',
    format: 'generic',
    value: random(24),
  },
  {
    says: 'a secret in a call',
    text: `setProperty("API_TOKEN", "${random(24)}")`,
    kind: 'code',
    format: 'generic',
    value: random(24),
  },
  {
    says: 'a key of a known provider, by its name',
    text: `DATADOG_API_KEY=${hex(32)}`,
    kind: 'settings',
    format: 'datadog-api-key',
    value: hex(32),
  },
  {
    says: 'a UUID where the provider’s keys are UUIDs',
    text: `HEROKU_API_KEY=${uuid}`,
    kind: 'settings',
    format: 'heroku-legacy-api-key',
    value: uuid,
  },
  {
    says: 'a machine’s secret in a comment of code',
    text: `// client_secret: ${random(32)}`,
    kind: 'code',
    format: 'generic',
    value: random(32),
  },
];

describe('secrets in any text', () => {
  for (const { says, text, kind, format, value, certainty, variable } of found) {
    it(says, () => {
      const matches = findSecrets(text, kind);
      const match = matches.find((each) => each.format === format);
      assert.ok(match, `found ${JSON.stringify(matches.map((each) => each.format))}`);
      assert.equal(text.slice(match.span.start, match.span.end), value);
      if (certainty !== undefined) assert.equal(match.certainty, certainty);
      if (variable !== undefined) assert.equal(match.variable, variable);
    });
  }

  it('are told once each', () => {
    const text = of('STRIPE_SECRET_KEY=sk_', 'live_', random(30), '\n');
    assert.equal(findSecrets(text, 'settings').length, 1);
  });

  it('are told in the order of the text, without their values', () => {
    const text = `DB_PASSWORD=Zk7-qT2wLm\nAPI_TOKEN=${random(24)}\n`;
    const matches = findSecrets(text, 'settings');
    assert.deepEqual(
      matches.map(({ variable }) => variable),
      ['DB_PASSWORD', 'API_TOKEN'],
    );
    assert.ok(!JSON.stringify(matches).includes('Zk7-qT2wLm'));
    assert.ok(!JSON.stringify(matches).includes(random(24)));
  });
});
