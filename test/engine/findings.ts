import type { Finding, Range, Span } from '../../shared/src/finding.ts';
import { ts } from '../../server/src/engine/syntax.ts';

export function parse(text: string, file = '/app/src/a.tsx'): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
}

/** A finding of a rule on each occurrence of a word. */
export function findingsOn(tree: ts.SourceFile, word: string, rule = 'floating-promise'): readonly Finding[] {
  return [...tree.text.matchAll(new RegExp(word, 'g'))].map(({ index }) =>
    findingAt(tree, { start: index, end: index + word.length }, rule),
  );
}

export function findingAt(tree: ts.SourceFile, span: Span, rule = 'floating-promise'): Finding {
  return {
    rule,
    severity: 'error',
    message: `If this rejects, nobody hears it.`,
    file: tree.fileName,
    span,
    range: rangeOf(tree, span),
    related: [],
    fixes: [],
    node: { kind: 'ExpressionStatement', ...span },
    data: {},
    fingerprint: `${rule}:${span.start}`,
  };
}

function rangeOf(tree: ts.SourceFile, span: Span): Range {
  return {
    start: tree.getLineAndCharacterOfPosition(span.start),
    end: tree.getLineAndCharacterOfPosition(span.end),
  };
}
