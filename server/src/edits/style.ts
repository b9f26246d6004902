import { ts } from '../engine/syntax.ts';

/** How a file is written, read from the file itself, so that what a fix inserts looks as if it had always been there. */
export interface FileStyle {
  readonly lineEnd: '\n' | '\r\n';
  /** One level of indentation. */
  readonly indent: string;
  readonly quote: "'" | '"';
  readonly semicolon: '' | ';';
  readonly isTypeScript: boolean;
}

const remembered = new WeakMap<ts.SourceFile, FileStyle>();

export function styleOf(tree: ts.SourceFile): FileStyle {
  let style = remembered.get(tree);
  if (style === undefined) {
    style = readStyle(tree);
    remembered.set(tree, style);
  }
  return style;
}

function readStyle(tree: ts.SourceFile): FileStyle {
  const { text, fileName } = tree;
  return {
    lineEnd: text.includes('\r\n') ? '\r\n' : '\n',
    indent: indentOf(text),
    quote: quoteOf(tree),
    semicolon: usesSemicolons(tree) ? ';' : '',
    isTypeScript: /\.[cm]?tsx?$/.test(fileName),
  };
}

function indentOf(text: string): string {
  const widths = new Map<string, number>();
  let before = '';
  for (const line of text.split('\n', 2_000)) {
    const lead = /^[\t ]*/.exec(line)?.[0] ?? '';
    if (
      lead.length > before.length &&
      lead.startsWith(before) &&
      line.trim() !== '' &&
      !line.trimStart().startsWith('*')
    ) {
      const step = lead.slice(before.length);
      widths.set(step, (widths.get(step) ?? 0) + 1);
    }
    if (line.trim() !== '') before = lead;
  }
  const [most] = [...widths].sort((a, b) => b[1] - a[1]);
  return most?.[0] ?? '  ';
}

/** What most of the first string literals use; imports count, JSX attributes and comments do not. */
function quoteOf(tree: ts.SourceFile): FileStyle['quote'] {
  let single = 0;
  let double = 0;
  const visit = (node: ts.Node): void => {
    if (single + double >= 100) return;
    if (ts.isStringLiteral(node) && !ts.isJsxAttribute(node.parent)) {
      if (tree.text[node.getStart(tree)] === '"') double += 1;
      else single += 1;
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return double > single ? '"' : "'";
}

function usesSemicolons(tree: ts.SourceFile): boolean {
  let without = 0;
  let seen = 0;
  const visit = (node: ts.Node): void => {
    if (seen >= 50) return;
    if (
      ts.isExpressionStatement(node) ||
      ts.isVariableStatement(node) ||
      ts.isReturnStatement(node) ||
      ts.isImportDeclaration(node)
    ) {
      seen += 1;
      if (tree.text[node.end - 1] !== ';') without += 1;
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return without * 2 < seen || seen === 0;
}

/** The white space at the start of the line that holds the offset. */
export function indentationAt(tree: ts.SourceFile, offset: number): string {
  const start = tree.text.lastIndexOf('\n', offset - 1) + 1;
  return /^[\t ]*/.exec(tree.text.slice(start, offset))?.[0] ?? '';
}

/** The text as a string literal in the file's own quotes. */
export function quoted(tree: ts.SourceFile, text: string): string {
  const { quote } = styleOf(tree);
  return `${quote}${text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`)}${quote}`;
}
