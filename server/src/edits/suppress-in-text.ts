import type { TextEdit } from '../../../shared/src/finding.ts';
import type { SourceText } from '../engine/source-text.ts';
import { commentStyleOf } from './comment-styles.ts';

interface Suppression {
  readonly offset: number;
  readonly scope: 'line' | 'file';
  /** The rule and the reason. */
  readonly words: string;
}

/** The comment that hides a finding in a text that is no code. Undefined where one would change what the text says. */
export function suppressionInText(source: SourceText, suppression: Suppression): TextEdit | undefined {
  const { fileName, text } = source;
  const style = commentStyleOf(fileName, text, suppression.scope === 'file' ? 0 : suppression.offset);
  if (style === undefined) return fileName.endsWith('.json') ? inJson(source, suppression) : undefined;
  const comment = (words: string): string =>
    style.open +
    (style.close === '' ? words : words.replaceAll(style.close.trim(), style.close.trim().split('').join(' '))) +
    style.close;
  const end = lineBreakOf(text);
  if (suppression.scope === 'file') {
    return insertion(startOfContent(text), comment(`temper-ignore-file ${suppression.words}`) + end);
  }
  const { start, indentation, before } = lineOf(source, suppression.offset);
  if (before.endsWith('\\') || isInBlockScalar(source, start)) return undefined;
  return insertion(start, indentation + comment(`temper-ignore-next-line ${suppression.words}`) + end);
}

/** JSON has no comments; by custom, an entry called `//` is one. There must be room for it before the entry or in the object. */
function inJson(source: SourceText, { offset, scope, words }: Suppression): TextEdit | undefined {
  const { text } = source;
  const entry = (keyword: string): string => `"//": ${JSON.stringify(`${keyword} ${words}`)},`;
  const end = lineBreakOf(text);
  if (scope === 'file') {
    const opening = /^\s*\{[^\S\r\n]*(?:\r\n|\n|\r)(?=([^\S\r\n]*)")/.exec(text);
    return opening === null
      ? undefined
      : insertion(opening[0].length, (opening[1] ?? '') + entry('temper-ignore-file') + end);
  }
  const { start, indentation, content } = lineOf(source, offset);
  if (!/^"(?:[^"\\]|\\.){0,200}"\s*:/.test(content)) return undefined;
  return insertion(start, indentation + entry('temper-ignore-next-line') + end);
}

interface Line {
  readonly start: number;
  readonly indentation: string;
  readonly content: string;
  /** The line above, without its end. */
  readonly before: string;
}

function lineOf(source: SourceText, offset: number): Line {
  const { text } = source;
  const starts = source.getLineStarts();
  const { line } = source.getLineAndCharacterOfPosition(offset);
  const start = starts[line] ?? 0;
  const indentation = /^[^\S\r\n]*/.exec(text.slice(start, offset))?.[0] ?? '';
  const content = text.slice(start + indentation.length, Math.max(offset, start) + 1);
  return { start, indentation, content, before: text.slice(starts[line - 1] ?? 0, start).trimEnd() };
}

/** Where a line of YAML is part of a text of several lines, a comment would be part of it too. */
function isInBlockScalar({ fileName, text }: SourceText, lineStart: number): boolean {
  if (!/\.ya?ml$/.test(fileName)) return false;
  const depth = depthOf(text.slice(lineStart));
  const above = text.slice(0, lineStart).split('\n').slice(-200).reverse();
  const parent = above.find((line) => line.trim() !== '' && depthOf(line) < depth);
  return parent !== undefined && /[|>][-+0-9]*\s*$/.test(parent);
}

const depthOf = (line: string): number => /^ */.exec(line)?.[0].length ?? 0;

/** Behind what has to come first: a line for the shell or for XML, or what is said about a page. */
function startOfContent(text: string): number {
  const first = /^(?:#!|<\?)[^\r\n]*(?:\r\n|\n|\r|$)/.exec(text);
  if (first !== null) return first[0].length;
  const about = /^---\r?\n/.test(text) ? text.indexOf('\n---', 3) : -1;
  return about === -1 ? 0 : text.indexOf('\n', about + 1) + 1;
}

function insertion(offset: number, text: string): TextEdit {
  return { span: { start: offset, end: offset }, text };
}

function lineBreakOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}
