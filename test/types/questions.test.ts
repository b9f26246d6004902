import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { backends, Questioner } from './questioner.ts';

for (const backend of backends) {
  const over = (text: string, file?: string, options?: object): Questioner =>
    Questioner.of(backend, text, file, options);

  describe(`${backend.name}: thenables`, () => {
    const world = over(`
      interface Query<T> extends PromiseLike<T> { where(): Query<T> }
      interface Fake { then: number }
      interface Chain { then(next: string): void }
      interface Loose { then(next?: any): void }
      interface Rest { then(...next: (() => void)[]): void }
      class Task extends Promise<number> {}
      class Bag<T> { item!: T; async load(): Promise<T> { return this.item } }
      declare const query: Query<1>, fake: Fake, chain: Chain, loose: Loose, rest: Rest, task: Task;
      declare const either: Promise<1> | string, both: Promise<1> | PromiseLike<2>, perhaps: Promise<1> | undefined;
      declare const mixed: (Promise<1> & { cancel(): void }), anything: any, nothing: unknown, empty: {};
      declare const orVoid: void | Promise<void>, anyOrPromise: any[] | Promise<1>;
      declare const nested: Promise<Promise<1>>, optionalThen: { then?: (f: () => void) => void };
      declare function over(a: string): Promise<string>;
      declare function over(a: number): number;
      declare function generic<T>(value: T): T;
      function free<T, U extends Promise<1>, V extends string | Promise<1>>(t: T, u: U, v: V) { t; u; v; }
      const bag = new Bag<string>();
      query; fake; chain; loose; rest; task; either; both; perhaps; mixed; anything; nothing; empty; orVoid; nested;
      over('x'); over(1); generic(task); bag.load(); bag.load; optionalThen; missing(); anyOrPromise; never();
      declare function never(): never;
      (async () => 1)(); Promise.all([task]); Promise.resolve(1).then(() => 2); new Promise<void>(() => {});
    `);
    const cases = {
      query: 'always',
      fake: 'no',
      chain: 'no',
      loose: 'always',
      rest: 'always',
      task: 'always',
      either: 'maybe',
      both: 'always',
      perhaps: 'maybe',
      mixed: 'always',
      anything: 'unknown',
      nothing: 'unknown',
      empty: 'no',
      orVoid: 'maybe',
      anyOrPromise: 'maybe',
      nested: 'always',
      optionalThen: 'always',
      t: 'unknown',
      u: 'always',
      v: 'maybe',
      "over('x')": 'always',
      'over(1)': 'no',
      'generic(task)': 'always',
      'bag.load()': 'always',
      'bag.load': 'no',
      'missing()': 'unknown',
      'never()': 'no',
      '(async () => 1)()': 'always',
      'Promise.all([task])': 'always',
      'Promise.resolve(1).then(() => 2)': 'always',
      'new Promise<void>(() => {})': 'always',
    };
    for (const [words, expected] of Object.entries(cases)) {
      it(`${words} is ${expected}`, () => assert.equal(world.isThenable(words), expected));
    }
  });

  describe(`${backend.name}: promises of the platform`, () => {
    const world = over(`
      interface Own extends Promise<number> { cancel(): void }
      class Task extends Promise<number> {}
      interface Query { then(next: (value: 1) => void): void }
      declare const own: Own, task: Task, query: Query, like: PromiseLike<1>, mixed: Promise<1> & { id: 1 };
      interface Marker {}
      declare const either: Query | Promise<1>, anything: any, filled: {}, marked: Marker, dictionary: Record<string, 1>;
      own; task; query; like; mixed; either; anything; filled; marked; dictionary;
    `);
    const cases = {
      own: 'always',
      task: 'always',
      query: 'no',
      like: 'no',
      mixed: 'always',
      either: 'maybe',
      anything: 'unknown',
      filled: 'unknown',
      marked: 'unknown',
      dictionary: 'no',
    };
    for (const [words, expected] of Object.entries(cases)) {
      it(`${words} is ${expected}`, () => assert.equal(world.isPromise(words), expected));
    }

    it('a type of that name in the project is none', () => {
      const own = over(`export {}; class Promise { then(f: () => void) {} } const p = new Promise(); p;`);
      assert.equal(own.isPromise('p'), 'no');
      assert.equal(own.isThenable('p'), 'always');
    });
  });

  describe(`${backend.name}: arrays of promises`, () => {
    const world = over(`
      declare const ids: number[], list: readonly Promise<1>[], pair: [Promise<1>, string], two: [Promise<1>, Promise<2>];
      declare const some: (Promise<1> | undefined)[], maybe: Promise<1>[] | undefined, none: [], anything: any[], one: Promise<1>;
      ids; list; pair; two; some; maybe; none; anything; one;
      ids.map(async (id) => id); ids.map((id) => id);
    `);
    const cases = {
      ids: 'no',
      list: 'always',
      pair: 'maybe',
      two: 'always',
      some: 'maybe',
      maybe: 'maybe',
      none: 'no',
      anything: 'unknown',
      one: 'no',
      'ids.map(async (id) => id)': 'always',
      'ids.map((id) => id)': 'no',
    };
    for (const [words, expected] of Object.entries(cases)) {
      it(`${words} is ${expected}`, () => assert.equal(world.isThenableArray(words), expected));
    }
    it('is not itself a thenable', () => assert.equal(world.isThenable('list'), 'no'));
  });

  describe(`${backend.name}: null, undefined and handlers`, () => {
    const text = `
      declare const sure: string, perhaps: string | undefined, nil: null, nothing: void, anything: any, either: 1 | null;
      declare const handler: ((e: unknown) => void) | undefined, fn: Function, log: () => void;
      function free<T, U extends string>(t: T, u: U) { t; u; }
      sure; perhaps; nil; nothing; anything; either; handler; fn; log; undefined;
    `;
    const nullish = {
      sure: 'no',
      perhaps: 'maybe',
      nil: 'always',
      nothing: 'always',
      anything: 'unknown',
      t: 'unknown',
    };
    const world = over(text);
    for (const [words, expected] of Object.entries({ ...nullish, u: 'no', either: 'maybe' })) {
      it(`${words}: nullish ${expected}`, () => assert.equal(world.nullish(words), expected));
    }

    it('without strictNullChecks a type does not tell', () => {
      const loose = over(text, 'src/code.ts', { strict: false });
      assert.equal(loose.nullish('sure'), 'unknown');
      assert.equal(loose.nullish('nothing'), 'always');
    });

    const callable = {
      handler: 'maybe',
      fn: 'always',
      log: 'always',
      undefined: 'no',
      nil: 'no',
      sure: 'no',
      anything: 'unknown',
    };
    for (const [words, expected] of Object.entries(callable)) {
      it(`${words}: callable ${expected}`, () =>
        assert.equal(world.file('src/code.ts').rejectionHandlerIsCallable(world.ref(words, 'src/code.ts')), expected));
    }
  });

  describe(`${backend.name}: what a place expects of a function`, () => {
    const world = over(
      `
      interface Handlers { save(): void; load(): Promise<void>; pick?: () => boolean | void }
      interface Base { run(): void; go: () => Promise<void> }
      declare const list: number[], h: (cb: Handlers) => void, any: any;
      declare function onEvent(cb: () => void): void;
      declare function retry<T>(cb: () => T): T;
      declare function both(cb: () => void | Promise<void>): void;
      declare function over(name: 'a', cb: () => void): void;
      declare function over(name: 'b', cb: () => Promise<void>): void;
      declare function rest(...cbs: (() => void)[]): void;
      declare function optional(cb?: (() => void) | null): void;
      declare namespace JSX { interface IntrinsicElements { button: { onClick?: () => void } } }
      list.forEach(async (each) => { each + 1; });
      list.map(async (each) => { each + 2; });
      list.filter((each) => each > 3);
      onEvent(async () => { 4; });
      retry(async () => { 5; });
      both(async () => { 6; });
      over('a', async () => { 7; });
      over('b', async () => { 8; });
      rest(() => {}, async () => { 9; });
      optional(async () => { 10; });
      h({ async save() { 11; }, async load() { 12; }, pick: async () => { 13; } } as never as Handlers);
      h({ async save() { 14; }, async load() { 15; }, pick: async () => { 16; } });
      class Job implements Base { async run() { 17; } go = async () => { 18; } }
      const element = <button onClick={async () => { 19; }} />;
      const typed: () => void = async () => { 20; };
      any(async () => { 21; });
      const untyped = async () => { 22; };
      new Promise(async (done) => { 23; });
      const named = async () => {}; onEvent(named);
    `,
      'src/code.tsx',
    );
    const file = 'src/code.tsx';
    const cases = {
      'async (each) => { each + 1; }': 'void',
      'async (each) => { each + 2; }': 'thenable',
      'async () => { 4; }': 'void',
      'async () => { 5; }': 'thenable',
      'async () => { 6; }': 'thenable',
      'async () => { 7; }': 'void',
      'async () => { 8; }': 'thenable',
      'async () => { 9; }': 'void',
      'async () => { 10; }': 'void',
      'async save() { 14; }': 'void',
      'async load() { 15; }': 'thenable',
      'async () => { 16; }': 'void',
      'async run() { 17; }': 'void',
      'async () => { 18; }': 'thenable',
      'async () => { 19; }': 'void',
      'async () => { 20; }': 'void',
      'async () => { 21; }': 'unknown',
      'async () => { 22; }': 'unknown',
      'async (done) => { 23; }': 'void',
      named: 'void',
    };
    for (const [words, expected] of Object.entries(cases)) {
      it(`${words}: ${expected}`, () => assert.equal(world.expects(words, file), expected));
    }
  });
}
