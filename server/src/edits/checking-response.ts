import type { TextEdit } from '../../../shared/src/finding.ts';
import { spanOf } from '../engine/places.ts';
import { ts } from '../engine/syntax.ts';
import type { UncheckedBody } from '../semantics/responses.ts';
import { insertion } from './handling.ts';
import { indentationAt, styleOf } from './style.ts';

/** Throws where the answer is none of success, before its body is read. Undefined where no name holds the response. */
export function checkResponseEdits({ held, host }: UncheckedBody): readonly TextEdit[] | undefined {
  if (held === undefined) return undefined;
  const { name, by } = held;
  const tree = by.getSourceFile();
  const { lineEnd, indent } = styleOf(tree);
  const base = indentationAt(tree, by.getStart(tree));
  if (!ts.isArrowFunction(by)) {
    const { parent } = by;
    const isInList = ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isCaseOrDefaultClause(parent);
    return isInList ? [insertion(by.end, lineEnd + base + checkOf(name, host, base, tree))] : undefined;
  }
  const inner = base + indent;
  const check = checkOf(name, host, inner, tree);
  const { body } = by;
  if (ts.isBlock(body)) return [insertion(body.getStart(tree) + 1, lineEnd + inner + check)];
  const { semicolon } = styleOf(tree);
  const lines = [`{`, inner + check, `${inner}return ${body.getText(tree)}${semicolon}`, `${base}}`];
  return [{ span: spanOf(body, tree), text: lines.join(lineEnd) }];
}

/** In braces where the file writes such checks in braces. */
function checkOf(name: string, host: string | undefined, base: string, tree: ts.SourceFile): string {
  const { lineEnd, indent, semicolon } = styleOf(tree);
  const subject = host === undefined ? 'Request' : `Request to ${host}`;
  const thrown = `throw new Error(\`${subject} failed: \${${name}.status}\`)${semicolon}`;
  const test = `if (!${name}.ok)`;
  return /\.ok\)\s*\{/.test(tree.text)
    ? `${test} {${lineEnd}${base}${indent}${thrown}${lineEnd}${base}}`
    : `${test} ${thrown}`;
}
