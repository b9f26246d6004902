import { ts } from '../../server/src/engine/syntax.ts';

/** Other ways to write the same file. A fix must give the same result in each, written that way too. */
export interface Restyle {
  readonly name: string;
  readonly apply: (text: string, file: string) => string;
}

export const restyles: readonly Restyle[] = [
  { name: 'CRLF line ends', apply: (text) => text.replaceAll('\n', '\r\n') },
  { name: 'tabs', apply: (text) => text.replaceAll(/^(?: {2})+/gm, (indent) => '\t'.repeat(indent.length / 2)) },
  { name: 'double quotes', apply: doubleQuotes },
];

function doubleQuotes(text: string, file: string): string {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false);
  const spans: { readonly start: number; readonly end: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node)) spans.push({ start: node.getStart(source), end: node.end });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return spans.reduceRight((current, { start, end }) => {
    const literal = current.slice(start, end);
    if (!literal.startsWith("'") || literal.includes('"') || literal.includes('\\')) return current;
    return `${current.slice(0, start)}"${literal.slice(1, -1)}"${current.slice(end)}`;
  }, text);
}
