import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ModuleTarget, Snapshot } from '../../server/src/engine/snapshot.ts';
import { ts } from '../../server/src/engine/syntax.ts';
import { canonicalModule, moduleFactsOf, resolveExport } from '../../server/src/semantics/modules.ts';

const canonical: readonly (readonly [specifier: string, name: string | undefined])[] = [
  ['express', 'express'],
  ['drizzle-orm/pg-core', 'drizzle-orm/pg-core'],
  ['@supabase/supabase-js', '@supabase/supabase-js'],
  ['@modelcontextprotocol/sdk/server/mcp.js', '@modelcontextprotocol/sdk/server/mcp'],
  ['lodash/debounce.js', 'lodash/debounce'],
  ['pkg/lib/index.js', 'pkg/lib'],
  ['chart.js', 'chart.js'],
  ['socket.io', 'socket.io'],
  ['chart.js/auto', 'chart.js/auto'],
  ['@scope/lib.js/sub', '@scope/lib.js/sub'],
  ['npm:zod@3.22.4', 'zod'],
  ['npm:/zod@3', 'zod'],
  ['npm:@aws-sdk/client-s3@^3.0.0/dist', '@aws-sdk/client-s3/dist'],
  ['jsr:@supabase/functions-js/edge-runtime.d.ts', '@supabase/functions-js/edge-runtime.d'],
  ['jsr:@std/http@1/server', '@std/http/server'],
  ['https://esm.sh/@supabase/supabase-js@2', '@supabase/supabase-js'],
  ['https://esm.sh/@supabase/supabase-js@2.39.3?target=deno', '@supabase/supabase-js'],
  ['https://esm.sh/v135/stripe@14.21.0?target=denonext', 'stripe'],
  ['https://esm.sh/v135/@supabase/supabase-js@2.7.1/denonext/supabase-js.mjs', '@supabase/supabase-js'],
  ['https://esm.sh/drizzle-orm@0.30/pg-core', 'drizzle-orm/pg-core'],
  ['https://esm.sh/stripe', 'stripe'],
  ['https://esm.sh/jsr/@std/encoding@1.0.0', '@std/encoding'],
  ['https://esm.sh/*preact@10', 'preact'],
  ['https://cdn.skypack.dev/lodash@4?dts', 'lodash'],
  [
    'https://cdn.skypack.dev/-/canvas-confetti@v1.4.0-abc/dist=es2020,mode=imports/optimized/canvas-confetti.js',
    'canvas-confetti',
  ],
  ['https://cdn.jsdelivr.net/npm/zod@3.22.4/+esm', 'zod'],
  ['https://cdn.jsdelivr.net/npm/vue@3/dist/vue.esm-browser.js', 'vue'],
  ['https://unpkg.com/htm@3?module', 'htm'],
  ['https://esm.run/@google/generative-ai', '@google/generative-ai'],
  ['https://www.gstatic.com/firebasejs/10.7.1/firebase-app.js', 'firebase/app'],
  ['https://www.gstatic.com/firebasejs/10.7.1/firebase-firestore-lite.js', 'firebase/firestore/lite'],
  ['https://deno.land/x/oak@v12.6.1/mod.ts', 'deno.land/x/oak'],
  ['https://deno.land/x/postgres/mod.ts', 'deno.land/x/postgres'],
  ['https://deno.land/std@0.168.0/http/server.ts', 'deno.land/std/http/server'],
  ['https://deno.land/std@0.190.0/path/mod.ts', 'deno.land/std/path'],
  ['https://example.com/a/b.js?x=1', 'example.com/a/b'],
  ['node:fs', 'node:fs'],
  ['fs', 'node:fs'],
  ['fs/promises', 'node:fs/promises'],
  ['node:test', 'node:test'],
  ['punycode/', 'punycode'],
  ['$app/navigation', '$app/navigation'],
  ['bun:sqlite', 'bun:sqlite'],
  ['./a', undefined],
  ['../a', undefined],
  ['.', undefined],
  ['/a', undefined],
  ['#a', undefined],
  ['@/lib/a', undefined],
  ['~/lib/a', undefined],
  ['$lib/a', undefined],
  ['', undefined],
  ['@', undefined],
  ['file:///a', undefined],
  ['data:text/javascript,1', undefined],
];

describe('canonical module names', () => {
  for (const [specifier, name] of canonical) {
    it(`${specifier || 'empty'} is ${name ?? 'no package'}`, () => {
      assert.equal(canonicalModule(specifier)?.name, name);
    });
  }
});

const imports: readonly (readonly [code: string, expected: string])[] = [
  [`import a from 'm'`, 'a=m:default'],
  [`import a, { b, c as d } from 'm'`, 'a=m:default b=m:b d=m:c'],
  [`import { default as a } from 'm'`, 'a=m:default'],
  [`import { 'a-b' as a } from 'm'`, 'a=m:a-b'],
  [`import * as a from 'm'`, 'a=m:*'],
  [`import a = require('m')`, 'a=m:*'],
  [`import type { A } from 'm'`, 'A=m:A'],
  [`const a = require('m')`, 'a=m:*'],
  [`const { a, b: c, ...d } = require('m')`, 'a=m:a c=m:b d=m:*'],
  [`const a = require('m').x`, 'a=m:x'],
  [`const { a } = await import('m')`, 'a=m:a'],
  [`async function f() { const a = (await import('m')).default; }`, 'a=m:default'],
  [`const a = (await import('m')) as any`, 'a=m:*'],
  [`const a = import('m')`, ''],
  [`const a = require('m')()`, ''],
  [`const a = require('m').x.y`, ''],
  [`function f(require) { const a = require('m') }`, ''],
  [`import 'm'`, ''],
];

describe('imports', () => {
  for (const [code, expected] of imports) {
    it(code, () => {
      const found = [...moduleFactsOf(parse('/a.ts', code)).imports];
      assert.equal(found.map(([{ name }, from]) => `${name}=${from.specifier}:${from.exported}`).join(' '), expected);
    });
  }

  it('loads are listed with their kind', () => {
    const code = `import a from 'a'; import type b from 'b'; import { type c } from 'c'; export * from 'd'; require('e'); const l = () => import('f'); import 'g';`;
    assert.equal(
      moduleFactsOf(parse('/a.ts', code))
        .loads.map((load) => `${load.specifier}:${load.kind}${load.isTypeOnly ? ':type' : ''}`)
        .join(' '),
      'a:import b:import:type c:import:type d:export g:import e:require f:dynamic',
    );
  });
});

interface Resolution {
  readonly title: string;
  /** `main.ts` is asked. */
  readonly files: Readonly<Record<string, string>>;
  readonly name: string;
  /** `file: text of the node`, `package:export`, or nothing. */
  readonly expected: string | undefined;
}

const resolutions: readonly Resolution[] = [
  { title: 'function', files: { main: 'export function f() {}' }, name: 'f', expected: 'main: function f() {}' },
  {
    title: 'overloads give the implementation',
    files: { main: 'export function f(): 1; export function f() { return 1 }' },
    name: 'f',
    expected: 'main: function f() { return 1 }',
  },
  { title: 'const', files: { main: 'export const a = 1, b = 2' }, name: 'b', expected: 'main: b = 2' },
  { title: 'pattern', files: { main: 'export const { a, b: { c } } = x' }, name: 'c', expected: 'main: c' },
  { title: 'class', files: { main: 'export class C {}' }, name: 'C', expected: 'main: class C {}' },
  {
    title: 'default function',
    files: { main: 'export default function () {}' },
    name: 'default',
    expected: 'main: function () {}',
  },
  {
    title: 'default named function',
    files: { main: 'export default function f() {}' },
    name: 'default',
    expected: 'main: function f() {}',
  },
  {
    title: 'default is under no other name',
    files: { main: 'export default function f() {}' },
    name: 'f',
    expected: undefined,
  },
  {
    title: 'default expression',
    files: { main: 'export default { a: 1 }' },
    name: 'default',
    expected: 'main: { a: 1 }',
  },
  {
    title: 'default identifier',
    files: { main: 'const a = 1; export default a' },
    name: 'default',
    expected: 'main: a = 1',
  },
  { title: 'renamed', files: { main: 'const a = 1; export { a as b }' }, name: 'b', expected: 'main: a = 1' },
  {
    title: 'value before type',
    files: { main: 'export const U = 1; export type U = 2' },
    name: 'U',
    expected: 'main: U = 1',
  },
  {
    title: 'value behind type',
    files: { main: 'export type U = 2; export const U = 1' },
    name: 'U',
    expected: 'main: U = 1',
  },
  {
    title: 're-export',
    files: { main: `export { x as a } from './b'`, b: 'export const x = 1' },
    name: 'a',
    expected: 'b: x = 1',
  },
  {
    title: 're-exported default',
    files: { main: `export { default as a } from './b'`, b: 'export default 1' },
    name: 'a',
    expected: 'b: 1',
  },
  {
    title: 'star',
    files: { main: `export * from './b'; export * from './c'`, b: '', c: 'export const x = 1' },
    name: 'x',
    expected: 'c: x = 1',
  },
  {
    title: 'star has no default',
    files: { main: `export * from './b'`, b: 'export default 1' },
    name: 'default',
    expected: undefined,
  },
  {
    title: 'star as namespace',
    files: { main: `export * as n from './b'`, b: 'export {}' },
    name: 'n',
    expected: 'b: export {}',
  },
  {
    title: 'import then export',
    files: { main: `import { x } from './b'; export { x }`, b: 'export const x = 1' },
    name: 'x',
    expected: 'b: x = 1',
  },
  {
    title: 'import then default',
    files: { main: `import x from './b'; export default x`, b: 'export default class {}' },
    name: 'default',
    expected: 'b: class {}',
  },
  {
    title: 'package',
    files: { main: `export { createClient as make } from 'p'` },
    name: 'make',
    expected: 'p:createClient',
  },
  {
    title: 'package by star, behind files',
    files: { main: `export * from 'p'; export * from './b'`, b: 'export const x = 1' },
    name: 'x',
    expected: 'b: x = 1',
  },
  {
    title: 'package by star',
    files: { main: `export * from 'p'; export * from './b'`, b: '' },
    name: 'y',
    expected: 'p:y',
  },
  { title: 'package namespace', files: { main: `import * as p from 'p'; export { p }` }, name: 'p', expected: 'p:*' },
  {
    title: 'circle',
    files: {
      main: `export { a } from './b'; export * from './b'`,
      b: `export { a } from './main'; export * from './main'`,
    },
    name: 'a',
    expected: undefined,
  },
  {
    title: 'circle of stars with an answer',
    files: { main: `export * from './b'`, b: `export * from './main'; export const a = 1` },
    name: 'a',
    expected: 'b: a = 1',
  },
  { title: 'exports.x', files: { main: 'exports.a = () => 1' }, name: 'a', expected: 'main: () => 1' },
  {
    title: 'module.exports.x',
    files: { main: 'function a() {} module.exports.b = a' },
    name: 'b',
    expected: 'main: function a() {}',
  },
  {
    title: 'module.exports object',
    files: { main: 'const a = 1; module.exports = { a, b: a, c() {} }' },
    name: 'b',
    expected: 'main: a = 1',
  },
  {
    title: 'module.exports method',
    files: { main: 'module.exports = { c() {} }' },
    name: 'c',
    expected: 'main: c() {}',
  },
  {
    title: 'module.exports as a whole',
    files: { main: 'module.exports = class A {}' },
    name: '*',
    expected: 'main: class A {}',
  },
  {
    title: 'module.exports as default',
    files: { main: 'exports = module.exports = f; function f() {}' },
    name: 'default',
    expected: 'main: function f() {}',
  },
  {
    title: 'module.exports = require',
    files: { main: `module.exports = require('./b')`, b: 'exports.a = 1' },
    name: 'a',
    expected: 'b: 1',
  },
  {
    title: 'module.exports spread',
    files: { main: `module.exports = { ...require('./b') }`, b: 'exports.a = 1' },
    name: 'a',
    expected: 'b: 1',
  },
  {
    title: 'module.exports of a package',
    files: { main: `module.exports = { a: require('p').x }` },
    name: 'a',
    expected: 'p:x',
  },
  { title: 'export =', files: { main: 'function f() {} export = f' }, name: '*', expected: 'main: function f() {}' },
  {
    title: 'a module as a whole',
    files: { main: 'export const a = 1' },
    name: '*',
    expected: 'main: export const a = 1',
  },
  { title: 'nothing', files: { main: 'const a = 1' }, name: 'a', expected: undefined },
  { title: 'missing file', files: { main: `export { a } from './gone'` }, name: 'a', expected: undefined },
  { title: 'names of Object.prototype', files: { main: 'export {}' }, name: 'constructor', expected: undefined },
];

describe('exports', () => {
  for (const { title, files, name, expected } of resolutions) {
    it(title, () => {
      const found = resolveExport(snapshotOf(files), '/main.ts', name);
      const text =
        found === undefined
          ? undefined
          : 'module' in found
            ? `${found.module}:${found.exported}`
            : `${found.file.slice(1, -3)}: ${found.node.getText().replace(/^export (?:default )?(?!\{|const)/, '')}`;
      assert.equal(text, expected);
    });
  }
});

function parse(file: string, code: string): ts.SourceFile {
  return ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
}

function snapshotOf(files: Readonly<Record<string, string>>): Snapshot {
  const trees = new Map(Object.entries(files).map(([name, code]) => [`/${name}.ts`, parse(`/${name}.ts`, code)]));
  return {
    tree: (file) => trees.get(file),
    text: (file) => trees.get(file)?.text,
    chunksOf: () => undefined,
    rootOf: () => '/',
    trackingOf: () => 'untracked',
    codeBelow: () => [...trees.keys()],
    resolveModule: (specifier): ModuleTarget => {
      if (!specifier.startsWith('./')) return { kind: 'package', name: specifier };
      const file = `${specifier.slice(1)}.ts`;
      return trees.has(file) ? { kind: 'file', file } : { kind: 'unresolved' };
    },
    packageOf: () => undefined,
    packageVersion: () => undefined,
    factsOf: () => ({ runtime: 'unknown', fileClass: 'source' }),
    oracle: () => undefined,
  };
}
