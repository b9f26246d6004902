import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ts } from '../../../server/src/engine/syntax.ts';
import { Op } from '../../../server/src/semantics/flow/ir.ts';
import { lowerModule } from '../../../server/src/semantics/flow/lower.ts';
import { printValue } from '../../../server/src/semantics/flow/print.ts';
import { usesOf } from '../../../server/src/semantics/flow/uses.ts';
import { valueOf } from '../../../server/src/semantics/flow/values-of-nodes.ts';

/** The instruction of the expression that stands between `/*[*\/` and `/*]*\/`. */
function valueIn(code: string): string {
  const [start, end] = [code.indexOf('/*[*/') + 5, code.indexOf('/*]*/')];
  const tree = ts.createSourceFile('/case.ts', code, ts.ScriptTarget.Latest, true);
  const find = (node: ts.Node): ts.Node | undefined =>
    node.getStart(tree) === start && node.end === end ? node : ts.forEachChild(node, find);
  const node = find(tree);
  assert.ok(node !== undefined, code);
  const found = valueOf(tree, lowerModule(tree), node as ts.Expression);
  return found === undefined ? 'none' : `${found.place.id}: ${printValue(found.place.body, found.value)}`;
}

describe('the value of an expression', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['function f() { const a = g(); return /*[*/a/*]*/; }', 'f: %1 = Call %0 ()'],
    ['function f() { return /*[*/g()/*]*/; }', 'f: %1 = Call %0 ()'],
    ['function f() { return /*[*/a.b/*]*/(); }', 'f: %1 = Load %0 "b"'],
    ['function f(a) { if (a) return /*[*/a/*]*/; }', 'f: %1 = Pi %0 %0 true'],
    ['function f(a) { for (;;) { if (/*[*/a/*]*/) a = g(); } }', 'f: %1 = Phi (%0 %6)'],
    ['class A { @/*[*/Get()/*]*/ m() {} }', ': %1 = Call %0 ()'],
    ['class A { x = /*[*/g()/*]*/; }', 'A.x: %1 = Call %0 ()'],
    ['function f(a = /*[*/g()/*]*/) {}', 'f: %4 = Call %3 ()'],
    ['type A = typeof /*[*/a/*]*/;', 'none'],
  ];
  for (const [code, expected] of cases) it(code, () => assert.equal(valueIn(code), expected));
});

describe('the uses of a value', () => {
  const code = 'function f(a) { const b = g(a, a); h(); if (b) return b; }';
  const { body } = lowerModule(ts.createSourceFile('/case.ts', code, ts.ScriptTarget.Latest, true)).functions[1] ?? {};
  assert.ok(body !== undefined);
  const valuesOf = (op: Op): readonly number[] =>
    Array.from({ length: body.size }, (_, value) => value).filter((value) => body.op(value) === op);
  const usersOf = (value: number): readonly string[] =>
    [...usesOf(body).of(value)].map((user) => printValue(body, user));

  it('are the instructions that name it, as often as they do', () => {
    const [a = -1] = valuesOf(Op.Param);
    assert.deepEqual(usersOf(a), ['%2 = Call %1 (%0 %0)', '%2 = Call %1 (%0 %0)']);
  });

  it('tell what is dropped from what decides something', () => {
    const [b = -1, h = -1] = valuesOf(Op.Call);
    assert.deepEqual(usersOf(h), ['%5 = Use %4']);
    assert.equal(usesOf(body).decides(h), false);
    assert.equal(usesOf(body).decides(b), true);
  });
});
