import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import { shortText } from '../semantics/nodes.ts';
import { scopesOf } from '../semantics/scopes.ts';
import type { UnsettledPath } from '../semantics/settling.ts';
import { linesAtEnd } from './block-lines.ts';
import { insertion } from './handling.ts';
import { indentationAt, quoted, styleOf } from './style.ts';

/** Rejects where a path settles nothing. Undefined where there is no room for a statement. */
export function rejectEdits(path: UnsettledPath): readonly TextEdit[] | undefined {
  const reject = rejectParameter(path);
  const edits = reject && editsAt(path, reject.name);
  return reject && edits ? [...reject.edits, ...edits] : undefined;
}

interface Reject {
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

function rejectParameter({ executor }: UnsettledPath): Reject | undefined {
  const [resolve, reject] = executor.parameters;
  const tree = executor.getSourceFile();
  if (reject) return ts.isIdentifier(reject.name) ? { name: reject.name.text, edits: [] } : undefined;
  if (resolve === undefined || scopesOf(tree).lookup('reject', executor.body) !== undefined) return undefined;
  const isBare = tree.text[executor.parameters.pos - 1] !== '(';
  const before = isBare ? [insertion(resolve.getStart(tree), '(')] : [];
  return { name: 'reject', edits: [...before, insertion(resolve.end, isBare ? ', reject)' : ', reject')] };
}

function editsAt(path: UnsettledPath, reject: string): readonly TextEdit[] | undefined {
  const { node, fn } = path;
  if (ts.isReturnStatement(node)) return beforeReturn(node, call(path, reject));
  if (ts.isIfStatement(node)) return otherwise(node, call(path, reject));
  if (ts.isCatchClause(node)) return atEndOfCatch(node, reject);
  if (ts.isSwitchStatement(node)) return asDefault(node, call(path, reject));
  return ts.isBlock(fn.body) ? atEnd(fn.body, call(path, reject)) : undefined;
}

function call(path: UnsettledPath, reject: string): string {
  return `${reject}(${errorOf(path)})`;
}

function lastOf(assumed: UnsettledPath['assumed']): { readonly condition: string; readonly holds: boolean } {
  const [condition, { holds } = { holds: true }] = [...assumed].at(-1) ?? [''];
  return { condition, holds };
}

/** The error at hand, where the path is the one on which there is one; else one that tells what was found. */
function errorOf({ assumed, node }: UnsettledPath): string {
  const tree = node.getSourceFile();
  const { condition, holds } = lastOf(assumed);
  const error = /\b(?:e|er|err|error|ex)\d?\b/.exec(condition)?.[0];
  if (holds && error !== undefined && condition === error) return error;
  const made = `new Error(${quoted(tree, messageOf(node, condition, holds))})`;
  return holds && error !== undefined && new RegExp(`^${error} \\|\\|`).test(condition) ? `${error} ?? ${made}` : made;
}

function messageOf(node: ts.Node, condition: string, holds: boolean): string {
  if (ts.isSwitchStatement(node)) return `Unexpected value of ${shortText(node.expression)}`;
  const words = condition.replaceAll(/\s+/g, ' ');
  if (words === '' || words.length > 60) return 'Ended without a result';
  return holds ? `Ended without a result: ${words}` : `Expected ${words}`;
}

function beforeReturn(node: ts.ReturnStatement, text: string): readonly TextEdit[] {
  const tree = node.getSourceFile();
  const { semicolon, lineEnd } = styleOf(tree);
  const start = node.getStart(tree);
  if (node.expression === undefined) return [insertion(start + 'return'.length, ` ${text}`)];
  if (!ts.isBlock(node.parent)) return [insertion(start, `{ ${text}; `), insertion(node.end, ' }')];
  return [insertion(start, `${text}${semicolon}${lineEnd}${indentationAt(tree, start)}`)];
}

function otherwise(node: ts.IfStatement, text: string): readonly TextEdit[] | undefined {
  if (node.elseStatement) return undefined;
  const tree = node.getSourceFile();
  const { lineEnd, indent, semicolon } = styleOf(tree);
  const base = indentationAt(tree, node.getStart(tree));
  const { thenStatement } = node;
  if (!ts.isBlock(thenStatement)) return [insertion(node.end, `${lineEnd}${base}else ${text}${semicolon}`)];
  return [insertion(node.end, ` else {${lineEnd}${base}${indent}${text}${semicolon}${lineEnd}${base}}`)];
}

function atEndOfCatch(node: ts.CatchClause, reject: string): readonly TextEdit[] | undefined {
  const name = node.variableDeclaration?.name;
  if (name && !ts.isIdentifier(name)) return undefined;
  const added = name ? [] : [insertion(node.getStart() + 'catch'.length, ' (error)')];
  return [...added, ...atEnd(node.block, `${reject}(${name?.text ?? 'error'})`)];
}

function asDefault(node: ts.SwitchStatement, text: string): readonly TextEdit[] {
  const tree = node.getSourceFile();
  const { lineEnd, indent, semicolon } = styleOf(tree);
  const base = indentationAt(tree, node.getStart(tree)) + indent;
  const last = node.caseBlock.clauses.at(-1);
  const leaves = last?.statements.at(-1);
  const isOpen =
    leaves && !ts.isBreakOrContinueStatement(leaves) && !ts.isReturnStatement(leaves) && !ts.isThrowStatement(leaves);
  const before = isOpen ? `${lineEnd}${base}${indent}break${semicolon}` : '';
  const at = last?.end ?? node.caseBlock.getStart(tree) + 1;
  return [insertion(at, `${before}${lineEnd}${base}default:${lineEnd}${base}${indent}${text}${semicolon}`)];
}

const atEnd = (block: ts.Block, text: string): readonly TextEdit[] =>
  linesAtEnd(block, [text + styleOf(block.getSourceFile()).semicolon]);
