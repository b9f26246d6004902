import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { suppressionEdit } from '../../server/src/edits/suppress.ts';
import { applySuppressions } from '../../server/src/engine/suppressions.ts';
import { findingsOn, parse } from '../engine/findings.ts';
import { applyEdits } from '../engine/text-edits.ts';

const today = '2026-01-31';

describe('the comment that hides a finding', () => {
  it('stands over its line, in the same indentation', () => {
    assert.equal(
      suppressed('function run() {\n\tsave();\n}\n'),
      'function run() {\n\t// temper-ignore-next-line floating-promise -- It never fails\n\tsave();\n}\n',
    );
  });

  it('keeps the line ends of the file', () => {
    assert.equal(
      suppressed('a();\r\nsave();\r\n'),
      'a();\r\n// temper-ignore-next-line floating-promise -- It never fails\r\nsave();\r\n',
    );
  });

  it('is in braces among the children of an element', () => {
    assert.equal(
      suppressed('const a = (\n  <ul>\n    {items.map(save)}\n  </ul>\n);\n'),
      'const a = (\n  <ul>\n    {/* temper-ignore-next-line floating-promise -- It never fails */}\n    {items.map(save)}\n  </ul>\n);\n',
    );
  });

  it('is plain among the attributes of an element', () => {
    const result = suppressed('const a = (\n  <a\n    onClick={save}\n  />\n);\n');
    assert.match(result, /^ {4}\/\/ temper-ignore-next-line .*\n {4}onClick/m);
  });

  it('stands before the code where the line begins inside a template', () => {
    assert.equal(
      suppressed('const a = `\n  text ${save()}\n`;\n'),
      'const a = `\n  text ${/* temper-ignore-line floating-promise -- It never fails */ save()}\n`;\n',
    );
  });

  it('stands before the code where the line begins inside a comment', () => {
    assert.equal(
      suppressed('/* one\n two */ save();\n'),
      '/* one\n two */ /* temper-ignore-line floating-promise -- It never fails */ save();\n',
    );
  });

  it('does not change a text with a line inside it', () => {
    const before = 'const a = `\n${1}\n`; save();\n';
    assert.equal(suppressed(before).startsWith('const a = `\n${1}\n`; /* temper-ignore-line'), true);
  });

  it('stands at the top for the whole file, under a line for the shell', () => {
    assert.equal(
      suppressed('save();\n', 'file'),
      '// temper-ignore-file floating-promise -- It never fails\nsave();\n',
    );
    assert.equal(
      suppressed('#!/usr/bin/env node\nsave();\n', 'file'),
      '#!/usr/bin/env node\n// temper-ignore-file floating-promise -- It never fails\nsave();\n',
    );
  });

  it('holds a reason of several lines on one, and one that would end the comment', () => {
    assert.match(suppressed('save();\n', 'line', ' one\n two\u2028three '), /-- one two three\n/);
    const jsx = suppressed('const a = <p>\n{save()}</p>;\n', 'line', 'see src/**/*.ts and */ too');
    assert.match(jsx, /\{\/\* temper-ignore-next-line floating-promise -- see src\/\*\* \/\*\.ts and \* \/ too \*\/\}/);
  });

  it('hides nothing without a reason', () => {
    const result = textWith('save();\n', 'line', '');
    assert.equal(result, '// temper-ignore-next-line floating-promise --\nsave();\n');
    assert.equal(leftIn(result), 1);
  });
});

function suppressed(text: string, scope: 'line' | 'file' = 'line', reason = 'It never fails'): string {
  const result = textWith(text, scope, reason);
  assert.equal(leftIn(text), 1);
  assert.equal(leftIn(result), 0, result);
  return result;
}

function textWith(text: string, scope: 'line' | 'file', reason: string): string {
  const tree = parse(text);
  const [finding] = findingsOn(tree, 'save');
  assert.ok(finding);
  const edit = suppressionEdit(tree, { finding, scope, reason });
  assert.ok(edit);
  return applyEdits(text, [edit]);
}

function leftIn(text: string): number {
  const tree = parse(text);
  return applySuppressions(tree, findingsOn(tree, 'save'), today).findings.length;
}
