import { ts } from '../engine/syntax.ts';
import { wordsOfName } from '../secrets/secret-names.ts';
import { accountOf, isLogin, siblingsOf } from './declared-secrets.ts';

/** A password that the code around it says to open nothing: of an example, of samples, or one of several that are tried. */
export const isMadeUpLogin = (literal: ts.Expression): boolean =>
  isOfExample(literal) || isTried(literal) || isOfSamples(literal) || isOfTestRun(literal);

/** `{ email: 'admin@example.com', password: 'password123' }` shows how something is called. */
const isOfExample = (literal: ts.Expression): boolean => hasAccount(literal, exampleAccount);

const exampleAccount = /@(?:test\.[\w.-]+|example\.(?:com|org|net))$/;

/** `{ email: 'smoke@shop.invalid', password: '…' }`: names that no computer ever has, by RFC 2606; and `not-an-email`. */
export const isOfNobody = (literal: ts.Expression): boolean =>
  hasAccount(literal, /@(?:[\w-]+\.)*(?:invalid|test|example)$|^(?:not|invalid|bad|wrong)[-_ ][^@]*$/i);

const hasAccount = ({ parent }: ts.Expression, account: RegExp): boolean =>
  isLogin(parent) && siblingsOf(parent).some(([, value]) => account.test(value));

/** `{ NODE_ENV: 'test', JWT_SECRET: '…' }`: the environment of a program that is started to try it. */
const isOfTestRun = ({ parent }: ts.Expression): boolean =>
  isLogin(parent) && siblingsOf(parent).some(([key, value]) => key === 'NODE_ENV' && value === 'test');

/** `[{ user: 'root', password: 'root' }, { user: 'root', password: 'toor' }]`: no account has two passwords. */
function isTried({ parent: own }: ts.Expression): boolean {
  if (!isLogin(own) || !ts.isArrayLiteralExpression(own.parent.parent)) return false;
  const accounts = own.parent.parent.elements.flatMap((each) =>
    ts.isObjectLiteralExpression(each) ? (accountOf(each) ?? []) : [],
  );
  return new Set(accounts).size < accounts.length;
}

const samples: ReadonlySet<string> = new Set([
  'sample',
  'samples',
  'demo',
  'mock',
  'mocked',
  'dummy',
  'example',
  'examples',
]);

/** `testUsers`; what a function called `testLogin` signs in with may be real. */
const forTests = /^test[-_]?(?:users?|accounts?|logins|credentials)$/i;

/** In `sampleCredentials`, in `addSampleUsers()`, in `testUsers`. */
function isOfSamples(literal: ts.Expression): boolean {
  for (let node: ts.Node = literal.parent; !ts.isSourceFile(node); node = node.parent) {
    const name = ts.isVariableDeclaration(node) || ts.isFunctionLike(node) ? node.name : undefined;
    if (!name || !ts.isIdentifier(name)) continue;
    if (forTests.test(name.text) || wordsOfName(name.text).some((word) => samples.has(word))) return true;
  }
  return false;
}

/** `{ label: 'Manager', email: 'manager@…', password: 'manager123' }`: a password that whoever sees the account guesses. */
export function isGuessedFromAccount(literal: ts.Expression, password: string): boolean {
  const property = literal.parent;
  const word = password.toLowerCase().replace(/[^a-z]+$/, '');
  if (word === '' || !isLogin(property)) return false;
  return siblingsOf(property).some(([, value]) => value.toLowerCase().split('@')[0] === word);
}
