import { isReadable } from './readable-text.ts';

/**
 * What a text looks like, before anybody asks where it stands.
 *
 * `blank`: a place to be filled in, `<API_KEY>`, `xxxx`, `${TOKEN}`. `stand-in`: words that say so, `your-secret-key`, `changeme`.
 * `words`: readable, `supersecret`; `typed`: what a person types for a password, `Passw0rd!`; `random`: made by a machine.
 * Only these three and `connection` can be somebody's secret, and `stand-in` where the program itself made it one.
 */
export type ValueShape =
  | 'empty'
  | 'blank'
  | 'stand-in'
  | 'sentence'
  | 'location'
  /** A URL with a password in it. */
  | 'connection'
  | 'uuid'
  | 'digest'
  | 'alphabet'
  | 'number'
  | 'public-key'
  /** What it grants stands in it, see the formats. */
  | 'json-web-token'
  | 'markup'
  | 'constant'
  | 'words'
  | 'typed'
  | 'random';

/** As much of a value as decides what it looks like. */
const enough = 1000;

/** A value is asked about by several in a row, and never kept beyond the next one. */
let asked: { readonly value: string; readonly shape: ValueShape } = { value: '', shape: 'empty' };

export function shapeOf(value: string): ValueShape {
  if (asked.value !== value) asked = { value, shape: shapeAnew(value) };
  return asked.shape;
}

function shapeAnew(value: string): ValueShape {
  const text = value.slice(0, enough).trim();
  if (text.length < 2) return 'empty';
  if (publicKey.test(text)) return 'public-key';
  if (isBlank(text)) return 'blank';
  if (uuid.test(text) || severalIds.test(text)) return 'uuid';
  if (jsonWebToken.test(text)) return 'json-web-token';
  if (digest.test(text)) return 'digest';
  if (/^[-+]?[\d.,:/T Z+-]+$/.test(text) && !/^\d{4,}$/.test(text)) return 'number';
  if (/^\d{4}-\d\d-\d\dT\d\d:/.test(text)) return 'number';
  if (/[^\u0020-\u007e]/.test(text) && !/[\n]/.test(text)) return 'sentence';
  if (credentialUrl.test(text)) return 'connection';
  const isMade = isRandom(text);
  if (isStandIn(text, isMade)) return 'stand-in';
  if (isLocation(text)) return 'location';
  if (isAlphabet(text)) return 'alphabet';
  if (isMarkup(text)) return 'markup';
  if (isSentence(text)) return 'sentence';
  if (keptUnder.test(text) || dated.test(text) || variable.test(text)) return 'constant';
  if (text.length >= 10 && isMade) return 'random';
  if (constant.test(text)) return 'constant';
  return isReadable(text) ? 'words' : 'typed';
}

/** Could the text be a secret that somebody made up or was given? */
export const couldBeSecret = (shape: ValueShape): boolean =>
  shape === 'words' || shape === 'typed' || shape === 'random' || shape === 'connection';

const constant = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$|^[A-Z]{2,12}$/;
/** `FS_PMF_CLIENT_ID`: what is drawn by chance has digits, too. */
const variable = /^[A-Z]{2,}(_[A-Z]+)+$/;
/** `billing/DB_PASSWORD` of a vault. */
const keptUnder = /^[a-z][\w-]*\/[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;
/** `2026-05-13-base-units`: what was done on that day. */
const dated = /^\d{4}-\d\d-\d\d(?:[-_][a-z]+)+$/;
const credentialUrl = /^[a-z][a-z0-9+.-]*:\/\/[^/@:\s]*:[^/@\s]+@[^\s]+$/i;
const uuid = /^[{(]?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}[)}]?$/i;
/** `<uuid>:<uuid>:0` */
const severalIds = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}[:_/|#.-]?){2,8}\d{0,6}$/i;
const jsonWebToken = /^eyJ[\w-]+\.eyJ[\w-]+\.[\w-]*/;
const digest = /^(\$(2[abxy]|argon2(id?|d)|pbkdf2[a-z0-9-]*|scrypt|[156])\$|\{?(sha|md)\d{1,3}\}?[-:=$_]|pbkdf2_)/i;
const publicKey = /^(-----BEGIN (RSA |EC |SSH2 )?(PUBLIC KEY|CERTIFICATE)|ssh-(rsa|ed25519|dss) |ecdsa-sha2-)/;

/** `<…>`, `{{…}}`, `${…}`, `$NAME`, `%NAME%`, `[…]`, `__NAME__`, `@NAME@`, `env(NAME)`, `NAME:latest` and runs of one character. */
function isBlank(text: string): boolean {
  return (
    /^(<.*>|\{.*\}|\[.*\]|%[^%]*%|__\w+__|@@?[A-Z_]+@@?|\$[A-Za-z_]\w*|\$\(.*\))$/s.test(text) ||
    /\$\{|\{\{|<%|#\{|\$\(|<[A-Za-z][\w -]*>/.test(text) ||
    /([xX*•.#?_0-])\1{4}|[*•]{3}/.test(text) ||
    /^(?:env|secret|secrets|vault|ssm|ref|lookup)?\([^()]*\)$/i.test(text) ||
    /^[A-Z][A-Z0-9_]*:\d{1,4}(?:,|$)|^[\w-]+(?:=[\w-]+)?:latest(?:,|$)/.test(text) ||
    /(^|[-_ ])[xX*]{3,}$|[xX*]{4}$/.test(text) ||
    /(\.{3}|…)|=\$[A-Za-z_]/.test(text) ||
    /^(.)\1+$/s.test(text)
  );
}

const standIns = new Set(
  [
    'your my_own example examples sample placeholder changeme changeit replaceme replace change insert enter todo fixme tbd dummy fake',
    'mock mocked stub redacted removed hidden masked undefined null none nil na foo bar baz qux foobar lorem ipsum here xxx invalid',
    'sua seu votre dein deine ihre vostra vostro aqui inserir alterar troque cambiar ersetzen',
    'abc abcd abc123 whatever something anything notreal nonexistent bogus testing',
  ].flatMap((line) => line.split(' ')),
);
const standInParts =
  /(^|[^a-z])(your|read[-_ ]from|change[-_ ]?(me|this|it)|replace[-_ ]?(me|this|with)|place[-_ ]?holder|put[-_ ].{0,20}here|key[-_ ]?here|(?:wrong|invalid|incorrect)[-_ ]?(?:pass|pwd|token|key|secret|api)|todo|example|openssl[-_ ]|(dev|local)[-_]?only)|(your|example|dummy|placeholder)[-_ ]|(here|example|placeholder|goes[-_ ]?here)$|(^|[^a-z])(tu|su|mi|sua|seu|tua|teu)[-_ ](api|chave|senha|segredo|clave|contrase|llave|password|secreto|token)/i;
const standInWhole =
  /^(?:no|not[-_ ]?a|without)[-_ ]?(?:password|passwd|pass|token|secret|key)$|^(foo|bar|baz|abc|xyz|xxx|aaa|test)[-_ ]?\w{0,3}$|^my[-_ ]?(?:secret|password|passwd|pass|token|key|api[-_ ]?key)[-_ ]?\d{0,3}$/i;

function isStandIn(text: string, isMade: boolean): boolean {
  if (text.length > 100) return false;
  if (standInParts.test(text) || standInWhole.test(text)) return true;
  return !(text.length >= 20 && isMade) && wordsOf(text).some((word) => standIns.has(word));
}

const wordsOf = (text: string): readonly string[] =>
  text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);

/** A URL that carries no password, a path, a host, a mail address. */
function isLocation(text: string): boolean {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return true;
  if (/^~\/[\w./-]+$/.test(text)) return true;
  if (/^(\.{0,2}\/|~\/|[a-z]:\\)/i.test(text)) return /^[\w.~/\\:@?&=%#$()[\]{}*-]*$/.test(text) && isReadable(text);
  if (/^[\w.+-]+@[\w-]+(\.[\w-]+)+$/.test(text)) return true;
  if (/^(arn|urn|data|blob|mailto|tel|file|npm):/i.test(text)) return true;
  if (
    /^[\w-]+(\.[\w-]+)*\.(com|org|net|io|dev|app|local|internal|json|ya?ml|pem|key|crt|txt|js|ts|tsx|env)$/i.test(text)
  )
    return true;
  // A value that code reads from somewhere: `credentials.clientSecret`.
  if (/^[A-Za-z_$][\w$]*(\??\.[A-Za-z_$][\w$]*)+$/.test(text) && isReadable(text)) return true;
  // A file in a store or a folder: `a/v1/09c4e/poster.jpg`.
  if (/^[\w@~.-]+(?:\/[\w@~. -]+)+\.[a-z][a-z0-9]{1,4}$/.test(text)) return true;
  const parts = text.split('/');
  return parts.length > 1 && parts.every((part) => (part === '' && parts.length > 2) || isPathPart(part, parts));
}

/** Of two parts both have to be plain words: `profile/password`. */
const isPathPart = (part: string, { length }: readonly string[]): boolean =>
  isReadable(part) && (length > 2 || /^[a-z]+(?:-[a-z]+)*$/.test(part));

/**
 * Neighbours in runs, or each character once: the letters that something is made of. Of keys of 24 characters one in 80
 * has no character twice, of those of 30 hardly any.
 */
function isAlphabet(text: string): boolean {
  if (text.length < 16) return false;
  if (neighboursIn(text) >= 0.6) return true;
  return text.length >= 24 && !hasTwice(text) && (text.length >= 30 || characterClasses(text) === 1);
}

/** Drawn from a hat until it was empty, which some take for a way to make a secret. */
export const isShuffled = (text: string): boolean => text.length >= 24 && neighboursIn(text) < 0.2;

/** The share of characters that stand beside their neighbour in the alphabet. */
function neighboursIn(text: string): number {
  let neighbours = 0;
  for (let at = 1; at < text.length; at += 1) {
    if (Math.abs(text.charCodeAt(at) - text.charCodeAt(at - 1)) === 1) neighbours += 1;
  }
  return neighbours / (text.length - 1);
}

function hasTwice(text: string): boolean {
  for (let at = 1; at < text.length; at += 1) if (text.lastIndexOf(text.charAt(at), at - 1) >= 0) return true;
  return false;
}

/** `bg-green-500/10 hover:text-white` */
function isListOfClasses(text: string): boolean {
  const parts = text.split(/\s+/);
  return (
    parts.length > 1 &&
    parts.every((part) => /^-?[a-z][a-z0-9]*(?:[:/-][\w./[\]%#-]+)*$/.test(part)) &&
    /[a-z]-\w/.test(text)
  );
}

/** Code, style, a selector, a pattern, a query, markup, JSON. */
function isMarkup(text: string): boolean {
  return (
    isListOfClasses(text) ||
    /^[.#][A-Za-z][\w-]*([ >.#:[][\w\s.#>:=\]"'()-]*)?$/.test(text) ||
    /<\/?[a-z][^<>]*>|=>|\(\)|\.\*|;\s|\\[dwsb]|\[\^|\[[^\]\s]*(?:a-z|A-Z|0-9)[^\]\s]*\](?:[+*?]|\{\d)|^\^|\)\$$|::/i.test(
      text,
    ) ||
    /\b(var|rgba?|hsla?|calc|url|linear-gradient)\(/.test(text) ||
    /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(text) ||
    /^input\[|^\[[\w-]+[~|^$*]?=/.test(text) ||
    /^(select|insert|update|delete|create|alter|drop)\s/i.test(text)
  );
}

/** Several words with blanks between: what a user reads. */
function isSentence(text: string): boolean {
  const parts = text.split(/\s+/);
  if (parts.length === 1) return false;
  return parts.filter((part) => isReadable(part.replace(/[.,:;!?()"'*]+/g, ''))).length >= parts.length / 2;
}

export function entropyOf(text: string): number {
  const counts = asciiCountsOf(text) ?? characterCounts(text).values();
  let bits = 0;
  for (const count of counts) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** One table for all texts, left as it was, since each value is asked about several times at every keystroke. */
const table = new Uint16Array(128);

/** How often each character occurs, where all are of ASCII. */
function asciiCountsOf(text: string): readonly number[] | undefined {
  if (!/^[\0-\x7f]*$/.test(text)) return undefined;
  for (let at = 0; at < text.length; at += 1) table[text.charCodeAt(at)] = (table[text.charCodeAt(at)] ?? 0) + 1;
  const counts: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const count = table[text.charCodeAt(at)] ?? 0;
    if (count > 0) counts.push(count);
    table[text.charCodeAt(at)] = 0;
  }
  return counts;
}

function characterCounts(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return counts;
}

/** How many of lower case, upper case, digits and others occur. */
export const characterClasses = (text: string): number =>
  [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((each) => each.test(text)).length;

/** Made by a machine: no blanks, varied, and not made of words. */
function isRandom(text: string): boolean {
  if (/\s/.test(text)) return false;
  if (/^[0-9a-f]+$/i.test(text) && text.length >= 16)
    return entropyOf(text) > 2.8 && /\d/.test(text) && /[a-f]/i.test(text);
  if (/^\d+$/.test(text)) return text.length >= 16 && entropyOf(text) > 2.5;
  const varied = entropyOf(text) >= Math.min(3.6, Math.log2(text.length) * 0.8);
  return varied && mixesWithinWords(text) && !isReadable(text);
}

/** Digits or capitals among the letters of one word, as `aG7xk2`; `user-v2` has none. */
function mixesWithinWords(text: string): boolean {
  const runs = text.match(/[a-z]+|[A-Z]+|[0-9]+/g) ?? [];
  return runs.length >= Math.max(4, text.length / 6);
}
