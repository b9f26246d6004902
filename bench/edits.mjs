// Chooses files and places to type in: deterministic, spread over the project, always inside a function body.
import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** `count` edited places, in as many files as there are up to that; four keystrokes each, which leave the file as it was. */
export function pickEdits(files, count) {
  const candidates = files
    .filter((file) => !/[\\/](tests?|__tests__|e2e)[\\/]/.test(file)) // Temper leaves test code alone
    .map((file) => ({ file, offsets: placesToType(file) }))
    .filter(({ offsets }) => offsets.length > 0);
  if (candidates.length === 0) throw new Error('No file of the subject has a function body to type in.');
  if (candidates.length < count)
    return [{ file: candidates[0].file, keystrokes: spread(candidates[0].offsets, count).flatMap(typeAndTakeBack) }];
  return spread(candidates, count).map(({ file, offsets }) => ({
    file,
    keystrokes: typeAndTakeBack(offsets[Math.floor(offsets.length / 2)]),
  }));
}

/** Whether a file is an ordinary one with a function body to type in. */
export const canBeTypedIn = (file) => placesToType(file).length > 0;

/** Ends of identifiers that are called or passed on inside function bodies of an ordinary file. */
function placesToType(file) {
  const text = readFileSync(file, 'utf8');
  const lines = text.split('\n').length;
  if (lines < 40 || lines > 2000) return [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true);
  const offsets = [];
  const visit = (node, isInBody) => {
    if (isInBody && ts.isCallExpression(node)) {
      for (const part of [node.expression, ...node.arguments]) if (ts.isIdentifier(part)) offsets.push(part.end);
    }
    const opensBody = ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;
    ts.forEachChild(node, (child) => visit(child, isInBody || (opensBody && child === node.body)));
  };
  visit(source, false);
  return offsets.sort((a, b) => a - b);
}

function typeAndTakeBack(offset) {
  return [
    { offset, remove: 0, insert: 'x' },
    { offset: offset + 1, remove: 0, insert: 'y' },
    { offset: offset + 1, remove: 1, insert: '' },
    { offset, remove: 1, insert: '' },
  ];
}

function spread(items, count) {
  const step = items.length / count;
  return Array.from({ length: count }, (_, index) => items[Math.floor((index + 0.5) * step)]);
}

export function applyKeystroke(text, { offset, remove, insert }) {
  return text.slice(0, offset) + insert + text.slice(offset + remove);
}

/** A keystroke as a change event of the language server protocol. */
export function toContentChange(text, { offset, remove, insert }) {
  return { range: { start: toPosition(text, offset), end: toPosition(text, offset + remove) }, text: insert };
}

function toPosition(text, offset) {
  const line = text.slice(0, offset).split('\n').length - 1;
  return { line, character: offset - (text.lastIndexOf('\n', offset - 1) + 1) };
}
