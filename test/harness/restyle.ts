import { ts } from '../../server/src/engine/syntax.ts';

/** Other ways to write the same file. A fix must give the same result in each, written that way too. */
export interface Restyle {
  readonly name: string;
  readonly apply: (text: string, file: string) => string;
  /** Takes out of two results what may differ between them all the same. */
  readonly blur?: (text: string, file: string) => string;
}

export const restyles: readonly Restyle[] = [
  { name: 'CRLF line ends', apply: (text) => text.replaceAll('\n', '\r\n') },
  { name: 'tabs', apply: (text) => text.replaceAll(/^(?: {2})+/gm, (indent) => '\t'.repeat(indent.length / 2)) },
  { name: 'double quotes', apply: doubleQuotes, blur: withoutQuotedQuotes },
];

function doubleQuotes(text: string, file: string): string {
  return mapLiterals(text, file, (literal) =>
    literal.startsWith("'") && !/["\\]/.test(literal) ? `"${literal.slice(1, -1)}"` : literal,
  );
}

/** A fix that names a call in a message quotes the file's own quotes, which then need other escapes. */
function withoutQuotedQuotes(text: string, file: string): string {
  return mapLiterals(text, file, (literal) => (/["'\\]/.test(literal.slice(1, -1)) ? '"…"' : literal));
}

function mapLiterals(text: string, file: string, map: (literal: string) => string): string {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false);
  const spans: { readonly start: number; readonly end: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node)) spans.push({ start: node.getStart(source), end: node.end });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return spans.reduceRight(
    (current, { start, end }) => current.slice(0, start) + map(current.slice(start, end)) + current.slice(end),
    text,
  );
}
