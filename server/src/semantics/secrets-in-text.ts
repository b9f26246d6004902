import type { Severity, Span } from '../../../shared/src/finding.ts';
import type { Certainty } from '../secrets/format.ts';
import { findSecrets, textKindOf, type SecretMatch } from '../secrets/secret.ts';
import { isCommonPassword } from '../secrets/named-secret.ts';
import { isReadable } from '../secrets/readable-text.ts';
import type { Snapshot } from '../engine/snapshot.ts';
import { isEnvironmentExample, isEnvironmentFile } from './environment-files.ts';
import { isTestPlace, isTrialPlace } from './trial-places.ts';

/** A secret that stands in a text, told without its value. */
export interface SecretInText {
  readonly span: Span;
  /** In a sentence: `live Stripe secret key`. */
  readonly label: string;
  /** The name it should have in the environment. */
  readonly variable: string;
  readonly format: string;
  /** The last characters of a long value, so that it can be told from others; never more. */
  readonly shown: string;
  readonly certainty: Certainty;
  readonly severity: Severity;
}

export interface LookedAt {
  readonly file: string;
  readonly text: string;
  readonly snapshot: Pick<Snapshot, 'rootOf'>;
}

/** The secrets of a file where they do not belong. In an environment file they do, and the file belongs outside of Git: `committed-env-file`. */
export function secretsInText({ file, text, snapshot }: LookedAt): readonly SecretInText[] {
  const kind = textKindOf(file);
  if (isEnvironmentFile(file)) return [];
  const secrets = findSecrets(text, kind).filter(
    ({ format, span }) => format !== 'generic' || !isTranslation(file, text.slice(span.start, span.end)),
  );
  if (secrets.length === 0) return [];
  const place = placeOf(file, text, snapshot.rootOf(file));
  return secrets.map((secret) => {
    const { span, label, variable, format, certainty } = secret;
    const shown = lastOf(text.slice(span.start, span.end));
    return { span, label, variable, format, shown, certainty, severity: severityOf(secret, text, place) };
  });
}

/** `"Proxy Password": "Proxy-Passwort"` in a file of what users read. */
const isTranslation = (file: string, value: string): boolean =>
  /(?:^|\/)(?:locales?|i18n|langs?|languages?|translations?)\/[^.]+\.(?:json|ya?ml)$/i.test(file) &&
  (isReadable(value) || /^[\p{L}\s.,:;!?'()-]+$/u.test(value));

/** What a file says of all that stands in it. */
interface Place {
  readonly isExample: boolean;
  /** Requests and their answers, which documentation is made of. */
  readonly isOfExamples: boolean;
  readonly isTrial: boolean;
  readonly isOfTests: boolean;
  readonly isProse: boolean;
  /** A script that calls the own machine alone. */
  readonly isOfOwnMachine: boolean;
  /** A pipeline, which starts databases of its own. */
  readonly isPipeline: boolean;
  /** Of the certificate with which a browser is shown the program that runs on the own machine. */
  readonly isOwnCertificate: boolean;
  /** Compose's file for the machine of a developer. */
  readonly isDevelopment: boolean;
  /** The keys of a conversation, which change with every message; what opens the account stands in another file. */
  readonly isConversation: boolean;
}

const placeOf = (file: string, text: string, root: string | undefined): Place => ({
  isExample: isEnvironmentExample(file),
  isOfExamples: /[/._-]examples\.(?:json|ya?ml)$/i.test(file),
  isTrial: isTrialPlace(file, root),
  isOfTests: isTestPlace(file, root),
  isProse: isProse(file, text),
  isOfOwnMachine: textKindOf(file) === 'shell' && callsOwnMachineAlone(text),
  isOwnCertificate: /(?:^|\/)[^/]*localhost[^/]*\.(?:pem|key)$/i.test(file),
  isPipeline: /\/\.github\/workflows\/|\/\.gitlab-ci|\/\.circleci\//.test(file),
  isDevelopment: /compose[^/]*\.ya?ml$/.test(file) && /\bNODE_ENV["']?\s{0,3}[:=]\s{0,3}["']?dev/.test(text),
  isConversation: textKindOf(file) !== 'code' && /"currentRatchet"\s{0,4}:/.test(text.slice(0, longestStart)),
});

const longestStart = 2_000;

function callsOwnMachineAlone(text: string): boolean {
  // What writes files sets something up, which goes on when the script has ended.
  if (text.includes('<<')) return false;
  const hosts = [...text.matchAll(/\bhttps?:\/\/([\w.-]+)/g)].map(([, host = '']) => host);
  return hosts.length > 0 && hosts.every((host) => /^(?:localhost|127\.0\.0\.1|0\.0\.0\.0)$/.test(host));
}

const ofDatabase = /^(?:TEST_)?(?:POSTGRES|PG|MYSQL|MARIADB|MONGO\w*|REDIS|RABBITMQ|MSSQL|DB|DATABASE)_?\w*PASS/;

/** Also by its fenced code, under a name that says nothing: a conversation with an assistant. */
export const isProse = (file: string, text: string): boolean => {
  const kind = textKindOf(file);
  return kind === 'prose' || (kind === 'other' && /^[ \t]*```/m.test(text));
};

/** `curl http://localhost:3000/login -d '…'`, on one line or several that end in a backslash: what it opens is on the own machine. */
function isSentNearby(text: string, { start, end }: Span): boolean {
  let from = text.lastIndexOf('\n', start - 1);
  while (from > 0 && start - from < longestCommand && text[from - 1] === '\\') from = text.lastIndexOf('\n', from - 1);
  const lineEnd = text.indexOf('\n', end);
  const command = text.slice(
    Math.max(0, from, start - longestCommand),
    Math.min(lineEnd < 0 ? end : lineEnd, end + 200),
  );
  return /\bhttps?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?![\w.])/.test(command);
}

const longestCommand = 1000;

/**
 * `echo "Password: admin123"`, at the end of a script that has set up the program: everybody tries it anyway; and
 * `echo "  --password 'Initial-2024'"`, which shows how a command is called.
 */
function isToldToUser(text: string, { start, end }: Span): boolean {
  const [line = ''] = text.slice(text.lastIndexOf('\n', start - 1) + 1).split('\n', 1);
  const isOption = /(?:^|\s)--?[\w-]+[ =]{1,3}["']?$/.test(text.slice(Math.max(0, start - 40), start));
  if (!isCommonPassword(text.slice(start, end)) && !isOption) return false;
  return /^\s*(?:echo|printf|Write-Host)\b[^|>]*$/i.test(line);
}

/** `{ "email": "user@example.com", "password": "…" }` shows how something is called; so does an account that is called so. */
function isOfExample(text: string, { start, end }: Span): boolean {
  const before = text.slice(Math.max(0, start - longestLogin), start);
  const opened = before.lastIndexOf('{');
  const [behind = ''] = text.slice(end, end + longestLogin).split('}', 1);
  return opened >= 0 && exampleAccount.test(before.slice(opened) + behind);
}

const isShown = (text: string, start: number): boolean => isShownInComment(text, start) || isShownInHelp(text, start);

/** `# Example keys:` above lines that are comments, too. */
function isShownInComment(text: string, start: number): boolean {
  let end = start;
  while (end >= 0 && start - end < longestLogin) {
    const line = lineUntil(text, end);
    if (!/^\s*(?:#|\/\/)/.test(line)) return false;
    if (/\bexamples?\b|\be\.g\./i.test(line)) return true;
    end -= line.length + 1;
  }
  return false;
}

/** Below `.EXAMPLE` in the help of a script of PowerShell. */
function isShownInHelp(text: string, start: number): boolean {
  const lineStart = text.lastIndexOf('\n', start - 1);
  return lineStart > 0 && /^\s*\.EXAMPLE\b/i.test(lineUntil(text, lineStart));
}

const lineUntil = (text: string, end: number): string =>
  text.slice(Math.max(text.lastIndexOf('\n', end - 1) + 1, end - longestLogin), end);

const longestLogin = 300;
const exampleAccount = /[\w.+-]@(?:[\w-]+\.)?(?:example|test|invalid)(?:\.\w{2,4})?\b|\btest@/i;

/** What is doubtful is shown only to those who want everything, as is `shop-secret` where it says what belongs there. */
function severityOf(
  { span, certainty, looks, isGivenOnce, label, variable }: SecretMatch,
  text: string,
  place: Place,
): Severity {
  const { isRandom, isWords } = looks;
  if (certainty === 'doubtful' || looks.isForTests || (isWords && place.isExample)) return 'hint';
  if (place.isOfExamples && certainty !== 'certain') return 'hint';
  if (place.isOwnCertificate) return 'information';
  if (looks.isForDevelopment || (isWords && place.isTrial)) return 'information';
  if (isGivenOnce || (certainty !== 'certain' && isShown(text, span.start))) return 'information';
  if (!isRandom && (isToldToUser(text, span) || isOfExample(text, span))) return 'information';
  // Prose mostly shows how things are done.
  if (certainty === 'certain') return place.isProse ? 'warning' : 'error';
  const isOfPipeline = place.isPipeline && ofDatabase.test(variable);
  const isMade = isRandom && (label !== 'password' || span.end - span.start >= shortestMade);
  const isTriedHere =
    !isMade && (place.isOfOwnMachine || place.isDevelopment || isOfPipeline || isSentNearby(text, span));
  return place.isProse || place.isOfTests || place.isConversation || isTriedHere ? 'information' : 'warning';
}

/** What people think of for a password is shorter, however many sorts of characters it has. */
const shortestMade = 20;
const shortestShown = 20;

function lastOf(value: string): string {
  return value.length >= shortestShown && /^\S+$/.test(value) ? value.slice(-4) : '';
}
