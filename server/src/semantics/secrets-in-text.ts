import type { Severity, Span } from '../../../shared/src/finding.ts';
import { findSecrets, textKindOf, type SecretMatch, type TextKind } from '../secrets/secret.ts';
import { isForTests } from '../secrets/named-secret.ts';
import { isReadable } from '../secrets/value-shape.ts';
import { isEnvironmentExample, isEnvironmentFile } from './environment-files.ts';

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
  readonly severity: Severity;
}

interface LookedAt {
  readonly file: string;
  readonly text: string;
}

/** The secrets of a file where they do not belong. In an environment file they do, and the file belongs outside of Git: `committed-env-file`. */
export function secretsInText({ file, text }: LookedAt): readonly SecretInText[] {
  const kind = textKindOf(file);
  if (isEnvironmentFile(file)) return [];
  const secrets = findSecrets(text, kind).filter(
    ({ format, span }) => format !== 'generic' || !isTranslation(file, text.slice(span.start, span.end)),
  );
  return secrets.map(({ span, label, variable, format, certainty }) => {
    const value = text.slice(span.start, span.end);
    const severity = severityAt(file, value, certainty);
    return { span, label, variable, format, shown: lastOf(value), severity };
  });
}

/** `"Proxy Password": "Proxy-Passwort"` in a file of what users read. */
const isTranslation = (file: string, value: string): boolean =>
  /(?:^|\/)(?:locales?|i18n|langs?|languages?|translations?)\/[^.]+\.(?:json|ya?ml)$/i.test(file) &&
  (isReadable(value) || /^[\p{L}\s.,:;!?'()-]+$/u.test(value));

/** `shop-secret` in what is copied and filled in, `test-jwt-secret` anywhere: words that say what belongs there. */
const isStandInAt = (file: string, value: string): boolean =>
  isForTests(value) || (isReadable(value) && isEnvironmentExample(file));

/** `dev-secret-key`, and words in `config/development.yaml`: nothing that is deployed has them. */
const isForDevelopment = (file: string, value: string): boolean =>
  isReadable(value) &&
  (/^(?:dev|development|local)[-_]/i.test(value) || /(?:^|[/._-])(?:dev|development|local)\.\w+$/.test(file));

/** Tests make up what they read. */
const isOfTests = (file: string): boolean =>
  /(?:^|\/)(?:[\w-]*tests?|__tests__|__mocks__|fixtures|testdata)\//i.test(file) ||
  /[._-](?:test|spec|fixture)\.\w+$/i.test(file);

function severityAt(file: string, value: string, certainty: SecretMatch['certainty']): Severity {
  if (certainty === 'doubtful' || isStandInAt(file, value)) return 'hint';
  const isHarmless = isForDevelopment(file, value) || (certainty !== 'certain' && isOfTests(file));
  return isHarmless ? 'information' : severityIn(textKindOf(file), certainty);
}

/** Prose mostly shows how things are done. What is doubtful is shown only to those who want everything. */
function severityIn(kind: TextKind, certainty: SecretMatch['certainty']): Severity {
  if (certainty === 'certain') return kind === 'prose' ? 'warning' : 'error';
  return kind === 'prose' ? 'information' : 'warning';
}

const shortestShown = 20;

function lastOf(value: string): string {
  return value.length >= shortestShown && /^\S+$/.test(value) ? value.slice(-4) : '';
}
