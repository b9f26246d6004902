import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { backends, Questioner } from './questioner.ts';

for (const backend of backends) {
  const over = (text: string, file?: string): Questioner => Questioner.of(backend, text, file);

  describe(`${backend.name}: what a receiver does with a returned promise`, () => {
    const world = over(`
      type Task = () => Promise<void>;
      interface Either { (name: string, run: () => void): void; (name: string, run: Task): void }
      interface ByKind { (kind: 'async', run: Task): void; (kind: 'sync', run: () => void): void }
      interface Numbered { (run: () => number): void; (run: () => void): void }
      declare function each(run: (item: string) => void): void;
      declare function later(run: () => void | Promise<void>): void;
      declare function anything(run: () => unknown): void;
      declare function free<T>(run: () => T): T;
      declare function rest(first: boolean, ...runs: (() => void)[]): void;
      declare function tuple(...runs: [string, () => void]): void;
      declare function loose(run: any): void;
      declare const either: Either, byKind: ByKind, numbered: Numbered, named: Task, prefixes: number[];
      each(async () => 1); later(async () => 2); anything(async () => 3); free(async () => 4);
      rest(true, async () => 5, async () => 6); tuple('', async () => 7); loose(async () => 8);
      either('', async () => 9); byKind('sync', async () => 10); byKind('async', async () => 11);
      numbered(async () => 12); each(named); free<void>(async () => 13); new Timer(async () => 14);
      declare class Timer { constructor(run: () => void) }
      const variable: () => void = async () => 20;
      const taken: Task = async () => 21;
      const untyped = async () => 22;
      const object: { run(): void; stop: () => void; wait: Task } = {
        async run() { return 23 }, stop: async () => 24, wait: async () => {},
      };
      function make(): () => void { return async () => 25 }
      let written: () => void;
      written = async () => 26;
    `);
    const cases = {
      'async () => 1': 'ignored',
      'async () => 2': 'taken',
      'async () => 3': 'taken',
      'async () => 4': 'taken',
      'async () => 5': 'ignored',
      'async () => 6': 'ignored',
      'async () => 7': 'ignored',
      'async () => 8': 'taken',
      'async () => 9': 'taken',
      'async () => 10': 'ignored',
      'async () => 11': 'taken',
      'async () => 12': 'ignored',
      'async () => 13': 'ignored',
      'async () => 14': 'ignored',
      'async () => 20': 'ignored',
      'async () => 21': 'taken',
      'async () => 22': 'unknown',
      'async run() { return 23 }': 'ignored',
      'async () => 24': 'ignored',
      'async () => {}': 'taken',
      'async () => 25': 'ignored',
      'async () => 26': 'ignored',
    };
    for (const [words, expected] of Object.entries(cases)) {
      it(`${words} is ${expected}`, () => assert.equal(world.contractOf(words), expected));
    }
  });

  describe(`${backend.name}: properties of an object that a call is given`, () => {
    const world = over(`
      type Task = () => Promise<void>;
      interface Options { ok(): void; wait: Task; text: () => string; any: any }
      interface Twice { (given: { go(): void }): void; (given: { go: Task; more: true }): void }
      declare function plain(given: Partial<Options>): void;
      declare function whole(given: Options | string): void;
      declare function free<T extends { ok(): void; wait: Task } | string>(given: T): T;
      declare function inferred<T>(given: { load: () => T; done: (value: T) => void }): T;
      declare function keyed<K extends string>(given: Record<K, () => void>): K;
      declare const twice: Twice;
      plain({ ok: async () => 1, wait: async () => {} });
      whole({ async ok() { return 2 }, wait: async () => { await 3 }, text: async () => 4, any: async () => 5 });
      free({ ok: async () => 6, wait: async () => { await 7 } });
      inferred({ load: async () => 8, done: async () => 9 });
      keyed({ a: async () => 10 }); twice({ go: async () => 11 }); twice({ go: async () => { await 12 }, more: true });
      new Runner({ run: async () => 13 });
      declare class Runner { constructor(given: { run: () => void }) }
    `);
    const cases = {
      'async () => 1': 'ignored',
      'async () => {}': 'taken',
      'async ok() { return 2 }': 'ignored',
      'async () => { await 3 }': 'taken',
      'async () => 4': 'unknown',
      'async () => 5': 'taken',
      'async () => 6': 'taken',
      'async () => { await 7 }': 'taken',
      'async () => 8': 'taken',
      'async () => 9': 'ignored',
      'async () => 10': 'ignored',
      'async () => 11': 'ignored',
      'async () => { await 12 }': 'taken',
      'async () => 13': 'ignored',
    };
    for (const [words, expected] of Object.entries(cases)) {
      it(`${words} is ${expected}`, () => assert.equal(world.contractOf(words), expected));
    }
  });

  describe(`${backend.name}: members that callers of a base know as returning nothing`, () => {
    const world = over(`
      interface Job { run(): void; wait(): Promise<void>; stop: () => void }
      class Base { start(): void {} static make(): void {} }
      class Mine extends Base implements Job {
        async run() { return 1 } async wait() {} stop = async () => 2;
        async start() { return 3 } static async make() { return 4 } async extra() { return 5 }
      }
      interface Later extends Job { run(): Promise<void> }
      abstract class Half extends Base { abstract start(): Promise<void> }
    `);
    const cases = {
      'async run() { return 1 }': 'ignored',
      'async wait() {}': 'unknown',
      'async () => 2': 'ignored',
      'async start() { return 3 }': 'ignored',
      'static async make() { return 4 }': 'unknown',
      'async extra() { return 5 }': 'unknown',
      'run(): Promise<void>': 'ignored',
      'abstract start(): Promise<void>': 'ignored',
    };
    for (const [words, expected] of Object.entries(cases)) {
      it(`${words} is ${expected}`, () => assert.equal(world.contractOf(words), expected));
    }
  });

  describe(`${backend.name}: elements`, () => {
    const world = over(
      `
      declare namespace JSX { interface IntrinsicElements { button: { onClick?: () => void } } interface Element {} }
      declare function Form(props: { onSend: () => void | Promise<void>; onClose: () => void }): JSX.Element;
      const page = [<button onClick={async () => 1} />, <Form onSend={async () => 2} onClose={async () => 3} />];
      `,
      'src/page.tsx',
    );
    const cases = { 'async () => 1': 'ignored', 'async () => 2': 'taken', 'async () => 3': 'ignored' };
    for (const [words, expected] of Object.entries(cases)) {
      it(`${words} is ${expected}`, () => assert.equal(world.contractOf(words, 'src/page.tsx'), expected));
    }
  });

  describe(`${backend.name}: functions that give a promise`, () => {
    const world = over(`
      interface Twice { (): void; (name: string): Promise<void> }
      declare const sure: () => Promise<1>, perhaps: () => string | Promise<string>, optional: (() => Promise<1>) | undefined;
      declare const either: (() => Promise<1>) | (() => void), never: () => void, any: any, twice: Twice, text: string;
      declare const list: (() => Promise<1>)[];
      declare function rest(...runs: unknown[]): void;
      sure; perhaps; optional; either; never; any; twice; text; rest(...list);
    `);
    const cases = {
      sure: 'always',
      perhaps: 'always',
      optional: 'always',
      either: 'maybe',
      never: 'no',
      any: 'unknown',
      twice: 'unknown',
      text: 'no',
      '...list': 'always',
    };
    for (const [words, expected] of Object.entries(cases)) {
      it(`${words} is ${expected}`, () => assert.equal(world.returnsPromise(words), expected));
    }
  });
}
