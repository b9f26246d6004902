import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { namedSecret } from '../../server/src/secrets/named-secret.ts';
import { environmentNameOf, secretNameOf } from '../../server/src/secrets/secret-names.ts';

const strong: Readonly<Record<string, string>> = {
  password: 'password',
  DB_PASSWORD: 'password',
  userPassword: 'password',
  mongoPwd: 'password',
  JWT_SECRET: 'JWT secret',
  jwtSecret: 'JWT secret',
  clientSecret: 'client secret',
  stripeAPIKey: 'API key',
  apikey: 'API key',
  'x-api-key': 'API key',
  accessToken: 'access token',
  AWS_SECRET_ACCESS_KEY: 'secret key',
  SUPABASE_SERVICE_ROLE_KEY: 'service role key',
  aesKey: 'encryption key',
  secretOrKey: 'secret',
};
const weak = ['token', 'auth', 'dbPass', 'OPENAI_KEY', 'authorization'];
const none = (
  'publicKey SUPABASE_ANON_KEY cacheKey primaryKey key storageKey tokenUrl accessTokenName passwordLabel PASSWORD_REGEX csrfToken ' +
  'maxTokens tokens nextToken keyId secretName credentialsId hasPassword forgotPassword passwordHash authState tokenAddress clientId ' +
  'monkey keyboard compass bypass passport author'
).split(' ');

describe('secretNameOf', () => {
  for (const [name, label] of Object.entries(strong)) {
    it(`${name} is a ${label}`, () => {
      assert.equal(secretNameOf(name)?.label, label);
      assert.equal(secretNameOf(name)?.strength, 'strong');
    });
  }
  for (const name of weak) it(`${name} may be one`, () => assert.equal(secretNameOf(name)?.strength, 'weak'));
  for (const name of none) it(`${name} is none`, () => assert.equal(secretNameOf(name), undefined));
});

describe('environmentNameOf', () => {
  it('is in capitals', () => {
    assert.equal(environmentNameOf('jwtSecret'), 'JWT_SECRET');
    assert.equal(environmentNameOf('stripeAPIKey'), 'STRIPE_API_KEY');
    assert.equal(environmentNameOf('2captcha-key'), 'SECRET_2CAPTCHA_KEY');
  });
});

describe('namedSecret', () => {
  const secrets: readonly (readonly [string, string])[] = [
    ['password', 'hunter2'],
    ['password', 'hgfedcba'],
    ['DB_PASSWORD', 'Passw0rd!'],
    ['JWT_SECRET', 'my-super-secret-key'],
    ['apiKey', 'AKq83hfKqpZ71mNvTqqw'],
    ['token', 'AKq83hfKqpZ71mNvTqqw'],
    ['password', '123456'],
  ];
  for (const [name, value] of secrets) it(`${name}: ${value}`, () => assert.ok(namedSecret(name, value)));

  const others: readonly (readonly [string, string])[] = [
    ['password', 'password'],
    ['password', 'current-password'],
    ['password', 'Password is required'],
    ['token', 'access_token'],
    ['JWT_SECRET', 'your-secret-key'],
    ['apiKey', 'x-api-key'],
    ['secret', 'optional'],
    ['token', 'hunter2'],
    ['API_KEY', '<API_KEY>'],
    ['clientId', '3b241101-e2bb-4255-8caf-4136c566a962'],
    ['cacheKey', 'AKq83hfKqpZ71mNvTqqw'],
  ];
  for (const [name, value] of others)
    it(`not ${name}: ${value}`, () => assert.equal(namedSecret(name, value), undefined));
});
