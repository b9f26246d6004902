import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from './findings.ts';
import { enclosingSymbol, fingerprinter } from '../../server/src/engine/fingerprint.ts';
import { ts } from '../../server/src/engine/syntax.ts';

describe('a fingerprint', () => {
  it('is 64 bits of FNV-1a', () => {
    let expected = 0xcbf29ce484222325n;
    for (const character of 'floating-promise\nsrc/a.ts\nsave\n0') {
      expected = ((expected ^ BigInt(character.charCodeAt(0))) * 0x100000001b3n) & 0xffffffffffffffffn;
    }
    const fingerprint = fingerprinter('src/a.ts')('floating-promise', 'save');
    assert.equal(fingerprint, expected.toString(16).padStart(16, '0'));
  });

  it('differs by rule, path, symbol and ordinal, and is the same in the next run', () => {
    assert.deepEqual(numbered(), numbered());
    assert.equal(new Set(numbered()).size, 5);
    for (const fingerprint of numbered()) assert.match(fingerprint, /^[0-9a-f]{16}$/);
  });
});

function numbered(): readonly string[] {
  const number = fingerprinter('src/a.ts');
  return [number('a', 'f'), number('a', 'f'), number('b', 'f'), number('a', 'g'), fingerprinter('b')('a', 'f')];
}

describe('the symbol round a node', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['risky;', ''],
    ['function save() { risky; }', 'save'],
    ['class Orders { async save() { list.forEach(() => { risky; }); } }', 'Orders.save'],
    ['class Orders { constructor() { risky; } #send = () => { risky; } }', 'Orders.constructor'],
    ['class Orders { #send = () => { risky; } }', 'Orders.#send'],
    ['const save = async () => { risky; };', 'save'],
    ['const routes = { create: () => { risky; }, "sk_live_1": () => 1 };', 'routes.create'],
    ['const routes = { "sk_live_1": () => { risky; } };', 'routes'],
    ['const value = wrap(() => { risky; });', ''],
    ['namespace a.b { function f() { risky; } }', 'a.b.f'],
  ];
  for (const [text, symbol] of cases) {
    it(`is ${symbol || 'empty'} in ${text}`, () => assert.equal(enclosingSymbol(risky(parse(text))), symbol));
  }
});

function risky(tree: ts.SourceFile): ts.Node {
  const find = (node: ts.Node): ts.Node | undefined =>
    ts.isIdentifier(node) && node.text === 'risky' ? node : ts.forEachChild(node, find);
  const found = find(tree);
  assert.ok(found);
  return found;
}
