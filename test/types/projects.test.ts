import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { root, tsconfig } from './memory-world.ts';
import { backends, Questioner } from './questioner.ts';

for (const backend of backends) {
  const over = (files: Readonly<Record<string, string>>, roots?: readonly string[]): Questioner =>
    new Questioner(backend, files, roots);
  const holder = (world: Questioner, file: string): string | undefined =>
    world.file(file).tsconfig?.replace(`${root}/`, '');

  describe(`${backend.name}: the project of a file`, () => {
    it('is the nearest configuration that lists it', () => {
      const world = over({
        'tsconfig.json': tsconfig({}, { include: ['**/*'] }),
        'packages/a/tsconfig.json': tsconfig(),
        'packages/a/src/x.ts': '1;',
        'packages/b/y.ts': '1;',
      });
      assert.equal(holder(world, 'packages/a/src/x.ts'), 'packages/a/tsconfig.json');
      assert.equal(holder(world, 'packages/b/y.ts'), 'tsconfig.json');
    });

    it('is found through the references of a solution', () => {
      const world = over({
        'tsconfig.json':
          '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }, { "path": "./tsconfig.node.json" }] }',
        'tsconfig.app.json': tsconfig({ strict: true }),
        'tsconfig.node.json': tsconfig({ strict: false }, { include: ['vite.config.ts'] }),
        'src/main.ts': 'export const task = Promise.resolve(1); task;',
        'vite.config.ts': 'declare const text: string; text;',
      });
      assert.equal(holder(world, 'src/main.ts'), 'tsconfig.app.json');
      assert.equal(holder(world, 'vite.config.ts'), 'tsconfig.node.json');
      assert.equal(world.isThenable('task', 'src/main.ts'), 'always');
      assert.equal(world.nullish('text', 'vite.config.ts'), 'unknown');
    });

    it('may be a jsconfig', () => {
      const world = over({ 'jsconfig.json': '{ "include": ["src"] }', 'src/x.js': 'const t = Promise.resolve(1); t;' });
      assert.equal(holder(world, 'src/x.js'), 'jsconfig.json');
      assert.equal(world.isThenable('t', 'src/x.js'), 'always');
    });

    it('is inferred where no configuration lists it, with the options of the nearest', () => {
      const world = over({
        'tsconfig.json': tsconfig({ paths: { '@/*': ['./src/*'] } }),
        'src/load.ts': 'export const load = async () => 1;',
        'test/load.test.ts': `import { load } from '@/load'; load();`,
      });
      assert.equal(holder(world, 'test/load.test.ts'), undefined);
      assert.equal(world.isThenable('load()', 'test/load.test.ts'), 'always');
      assert.equal(holder(world, 'src/load.ts'), 'tsconfig.json');
    });

    it('is inferred where there is no configuration at all', () => {
      const world = over({
        'a.ts': `import { b } from './b.js'; import { c } from './c.ts'; b(); c(); fetch('/');`,
        'b.js': 'export const b = async () => 1;',
        'c.ts': 'export const c = (): Promise<void> => Promise.resolve();',
      });
      for (const words of ['b()', 'c()', `fetch('/')`]) assert.equal(world.isThenable(words, 'a.ts'), 'always', words);
    });

    it('includes what a list of files imports', () => {
      const world = over({
        'tsconfig.json': tsconfig({}, { files: ['src/main.ts'] }),
        'src/main.ts': `import './part';`,
        'src/part.ts': 'export const part = Promise.resolve(1); part;',
        'src/other.ts': '1;',
      });
      assert.equal(holder(world, 'src/part.ts'), 'tsconfig.json');
      assert.equal(holder(world, 'src/other.ts'), undefined);
    });

    it('is one of those that were opened, if one of them lists it', () => {
      const world = over({
        'tsconfig.json': tsconfig(),
        'tsconfig.build.json': tsconfig({ strict: false }),
        'src/x.ts': 'declare const text: string; text;',
      });
      assert.deepEqual(world.oracle.open([`${root}/tsconfig.build.json`]), [
        { tsconfig: `${root}/tsconfig.build.json`, backend: backend.name },
      ]);
      assert.equal(holder(world, 'src/x.ts'), 'tsconfig.build.json');
    });

    it('none: what is no code, missing, or asked after the end', () => {
      const world = over({ 'tsconfig.json': tsconfig(), 'src/x.ts': 'x;', 'src/style.css': '' });
      const answers = world.file('src/x.ts');
      assert.equal(world.oracle.forFile(`${root}/src/style.css`), undefined);
      assert.equal(world.oracle.forFile(`${root}/src/none.ts`), undefined);
      world.oracle.close();
      assert.equal(world.oracle.forFile(`${root}/src/x.ts`), undefined);
      assert.equal(answers.isThenable(world.ref('x', 'src/x.ts')), 'unknown');
    });
  });

  describe(`${backend.name}: configurations`, () => {
    const files = { 'src/x.ts': 'const task = Promise.resolve(1); task;' };

    it('with an unknown option and a bad value still answer, and say why', () => {
      const world = over({ ...files, 'tsconfig.json': tsconfig({ nonsense: true, target: 'es1999' }) });
      const [opened] = world.oracle.open([`${root}/tsconfig.json`]);
      assert.match(opened?.reason ?? '', /--target/);
      assert.equal(world.isThenable('task', 'src/x.ts'), 'always');
    });

    it('with broken JSON still answer, and say why', () => {
      const world = over({
        ...files,
        'tsconfig.json': '{ "compilerOptions": { "strict": true, "lib": ["es2022"], }, "include": ["src" ',
      });
      const [opened] = world.oracle.open([`${root}/tsconfig.json`]);
      assert.ok(opened?.reason);
      assert.equal(world.isThenable('task', 'src/x.ts'), 'always');
    });

    it('that extend something missing still answer, and say why', () => {
      const world = over({
        ...files,
        'tsconfig.json': '{ "extends": "@tsconfig/gone/tsconfig.json", "include": ["src"] }',
      });
      const [opened] = world.oracle.open([`${root}/tsconfig.json`]);
      assert.match(opened?.reason ?? '', /@tsconfig\/gone/);
      assert.equal(world.isThenable('task', 'src/x.ts'), 'always');
    });

    it('that extend one out of the workspace do not read it', () => {
      const world = over(
        {
          'in/tsconfig.json': '{ "extends": "../out.json", "include": ["src"] }',
          'out.json': tsconfig(),
          'in/src/x.ts': '1;',
        },
        [`${root}/in`],
      );
      assert.equal(holder(world, 'in/src/x.ts'), 'in/tsconfig.json');
      assert.ok(!world.world.reads.includes(`${root}/out.json`));
    });

    it('take effect when they change', () => {
      const world = over({
        'tsconfig.json': tsconfig({ strict: false }),
        'src/x.ts': 'declare const text: string; text;',
      });
      assert.equal(world.nullish('text', 'src/x.ts'), 'unknown');
      world.world.write('tsconfig.json', tsconfig());
      world.oracle.filesChanged({ changed: [`${root}/tsconfig.json`] });
      assert.equal(world.nullish('text', 'src/x.ts'), 'no');
    });

    it('count once they are saved', () => {
      const loose = tsconfig({ strict: false });
      const world = over({ 'tsconfig.json': tsconfig(), 'src/x.ts': 'declare const text: string; text;' });
      assert.equal(world.nullish('text', 'src/x.ts'), 'no');
      world.type('tsconfig.json', loose.slice(0, 20));
      world.type('tsconfig.json', loose);
      assert.equal(world.nullish('text', 'src/x.ts'), 'no');
      world.world.write('tsconfig.json', loose);
      world.oracle.filesChanged({ changed: [`${root}/tsconfig.json`] });
      assert.equal(world.nullish('text', 'src/x.ts'), 'unknown');
    });

    it('with baseUrl still lead imports to files', () => {
      const world = over({
        'tsconfig.json': tsconfig({ baseUrl: './src' }),
        'src/lib/load.ts': 'export const load = async () => 1;',
        'src/x.ts': `import { load } from 'lib/load'; load();`,
      });
      assert.equal(world.isThenable('load()', 'src/x.ts'), 'always');
    });

    it('of an older TypeScript still lead imports to packages', () => {
      const world = over({
        'tsconfig.json': JSON.stringify({
          compilerOptions: { target: 'es5', module: 'commonjs', moduleResolution: 'node', lib: ['es2022'] },
          include: ['src'],
        }),
        'node_modules/p/package.json': '{ "types": "index.d.ts" }',
        'node_modules/p/index.d.ts': 'export declare const load: () => Promise<1>;',
        'src/x.ts': `import { load } from 'p'; load();`,
      });
      assert.equal(world.isThenable('load()', 'src/x.ts'), 'always');
    });

    it('include @types as TypeScript before 6 did', () => {
      const world = over({
        ...files,
        'tsconfig.json': tsconfig(),
        'node_modules/@types/globals/index.d.ts': 'declare function typed(): Promise<1>;',
        'src/y.ts': 'typed();',
      });
      assert.equal(world.isThenable('typed()', 'src/y.ts'), 'always');
    });
  });

  describe(`${backend.name}: several projects`, () => {
    const files = {
      'lib/tsconfig.json': tsconfig({ composite: true, outDir: 'dist', declaration: true }),
      'lib/package.json': '{ "name": "lib", "types": "dist/index.d.ts" }',
      'lib/src/index.ts': 'export const load = async () => 1; export const plain = () => 1;',
      'app/tsconfig.json': tsconfig(
        { paths: { lib: ['../lib/src/index.ts'] } },
        { include: ['src'], references: [{ path: '../lib' }] },
      ),
      'app/src/main.ts': `import { load, plain } from 'lib'; load(); plain();`,
    };

    it('see each other without having been built', () => {
      const world = over(files);
      assert.equal(world.isThenable('load()', 'app/src/main.ts'), 'always');
      assert.deepEqual(world.callee('load', 'app/src/main.ts'), ['lib/src/index.ts#load']);
      assert.equal(holder(world, 'lib/src/index.ts'), 'lib/tsconfig.json');
    });

    it('all see an edit in what they share', () => {
      const world = over(files);
      assert.equal(world.isThenable('plain()', 'app/src/main.ts'), 'no');
      assert.equal(world.isThenable('async () => 1', 'lib/src/index.ts'), 'no');
      world.replace('lib/src/index.ts', 'plain = () => 1', 'plain = () => Promise.resolve(1)');
      assert.equal(world.isThenable('plain()', 'app/src/main.ts'), 'always');
      assert.equal(world.isThenable('Promise.resolve(1)', 'lib/src/index.ts'), 'always');
    });

    it('keep apart what only one of them has', () => {
      const world = over({
        'a/tsconfig.json': tsconfig(),
        'a/src/global.ts': 'declare function f(): Promise<1>;',
        'a/src/x.ts': 'f();',
        'b/tsconfig.json': tsconfig(),
        'b/src/global.ts': 'declare function f(): string;',
        'b/src/x.ts': 'f();',
      });
      assert.equal(world.isThenable('f()', 'a/src/x.ts'), 'always');
      assert.equal(world.isThenable('f()', 'b/src/x.ts'), 'no');
    });
  });
}
