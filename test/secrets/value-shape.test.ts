import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { couldBeSecret, shapeOf, type ValueShape } from '../../server/src/secrets/value-shape.ts';

const shapes: Readonly<Record<ValueShape, readonly string[]>> = {
  empty: ['', ' ', 'x'],
  blank: [
    '<API_KEY>',
    '${TOKEN}',
    '{{ secret }}',
    '%DB_PASSWORD%',
    'xxxxxxxx',
    'sk-xxxxxxxx',
    '********',
    '...',
    '$PASSWORD',
    '__TOKEN__',
  ],
  'stand-in': [
    'your-secret-key',
    'changeme',
    'change-me-in-production',
    'EXAMPLE_KEY',
    'insert-token-here',
    'test-key',
    'fake',
    'todo',
    'my-placeholder',
    'no-password',
  ],
  sentence: ['Password is required', 'Bitte Passwort eingeben', 'keyboard cat', 'Contraseña'],
  location: [
    'https://shop.dev/login',
    'credentials.clientSecret',
    '/api/auth/login',
    './keys/private.pem',
    '~/.ssh/id_ed25519',
    'admin@shop.dev',
    'arn:aws:iam::1:role/x',
    'config.json',
  ],
  connection: ['postgres://app:hunter2@db:5432/shop', 'redis://:s3same@cache:6379'],
  uuid: ['3b241101-e2bb-4255-8caf-4136c566a962'],
  digest: [
    '$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy',
    'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
  ],
  alphabet: ['ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz0123456789', 'ABCDEFGHJKMNPQRSTVWXYZ23456789'],
  number: ['1.2.3', '2026-01-31', '12:30'],
  'public-key': ['-----BEGIN PUBLIC KEY-----', 'ssh-ed25519 AAAA'],
  'json-web-token': ['eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoiYW5vbiJ9.c2lnbmF0dXJl'],
  markup: [
    '#password',
    '.btn-login',
    '^[A-Za-z]+$',
    '/xox[baprs]-[0-9a-zA-Z-]+/',
    'input[type=password]',
    'var(--key)',
    '#ff00aa',
  ],
  constant: ['ACCESS_TOKEN', 'USER_PASSWORD_RESET', 'FS_PMF_CLIENT_ID'],
  words: ['secret', 'supersecret', 'my-super-secret-key', 'hunter2', 'p@ssw0rd', 'access_token'],
  typed: ['hgfedcba', 's3cr3t', '123456', 'Zuq7pLx2'],
  random: ['AKq83hfKqpZ71mNvTqqw', '5f4dcc3b5aa765d61d8327deb882cf99', 'QWxhZGRpbjpvcGVuIHNlc2FtZQ=='],
};

describe('the shape of a value', () => {
  for (const [shape, values] of Object.entries(shapes)) {
    for (const value of values) it(`${JSON.stringify(value)} is ${shape}`, () => assert.equal(shapeOf(value), shape));
  }

  it('says which can be secret', () => {
    assert.deepEqual(
      Object.keys(shapes).filter((shape) => isShape(shape) && couldBeSecret(shape)),
      ['connection', 'words', 'typed', 'random'],
    );
  });

  it('takes no longer than the text is long', () => {
    for (const part of ['a', '<', '-', 'a ', 'a:/', '{', 'a.', '/', '"', '${'])
      assert.ok(shapeOf(part.repeat(200_000)));
  });
});

const isShape = (text: string): text is ValueShape => text in shapes;
