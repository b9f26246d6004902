import { type Assignment, assignmentTo, nameAround, pairedAssignment } from './assignments.ts';
import { decodeBase64 } from './base64.ts';
import { type Detection, type Detector, detectionOf, type Search } from './detector.ts';
import { basicCredentials, bearerToken } from './formats/auth.ts';
import { connectionString } from './formats/databases.ts';
import type { NamedFormat, SecretFormat } from './format.ts';
import { madeUp } from './made-up.ts';
import { keywordAutomaton } from './keyword-automaton.ts';
import { isGivenOnce, namedAs } from './named-secret.ts';
import { exposedSecret, publicPrefix } from './public-variables.ts';
import { environmentNameOf, secretNameOf, wordsOfName } from './secret-names.ts';
import { isReadable } from './readable-text.ts';
import { couldBeSecret, entropyOf, shapeOf, type ValueShape } from './value-shape.ts';

const secretWords = [
  'key',
  'token',
  'secret',
  'passw',
  'passphrase',
  'pwd',
  '_pw',
  'pass',
  'auth',
  'cred',
  'bearer',
  'login',
  'pepper',
  'senha',
  'contrasena',
  'kennwort',
  'motdepasse',
  'wachtwoord',
];

/** Values whose name says what they are: keys of a provider, and whatever is called a password. */
export function namedValues(formats: readonly SecretFormat[]): Detector {
  const named = formatsByName(formats.filter((format) => format.how === 'named'));
  return {
    keywords: [...new Set([...secretWords, ...named.keywords])],
    look(search, at) {
      if (at < search.nameEnd) return;
      const name = nameAround(search.text, at);
      search.nameEnd = name.end;
      const assignment = assignmentTo(search.text, name, search.kind);
      const detection =
        (assignment && judge(assignment, search, named)) ??
        judgePair(pairedAssignment(search.text, name, search.kind), search, named);
      if (detection) search.report(detection);
    },
  };
}

interface FormatsByName {
  readonly keywords: readonly string[];
  of(assignment: Assignment): NamedFormat | undefined;
}

/** Nearly all names hold no word of any provider, which one look at the name tells. */
function formatsByName(formats: readonly NamedFormat[]): FormatsByName {
  const keywords = formats.flatMap((format) => format.keywords);
  const owners = formats.flatMap((format, at) => format.keywords.map(() => at));
  const automaton = keywordAutomaton(keywords);
  return {
    keywords,
    of(assignment) {
      const { name, value } = assignment;
      const joined = name.toLowerCase().replace(/[^a-z0-9]/g, '');
      const meant = new Set<number>();
      automaton.scan(joined, { start: 0, end: joined.length }, (keyword) => void meant.add(owners[keyword] ?? 0));
      if (meant.size === 0) return undefined;
      return formats.find(
        (each, at) => meant.has(at) && each.pattern.test(value) && speaks(assignment, joined, each.keywords),
      );
    },
  };
}

function judgePair(pair: Assignment | undefined, search: Search, named: FormatsByName): Detection | undefined {
  return pair && judge(pair, search, named);
}

/** What is longer is data, whatever it is called. */
const longest = 1000;

function judge(assignment: Assignment, search: Search, named: FormatsByName): Detection | undefined {
  const { name, value, start } = assignment;
  if (!search.isWanted(start) || value.length < 6 || value.length > longest) return undefined;
  if (/^(-?\$|%|<|process\.|env\.)/.test(value) || isAbout(name)) return undefined;
  if (/authorization$/i.test(name)) return authorization(assignment, search.text);
  const isType = !assignment.quoted && search.kind === 'code' && /^[A-Z][A-Za-z]+$/.test(value) && isReadable(value);
  const format = value.length >= 12 && !isType ? named.of(assignment) : undefined;
  if (format) {
    const made = madeUp(value);
    if (made === 'plainly' || entropyOf(value) < 2.6) return undefined;
    const certainty = made === 'perhaps' ? 'doubtful' : format.certainty;
    return detectionOf(format, start, start + value.length, { certainty });
  }
  return isInConnectionString(assignment, search.text) ? ofConnectionString(assignment) : generic(assignment, search);
}

/** Ids and public halves are no secrets, whoever gave them; what stands under a file's name is its sum. */
const isAbout = (name: string): boolean =>
  /public|publishable|(^|[_.-])id$|pubkey|hash$|checksum|search/i.test(name) ||
  /[a-z]I[dD]$|\.(?:[cm]?[jt]sx?|json|ya?ml|toml|md|py|sh|html|s?css|svg|png)$/.test(name);

/** `datadogToken`, `SONAR_LOGIN`, `sourcegraph`: the provider with a word for a secret, or alone with what does not repeat it. */
function speaks({ name, value }: Assignment, joined: string, keywords: readonly string[]): boolean {
  if (secretNameOf(name) !== undefined || /login|key|client|auth/.test(joined)) return true;
  return keywords.includes(joined) && !value.toLowerCase().includes(joined);
}

function authorization({ value, start }: Assignment, text: string): Detection | undefined {
  if (/basic[ \t]+$/i.test(text.slice(Math.max(0, start - 10), start))) return basic(value, start);
  const shape = shapeOf(value);
  const isToken =
    shape === 'random' || shape === 'uuid' || (shape === 'typed' && /\d/.test(value) && value.length >= 16);
  return isToken && madeUp(value) === 'no' ? detectionOf(bearerToken, start, start + value.length) : undefined;
}

function basic(value: string, start: number): Detection | undefined {
  const [user, password] = decodeBase64(value)?.split(':', 2) ?? [];
  if (user === undefined || password === undefined || password === user || /^Aladdin$/.test(user)) return undefined;
  if (blankShapes.has(shapeOf(password)) || /^(password|pass|secret|token)$/i.test(password)) return undefined;
  return detectionOf(basicCredentials, start, start + value.length);
}

const blankShapes: ReadonlySet<ValueShape> = new Set(['empty', 'blank', 'stand-in', 'constant']);

/** `Server=…;Uid=…;Pwd=…;`, on one line and without blanks round the sign, as code would have them. */
function isInConnectionString({ name, start, quoted }: Assignment, text: string): boolean {
  if (quoted || !/^(password|pwd|accountkey|sharedaccesskey)$/i.test(name) || text.charAt(start - 1) !== '=')
    return false;
  const line = text.slice(Math.max(0, start - 300), start);
  return /(?:server|host|data source|endpoint|uid|user id|username)=[^;\n]{1,200};[^\n]{0,200}$/i.test(line);
}

function ofConnectionString({ value, start }: Assignment): Detection | undefined {
  const isSecret = couldBeSecret(shapeOf(value)) && !/^(my|your)?[-_]?(password|pass|pwd|secret)\d?$/i.test(value);
  return isSecret ? detectionOf(connectionString, start, start + value.length) : undefined;
}

function generic(assignment: Assignment, { kind, text }: Search): Detection | undefined {
  const { name, value, start, isHeader } = assignment;
  // `get('token', Type.text)`: a name and an expression.
  if (assignment.isListed && !assignment.quoted) return undefined;
  // A column or a parameter, and a request that a comment shows.
  if (kind === 'sql' && (!assignment.quoted || isInComment(text, start))) return undefined;
  const named = secretNameOf(name);
  if (named === undefined) return undefined;
  const shape = shapeOf(value);
  const said = namedAs(named, name, value, shape) ?? (isHeader && shape === 'uuid' ? named : undefined);
  if (said === undefined || isOwnName(assignment) || isForBrowsers(name)) return undefined;
  const made = madeUp(value);
  if (made === 'plainly' || !isTrusted(assignment, shape, isPassage(assignment, text) ? 'code' : kind))
    return undefined;
  const certainty = made === 'perhaps' ? 'doubtful' : 'likely';
  const end = start + value.length;
  return {
    start,
    end,
    format: 'generic',
    label: said.label,
    certainty,
    variable: keptNameOf(name).variable,
    publishable: false,
    isGivenOnce: keptNameOf(name).isGivenOnce || isOfMeeting(text, start),
  };
}

/** `https://zoom.us/j/94435931870?pwd=…` is mailed to everybody who is to take part. */
const isOfMeeting = (text: string, start: number): boolean =>
  /\bzoom\.(?:us|com)\/[a-z]{1,3}\/\w{1,20}\?(?:[^\s?]{0,80}&)?pwd=$/.test(text.slice(Math.max(0, start - 160), start));

/** `--   "password": "…"` in SQL, where only objects have quoted names. */
const isInComment = (text: string, start: number): boolean =>
  /^\s*--.*["'][\w-]+["']\s*:\s*["']$/.test(text.slice(text.lastIndexOf('\n', start) + 1, start));

/** What a build tool writes into every browser is no secret, unless the name says that it should be one. */
const isForBrowsers = (name: string): boolean => publicPrefix.test(name) && exposedSecret(name) === undefined;

/** `webhook_secret = p_webhook_secret`, the parameter of that name; `TWITTER_CLIENT_SECRET=twitter-client-secret`, what belongs there. */
function isOwnName({ name, value, quoted }: Assignment): boolean {
  const own = keptNameOf(name).words;
  const lower = value.toLowerCase();
  if (!own.some((word) => lower.includes(word))) return false;
  const words = wordsOfName(value);
  if (!quoted && words.length <= own.length + 1 && words.slice(-own.length).join() === own.join()) return true;
  // `YOUTUBE_CLIENT_SECRET=yt-client-secret`
  if (words.length > 2 && words.slice(1).join() === own.slice(1).join()) return true;
  return words.length > 1 && words.every((word) => own.includes(word));
}

/** Words that a list or a longer text only mentions: JSON has no values without quotes, so what looks like one is source code or prose in a string. */
function isPassage({ name, quoted, isListed }: Assignment, text: string): boolean {
  return isListed || (!quoted && /^\s{0,20}(?:\{|\[\s{0,20}[{"'])/.test(text) && !/^[A-Z][A-Z0-9_]*$/.test(name));
}

/** In code, roles and names are judged by its tree; what a string or comment says in passing has to look made by a machine. */
function isTrusted({ value, quoted, isHeader }: Assignment, shape: ValueShape, kind: Search['kind']): boolean {
  if ((kind !== 'code' && kind !== 'prose') || isHeader) return true;
  if (shape !== 'random') return false;
  return quoted || (value.length >= 20 && /\d/.test(value) && /[a-z]/i.test(value) && !/[?]|==/.test(value));
}

interface KeptName {
  readonly words: readonly string[];
  /** In the environment. */
  readonly variable: string;
  readonly isGivenOnce: boolean;
}

/** The same names are met at every keystroke; of values nothing is ever remembered. */
const keptNames = new Map<string, KeptName>();
const mostNames = 5_000;

/** `spring.datasource.password` is kept as `DATASOURCE_PASSWORD`. */
function keptNameOf(name: string): KeptName {
  const known = keptNames.get(name);
  if (known !== undefined) return known;
  if (keptNames.size >= mostNames) keptNames.clear();
  const part = lastPart(name);
  const kept = { words: wordsOfName(part), variable: environmentNameOf(part), isGivenOnce: isGivenOnce(name) };
  keptNames.set(name, kept);
  return kept;
}

function lastPart(name: string): string {
  const parts = name.split('.').filter((part) => !/^(process|env|import|meta|this|self|config)$/.test(part));
  const words = wordsOfName(parts[parts.length - 1] ?? name);
  return words.length > 1 ? (parts[parts.length - 1] ?? name) : parts.slice(-2).join('_');
}
