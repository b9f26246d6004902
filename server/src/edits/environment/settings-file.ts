import type { Span, TextEdit } from '../../../../shared/src/finding.ts';

/** A line `NAME=value` of `.env` and its like. */
export interface Setting {
  readonly name: string;
  /** Without quotes. */
  readonly value: string;
  /** Of the value as it is written. */
  readonly span: Span;
}

const line = /^[\t ]*(?:export[\t ]+)?([A-Za-z_][\w.-]*)[\t ]*[=:][\t ]*/gm;

export function settingsIn(text: string): readonly Setting[] {
  const found: Setting[] = [];
  for (const match of text.matchAll(line)) {
    const start = match.index + match[0].length;
    const last = found.at(-1);
    // Inside of a value of several lines.
    if (last !== undefined && match.index < last.span.end) continue;
    const end = endOfValue(text, start);
    found.push({ name: match[1] ?? '', value: valueOf(text.slice(start, end)), span: { start, end } });
  }
  return found;
}

function endOfValue(text: string, start: number): number {
  const quote = text.charAt(start);
  const closed = /["'`]/.test(quote) ? text.indexOf(quote, start + 1) : -1;
  if (closed !== -1) return closed + 1;
  const newline = text.indexOf('\n', start);
  const rest = text.slice(start, newline === -1 ? text.length : newline);
  return start + (/^[^#]*/.exec(rest)?.[0].trimEnd().length ?? 0);
}

function valueOf(written: string): string {
  const quote = written.charAt(0);
  if (written.length < 2 || !/["'`]/.test(quote)) return written;
  const inner = written.slice(1, -1);
  return quote === '"' ? inner.replaceAll('\\n', '\n').replaceAll('\\r', '\r') : inner;
}

/**
 * The value as every reader of such files understands it; undefined where there is no such way.
 *
 * @param expands `$NAME` stands for another variable, unless a backslash is in front
 */
export function writtenValue(value: string, expands: boolean): string | undefined {
  const text = expands ? value.replaceAll('$', String.raw`\$`) : value;
  if (/^[\w./:+=@,;?&%~*!^\\$-]*$/.test(text) && (expands || !/[\\$]/.test(text))) return text;
  if (/[\n\r]/.test(text)) {
    if (/["\\]/.test(text)) return undefined;
    return `"${text.replaceAll('\r', '\\r').replaceAll('\n', '\\n')}"`;
  }
  if (!text.includes("'")) return `'${text}'`;
  if (!/["\\$]/.test(text)) return `"${text}"`;
  return text.includes('`') ? undefined : `\`${text}\``;
}

/** Adds a line at the end, or fills in the value of a setting that has none. */
export function settingEdit(text: string, name: string, written: string): TextEdit {
  const empty = settingsIn(text).find((setting) => setting.name === name && setting.value === '');
  if (empty !== undefined) return { span: empty.span, text: written };
  return lineAtEnd(text, `${name}=${written}`);
}

/** A line of its own behind all others. */
export function lineAtEnd(text: string, added: string): TextEdit {
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const before = text === '' || text.endsWith('\n') ? '' : lineEnd;
  return { span: { start: text.length, end: text.length }, text: before + added + lineEnd };
}
