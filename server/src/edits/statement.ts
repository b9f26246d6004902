import { ts } from '../engine/syntax.ts';
import { unwrap } from '../semantics/nodes.ts';
import { initializerOf } from '../semantics/request-addresses.ts';
import { scopesOf } from '../semantics/scopes.ts';

type Quote = "'" | '"' | '`';

/** A statement of a query language as code puts it together. */
export interface Statement {
  /** What stands for it in the code. */
  readonly node: ts.Expression;
  /** As they are written between quotes of this kind; one more than there are values. */
  readonly texts: readonly string[];
  readonly quote: Quote;
  readonly values: readonly ts.Expression[];
}

type Piece = { readonly text: string; readonly quote: Quote } | ts.Expression;

const isText = (piece: Piece): piece is Exclude<Piece, ts.Expression> => 'quote' in piece;

/** What a call is given: a template, texts and values that are joined by `+`, or a constant for one that is used nowhere else. */
export function statementOf(given: ts.Expression): Statement | undefined {
  const node = onlyUseOf(given) ?? given;
  const pieces = piecesOf(unwrap(node));
  const [first, second] = pieces;
  // Two values in front may be numbers that are added.
  if (first === undefined || (!isText(first) && (second === undefined || !isText(second)))) return undefined;
  const quote = commonQuote(pieces.filter(isText));
  const texts = [''];
  const values: ts.Expression[] = [];
  for (const piece of pieces) {
    if (isText(piece)) texts.push((texts.pop() ?? '') + requoted(piece.text, piece.quote, quote));
    else {
      values.push(piece);
      texts.push('');
    }
  }
  return { node, texts, quote, values };
}

function onlyUseOf(given: ts.Expression): ts.Expression | undefined {
  const name = unwrap(given);
  if (!ts.isIdentifier(name)) return undefined;
  const binding = scopesOf(name.getSourceFile()).bindingOf(name);
  return binding?.kind === 'const' && binding.references.length === 1 && !binding.isShared
    ? initializerOf(binding)
    : undefined;
}

function piecesOf(node: ts.Expression): readonly Piece[] {
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return [...piecesOf(node.left), ...piecesOf(node.right)];
  if (ts.isTemplateExpression(node)) {
    const rest = node.templateSpans.flatMap(({ expression, literal }) => [expression, written(literal, '`')]);
    return [written(node.head, '`'), ...rest];
  }
  if (ts.isNoSubstitutionTemplateLiteral(node)) return [written(node, '`')];
  return ts.isStringLiteral(node) ? [written(node, node.getText().startsWith('"') ? '"' : "'")] : [node];
}

/** Delimiters left out. */
function written(part: ts.Node, quote: Quote): Piece {
  const opensHole = ts.isTemplateHead(part) || ts.isTemplateMiddle(part);
  return { text: part.getText().slice(1, opensHole ? -2 : -1), quote };
}

/** A text with quotes inside is easier to read in a template. */
function commonQuote(texts: readonly Exclude<Piece, ts.Expression>[]): Quote {
  const quotes = new Set(texts.map(({ quote }) => quote));
  const [only] = quotes;
  return only !== undefined && quotes.size === 1 && !texts.some(({ text }) => text.includes('\\' + only)) ? only : '`';
}

const requoted = (text: string, from: Quote, to: Quote): string =>
  from === to ? text : text.replaceAll('\\' + from, from).replace(/`|\$\{/g, '\\$&');
