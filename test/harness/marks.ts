import type { Severity } from '../../shared/src/finding.ts';
import { severities } from '../../shared/src/finding.ts';

export interface Expectation {
  /** One-based, in the fixture file as a person reads it. */
  readonly line: number;
  readonly rule: string;
  /** Undefined stands for the rule's own default. */
  readonly severity: Severity | undefined;
}

/** A line that a careless rule would mark, with the word on why it must not. */
export interface NearMiss {
  readonly line: number;
  readonly why: string;
}

/** A fixture's text as the rules see it: without the marks, which would otherwise sway rules and fixes. */
export interface MarkedText {
  readonly text: string;
  readonly expected: readonly Expectation[];
  readonly nearMisses: readonly NearMiss[];
  readonly directives: ReadonlyMap<string, string>;
  /** One-based line of the fixture file that a zero-based line of `text` came from. */
  readonly originalLine: (line: number) => number;
}

const directiveLine = /^(?:\/\/|#|--|<!--) (path|profile|types|run|git): ?(.*?)(?: -->)?$/;
const wholeLineMark = /^\s*(?:\{\/\*|\/\/|#|--|<!--) (expect-next-line|silent-next-line): (.*?)(?: \*\/\}| -->)?\s*$/;
const trailingMark =
  /[ \t]*(?:(?:\/\/|#|--) (expect|silent): (.*)|(?:\{\/\*|<!--) (expect|silent): (.*) (?:\*\/\}|-->))$/;

export function readMarks(source: string): MarkedText {
  const collected: Collected = { lines: [], origins: [], expected: [], nearMisses: [] };
  const directives = new Map<string, string>();
  let pending: Pending | undefined;
  let inHeader = true;
  for (const [index, line] of source.split('\n').entries()) {
    const number = index + 1;
    const directive = inHeader ? directiveLine.exec(line) : null;
    if (directive) {
      directives.set(directive[1] ?? '', (directive[2] ?? '').trim());
      continue;
    }
    inHeader = inHeader && line.startsWith('#!');
    const next = wholeLineMark.exec(line);
    if (next) {
      pending = { kind: next[1] === 'expect-next-line' ? 'expect' : 'silent', body: next[2] ?? '' };
      continue;
    }
    if (pending) note(pending, number, collected);
    pending = undefined;
    addLine(line, number, collected);
  }
  return {
    ...collected,
    text: collected.lines.join('\n'),
    directives,
    originalLine: (at) => collected.origins[at] ?? at + 1,
  };
}

interface Collected {
  readonly lines: string[];
  readonly origins: number[];
  readonly expected: Expectation[];
  readonly nearMisses: NearMiss[];
}

interface Pending {
  readonly kind: 'expect' | 'silent';
  readonly body: string;
}

function addLine(line: string, number: number, collected: Collected): void {
  const trailing = trailingMark.exec(line);
  if (trailing) {
    const kind = (trailing[1] ?? trailing[3]) === 'expect' ? 'expect' : 'silent';
    note({ kind, body: trailing[2] ?? trailing[4] ?? '' }, number, collected);
  }
  collected.lines.push(trailing ? line.slice(0, trailing.index) : line);
  collected.origins.push(number);
}

function note(mark: Pending, line: number, collected: Collected): void {
  if (mark.kind === 'silent') {
    if (mark.body.trim() === '') throw new Error(`Line ${line}: a near miss needs a word on why it is one.`);
    collected.nearMisses.push({ line, why: mark.body.trim() });
    return;
  }
  for (const part of mark.body.split(',')) collected.expected.push(expectation(part.trim(), line));
}

function expectation(part: string, line: number): Expectation {
  const [rule, severity, ...rest] = part.split(/\s+/);
  if (!rule || rest.length > 0) throw new Error(`Line ${line}: “${part}” is no mark; write “rule” or “rule severity”.`);
  const known = severities.find((each) => each === severity);
  if (severity !== undefined && known === undefined)
    throw new Error(`Line ${line}: no severity is called “${severity}”.`);
  return { line, rule, severity: known };
}
