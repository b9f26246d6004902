import { type SecretName, secretNameOf, wordsOfName } from './secret-names.ts';
import { opensFromElsewhere } from './url-credentials.ts';
import { characterClasses, isShuffled, shapeOf, type ValueShape } from './value-shape.ts';

/**
 * The name, where it and the value together say that the value is a secret: `password = 'hunter2'`. Neither alone
 * would do; where the value is used may say more.
 */
export function namedSecret(name: string, value: string): SecretName | undefined {
  const said = secretNameOf(name);
  return said && namedAs(said, name, value, shapeOf(value));
}

/** As `namedSecret`, for whoever knows already what the name says and what the value looks like. */
export function namedAs(said: SecretName, name: string, value: string, shape: ValueShape): SecretName | undefined {
  const isSecret = !isPublicId.test(value) && !isNamed(name, value, shape) && fits(said, value, shape);
  return isSecret && !isSpelling(name, value) && !isIdOfSecret(name, shape) ? said : undefined;
}

/** `PROXY_PASSWORD=senha-proxy`: words that names are made of, and what its own says. */
function isNamed(name: string, value: string, shape: ValueShape): boolean {
  if (shape === 'random' || /[^A-Za-z_-]/.test(value)) return false;
  const own = wordsOfName(name);
  const words = wordsOfName(value);
  return words.length > 1 && words.every((word) => own.includes(word) || naming.has(word));
}

/** Of an account or a contract on a chain, the selector of a function, one who shows advertisements: all public. */
const isPublicId = /^0x(?:[0-9a-f]{8}|[0-9a-f]{40})$|^(?:ca-)?(?:app-)?pub-\d{16}(?:[~/]\d{10})?$/i;

/** Microsoft shows each client secret with an id, a UUID, which is often taken for it; its secrets are none. */
const isIdOfSecret = (name: string, shape: ValueShape): boolean =>
  shape === 'uuid' && /microsoft|azure|entra|msal/i.test(name);

/** `'trade secret': 'trade_secret'`: one word, written in two ways. */
const isSpelling = (name: string, value: string): boolean => lettersOf(name) === lettersOf(value);
const lettersOf = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '');

function fits({ strength, label }: SecretName, value: string, shape: ValueShape): boolean {
  switch (shape) {
    case 'random':
      return strength === 'strong' ? value.length >= 10 : value.length >= 16 && !versioned.test(value);
    case 'alphabet':
      return strength === 'strong' && isShuffled(value);
    case 'connection':
      return opensFromElsewhere(value);
    case 'uuid':
      return strength === 'strong' && !label.startsWith('access key');
    case 'typed':
      return strength === 'strong'
        ? value.length >= 6
        : value.length >= 12 && characterClasses(value) >= 3 && !versioned.test(value);
    case 'words':
      return strength === 'strong' && value.length >= 6 && isMadeUp(value, label);
    default:
      return false;
  }
}

/** `welcome-tour-v1`: what a key or a token of another sort is called. */
const versioned = /^[a-z]+(?:[-_][a-z]+)+[-_]v\d{1,3}$/;

/** `jwt-secret`, `newPassword`, `Token` name a secret; `super-secret-42`, `hunter2` may be one. */
function isMadeUp(value: string, label: string): boolean {
  if (/\s/.test(value) || /^[A-Z][a-z]+$/.test(value)) return false;
  const words = wordsOfName(value);
  if (words.every((word) => naming.has(word))) return false;
  // `self-test-webhook-secret`
  if (words.includes('test') && !/\d/.test(value)) return false;
  return (
    /\d/.test(value) || /[^\w.:/-]/.test(value) || speaksOfSecrets(value) || (label === 'password' && words.length > 2)
  );
}

const speaksOfSecrets = (value: string): boolean => /secret|passw|s3cr|p4ss|passphrase/i.test(value);

const common: ReadonlySet<string> = new Set(
  (
    'password passw0rd pass admin administrator root toor test guest demo user qwerty letmein welcome master secret postgres mysql ' +
    'senha contrasena passwort changeme login default monkey dragon abc123 123 1234 12345'
  ).split(' '),
);

/**
 * `confirmation_token`, `inviteToken`, `token` in a row of data: given to one person for one use, and mostly used by the time that it
 * stands in a file. A token that a program is configured with is called after what it opens, or `TOKEN`.
 */
export const isGivenOnce = (name: string): boolean => name === 'token' || once.test(wordsOfName(name).join(' '));
const once =
  /\b(?:confirm\w*|verif\w*|validation|invit\w*|reset|recovery|magic|link|fresh|one time|once|activation|otp|unsubscribe)(?: link)? token$/;

/** What is tried first by whoever wants in. */
export const isCommonPassword = (value: string): boolean =>
  common.has(value.toLowerCase().replace(/[\d!@#$*_.-]+$/, '')) || /^\d{3,}$/.test(value);

/** `TestPass123!`, `test-jwt-secret`, `secret-for-builds`: says that it was made up to try things out. */
export const isForTests = (value: string): boolean =>
  testPassword.test(value) || (speaksOf(testing, value) && /secret|key|token|passw/i.test(value));
const testPassword = /^test(?:ing|er|user)?[-_@#]?(?:pass(?:word)?|pwd)?[-_@#]?\d{0,6}\\?[!@#$]{0,4}$/i;
const testing = /^(?:test|testing|ci|e2e|validation|builds?)$/;

/** `shop-dev-secret`, `local_password`: says that it is for the machine of a developer. */
export const isForDevelopment = (value: string): boolean => speaksOf(developing, value);
const developing = /^(?:dev|development|local)$/;

/** `demo123` opens what everybody is to see. */
export const isForDemonstration = (value: string): boolean => /^demo[-_]?\d{0,4}!?$/i.test(value);

/** One of its words says so, of several; letters drawn by chance may spell anything. */
function speaksOf(wanted: RegExp, value: string): boolean {
  const words = value.toLowerCase().split(/[-_]/);
  return words.length > 1 && words.some((word) => wanted.test(word)) && shapeOf(value) !== 'random';
}

/** Words that names of fields, headers, storage keys and options are made of. */
const naming: ReadonlySet<string> = new Set(
  [
    'senha senhas contrasena passwort kennwort wachtwoord motdepasse usuario email clave chave secreta nova atual confirmar',
    'password passwords passwd pwd pass passphrase passcode token tokens secret secrets key keys api access refresh auth authorization bearer basic',
    'jwt session cookie csrf xsrf x id user username email login signin signup sign in up out admin client app service role server web private public',
    'current new old confirm confirmation confirmed repeat reset forgot forgotten change update verify verification validate required optional',
    'header query param body field input text value string type name label hidden visible default none true false oauth oauth2 sso saml mfa otp totp',
    'credential credentials account data form page path url uri code grant implicit authentication 2 and or the a of is not encryption signing',
    'staging production prod live sandbox whsec sk pk rk test testing health check db database redis aws s3 smtp mail stripe github google openai webhook bot signature hmac sha256 hash hashed encrypted plain raw',
  ].flatMap((line) => line.split(' ')),
);
