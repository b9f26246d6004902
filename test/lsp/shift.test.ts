import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Finding } from '../../shared/src/finding.ts';
import type { TextChange } from '../../server/src/hosts/lsp/changes.ts';
import { shiftFindings, track } from '../../server/src/hosts/lsp/shift.ts';
import { TypedText } from './typed-text.ts';

const callback = `start();
items.forEach(async (item) => {
  await save(item);
});
end();
`;

describe('findings shifted through edits', () => {
  it('move with lines put in above', () => {
    const { moved, text } = edited('a();\nb();\n', 'b();', (typed) => typed.insertBefore('a();', 'first();\n\n'));
    assert.equal(covered(moved, text), 'b();');
    assert.deepEqual(moved?.range, { start: { line: 3, character: 0 }, end: { line: 3, character: 4 } });
  });

  it('move with characters put in before them on the line', () => {
    const { moved, text } = edited('x = 1; b();\n', 'b();', (typed) => typed.replace('1', '1000'));
    assert.equal(covered(moved, text), 'b();');
    assert.equal(moved?.range.start.character, 10);
  });

  it('move back when lines above are deleted', () => {
    const { moved, text } = edited('a();\n\n\nb();\n', 'b();', (typed) => typed.replace('a();\n\n\n', ''));
    assert.equal(covered(moved, text), 'b();');
    assert.equal(moved?.range.start.line, 0);
  });

  it('stay where they are when the edit is below', () => {
    const { moved, before } = edited('a();\nb();\n', 'a();', (typed) => typed.replace('b();', 'other();\nlast();'));
    assert.deepEqual(moved, before);
  });

  it('go when the edit is inside', () => {
    assert.equal(edited('a(one);\n', 'a(one);', (typed) => typed.replace('one', 'two')).moved, undefined);
  });

  it('go when the edit covers them', () => {
    assert.equal(edited('x;\na();\ny;\n', 'a();', (typed) => typed.replace('x;\na();\ny;\n', '')).moved, undefined);
  });

  it('go when the edit cuts their start or end', () => {
    assert.equal(edited('x; abc();\n', 'abc();', (typed) => typed.replace('; a', '; ')).moved, undefined);
    assert.equal(edited('abc(); x\n', 'abc();', (typed) => typed.replace('); x', ')')).moved, undefined);
  });

  it('go when something is typed right before or behind', () => {
    assert.equal(edited('  a();\n', 'a();', (typed) => typed.insertBefore('a()', 'await ')).moved, undefined);
    assert.equal(edited('  a()\n', 'a()', (typed) => typed.insertAfter('a()', '.')).moved, undefined);
  });

  it('stay when a statement follows behind the semicolon', () => {
    const { moved, text } = edited('a();\n', 'a();', (typed) => typed.insertAfter('a();', ' b();'));
    assert.equal(covered(moved, text), 'a();');
  });

  it('stay when Enter is pressed behind or before them', () => {
    const behind = edited('  a()\n', 'a()', (typed) => typed.insertAfter('a()', '\n  '));
    assert.equal(covered(behind.moved, behind.text), 'a()');
    const before = edited('  a()\n', 'a()', (typed) => typed.insertBefore('a()', '\n  '));
    assert.equal(covered(before.moved, before.text), 'a()');
    assert.deepEqual(before.moved?.range.start, { line: 1, character: 2 });
  });

  it('stay when their line is indented anew', () => {
    const { moved, text } = edited('    a();\n', 'a();', (typed) => typed.replace('    a', 'a'));
    assert.equal(covered(moved, text), 'a();');
    assert.equal(moved?.range.start.character, 0);
  });

  it('stay when lines are pasted above or below', () => {
    const below = edited('a()\n', 'a()', (typed) => typed.insertAfter('a()', '\nb();\nc();'));
    assert.equal(covered(below.moved, below.text), 'a()');
    const above = edited('a()\n', 'a()', (typed) => typed.insertBefore('a()', 'b();\nc();\n'));
    assert.equal(covered(above.moved, above.text), 'a()');
  });

  it('keep the finding of a callback while its body is edited', () => {
    const { moved, text } = editedCallback((typed) => typed.replace('save(item)', 'saveAll(item, item)'));
    assert.equal(covered(moved, text), 'async (item) =>');
    assert.equal(text.slice(moved?.node.start, moved?.node.end), callbackNode(text));
  });

  it('keep the finding of a callback while a line is put in under its head', () => {
    const { moved, text } = editedCallback((typed) => typed.insertAfter('=> {', '\n  log();'));
    assert.equal(covered(moved, text), 'async (item) =>');
  });

  it('drop the finding of a callback when its head or its end is edited', () => {
    assert.equal(editedCallback((typed) => typed.replace('forEach', 'map')).moved, undefined);
    assert.equal(editedCallback((typed) => typed.replace('=> {', '=> { const a = 1;')).moved, undefined);
    assert.equal(editedCallback((typed) => typed.insertAfter('});', ' more();')).moved === undefined, false);
    assert.equal(editedCallback((typed) => typed.replace('});', '}')).moved, undefined);
  });

  it('move related places of the file and leave those of others', () => {
    const typed = new TypedText('one();\ntwo();\nthree();\n');
    const found = typed.finding('three();', 'three();', ['one()', 'two()']);
    const elsewhere = { ...found.related[0]!, file: '/shop/b.ts' };
    const changes = typed.replace('one();\n', 'one();\n\n\n');
    const moved = shift(
      { ...found, related: [...found.related, elsewhere] },
      typed,
      'one();\ntwo();\nthree();\n',
      changes,
    );
    assert.deepEqual(
      moved?.related.map(({ file, range, span }) => [file, range.start.line, typed.text.slice(span.start, span.end)]),
      [
        ['/shop/a.ts', 0, 'one()'],
        ['/shop/a.ts', 3, 'two()'],
        ['/shop/b.ts', 0, 'one()'],
      ],
    );
  });

  it('drop a related place whose code was edited, not the finding', () => {
    const before = 'one(1);\ntwo();\n';
    const typed = new TypedText(before);
    const found = typed.finding('two();', 'two();', ['one(1)']);
    const moved = shift(found, typed, before, typed.replace('1', '22'));
    assert.equal(covered(moved, typed.text), 'two();');
    assert.deepEqual(moved?.related, []);
  });

  it('go through several edits in turn', () => {
    const before = 'a();\nb();\nc();\n';
    const typed = new TypedText(before);
    const found = typed.finding('b();');
    const changes = [
      ...typed.insertBefore('a();', '// é😀\r\n'),
      ...typed.replace('c();', 'last();'),
      ...typed.insertBefore('// é', '"use strict";\n'),
      ...typed.replace('a();\n', ''),
    ];
    const moved = shift(found, typed, before, changes);
    assert.equal(covered(moved, typed.text), 'b();');
    assert.deepEqual(moved?.range, {
      start: typed.document.positionAt(typed.text.indexOf('b();')),
      end: typed.document.positionAt(typed.text.indexOf('b();') + 4),
    });
  });

  it('lose nothing when the whole text is sent anew', () => {
    const { moved, text } = edited('a();\nb();\n', 'b();', (typed) => typed.setAll('a(1);\nb();\n'));
    assert.equal(covered(moved, text), 'b();');
    assert.equal(edited('a();\nb();\n', 'b();', (typed) => typed.setAll('a();\nb(1);\n')).moved, undefined);
  });

  it('keep their line when line ends change elsewhere', () => {
    const { moved, text } = edited('a();\nb();\n', 'b();', (typed) => typed.setAll('a();\r\nb();\n'));
    assert.equal(covered(moved, text), 'b();');
    assert.equal(moved?.range.start.line, 1);
  });

  it('cover the same text after any edits that do not touch them', () => {
    const random = numbers(7);
    for (let round = 0; round < 300; round++) {
      const before = Array.from({ length: 12 }, (_, line) => `call${line}(${'x'.repeat(random(9))});`).join('\n');
      const typed = new TypedText(before);
      const found = Array.from({ length: 12 }, (_, line) => typed.finding(`call${line}(`, lineOf(before, line)));
      const changes = Array.from({ length: 1 + random(6) }, () => randomEdit(typed, random)).flat();
      for (const moved of shiftAll(found, typed, before, changes)) {
        assert.equal(covered(moved, typed.text), moved.fingerprint);
        assert.deepEqual(moved.range.start, typed.document.positionAt(moved.span.start));
      }
    }
  });
});

function edited(before: string, squiggle: string, edit: (typed: TypedText) => readonly TextChange[]) {
  const typed = new TypedText(before);
  const found = typed.finding(squiggle);
  return { moved: shift(found, typed, before, edit(typed)), text: typed.text, before: found };
}

function editedCallback(edit: (typed: TypedText) => readonly TextChange[]) {
  const typed = new TypedText(callback);
  const found = typed.finding('async (item) =>', callbackNode(callback));
  return { moved: shift(found, typed, callback, edit(typed)), text: typed.text };
}

function callbackNode(text: string): string {
  return text.slice(text.indexOf('items'), text.indexOf('});') + 3);
}

function shift(found: Finding, typed: TypedText, before: string, changes: readonly TextChange[]): Finding | undefined {
  return shiftAll([found], typed, before, changes)[0];
}

function shiftAll(found: readonly Finding[], typed: TypedText, before: string, changes: readonly TextChange[]) {
  const tracked = found.map((each) => track(each, before));
  const shifted = shiftFindings(tracked, changes, (offset) => typed.document.positionAt(offset));
  return shifted.map(({ finding }) => finding);
}

function covered(found: Finding | undefined, text: string): string | undefined {
  return found && text.slice(found.span.start, found.span.end);
}

function lineOf(text: string, line: number): string {
  return text.split('\n')[line] ?? '';
}

function randomEdit(typed: TypedText, random: (below: number) => number): readonly TextChange[] {
  const { text } = typed;
  const start = random(text.length + 1);
  const end = Math.min(text.length, start + random(5) * random(2));
  const inserted = ['', 'y', '\n', ' ', 'z();\n', '\r\n', '😀'][random(7)] ?? '';
  return typed.setAll(text.slice(0, start) + inserted + text.slice(end));
}

/** A linear congruential generator: the same edits in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
}
