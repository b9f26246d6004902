import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Span } from '../../shared/src/finding.ts';
import { tsconfig } from './memory-world.ts';
import { backends, Questioner } from './questioner.ts';

for (const backend of backends) {
  describe(`${backend.name}: names behind callees and types`, () => {
    const world = new Questioner(backend, {
      'tsconfig.json': tsconfig(),
      'node_modules/db/package.json': '{"name":"db","types":"index.d.ts"}',
      'node_modules/db/index.d.ts': `
        export declare abstract class QueryBase<T> implements Promise<T> { then: Promise<T>['then']; catch: any; finally: any; [Symbol.toStringTag]: string }
        export interface Runnable { run(): void }
        export declare class Select<T> extends QueryBase<T> implements Runnable { run(): void; where(x: string): Select<T> }
        export type Rows = Select<string[]>;
        export declare function connect(): { select(): Rows; nested: { remove(): Promise<void> } };
        export default function open(): void;`,
      'node_modules/@types/legacy__x/index.d.ts': 'export declare function old(): void;',
      'src/ambient.d.ts': `declare module 'ambient' { export function hidden(): void; namespace Deep { function inner(): void } }`,
      'src/global.d.ts': 'export {}; declare global { function globally(): void }',
      'src/local.ts': `export class Store { static make() { return new Store(); } save(): void {} #secret() {} open() { this.#secret(); } }
        export const api = { users: { find() {} }, ping: () => 1 };
        export { Store as Renamed };
        export default async function main() {}`,
      'src/code.ts': `
        import open, { connect as link } from 'db'; import * as all from 'db'; import { old } from '@legacy/x';
        import { hidden, Deep } from 'ambient'; import main, { Renamed, api } from './local'; import { gone } from './gone';
        declare const one: { a(): void } , two: { a(x: string): number }; declare const flip: boolean;
        const db = link();
        link(); all.connect(); open(); old(); hidden(); Deep.inner(); main(); globally(); gone();
        db.select().where('x'); db.nested.remove(); Renamed.make().save(); api.users.find(); api.ping();
        [1].forEach(() => {}); Promise.all([]); JSON.parse(''); (flip ? one : two).a();
        function outer() { function local() {} local(); }
        const rows = db.select(); rows; const wrapped = { rows }; wrapped; const text = 'x'; text; gone; const p = main(); p;
        declare const either: Renamed | Promise<1> | undefined; either;
      `,
    });
    const callees = {
      link: ['db#connect'],
      'all.connect': ['db#connect'],
      open: ['db#default'],
      old: ['@legacy/x#old'],
      hidden: ['ambient#hidden'],
      inner: ['ambient#Deep.inner'],
      main: ['src/local.ts#default'],
      globally: ['src/global.d.ts#globally'],
      gone: 'unknown',
      where: ['db#Select.where'],
      remove: ['db#nested.remove'],
      make: ['src/local.ts#Store.make'],
      save: ['src/local.ts#Store.save'],
      find: ['src/local.ts#api.users.find'],
      ping: ['src/local.ts#api.ping'],
      forEach: ['lib#Array.forEach'],
      all: ['lib#PromiseConstructor.all'],
      parse: ['lib#JSON.parse'],
      a: ['src/code.ts#one.a', 'src/code.ts#two.a'],
      local: ['src/code.ts#local'],
    };
    for (const [words, expected] of Object.entries(callees)) {
      it(`${words} is ${String(expected)}`, () => {
        const name = words === 'all.connect' ? 'connect' : words;
        assert.deepEqual(world.callee(name === 'all' ? 'all' : name), expected);
      });
    }

    it('tells where a declaration stands, until that file changes', () => {
      const targets = world.file('src/code.ts').calleeOf(world.ref('save', 'src/code.ts'));
      const span = (): Span | undefined => (targets === 'unknown' ? undefined : targets[0]?.span());
      const at = span();
      assert.equal(world.text('src/local.ts').slice(at?.start, at?.end), 'save');
      world.type('src/local.ts', `// moved\n${world.text('src/local.ts')}`);
      assert.equal(span(), undefined);
      world.type('src/local.ts', undefined);
    });

    it('names a type by its alias, its class, its bases and what it implements', () => {
      assert.deepEqual(world.origin('rows'), ['db#Rows', 'db#Select', 'db#QueryBase', 'db#Runnable', 'lib#Promise']);
      assert.deepEqual(world.origin('p'), ['lib#Promise']);
      // Each compiler orders the members of a union in its own way.
      assert.deepEqual([world.origin('either')].flat().sort(), ['lib#Promise', 'src/local.ts#Store']);
    });

    it('has no names for literals and primitives, and does not know what was not found', () => {
      assert.deepEqual(world.origin('wrapped'), []);
      assert.deepEqual(world.origin('text'), []);
      assert.equal(world.origin('gone'), 'unknown');
    });
  });

  describe(`${backend.name}: shapes and texts`, () => {
    const world = Questioner.of(
      backend,
      `
      interface User { id: number; name?: string; tags: string[]; role: 'admin' | 'user'; admin?: boolean; at: [number, Date]; save(): void }
      declare const user: User, anything: any; user; anything; broken.
    `,
    );
    const shape = (words: string, depth: number): unknown =>
      world.file('src/code.ts').shape(world.ref(words, 'src/code.ts'), depth);

    it('describes members by name, without the undefined of optional ones', () => {
      const { members } = shape('user', 2) as {
        members: { name: string; optional: boolean; text: string; type: unknown }[];
      };
      assert.deepEqual(
        members.map(({ name, optional, text }) => `${name}${optional ? '?' : ''}: ${text}`),
        [
          'admin?: boolean',
          'at: [number, Date]',
          'id: number',
          'name?: string',
          'role: "admin" | "user"',
          'save: () => void',
          'tags: string[]',
        ],
      );
      assert.deepEqual(members[0]?.type, { kind: 'boolean' });
      assert.deepEqual(members[3]?.type, { kind: 'string' });
      assert.deepEqual(members[6]?.type, { kind: 'array', text: 'string[]', of: { kind: 'string' } });
      assert.deepEqual((members[4]?.type as { of?: unknown } | undefined)?.of, [
        { kind: 'literal', value: 'admin' },
        { kind: 'literal', value: 'user' },
      ]);
    });

    it('goes no deeper than asked', () => assert.deepEqual(shape('user', 0), { kind: 'object', text: 'User' }));
    it('says any for any', () => assert.deepEqual(shape('anything', 3), { kind: 'any' }));
    it('shows types as TypeScript does', () =>
      assert.equal(world.file('src/code.ts').typeText(world.ref('user', 'src/code.ts')), 'User'));
  });
}
