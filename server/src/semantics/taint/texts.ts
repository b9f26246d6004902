import { ts } from '../../engine/syntax.ts';
import { none, Op } from '../flow/ir.ts';
import type { FunctionGraph } from './graphs.ts';

/** Stands for a part of a text that is not written in the code. */
const hole = '\u0000';

/** The parts that a text is built of in one expression, from left to right: a text or the value of a hole. */
export function partsOf(graph: FunctionGraph, value: number, depth = 0): readonly (string | number)[] {
  const { body } = graph;
  const at = skipPis(graph, value);
  switch (body.op(at)) {
    case Op.Const: {
      const constant = body.constants[body.a(at)];
      return constant === undefined || constant === null ? [''] : [String(constant)];
    }
    case Op.Template:
      return [...body.list(body.a(at))].flatMap((part, index) =>
        index % 2 === 0 ? [body.text(part)] : partOf(graph, part, depth),
      );
    case Op.Bin:
      if (body.c(at) !== ts.SyntaxKind.PlusToken || depth > 200) return [value];
      return [...partsOf(graph, body.a(at), depth + 1), ...partsOf(graph, body.b(at), depth + 1)];
    default:
      return [value];
  }
}

const partOf = (graph: FunctionGraph, part: number, depth: number): readonly (string | number)[] =>
  depth > 20 ? [part] : partsOf(graph, part, depth + 1);

export function skipPis(graph: FunctionGraph, value: number): number {
  let at = value;
  while (at !== none && graph.body.op(at) === Op.Pi) at = graph.body.a(at);
  return at;
}

/** A part of a text that is not written out, with what stands before and right behind it. */
export interface Hole {
  readonly value: number;
  readonly before: string;
  readonly after: string;
}

/** The holes of a text; other holes before them are a character that no code has. */
export function holesOf(graph: FunctionGraph, value: number): readonly Hole[] {
  let before = '';
  const holes: Hole[] = [];
  const parts = partsOf(graph, value);
  parts.forEach((part, at) => {
    if (typeof part === 'string') before += part;
    else {
      const after = parts[at + 1];
      holes.push({ value: part, before, after: typeof after === 'string' ? after : '' });
      before += hole;
    }
  });
  return holes;
}

/** What is written of a text, holes as that character. */
export const writtenText = (graph: FunctionGraph, value: number): string =>
  partsOf(graph, value)
    .map((part) => (typeof part === 'string' ? part : hole))
    .join('');

/** Whether what stands before a hole settles which host an address leads to: `https://api.example.com/`, `${base}/users/`, `/api/`. */
export function settlesHost(before: string): boolean {
  if (/^[a-z][a-z0-9+.-]*:\/\/[^/?#\\]*[/?#]/i.test(before))
    return !before
      .slice(before.indexOf('//') + 2)
      .split(/[/?#]/)[0]
      ?.endsWith('@');
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(before)) return false;
  if (before.startsWith('mailto:') || before.startsWith('tel:') || before.startsWith('#') || before.startsWith('?'))
    return true;
  if (before.startsWith('/')) return /^\/[^/\\]/.test(before);
  // `${baseUrl}/…`: what comes first is the project's own, or a finding of its own.
  return before.startsWith(hole) ? /[/?#]/.test(before) : /^[\w.-]+[/?]/.test(before);
}

const sqlStart =
  /^[\s(]*(?:--[^\n]*\n\s*)*(?:select\b[^]*\bfrom\b|select\s|insert\s+(?:ignore\s+)?into\b|update\s+\S[^]*\bset\b|delete\s+from\b|replace\s+into\b|with\s+\w+\s+as\s*\(|create\s+(?:table|user|database|index|schema|role)\b|alter\s+(?:table|user|role)\b|drop\s+(?:table|database|user|schema)\b|truncate\s+table\b|merge\s+into\b|call\s+\w|exec\s+\w|grant\s|copy\s+\w)/i;

/** Whether a text that is written out in part begins as a statement of SQL does. */
export const readsLikeSql = (text: string): boolean => sqlStart.test(text.slice(0, 2_000));
