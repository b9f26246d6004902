import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { root, tsconfig } from './memory-world.ts';
import { backends, Questioner } from './questioner.ts';

for (const backend of backends) {
  const over = (files: Readonly<Record<string, string>>): Questioner =>
    new Questioner(backend, { 'tsconfig.json': tsconfig(), ...files });

  describe(`${backend.name}: text that is not saved`, () => {
    it('is what questions are about', () => {
      const world = over({ 'src/a.ts': 'const x = 1; x;' });
      assert.equal(world.isThenable('x', 'src/a.ts'), 'no');
      world.type('src/a.ts', 'const x = Promise.resolve(1); x;');
      assert.equal(world.isThenable('x', 'src/a.ts'), 'always');
      world.type('src/a.ts', undefined);
      assert.equal(world.isThenable('x', 'src/a.ts'), 'no');
    });

    it('is seen by importers', () => {
      const world = over({ 'src/a.ts': `import { b } from './b'; b();`, 'src/b.ts': 'export const b = () => 1;' });
      assert.equal(world.isThenable('b()', 'src/a.ts'), 'no');
      world.type('src/b.ts', 'export const b = async () => 1;');
      assert.equal(world.isThenable('b()', 'src/a.ts'), 'always');
    });

    it('of a new file resolves imports, until it is closed', () => {
      const world = over({ 'src/a.ts': `import { b } from './deep/b'; b();` });
      assert.equal(world.isThenable('b()', 'src/a.ts'), 'unknown');
      world.type('src/deep/b.ts', 'export const b = async () => 1; b();');
      assert.equal(world.isThenable('b()', 'src/a.ts'), 'always');
      assert.equal(world.file('src/deep/b.ts').tsconfig, `${root}/tsconfig.json`);
      world.type('src/deep/b.ts', undefined);
      assert.equal(world.isThenable('b()', 'src/a.ts'), 'unknown');
      assert.equal(world.oracle.forFile(`${root}/src/deep/b.ts`), undefined);
    });

    it('hides what changes on disk', () => {
      const world = over({ 'src/a.ts': 'const x = 1; x;' });
      world.type('src/a.ts', 'const x = Promise.resolve(1); x;');
      world.world.write('src/a.ts', 'const x = 2; x;');
      world.oracle.filesChanged({ changed: [`${root}/src/a.ts`] });
      assert.equal(world.isThenable('x', 'src/a.ts'), 'always');
      world.world.remove('src/a.ts');
      world.oracle.filesChanged({ deleted: [`${root}/src/a.ts`] });
      assert.equal(world.isThenable('x', 'src/a.ts'), 'always');
    });
  });

  describe(`${backend.name}: files on disk`, () => {
    it('are read again when they changed, and only then', () => {
      const world = over({ 'src/a.ts': `import { b } from './b'; b();`, 'src/b.ts': 'export const b = () => 1;' });
      assert.equal(world.isThenable('b()', 'src/a.ts'), 'no');
      world.world.write('src/b.ts', 'export const b = async () => 1;');
      assert.equal(world.isThenable('b()', 'src/a.ts'), 'no');
      world.oracle.filesChanged({ changed: [`${root}/src/b.ts`] });
      assert.equal(world.isThenable('b()', 'src/a.ts'), 'always');
    });

    it('may appear and vanish', () => {
      const world = over({ 'src/a.ts': `import { b } from './b'; b();` });
      assert.equal(world.isThenable('b()', 'src/a.ts'), 'unknown');
      world.world.write('src/b/index.ts', 'export const b = async () => 1;');
      world.oracle.filesChanged({ created: [`${root}/src/b/index.ts`] });
      assert.equal(world.isThenable('b()', 'src/a.ts'), 'always');
      world.world.remove('src/b/index.ts');
      world.oracle.filesChanged({ deleted: [`${root}/src/b/index.ts`] });
      assert.equal(world.isThenable('b()', 'src/a.ts'), 'unknown');
      assert.equal(world.oracle.statistics.failures, 0);
    });

    it('may be packages', () => {
      const world = over({ 'src/a.ts': `import { b } from 'b'; b();`, 'package.json': '{}' });
      assert.equal(world.isThenable('b()', 'src/a.ts'), 'unknown');
      world.world.write('node_modules/b/package.json', '{ "types": "b.d.ts" }');
      world.world.write('node_modules/b/b.d.ts', 'export declare const b: () => Promise<1>;');
      world.oracle.filesChanged({ changed: [`${root}/package.json`] });
      assert.equal(world.isThenable('b()', 'src/a.ts'), 'always');
    });

    it('may be other versions of packages', () => {
      const world = over({
        'src/a.ts': `import { b } from 'b'; b();`,
        'package-lock.json': '{}',
        'node_modules/b/package.json': '{ "types": "b.d.ts" }',
        'node_modules/b/b.d.ts': 'export declare const b: () => number;',
      });
      assert.equal(world.isThenable('b()', 'src/a.ts'), 'no');
      world.world.write('node_modules/b/b.d.ts', 'export declare const b: () => Promise<number>;');
      world.oracle.filesChanged({ changed: [`${root}/package-lock.json`] });
      assert.equal(world.isThenable('b()', 'src/a.ts'), 'always');
    });

    it('are not read again when another file is edited', () => {
      const world = over({ 'src/a.ts': `import './b'; 1;`, 'src/b.ts': 'export const b = 1;' });
      const readsOfB = (): number => world.world.reads.filter((file) => file === `${root}/src/b.ts`).length;
      world.isThenable('1', 'src/a.ts');
      // TypeScript 7 reads on several threads, and two of them may read the same file at a start.
      const atStart = readsOfB();
      assert.ok(atStart > 0);
      world.type('src/a.ts', `import './b'; 1; 2;`);
      world.isThenable('2', 'src/a.ts');
      assert.equal(readsOfB(), atStart);
    });
  });

  describe(`${backend.name}: answers over edits`, () => {
    const files = {
      'src/a.ts': `
        import { b } from './b';
        class Store { value = 1; async save() { await b(); return this.value; } }
        export function first() { const x = b(); x; }
        export async function second() { const y = await b(); y; }
        export const third = async (id: string) => { const z = b(); z; id; };
        first(); second(); third('1');
      `,
      'src/b.ts': `export async function b() { const inner = 1; inner; return 1; } export function c() { return 2; } b(); c();`,
    };
    const words = ['x', 'y', 'z', 'id', 'this.value', 'first()', 'second()', "third('1')"];
    const askAll = (world: Questioner): string[] => words.map((each) => world.isThenable(each, 'src/a.ts'));
    const expected = ['always', 'no', 'always', 'no', 'no', 'no', 'always', 'always'];

    it('are given again without asking the checker', () => {
      const world = over(files);
      assert.deepEqual(askAll(world), expected);
      const { checked, kept, programs } = world.counting(() => assert.deepEqual(askAll(world), expected));
      assert.deepEqual({ checked, kept, programs }, { checked: 0, kept: words.length, programs: 0 });
    });

    it('are kept for all but the function whose body was edited', () => {
      const world = over(files);
      askAll(world);
      world.replace('src/a.ts', 'x; }', 'x; const longer = [1, 2, 3]; longer; }');
      const { checked, kept, programs } = world.counting(() => assert.deepEqual(askAll(world), expected));
      assert.deepEqual({ checked, kept, programs }, { checked: 1, kept: words.length - 1, programs: 0 });
    });

    it('are kept in other files', () => {
      const world = over(files);
      askAll(world);
      world.isThenable('inner', 'src/b.ts');
      world.replace('src/b.ts', 'const inner = 1;', 'const inner = 1; const more = 2;');
      const { checked, programs } = world.counting(() => assert.deepEqual(askAll(world), expected));
      assert.deepEqual({ checked, programs }, { checked: 0, programs: 0 });
      assert.equal(world.isThenable('inner', 'src/b.ts'), 'no');
    });

    it('are new inside the edited function', () => {
      const world = over(files);
      askAll(world);
      world.replace('src/a.ts', 'const x = b()', 'const x = 1');
      const { programs } = world.counting(() => {
        assert.equal(world.isThenable('x', 'src/a.ts'), 'no');
        world.replace('src/a.ts', 'const x = 1', 'const x = [b()]; const w = second()');
        world.replace('src/a.ts', 'x; }', 'x; w; }');
        assert.equal(world.isThenableArray('x', 'src/a.ts'), 'always');
        assert.equal(world.isThenable('w', 'src/a.ts'), 'always');
        world.replace('src/a.ts', 'const z = b()', 'const z = this ?? id');
        assert.equal(world.isThenable('id', 'src/a.ts'), 'no');
      });
      assert.equal(programs, 0);
    });

    it('are dropped when a signature changes', () => {
      const world = over(files);
      askAll(world);
      world.replace('src/b.ts', 'export async function b() {', 'export function b() {');
      assert.equal(world.isThenable('x', 'src/a.ts'), 'no');
      world.replace('src/b.ts', 'function c()', 'function c(): Promise<number>');
      assert.equal(world.isThenable('c()', 'src/b.ts'), 'always');
    });

    it('are dropped when a function begins or ceases to return promises', () => {
      const world = over(files);
      assert.equal(world.isThenable('c()', 'src/b.ts'), 'no');
      world.replace('src/b.ts', 'return 2;', 'return b();');
      assert.equal(world.isThenable('c()', 'src/b.ts'), 'always');
      world.replace('src/b.ts', 'return b();', 'const r = b(); return r;');
      assert.equal(world.isThenable('c()', 'src/b.ts'), 'always');
      world.replace('src/b.ts', 'const r = b();', 'const r = 1;');
      assert.equal(world.isThenable('c()', 'src/b.ts'), 'no');
    });

    it('are dropped when a brace swallows what follows', () => {
      const world = over(files);
      askAll(world);
      world.replace('src/a.ts', 'const x = b(); x; }', 'const x = b(); x; ');
      assert.equal(world.isThenable('x', 'src/a.ts'), 'always');
      world.replace('src/a.ts', 'const x = b(); x; ', 'const x = b(); x; }');
      assert.deepEqual(askAll(world), expected);
      assert.equal(world.oracle.statistics.failures, 0);
    });

    it('follow edits in callbacks to the call around them', () => {
      const world = over({
        'src/a.ts': `export function all(ids: string[]) { const jobs = ids.map((id) => { const t = id; return t; }); jobs; }`,
      });
      assert.equal(world.isThenableArray('jobs', 'src/a.ts'), 'no');
      world.replace('src/a.ts', 'return t;', 'return Promise.resolve(t);');
      assert.equal(world.isThenableArray('jobs', 'src/a.ts'), 'always');
    });

    it('see new imports inside a body', () => {
      const world = over({
        'src/a.ts': `export async function load() { const m = 1; m; }`,
        'src/b.ts': 'export async function b() {}',
      });
      assert.equal(world.isThenable('m', 'src/a.ts'), 'no');
      world.replace('src/a.ts', 'const m = 1; m;', `const m = await import('./b'); m.b();`);
      assert.equal(world.isThenable('m.b()', 'src/a.ts'), 'always');
    });

    it('are worked out anew after a refresh', () => {
      const world = over({
        'src/a.ts': `import { b } from './b'; const r = b(); r;`,
        'src/b.ts': `export async function b() { return 'x' as string | undefined; } const s = await b(); s;`,
      });
      assert.equal(world.nullish('s', 'src/b.ts'), 'maybe');
      world.replace('src/b.ts', ' as string | undefined', '');
      world.oracle.refresh(`${root}/src/b.ts`);
      assert.equal(world.nullish('s', 'src/b.ts'), 'no');
      const { kept, programs } = world.counting(() => world.nullish('s', 'src/b.ts'));
      assert.deepEqual({ kept, programs }, { kept: 1, programs: 0 });
    });
  });
}
