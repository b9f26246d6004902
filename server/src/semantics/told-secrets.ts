import type { Span } from '../../../shared/src/finding.ts';
import { isProse, type LookedAt, type SecretInText, secretsInText } from './secrets-in-text.ts';

/** A document that shows one login in fifty commands has one thing to take back, where it stands first. */
export function toldSecrets(asked: LookedAt): readonly SecretInText[] {
  const { file, text } = asked;
  const perLine = firstOfLines(
    secretsInText(asked).filter((secret) => !isLeftToCode(secret, asked)),
    text,
  );
  if (perLine.length < 2 || !isProse(file, text)) return perLine;
  const seen = new Set<string>();
  return perLine.filter(({ span }) => {
    const value = text.slice(span.start, span.end);
    const isFirst = !seen.has(value);
    seen.add(value);
    return isFirst;
  });
}

/** What a machine writes into one line, such as the state of a session, is one thing to keep out, whatever it holds. */
function firstOfLines(secrets: readonly SecretInText[], text: string): readonly SecretInText[] {
  return secrets.filter(({ label, span }, at) => {
    const before = secrets[at - 1];
    if (before === undefined || before.label !== label) return true;
    return text.slice(before.span.end, span.start).includes('\n');
  });
}

/** Roles and names are judged by the tree. */
const isLeftToCode = ({ format, span }: SecretInText, { file, text }: LookedAt): boolean =>
  isScript.test(file) && isJudgedByCode(format) && isWholeLiteral(text, span);

const isScript = /\.[cm]?[jt]sx?$/;

/** Formats that say less than the code around them does. */
export const isJudgedByCode = (format: string): boolean => judgedByCode.has(format);
const judgedByCode: ReadonlySet<string> = new Set(['generic', 'basic-credentials', 'bearer-token']);

/** What stands inside a longer text, such as a command, is no value that code gives to anybody. */
function isWholeLiteral(text: string, { start, end }: Span): boolean {
  const before = /(["'`])(?:\w{1,10} )?$/.exec(text.slice(Math.max(0, start - 12), start));
  return before !== null && text[end] === before[1];
}
