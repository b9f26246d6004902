import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ts } from '../../server/src/engine/syntax.ts';
import { root, tsconfig } from './memory-world.ts';
import { backends, Questioner } from './questioner.ts';

for (const backend of backends) {
  const over = (text: string, file?: string, options?: object): Questioner =>
    Questioner.of(backend, text, file, options);

  describe(`${backend.name}: any text`, () => {
    const code = 'const task = Promise.resolve(1);\nconst plain = 2;\ntask;\nplain;\n';
    const expectAnswers = (world: Questioner, file = 'src/code.ts'): void => {
      assert.equal(world.isThenable('task', file), 'always');
      assert.equal(world.isThenable('plain', file), 'no');
    };

    it('with CRLF', () => expectAnswers(over(code.replaceAll('\n', '\r\n'))));

    it('with a byte order mark on disk, which does not count', () => expectAnswers(over(`\uFEFF${code}`)));

    it('with a byte order mark in unsaved text, which counts', () => {
      const world = over('');
      world.type('src/code.ts', `\uFEFF${code}`);
      expectAnswers(world);
    });

    it('with emoji and other scripts before the code', () =>
      expectAnswers(over(`/* 👩‍👩‍👧‍👦 Zażółć gęślą jaźń 日本語 */ const größe = '𝒳'; ${code}`)));

    it('with a lone surrogate', () => {
      const world = over(`const half = '\uD83D'; ${code}`);
      expectAnswers(world);
      world.type('src/code.ts', `const half = '\uDE00\uD83D'; ${code}`);
      expectAnswers(world);
      assert.equal(world.oracle.statistics.failures, 0);
    });

    it('while it is being typed', () => {
      const world = over(`${code}function f( { const x = [1, ; if (`);
      expectAnswers(world);
      assert.equal(world.oracle.statistics.failures, 0);
    });

    it('of no length', () =>
      assert.equal(over('').file('src/code.ts').typeText({ kind: ts.SyntaxKind.Identifier, pos: 0, end: 0 }), ''));

    it('unless it is huge', () => {
      const world = over(`const text = '${'x'.repeat(1_000_001)}';`);
      assert.equal(world.oracle.forFile(`${root}/src/code.ts`), undefined);
    });

    it('asked about a place where no such node is', () => {
      const world = over(code);
      const nowhere = { kind: ts.SyntaxKind.CallExpression, pos: 3, end: 7 };
      assert.equal(world.file('src/code.ts').isThenable(nowhere), 'unknown');
      assert.equal(
        world.file('src/code.ts').calleeOf({ kind: ts.SyntaxKind.Identifier, pos: 9_000, end: 9_004 }),
        'unknown',
      );
      assert.equal(world.file('src/code.ts').shape({ kind: ts.SyntaxKind.Identifier, pos: -5, end: -1 }, 2), 'unknown');
      assert.equal(world.oracle.statistics.failures, 0);
    });
  });

  describe(`${backend.name}: a disk that fails`, () => {
    it('leads to no answer, but to no exception either, and answers come back with it', () => {
      const world = new Questioner(backend, {
        'tsconfig.json': tsconfig(),
        'src/a.ts': `import { b } from './b'; b();`,
        'src/b.ts': 'export const b = async () => 1;',
      });
      const call = world.ref('b()', 'src/a.ts');
      world.world.unreadable = 'src/b.ts';
      assert.equal(world.oracle.forFile(`${root}/src/a.ts`)?.isThenable(call) ?? 'unknown', 'unknown');
      world.world.unreadable = 'src/a.ts';
      assert.equal(world.oracle.forFile(`${root}/src/a.ts`)?.isThenable(call) ?? 'unknown', 'unknown');
      // The native process looks at the disk itself where it is given nothing.
      if (backend.name === 'portable') assert.ok(world.oracle.statistics.failures > 0);
      world.world.unreadable = undefined;
      world.oracle.filesChanged({ changed: [`${root}/src/a.ts`, `${root}/src/b.ts`] });
      assert.equal(world.isThenable('b()', 'src/a.ts'), 'always');
    });
  });

  describe(`${backend.name}: languages`, () => {
    it('JSX', () => {
      const world = over(
        `declare namespace JSX { interface IntrinsicElements { p: { children?: unknown } } interface Element { e: 1 } }
         const load = async () => 1; const view = <p>{load()} text</p>; view;`,
        'src/view.tsx',
      );
      assert.equal(world.isThenable('load()', 'src/view.tsx'), 'always');
      assert.equal(world.isThenable('view', 'src/view.tsx'), 'no');
    });

    it('JavaScript with JSDoc', () => {
      const world = over(
        `/** @param {string} id @returns {Promise<number>} */ export function load(id) { return fetchIt(id); }
         /** @type {(cb: () => void) => void} */ const on = () => {};
         load('1'); on(async () => { 1; }); const { x } = require('./none'); x;`,
        'src/code.js',
        { allowJs: true, checkJs: false },
      );
      assert.equal(world.isThenable("load('1')", 'src/code.js'), 'always');
      assert.equal(world.expects('async () => { 1; }', 'src/code.js'), 'void');
      assert.equal(world.isThenable('x', 'src/code.js'), 'unknown');
    });

    it('JavaScript of CommonJS modules', () => {
      const world = new Questioner(backend, {
        'tsconfig.json': tsconfig({ allowJs: true }),
        'src/a.js': 'exports.load = async () => 1; module.exports.plain = () => 1;',
        'src/b.js': `const a = require('./a'); a.load(); a.plain();`,
      });
      assert.equal(world.isThenable('a.load()', 'src/b.js'), 'always');
      assert.equal(world.isThenable('a.plain()', 'src/b.js'), 'no');
      assert.deepEqual(world.callee('load', 'src/b.js'), ['src/a.js#load']);
    });

    it('decorators', () => {
      const world = over(
        `function logged(_: unknown, __: unknown) {} function inject(..._: unknown[]): any {}
         @inject() class Service { @logged async save() { return 1; } constructor(@inject() readonly db: Promise<1>) {} }
         declare const service: Service; service.save(); service.db;`,
        'src/code.ts',
        { experimentalDecorators: true },
      );
      assert.equal(world.isThenable('service.save()'), 'always');
      assert.equal(world.isThenable('service.db'), 'always');
    });

    it('imports that lead nowhere', () => {
      const world =
        over(`import { a } from './gone'; import b from 'not-installed'; import * as c from 'https://esm.sh/x@1';
        a(); b.load(); c.d(); new b.Client().query();`);
      for (const words of ['a()', 'b.load()', 'c.d()', 'new b.Client().query()']) {
        assert.equal(world.isThenable(words), 'unknown', words);
      }
      assert.equal(world.callee('a'), 'unknown');
    });

    it('circular imports', () => {
      const world = new Questioner(backend, {
        'tsconfig.json': tsconfig(),
        'src/a.ts': `import { b } from './b'; export const a = async () => { await b(); }; b();`,
        'src/b.ts': `import { a } from './a'; export const b = async () => { await a(); }; a();`,
      });
      assert.equal(world.isThenable('b()', 'src/a.ts'), 'always');
      assert.equal(world.isThenable('a()', 'src/b.ts'), 'always');
    });
  });
}
