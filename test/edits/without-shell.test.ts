import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { commandWords } from '../../server/src/edits/without-shell.ts';
import { ts } from '../../server/src/engine/syntax.ts';

describe('the words of a command line', () => {
  it('are what a shell makes of it', () => {
    assert.deepEqual(words("'convert in.png ' + file"), ['convert', 'in.png', '<file>']);
    assert.deepEqual(words('`convert "${dir}/${file}" -o out-${size}.png`'), [
      'convert',
      '<dir>/<file>',
      '-o',
      'out-<size>.png',
    ]);
    assert.deepEqual(words("`git   log --author='A B' ${ref}`"), ['git', 'log', '--author=A B', '<ref>']);
    assert.deepEqual(words('`tool "" ${name}`'), ['tool', '', '<name>']);
  });

  it('are none where a shell does more than to split it', () => {
    const lines = [
      'cat ${x} | head',
      'ls *.${x}',
      'echo ${x} > out',
      'a ${x} && b',
      'a ${x}; b',
      'tool $HOME ${x}',
      'tool "$HOME" ${x}',
      'tool ~/${x}',
      'tool {a,b} ${x}',
      'tool (${x})',
      'tool "${x}',
      'tool ${x} # note',
      'tool !${x}',
      'tool %TEMP% ${x}',
    ];
    for (const line of lines) assert.equal(words(`\`${line}\``), undefined, line);
  });

  it('are none of what only a shell runs, and of a program that is not known', () => {
    for (const line of [
      'cd ${x}',
      'export A=${x}',
      'A=1 tool ${x}',
      'npm view ${x}',
      'run.cmd ${x}',
      '${x} --version',
    ]) {
      assert.equal(words(`\`${line}\``), undefined, line);
    }
    assert.equal(words('command'), undefined);
  });
});

/** Values are told in angle brackets. */
function words(expression: string): readonly string[] | undefined {
  const tree = ts.createSourceFile('a.ts', `(${expression})`, ts.ScriptTarget.Latest, true);
  const [statement] = tree.statements;
  assert.ok(statement && ts.isExpressionStatement(statement));
  const found = commandWords(statement.expression);
  const told = found?.args.map((word) =>
    word.map((part) => (typeof part === 'string' ? part : `<${part.getText()}>`)).join(''),
  );
  return found && [found.program, ...(told ?? [])];
}
