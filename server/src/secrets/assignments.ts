import type { TextKind } from './text-kind.ts';

/** A name and the value that a text gives it, whatever the language. */
export interface Assignment {
  readonly name: string;
  readonly value: string;
  /** Of the value. */
  readonly start: number;
  readonly quoted: boolean;
  /** `-H 'X-Api-Key: …'`, `Authorization: …`. */
  readonly isHeader: boolean;
  /** Nothing but a comma lies between: two arguments, or two items of any list. */
  readonly isListed: boolean;
}

const longestName = 80;
const longestValue = 1200;

/** What may stand between a name and its value, the quote that ends the name in front. */
const operator =
  /(\\?["'`])?\]?[ \t]{0,20}(:[ \t]?(?:string|String|str)[ \t]?=|:{1,3}=|\?\??=|\|\|=|=>|=(?![=>])|:(?!:)|,|>)[ \t]{0,20}/y;
const commandOption = /[ \t]{1,4}(?=[^\s-])/y;
/** `name: 'API_KEY', value: '…'` and `<add key="ApiKey" value="…">`. */
const valueField = /(?:\\?["'`])?\s{0,20}[,;]?\s{0,20}(?:[\w]{0,20}_)?value["'`]?[ \t]{0,4}[:=][ \t]{0,4}/iy;
const openingQuote = /\\?["'`]/y;
const bareValue = /[^\s"'`,;(){}[\]<>&|\\]{4,1200}/y;
const bareSetting = /[^\s"'`]{4,1200}/y;
const scheme = /(?:Bearer|Basic|Token|Bot|ApiKey|Api-Key|Api-Token)[ \t]+/iy;

export interface Name {
  readonly start: number;
  readonly end: number;
}

/** The whole name that a keyword is a part of. */
export function nameAround(text: string, at: number): Name {
  let start = at;
  while (start > 0 && at - start < longestName && isNamePart(text.charCodeAt(start - 1))) start -= 1;
  let end = at;
  while (end < text.length && end - start < longestName + 1 && isNamePart(text.charCodeAt(end))) end += 1;
  return { start, end };
}

/** Letters, digits, `_`, `$`, `.` and `-`. */
function isNamePart(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 36 ||
    code === 46 ||
    code === 45
  );
}

/** Most names are followed by something else, so that is asked before anything is cut out. */
export function assignmentTo(text: string, { start, end }: Name, kind: TextKind): Assignment | undefined {
  const place = valuePlace(text, start, end);
  if (place === undefined) return undefined;
  const value = quotedValue(text, place) ?? bareValueAt(text, place, kind, start);
  if (value === undefined || (!value.quoted && isVariable(text, start, place))) return undefined;
  // `redis://default:<password>@host`: no element, since none is closed behind it.
  if (
    text.charAt(place - 1) === '>' &&
    text.charAt(start - 1) === '<' &&
    text.charAt(value.start + value.value.length) !== '<'
  )
    return undefined;
  const isExpansion = text.startsWith('${', start - 2);
  const stripped = withoutScheme(text, ofDefault(isExpansion ? withoutDash(value) : value));
  const name = text.slice(start, end).replace(/^[-.$]+|[.-]+$/g, '');
  const isListed = /^["'`\\]{0,2}\s{0,20},/.test(text.slice(end, end + 24));
  // `${NAME:?what to say}` of shells and Compose.
  if (isExpansion && /^[?+]/.test(stripped.value)) return undefined;
  return { name, ...stripped, isHeader: isHeader(text, start, name), isListed };
}

/** `$secret = New-Secret` of PowerShell and PHP: what has no quotes is code. */
const isVariable = (text: string, start: number, place: number): boolean =>
  (text.charAt(start) === '$' || text.charAt(start - 1) === '$') && /=[ \t]*$/.test(text.slice(start, place));

function valuePlace(text: string, start: number, end: number): number | undefined {
  operator.lastIndex = end;
  const found = operator.exec(text);
  if (found === null) {
    if (text.charCodeAt(start) !== 45) return undefined;
    commandOption.lastIndex = end;
    return commandOption.test(text) ? commandOption.lastIndex : undefined;
  }
  const [whole, quote, sign] = found;
  const at = end + whole.length;
  if (sign === '>') return text.charAt(start - 1) === '<' ? at : undefined;
  // A segment of an ARN or of coordinates: `arn:aws:secretsmanager:eu-west-1:1:secret:name`.
  if (whole === ':' && text.charAt(start - 1) === ':') return undefined;
  if (quote === undefined && sign === ',') return undefined;
  // `grep "^NAME=" .env`: the quote behind the sign ends a text that holds the name.
  if (quote === undefined && /["'`]/.test(text.charAt(at)) && quotedFrom(text, start) === text.charAt(at))
    return undefined;
  return at;
}

/** The quote right in front of a name, or in front of the `^` of a pattern. */
const quotedFrom = (text: string, start: number): string =>
  text.charAt(text.charAt(start - 1) === '^' ? start - 2 : start - 1);

/** The value of `name: X` and `value: …` pairs, where the name is itself a value. */
export function pairedAssignment(text: string, { start, end }: Name, kind: TextKind): Assignment | undefined {
  if (!/(?:name|key)["'`]?\s{0,4}[:=,]\s{0,4}\\?["'`]?$/i.test(text.slice(Math.max(0, start - 16), start)))
    return undefined;
  valueField.lastIndex = end;
  if (!valueField.test(text)) return undefined;
  const value = quotedValue(text, valueField.lastIndex) ?? bareValueAt(text, valueField.lastIndex, kind, start);
  return value && { name: text.slice(start, end), ...value, isHeader: false, isListed: false };
}

type Value = Pick<Assignment, 'value' | 'start' | 'quoted'>;

function quotedValue(text: string, at: number): Value | undefined {
  openingQuote.lastIndex = at;
  const [quote] = openingQuote.exec(text) ?? [];
  if (quote === undefined) return undefined;
  const start = at + quote.length;
  const limit = Math.min(text.length, start + longestValue);
  for (let end = start; end < limit; end += 1) {
    const code = text.charCodeAt(end);
    if (code === 10) return undefined;
    if (text.startsWith(quote, end)) return { value: text.slice(start, end), start, quoted: true };
    if (code === 92 && quote.length === 1) end += 1;
  }
  return undefined;
}

function bareValueAt(text: string, at: number, kind: TextKind, nameStart: number): Value | undefined {
  const isSetting = kind === 'settings' && startsLine(text, nameStart) && text.charAt(at - 1) === '=';
  const pattern = isSetting ? bareSetting : bareValue;
  pattern.lastIndex = at;
  const [value] = pattern.exec(text) ?? [];
  if (value === undefined || /[([{]/.test(text.charAt(at + value.length))) return undefined;
  return { value, start: at, quoted: false };
}

function startsLine(text: string, at: number): boolean {
  return /(^|\n)[ \t]*(?:export[ \t]+)?$/.test(text.slice(Math.max(0, at - 24), at));
}

/** `${NAME:-value}` */
const withoutDash = (value: Value): Value =>
  value.value.startsWith('-') ? { ...value, value: value.value.slice(1), start: value.start + 1 } : value;

/** `KEY="${2:-value}"`: what a shell takes where nothing was given. */
function ofDefault(value: Value): Value {
  const [, before, given] = /^(\$\{\w+:?-)([^${}]+)\}$/.exec(value.value) ?? [];
  return before === undefined || given === undefined
    ? value
    : { ...value, value: given, start: value.start + before.length };
}

function withoutScheme(text: string, value: Value): Value {
  scheme.lastIndex = value.start;
  const [found] = scheme.exec(text) ?? [];
  if (found === undefined) return value;
  const start = value.start + found.length;
  if (value.quoted) return { ...value, value: value.value.slice(found.length), start };
  bareValue.lastIndex = start;
  return { value: bareValue.exec(text)?.[0] ?? '', start, quoted: false };
}

function isHeader(text: string, start: number, name: string): boolean {
  return (
    /authorization$/i.test(name) || /(?:-H|--header)[ =]{0,3}["']?$/.test(text.slice(Math.max(0, start - 14), start))
  );
}
