import type { TextEdit } from '../../../shared/src/finding.ts';
import type { ts } from '../engine/syntax.ts';
import { insertion } from './handling.ts';
import { indentationAt, styleOf } from './style.ts';

/** Lines, without indentation, as the last ones of a block; one that stands on one line is opened up. */
export function linesAtEnd(block: ts.Block, lines: readonly string[]): readonly TextEdit[] {
  const tree = block.getSourceFile();
  const { lineEnd, indent } = styleOf(tree);
  const start = block.getStart(tree) + 1;
  const inside = tree.text.slice(start, block.end - 1);
  const base = indentationAt(tree, block.getStart(tree));
  const at = start + inside.trimEnd().length;
  const text = lines.map((line) => lineEnd + base + indent + line).join('');
  if (inside.trimEnd().includes('\n')) return [insertion(at, text)];
  const content = inside.trim();
  const kept = content === '' ? '' : `${lineEnd}${base}${indent}${content}`;
  return [{ span: { start, end: block.end - 1 }, text: `${kept}${text}${lineEnd}${base}` }];
}

/** Lines, without indentation, as the first ones of a block. */
export function linesAtStart(block: ts.Block, lines: readonly string[]): readonly TextEdit[] {
  const tree = block.getSourceFile();
  const start = block.getStart(tree) + 1;
  const isOpen = tree.text.slice(start, block.end - 1).includes('\n');
  const { lineEnd, indent } = styleOf(tree);
  const base = indentationAt(tree, block.getStart(tree));
  const text = lines.map((line) => lineEnd + base + indent + line).join('');
  if (isOpen) return [insertion(start, text)];
  const content = tree.text.slice(start, block.end - 1).trim();
  const kept = content === '' ? '' : `${lineEnd}${base}${indent}${content}`;
  return [{ span: { start, end: block.end - 1 }, text: `${text}${kept}${lineEnd}${base}` }];
}
