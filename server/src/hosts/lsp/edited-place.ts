import type { Span } from '../../../../shared/src/finding.ts';
import { ts } from '../../engine/syntax.ts';

/** Where in a text somebody is at work. */
export interface EditedPlace {
  /** The statement edited; the line where no single statement is. */
  readonly place: Span;
  /** Blocks inside the statement, which are statements of their own: a changed condition says nothing about them. */
  readonly blocks: readonly Span[];
  /** False while the statement has a syntax error. */
  readonly parses: boolean;
}

export function editedPlace(tree: ts.SourceFile, offset: number): EditedPlace {
  const statement = innermostStatement(tree, offset);
  const place = statement === undefined ? lineAt(tree.text, offset) : spanOf(tree, statement);
  const blocks = statement === undefined ? [] : blocksIn(tree, statement);
  return { place, blocks, parses: !hasSyntaxError(tree, place) };
}

/** Between statements there is none, or a whole function would wait because of a blank line in it. */
function innermostStatement(tree: ts.SourceFile, offset: number): ts.Node | undefined {
  let node: ts.Node = tree;
  let statement: ts.Node | undefined;
  for (;;) {
    if (isList(node)) statement = undefined;
    else if (ts.isStatement(node) || ts.isClassElement(node)) statement = node;
    const inner: ts.Node | undefined = ts.forEachChild(node, (child) =>
      child.getStart(tree) <= offset && offset <= child.end ? child : undefined,
    );
    if (inner === undefined) return statement;
    node = inner;
  }
}

function blocksIn(tree: ts.SourceFile, statement: ts.Node): readonly Span[] {
  const found: Span[] = [];
  const visit = (node: ts.Node): void => {
    if (isList(node)) found.push(spanOf(tree, node));
    else ts.forEachChild(node, visit);
  };
  ts.forEachChild(statement, visit);
  return found;
}

function isList(node: ts.Node): boolean {
  return ts.isBlock(node) || ts.isSourceFile(node) || ts.isModuleBlock(node) || ts.isCaseOrDefaultClause(node);
}

function spanOf(tree: ts.SourceFile, node: ts.Node): Span {
  return { start: node.getStart(tree), end: node.end };
}

function lineAt(text: string, offset: number): Span {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return { start, end: end === -1 ? text.length : end };
}

/** The compiler keeps what its parser stumbled over with the tree, but does not declare it. */
function hasSyntaxError(tree: ts.SourceFile, place: Span): boolean {
  const { parseDiagnostics = [] } = tree as { readonly parseDiagnostics?: readonly ts.DiagnosticWithLocation[] };
  // What is missing at the end of a statement is told of the token behind it.
  const behind = tree.text.slice(place.end).search(/\S/);
  const end = place.end + Math.max(behind, 0);
  return parseDiagnostics.some(({ start, length }) => start <= end && start + length >= place.start);
}
