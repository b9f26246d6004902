import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { editedPlace, type EditedPlace } from '../../server/src/hosts/lsp/edited-place.ts';
import { waits, type LastEdit } from '../../server/src/hosts/lsp/rest.ts';
import { parse } from '../engine/findings.ts';

const code = `import { save } from './save';

export function run(items: Item[]) {
  items.forEach(async (item) => {
    await save(item);
  });

  if (items.length > 0) {
    save(items);
  }
}
`;

describe('the place somebody is at work', () => {
  it('is the innermost statement', () => {
    assert.equal(placeAt('save(item)').text, 'await save(item);');
    assert.equal(placeAt('forEach').text.startsWith('items.forEach'), true);
  });

  it('leaves out blocks inside the statement', () => {
    const { blocks } = placeAt('length >');
    assert.deepEqual(blocks, ['{\n    save(items);\n  }']);
  });

  it('is the line between statements', () => {
    const tree = parse(code);
    const blankLine = code.indexOf('\n\n  if') + 1;
    assert.deepEqual(editedPlace(tree, blankLine).place, { start: blankLine, end: blankLine });
  });

  it('is the line at the start of a text', () => {
    assert.deepEqual(editedPlace(parse('\n\na();'), 0).place, { start: 0, end: 0 });
  });

  it('parses unless its own code has a syntax error', () => {
    const broken = 'first();\nfunction run() {\n  save(1\n}\nlast();\n';
    const tree = parse(broken);
    assert.equal(editedPlace(tree, broken.indexOf('first')).parses, true);
    assert.equal(editedPlace(tree, broken.indexOf('save(1') + 6).parses, false);
  });
});

describe('a new finding', () => {
  const place: EditedPlace = { place: { start: 100, end: 200 }, blocks: [{ start: 150, end: 190 }], parses: true };
  const edit: LastEdit = { ...place, at: 1_000, isSettled: false };
  const inside = { span: { start: 110, end: 120 } };

  it('waits on the statement being edited', () => {
    assert.equal(waits(inside, edit, 1_100, 600), true);
  });

  it('waits no longer once the user rests', () => {
    assert.equal(waits(inside, edit, 1_599, 600), true);
    assert.equal(waits(inside, edit, 1_600, 600), false);
  });

  it('does not wait elsewhere', () => {
    assert.equal(waits({ span: { start: 10, end: 20 } }, edit, 1_100, 600), false);
    assert.equal(waits({ span: { start: 201, end: 220 } }, edit, 1_100, 600), false);
  });

  it('does not wait in a block of the statement, but does where it reaches out of it', () => {
    assert.equal(waits({ span: { start: 160, end: 170 } }, edit, 1_100, 600), false);
    assert.equal(waits({ span: { start: 140, end: 170 } }, edit, 1_100, 600), true);
  });

  it('does not wait after a save or in an accepted block', () => {
    assert.equal(waits(inside, { ...edit, isSettled: true }, 1_100, 600), false);
  });

  it('waits on a statement that does not parse, however long', () => {
    assert.equal(waits(inside, { ...edit, parses: false }, 100_000, 600), true);
  });

  it('does not wait where there is no delay or no edit', () => {
    assert.equal(waits(inside, { ...edit, parses: false }, 1_100, 0), false);
    assert.equal(waits(inside, undefined, 1_100, 600), false);
  });
});

function placeAt(mark: string) {
  const { place, blocks } = editedPlace(parse(code), code.indexOf(mark) + mark.length);
  return { text: code.slice(place.start, place.end), blocks: blocks.map(({ start, end }) => code.slice(start, end)) };
}
