import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { limitsInWords } from '../../../server/src/semantics/flow/limits.ts';
import { Sample } from './sample.ts';

const limitsOf = (text: string): readonly string[] =>
  limitsInWords(new Sample({ '/main.ts': text }).unit('/main.ts', 'f').limits);
const many = (count: number, make: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => make(at)).join(' ');

const cases: readonly (readonly [name: string, text: string, ...limits: string[]])[] = [
  ['meets none', 'export function f(a) { return a.b; }'],
  [
    'came from too many places',
    `export function f(key) { let made; switch (key) { ${many(20, (at) => `case ${at}: made = class {}; break;`)} } return made; }`,
    'a value comes from too many places',
  ],
  [
    'lies too deep in what callers give',
    'export function f(a) { return a.b.c.d.e.f; }',
    'a value lies too deep to be followed',
  ],
  [
    'lies too deep in objects',
    'export function f(a) { return { b: { c: { d: { e: { f: a } } } } }; }',
    'a value lies too deep to be followed',
  ],
  [
    'depends on too much',
    `export function f(a) { ${many(20, (at) => `a.m${at}();`)} }`,
    'its failing depends on too much that callers give',
  ],
  [
    'is nested too deeply',
    `export function f(a) { return ${'['.repeat(500)}${']'.repeat(500)}; }`,
    'too large to be read whole',
    'a value lies too deep to be followed',
  ],
];

describe('the limits that are told of a function', () => {
  for (const [name, text, ...limits] of cases) it(name, () => assert.deepEqual(limitsOf(text), limits));
});
