import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ts } from '../../server/src/engine/syntax.ts';
import { scopesOf, type Binding } from '../../server/src/semantics/scopes.ts';

interface Case {
  readonly title: string;
  /**
   * Names are marked by a digit in a comment directly behind. Equal numbers stand for one binding, `0` for a global
   * or for what is no reference at all.
   */
  readonly code: string;
}

const cases: readonly Case[] = [
  { title: 'const before and after', code: 'a/*1*/; const a/*1*/ = 1; a/*1*/;' },
  { title: 'global', code: 'process/*0*/.exit/*0*/(1)' },
  { title: 'block shadows', code: 'let a/*1*/; { let a/*2*/; a/*2*/; } a/*1*/;' },
  { title: 'var is hoisted out of blocks', code: 'function f() { if (x) { var a/*1*/ = 1; } return a/*1*/; } a/*0*/;' },
  { title: 'repeated var', code: 'var a/*1*/; var a/*1*/; a/*1*/;' },
  { title: 'functions are hoisted', code: 'f/*1*/(); function f/*1*/() { return f/*1*/; }' },
  { title: 'overloads', code: 'function f/*1*/(): void; function f/*1*/(x?: 1): void {} f/*1*/();' },
  { title: 'named function expression', code: 'const a = function f/*1*/() { f/*1*/(); }; f/*0*/();' },
  { title: 'function expression shadowed by var', code: 'a = function f/*1*/() { var f/*2*/ = 1; f/*2*/; };' },
  { title: 'named class expression', code: 'const a = class C/*1*/ { m() { C/*1*/; } }; C/*0*/;' },
  {
    title: 'class',
    code: 'class C/*1*/ extends D/*0*/ { x/*0*/ = C/*1*/; m/*0*/() {} static { var s/*2*/; s/*2*/; } } s/*0*/;',
  },
  {
    title: 'parameters',
    code: 'function f(a/*1*/, { b/*2*/, c: d/*3*/ = a/*1*/, ...e/*4*/ }, [g/*5*/]) { a/*1*/; b/*2*/; c/*0*/; d/*3*/; e/*4*/; g/*5*/; }',
  },
  {
    title: 'defaults do not see the body',
    code: 'const x/*1*/ = 1; function f(a/*2*/ = x/*1*/) { var x/*3*/; x/*3*/; a/*2*/; }',
  },
  { title: 'var named like a parameter', code: 'function f(a/*1*/, b = 2) { var a/*1*/; a/*1*/; }' },
  { title: 'arrow', code: 'const f = (a/*1*/) => a/*1*/ + b/*0*/;' },
  { title: 'catch', code: 'try {} catch (e/*1*/) { e/*1*/; var v/*2*/; } e/*0*/; v/*2*/;' },
  { title: 'catch pattern', code: 'try {} catch ({ message/*1*/ }) { message/*1*/; }' },
  { title: 'for', code: 'for (let i/*1*/ = 0; i/*1*/ < 1; i/*1*/++) { i/*1*/; } i/*0*/;' },
  { title: 'for of', code: 'for (const [k/*1*/, v/*2*/] of m/*0*/) k/*1*/ + v/*2*/; k/*0*/;' },
  { title: 'for var', code: 'for (var i/*1*/ in o) {} i/*1*/;' },
  { title: 'switch', code: 'switch (a/*0*/) { case 1: let a/*1*/; default: a/*1*/; }' },
  { title: 'using', code: '{ await using a/*1*/ = f(); a/*1*/; }' },
  { title: 'labels', code: 'const a/*1*/ = 1; a/*0*/: for (;;) { break a/*0*/; continue a/*0*/; }' },
  {
    title: 'property names',
    code: 'const a/*1*/ = 1; ({ a/*0*/: b/*0*/, [a/*1*/]: 1, a/*0*/() {}, get a/*0*/() {} }); x.a/*0*/; x?.a/*0*/;',
  },
  { title: 'shorthand', code: 'const a/*1*/ = 1; ({ a/*1*/ }); ' },
  {
    title: 'imports',
    code: `import a/*1*/, { b/*2*/, c/*0*/ as d/*3*/ } from 'm'; import * as n/*4*/ from 'n'; import r/*5*/ = require('r'); import q/*6*/ = n/*4*/.x; a/*1*/; b/*2*/; c/*0*/; d/*3*/; n/*4*/; r/*5*/; q/*6*/;`,
  },
  { title: 'exports', code: 'const a/*1*/ = 1; export { a/*1*/, a/*1*/ as b/*0*/ }; export default a/*1*/; ' },
  {
    title: 'exports of types',
    code: 'interface A/*1*/ {} class C/*2*/ {} type b/*3*/ = 1; const b/*4*/ = 1; export type { A/*1*/, C/*2*/, b/*3*/ as q }; export { type A/*1*/ as B, b/*4*/ };',
  },
  {
    title: 'a function and a namespace of one name',
    code: 'declare function f/*1*/(a: f/*1*/.T/*0*/): f/*1*/.T; declare namespace f/*1*/ { type T = 1 } f/*1*/();',
  },
  { title: 're-exports', code: `const a/*1*/ = 1; export { a/*0*/ } from 'm'; export * as a/*0*/ from 'n';` },
  {
    title: 'value and type of one name',
    code: 'const User/*1*/ = z; type User/*2*/ = X<typeof User/*1*/>; let u: User/*2*/ = User/*1*/;',
  },
  { title: 'class in types', code: 'class C/*1*/ {} let x: C/*1*/; function f(y: C/*1*/[]): C/*1*/ {}' },
  {
    title: 'import in types',
    code: `import { C/*1*/ } from 'm'; let x: C/*1*/<C/*1*/>; let y: typeof C/*1*/; class D implements C/*1*/ {}`,
  },
  { title: 'qualified types', code: `import * as N/*1*/ from 'm'; let x: N/*1*/.T/*0*/.U/*0*/;` },
  {
    title: 'type parameters',
    code: 'type T/*1*/ = 1; function f<T/*2*/ extends T/*2*/>(a: T/*2*/): T/*2*/ {} let x: T/*1*/;',
  },
  {
    title: 'class type parameters',
    code: 'class C/*1*/<T/*2*/> extends D<T/*2*/> { x: T/*2*/; y = C/*1*/; } let x: T/*0*/;',
  },
  {
    title: 'mapped and conditional types',
    code: 'type A<T/*1*/> = { [K/*2*/ in keyof T/*1*/]: T/*1*/[K/*2*/] }; type B<T/*3*/> = T/*3*/ extends (x: infer A/*4*/) => infer R/*5*/ ? [A/*4*/, R/*5*/] : A/*6*/; type A/*6*/ = 1;'
      .replace('type A<', 'type Q<')
      .replace(': A/*6*/; type A/*6*/ = 1;', ': Z/*0*/;'),
  },
  { title: 'type predicate', code: 'function f(x/*1*/): x/*1*/ is string {} function g(y/*2*/): asserts y/*2*/ {}' },
  {
    title: 'signature names',
    code: 'const a/*1*/ = 1; type F = (a/*2*/: number) => void; interface I { a/*0*/: 1; m/*0*/(a/*3*/: 1): typeof a/*3*/; [k/*4*/: string]: 1; [a/*1*/]: 2 }',
  },
  { title: 'tuple member names', code: 'const a/*1*/ = 1; type T = [a/*0*/: number, b/*0*/?: string];' },
  { title: 'enum', code: 'enum E/*1*/ { A/*2*/ = 1, B = A/*2*/ } A/*0*/; E/*1*/.A/*0*/; let e: E/*1*/;' },
  {
    title: 'namespace',
    code: 'namespace N/*1*/ { export const a/*2*/ = 1; var v/*3*/; a/*2*/; v/*3*/ } a/*0*/; v/*0*/; N/*1*/;',
  },
  { title: 'nested namespace', code: 'namespace A/*1*/.B/*2*/ { B/*2*/; A/*1*/ } B/*0*/;' },
  {
    title: 'ambient',
    code: `declare global { interface W/*1*/ {} var g/*2*/: W/*1*/ } declare module 'm' { const q/*3*/: 1; } declare const d/*4*/: 1; d/*4*/;`,
  },
  {
    title: 'jsx',
    code: `import Box/*1*/ from 'b'; import * as ui/*2*/ from 'u'; const div/*3*/ = 1, p/*4*/ = 1; <Box/*1*/ p/*0*/={p/*4*/} {...p/*4*/}><div/*0*/ /><ui/*2*/.Card/*0*/>{p/*4*/}</ui/*2*/.Card></Box/*1*/>;`,
  },
  { title: 'decorators', code: 'const d/*1*/ = 1; @d/*1*/ class C { @d/*1*/() m(@d/*1*/ x) {} @d/*1*/ p = 1; }' },
  {
    title: 'meta properties',
    code: 'const target/*1*/ = 1, meta = 1; function f() { new.target/*0*/; import.meta/*0*/.env/*0*/; }',
  },
  { title: 'import attributes', code: `const type/*1*/ = 1; import x from 'm' with { type/*0*/: 'json' };` },
  {
    title: 'assignment patterns',
    code: 'let a/*1*/, b/*2*/, c/*3*/; [a/*1*/, ...b/*2*/] = x; ({ a/*1*/, q/*0*/: b/*2*/ = c/*3*/, ...c/*3*/ } = x);',
  },
  { title: 'this parameter and arguments', code: 'function f(this: X/*0*/) { arguments/*0*/; }' },
  {
    title: 'method bodies',
    code: 'class C { constructor(private a/*1*/: number) { a/*1*/; this.a/*0*/; } set x(v/*2*/) { v/*2*/; } }',
  },
  {
    title: 'names that need escaping',
    code: 'const __proto__/*1*/ = 1, constructor/*2*/ = 2, __x/*3*/ = 1; __proto__/*1*/; constructor/*2*/; toString/*0*/; __x/*3*/;',
  },
];

for (const { title, code } of cases) {
  test(title, () => {
    const { tree, marks } = parse(code);
    const scopes = scopesOf(tree);
    const numbers = new Map<Binding, string>();
    for (const { name, number } of marks) {
      const binding = scopes.bindingOf(name);
      const where = `${name.text} at ${name.pos}`;
      if (number === '0') {
        assert.equal(binding, undefined, `${where} is bound`);
        continue;
      }
      assert.ok(binding, `${where} is not bound`);
      const known = numbers.get(binding);
      if (known === undefined) assert.ok(![...numbers.values()].includes(number), `${where}: another binding`);
      else assert.equal(known, number, where);
      numbers.set(binding, number);
    }
  });
}

test('references are told apart from declarations, writes and types', () => {
  const binding = bindingNamed(
    'let a = 1; a; a = 2; a++; a += a; [a] = x; for (a of x) {} type T = typeof a; ({ a } = x);',
    'a',
  );
  assert.equal(binding.kind, 'let');
  assert.equal(binding.declarations.length, 1);
  assert.equal(binding.references.length, 8);
  assert.equal(binding.writes.length, 6);
  assert.equal(binding.typeReferences.length, 1);
  assert.deepEqual(
    binding.references.map((name) => name.pos),
    binding.references.map((name) => name.pos).sort((one, other) => one - other),
  );
});

test('a closing tag is no second reference', () => {
  assert.equal(bindingNamed('const Box = 1; <Box></Box>', 'Box').references.length, 1);
});

test('kinds', () => {
  const code = `import i from 'm'; const c = 1; let l; var v; function f() {} class C {} enum E {} namespace N { 1; } type T = 1; interface I {}`;
  const kinds = 'i c l v f C E N T I'.split(' ').map((name) => bindingNamed(code, name).kind);
  assert.deepEqual(kinds, ['import', 'const', 'let', 'var', 'function', 'class', 'enum', 'namespace', 'type', 'type']);
  assert.equal(bindingNamed('{ using u = f(); }', 'u').kind, 'const');
  assert.equal(bindingNamed('{ await using u = f(); }', 'u').kind, 'const');
  assert.equal(bindingNamed('function f(p) { p }', 'p').kind, 'parameter');
  assert.equal(bindingNamed('try {} catch (e) { e }', 'e').kind, 'catch');
});

test('the scope of a binding and lookups from a place', () => {
  const { tree } = parse('const a = 1; function f(b) { { let c; c; } }');
  const scopes = scopesOf(tree);
  const inner = find(tree, 'c', 1);
  assert.equal(scopes.lookup('c', inner), scopes.bindingOf(inner));
  assert.equal(scopes.lookup('b', inner)?.kind, 'parameter');
  assert.equal(scopes.lookup('a', inner)?.scope, tree);
  assert.equal(scopes.lookup('f', inner)?.kind, 'function');
  assert.equal(scopes.lookup('c', tree), undefined);
  assert.equal(scopes.lookup('toString', inner), undefined);
});

test('globals are listed by name', () => {
  const { tree } = parse('Deno.serve(() => fetch(x)); fetch(1); let y: Promise<void>;');
  const { globals } = scopesOf(tree);
  assert.deepEqual([...globals.keys()], ['Deno', 'fetch', 'x']);
  assert.equal(globals.get('fetch')?.length, 2);
});

test('the same tree is bound once', () => {
  const { tree } = parse('a');
  assert.equal(scopesOf(tree), scopesOf(tree));
});

test('broken code and deep chains do not throw', () => {
  const broken = [
    'import {',
    'class {',
    'const { a, = ',
    'function (',
    'for (let of',
    '<A',
    'export {',
    'enum',
    'x.',
    '@',
    'type =',
    'namespace',
    'import x = ',
    'try { } catch (',
  ];
  for (const code of broken) scopesOf(treeOf(code));
  const sum = `const a = ${Array.from({ length: 20_000 }, () => 'b').join(' + ')}`;
  assert.equal(scopesOf(treeOf(sum)).globals.get('b')?.length, 20_000);
});

function treeOf(code: string): ts.SourceFile {
  return ts.createSourceFile('/a.tsx', code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
}

interface Mark {
  readonly name: ts.Identifier;
  readonly number: string;
}

function parse(code: string): { readonly tree: ts.SourceFile; readonly marks: readonly Mark[] } {
  const tree = treeOf(code);
  const byEnd = new Map(identifiers(tree).map((name) => [name.end, name]));
  const marks = [...code.matchAll(/\/\*(\d)\*\//g)].map((match) => {
    const name = byEnd.get(match.index);
    assert.ok(name, `no name at ${match.index}`);
    return { name, number: match[1] ?? '' };
  });
  return { tree, marks };
}

function identifiers(node: ts.Node): readonly ts.Identifier[] {
  const found: ts.Identifier[] = [];
  const visit = (each: ts.Node): void => {
    if (ts.isIdentifier(each)) found.push(each);
    ts.forEachChild(each, visit);
  };
  visit(node);
  return found;
}

function find(tree: ts.SourceFile, text: string, at: number): ts.Identifier {
  const name = identifiers(tree).filter((each) => each.text === text)[at];
  assert.ok(name);
  return name;
}

function bindingNamed(code: string, name: string): Binding {
  const { tree } = parse(code);
  const binding = scopesOf(tree).bindingOf(find(tree, name, 0));
  assert.ok(binding);
  return binding;
}
