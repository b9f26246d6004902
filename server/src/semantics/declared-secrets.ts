import { ts } from '../engine/syntax.ts';
import { isCommonPassword, namedSecret } from '../secrets/named-secret.ts';
import { secretNameOf } from '../secrets/secret-names.ts';
import { couldBeSecret, shapeOf } from '../secrets/value-shape.ts';
import { environmentVariable } from './environment-reads.ts';
import { type LiteralPlace, type PlacedLiteral, placeOfLiteral } from './literal-places.ts';
import { saysNo } from './letting-in.ts';
import { propertyNameText } from './nodes.ts';
import { issuedFallback } from './secret-fallbacks.ts';
import { scopesOf } from './scopes.ts';
import { ends } from './validated-environment.ts';

/** What the place of a text says of it. */
export interface DeclaredSecret {
  /** In a sentence: `JWT secret`. */
  readonly label: string;
  /** The name that says so. */
  readonly name: string;
  readonly how: 'named' | 'compared' | 'header';
}

/** A text that is a secret by the name it is given, compared with or sent under. */
export function declaredSecret({ place }: PlacedLiteral, text: string): DeclaredSecret | undefined {
  switch (place.kind) {
    case 'named':
      return ofHeader(place.name, text) ?? ofNamed(place, text);
    case 'compared':
      return ofCompared(place, text);
    case 'argument':
      return ofPair(place, text);
    case 'attribute':
      return ofAttribute(place.name, text);
    default:
      return ofFallback(place, text);
  }
}

function ofFallback({ name }: Extract<LiteralPlace, { kind: 'fallback' }>, text: string): DeclaredSecret | undefined {
  const said = name === undefined ? undefined : issuedFallback(name, text);
  return said && name !== undefined ? { label: said.label, name, how: 'named' } : undefined;
}

function ofNamed({ name, owner }: Extract<LiteralPlace, { kind: 'named' }>, text: string): DeclaredSecret | undefined {
  if (isOnlyFallback(owner) || isFallbackOfId(owner)) return undefined;
  const said = namedSecret(name, text) ?? (isLogin(owner) ? ofLogin(name, text, owner) : undefined);
  return said && { label: said.label, name, how: 'named' };
}

/** `const DEFAULT_SECRET = 'dev'`, used in `process.env.SECRET ?? DEFAULT_SECRET` and nowhere else. */
function isOnlyFallback(owner: ts.Node): boolean {
  const references = referencesTo(owner);
  return references.length > 0 && references.every((each) => placeOfLiteral(each)?.place.kind === 'fallback');
}

/** `const FALLBACK_KEY = '…'`, used in `clientId || FALLBACK_KEY`: what may take the place of an id is one. */
const isFallbackOfId = (owner: ts.Node): boolean =>
  referencesTo(owner).some((each) => {
    const place = placeOfLiteral(each)?.place;
    return place?.kind === 'fallback' && place.name !== undefined && isOfEverybody.test(place.name);
  });

const isOfEverybody = /(?:[a-z]I[dD]|_id)$|_ID$|public|publishable/;

function referencesTo(owner: ts.Node): readonly ts.Identifier[] {
  if (!ts.isVariableDeclaration(owner) || !ts.isIdentifier(owner.name)) return [];
  return scopesOf(owner.getSourceFile()).bindingOf(owner.name)?.references ?? [];
}

/** `{ host: 'localhost', user: 'root', password: 'root' }`: what stands beside it says that it is a real password. */
function ofLogin(name: string, text: string, owner: ts.PropertyAssignment) {
  const said = secretNameOf(name);
  if (said?.label !== 'password') return undefined;
  const shape = shapeOf(text);
  if (isConnection(owner) && (couldBeSecret(shape) || shape === 'sentence') && text.length >= 3) return said;
  return isCommonPassword(text) && isAccount(owner) ? said : undefined;
}

export const isLogin = (node: ts.Node): node is ts.PropertyAssignment =>
  ts.isPropertyAssignment(node) && ts.isObjectLiteralExpression(node.parent);

const connectionKeys = new Set([
  'host',
  'hostname',
  'server',
  'database',
  'dbname',
  'dialect',
  'port',
  'connectionLimit',
]);
const accountKeys = new Set(['user', 'username', 'userName', 'email', 'login', 'role', 'isAdmin']);

const isConnection = (property: ts.PropertyAssignment): boolean =>
  siblingsOf(property).filter(([key]) => connectionKeys.has(key) || key === 'user').length >= 2;

const isAccount = (property: ts.PropertyAssignment): boolean =>
  siblingsOf(property).some(([key, value]) => accountKeys.has(key) && (/@/.test(value) || isCommonPassword(value)));

/** What stands beside it, by its key. */
export const siblingsOf = (property: ts.PropertyAssignment): readonly (readonly [string, string])[] =>
  textsOf(property.parent, property);

/** The user of a login. */
export const accountOf = (login: ts.ObjectLiteralExpression): string | undefined =>
  textsOf(login).find(([key]) => accountKeys.has(key))?.[1];

function textsOf(
  { properties }: ts.ObjectLiteralExpression,
  except?: ts.PropertyAssignment,
): readonly (readonly [string, string])[] {
  return properties.flatMap((each) => {
    if (each === except || !ts.isPropertyAssignment(each)) return [];
    const key = propertyNameText(each.name);
    const value = endOf(each.initializer);
    return key === undefined ? [] : [[key, value] as const];
  });
}

/** Of a template, the text behind its last value: `@example.com` of `user${now}@example.com`. */
function endOf(value: ts.Expression): string {
  if (ts.isTemplateExpression(value)) return value.templateSpans.at(-1)?.literal.text ?? '';
  return ts.isStringLiteralLike(value) ? value.text : '';
}

/** `password === 'admin123'`; what a new one is compared with must not be chosen. */
function ofCompared(
  { name, comparison }: Extract<LiteralPlace, { kind: 'compared' }>,
  text: string,
): DeclaredSecret | undefined {
  const said = secretNameOf(name);
  if (
    said === undefined ||
    isRefused(comparison) ||
    isToSayWhich(comparison) ||
    isToKnowTheDefault(comparison) ||
    isOfEnvironment(comparison) ||
    /^new(?![a-z])/i.test(name.replace(/([a-z])([A-Z])/g, '$1 $2'))
  )
    return undefined;
  const fits = namedSecret(name, text) ?? (said.label === 'password' && isCommonPassword(text));
  return fits ? { label: said.label, name, how: 'compared' } : undefined;
}

/** `process.env.SESSION_SECRET === 'dev-secret'` asks whether it was left at its default: nobody gave anything. */
const isOfEnvironment = ({ left, right }: ts.BinaryExpression): boolean =>
  [left, right].some((each) => environmentVariable(each) !== undefined);

/** `if (secret === 'dev-secret') throw …` and `… return { valid: false }` refuse what it is compared with. */
function isRefused({ operatorToken, parent }: ts.BinaryExpression): boolean {
  const { kind } = operatorToken;
  if (kind !== ts.SyntaxKind.EqualsEqualsToken && kind !== ts.SyntaxKind.EqualsEqualsEqualsToken) return false;
  let node: ts.Node = parent;
  while (ts.isBinaryExpression(node) || ts.isParenthesizedExpression(node)) node = node.parent;
  if (!ts.isIfStatement(node)) return false;
  const { thenStatement } = node;
  const last = ts.isBlock(thenStatement) ? thenStatement.statements.at(-1) : thenStatement;
  return ends(thenStatement) || (last !== undefined && saysNo(last));
}

/** `secret === 'dev-secret' ? 'the default' : 'your own'` opens nothing. */
function isToSayWhich(comparison: ts.BinaryExpression): boolean {
  const { parent } = comparison;
  return (
    ts.isConditionalExpression(parent) &&
    parent.condition === comparison &&
    [parent.whenTrue, parent.whenFalse].some(isWording)
  );
}

/** `const startsWithDefault = password === 'Welcome-2024'`: whether somebody still has what all begin with. */
function isToKnowTheDefault({ parent }: ts.BinaryExpression): boolean {
  let node: ts.Node = parent;
  while (ts.isBinaryExpression(node) || ts.isParenthesizedExpression(node)) node = node.parent;
  const name = ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node) ? node.name.getText() : '';
  return /default|defecto|padr[aã]o|initial|temporary/i.test(name);
}

const isWording = (expression: ts.Expression): boolean =>
  (ts.isStringLiteralLike(expression) && /\s|^\*+$/.test(expression.text)) ||
  (ts.isBinaryExpression(expression) &&
    expression.operatorToken.kind === ts.SyntaxKind.PlusToken &&
    [expression.left, expression.right].some(isWording));

/** `headers.set('x-api-key', '…')`, `setProperty('API_TOKEN', '…')` */
function ofPair({ call, at }: Extract<LiteralPlace, { kind: 'argument' }>, text: string): DeclaredSecret | undefined {
  const before = call.arguments?.[at - 1];
  if (before === undefined || !ts.isStringLiteralLike(before)) return undefined;
  const header = ofHeader(before.text, text);
  if (header !== undefined) return header;
  const shape = shapeOf(text);
  const said = shape === 'random' || shape === 'uuid' ? namedSecret(before.text, text) : undefined;
  return said && { label: said.label, name: before.text, how: 'named' };
}

/** A key that a component is given is one for browsers. */
function ofAttribute(name: string, text: string): DeclaredSecret | undefined {
  const said = namedSecret(name, text);
  return said && /password|secret/.test(said.label) ? { label: said.label, name, how: 'named' } : undefined;
}

const authorization = /^(proxy-)?authorization$/i;
const schemes = /^(bearer|basic|token|bot|apikey|api-key|key|digest) +(?=\S)/i;

/** `Authorization: 'Bearer …'` */
function ofHeader(name: string, text: string): DeclaredSecret | undefined {
  if (!authorization.test(name)) return undefined;
  const [scheme = ''] = schemes.exec(text) ?? [];
  const rest = text.slice(scheme.length);
  const isBasic = /^basic /i.test(scheme);
  const isSecret = isBasic ? isBasicLogin(rest) : isToken(rest, scheme !== '');
  if (!isSecret) return undefined;
  return { label: isBasic ? 'password' : 'token', name: isBasic ? 'BASIC_AUTH' : 'API_TOKEN', how: 'header' };
}

/** `user:password`, as it is or in base64. */
function isBasicLogin(text: string): boolean {
  const [, password = ''] = /^[^:\s]+:(.+)$/.exec(text) ?? [];
  if (password !== '') return couldBeSecret(shapeOf(password));
  return (
    /^[A-Za-z0-9+/_-]{8,}={0,2}$/.test(text) &&
    shapeOf(text) !== 'stand-in' &&
    shapeOf(text) !== 'blank' &&
    !/^[a-z]+$/i.test(text)
  );
}

function isToken(text: string, hasScheme: boolean): boolean {
  const shape = shapeOf(text);
  if (shape === 'random' || shape === 'uuid') return text.length >= 16;
  if (!hasScheme) return false;
  return shape === 'typed' ? text.length >= 8 : shape === 'words' && /\d/.test(text) && text.length >= 8;
}
