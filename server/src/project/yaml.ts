import type { Json, JsonRecord } from './json.ts';

interface Line {
  readonly indent: number;
  readonly text: string;
}

const deepest = 40;

/**
 * As much of YAML as package managers write: maps and lists by indentation, texts with and without quotes, lists and
 * maps in brackets on one line. Whatever else is there reads as text. Numbers stay texts, so that `1.10` is no `1.1`.
 */
export function parseYaml(text: string): JsonRecord {
  const reader = new Reader(linesOf(text));
  return reader.map(0, 0);
}

/** Only the named sections at the top: a lockfile holds much more than is asked of it. */
export function yamlSections(text: string, names: ReadonlySet<string>): JsonRecord {
  const kept: string[] = [];
  let isWanted = false;
  for (const line of text.split('\n')) {
    if (/^[^\s#]/.test(line)) isWanted = names.has(unquoted(line.slice(0, Math.max(0, line.indexOf(':')))));
    if (isWanted) kept.push(line);
  }
  return parseYaml(kept.join('\n'));
}

class Reader {
  readonly #lines: readonly Line[];
  #at = 0;

  constructor(lines: readonly Line[]) {
    this.#lines = lines;
  }

  map(indent: number, depth: number): JsonRecord {
    const entries: [string, Json][] = [];
    for (let line = this.#lines[this.#at]; line !== undefined && line.indent >= indent; line = this.#lines[this.#at]) {
      this.#at++;
      const entry = line.indent === indent ? entryOf(line.text) : undefined;
      if (entry === undefined) continue;
      entries.push([entry.key, entry.value === '' ? this.#below(indent, depth) : valueOf(entry.value)]);
    }
    return Object.fromEntries(entries);
  }

  /** What stands below a key; a list may begin as far left as its key. */
  #below(indent: number, depth: number): Json {
    const next = this.#lines[this.#at];
    if (next === undefined || depth >= deepest) return '';
    if (isItem(next.text) && next.indent >= indent) return this.#list(next.indent);
    return next.indent > indent ? this.map(next.indent, depth + 1) : '';
  }

  #list(indent: number): readonly Json[] {
    const items: Json[] = [];
    for (let line = this.#lines[this.#at]; line !== undefined; line = this.#lines[this.#at]) {
      if (line.indent < indent || (line.indent === indent && !isItem(line.text))) break;
      this.#at++;
      if (line.indent === indent) items.push(valueOf(line.text.slice(1).trim()));
    }
    return items;
  }
}

function linesOf(text: string): readonly Line[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const trimmed = withoutComment(line).trim();
    const isContent = trimmed !== '' && trimmed !== '---';
    return isContent ? [{ indent: line.length - line.trimStart().length, text: trimmed }] : [];
  });
}

function isItem(text: string): boolean {
  return text === '-' || text.startsWith('- ');
}

function withoutComment(line: string): string {
  if (!line.includes('#')) return line;
  let quote = '';
  for (let at = 0; at < line.length; at++) {
    const char = line.charAt(at);
    if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = /[\s[{,:-]/.test(line.charAt(at - 1) || ' ') ? char : '';
    else if (char === '#' && (at === 0 || /\s/.test(line.charAt(at - 1)))) return line.slice(0, at);
  }
  return line;
}

function entryOf(text: string): { readonly key: string; readonly value: string } | undefined {
  const quote = /^["']/.exec(text)?.[0];
  const from = quote === undefined ? 0 : text.indexOf(quote, 1);
  if (from < 0) return undefined;
  const colon = text.indexOf(': ', from);
  const end = colon < 0 && text.endsWith(':') ? text.length - 1 : colon;
  return end < 0 ? undefined : { key: unquoted(text.slice(0, end)), value: text.slice(end + 1).trim() };
}

function valueOf(text: string): Json {
  if (text.startsWith('[') && text.endsWith(']')) return parts(text).map(valueOf);
  if (!text.startsWith('{') || !text.endsWith('}')) return unquoted(text);
  return Object.fromEntries(
    parts(text).flatMap((part) => {
      const entry = entryOf(part);
      return entry === undefined ? [] : [[entry.key, unquoted(entry.value)]];
    }),
  );
}

/** What stands between the commas of a bracket; brackets within are not looked into. */
function parts(text: string): readonly string[] {
  return text
    .slice(1, -1)
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && !/^[[{]/.test(part));
}

function unquoted(text: string): string {
  const trimmed = text.trim();
  const quote = trimmed.charAt(0);
  const isQuoted = (quote === '"' || quote === "'") && trimmed.length > 1 && trimmed.endsWith(quote);
  return isQuoted ? trimmed.slice(1, -1) : trimmed;
}
