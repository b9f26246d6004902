import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { ts } from '../../server/src/engine/syntax.ts';
import { libFolder } from '../../server/src/hosts/cli/package-files.ts';
import { forwardSlashes } from '../../server/src/hosts/cli/paths.ts';
import { byDeclaration } from '../../server/src/types/questions/declared-result.ts';
import { Thenables } from '../../server/src/types/questions/thenable.ts';

const text = `
  interface Query<T> extends PromiseLike<T> { where(): this; run<U = T>(): Promise<U>; rows: T[] }
  class Base { constructor(readonly size: number) {} clone(): this { return this } load() { return Promise.resolve(this) } }
  class Sub extends Base { constructor() { super(1); } }
  class Box<T> { constructor(readonly value: T) {} get(): T { return this.value } map<U>(f: (t: T) => U): Box<U> { return new Box(f(this.value)) } }
  type Flat<T> = T extends Promise<infer U> ? U : Promise<T>;
  type Kept<T> = { [K in keyof T]: T[K] };
  declare function same<T>(value: T): T;
  declare function flat<T>(value: T): Flat<T>;
  declare function kept<T>(value: T): Kept<T>;
  declare function list<T>(value: T): T[];
  declare function pair<T>(value: T): [T, string];
  declare function both<T>(value: T): T & { tag: string };
  declare function either<T>(value: T): T | string;
  declare function maybe<T>(value: T): Promise<T> | undefined;
  declare function over(a: string): Promise<string>;
  declare function over(a: number): number;
  declare function alike(a: string): Promise<string>;
  declare function alike(a: number): Promise<number>;
  declare function picks<T, K extends keyof T>(value: T, key: K): T[K];
  declare const query: Query<number>, some: Query<1> | undefined, anything: any, promise: Promise<1>, text: string;
  declare const fns: (() => Promise<1>) | (() => Promise<string>), mixed: (() => Promise<1>) | (() => string);
  declare const lists: { promises(): Promise<1>[]; texts(): string[]; nested(): Promise<1>[][] };
  async function inferred() { return 1 }
  function inferredSync(now: boolean) { return now ? promise : text }
  same(promise); same(text); flat(promise); flat(text); kept(promise); kept({ then: (f: () => void) => f() });
  list(promise); list(text); pair(promise); both(promise); both({ a: 1 }); either(promise); either(text); maybe(1);
  over('a'); over(1); over(anything); alike('a'); alike(1); picks({ a: promise }, 'a'); picks({ a: 1 }, 'a');
  query.where(); query.run(); query.where().run<string>(); some?.run(); some?.where(); some?.rows.map(String);
  anything(); anything.load(); fns(); mixed(); lists.promises(); lists.texts(); lists.nested();
  new Base(1); new Base(1).clone(); new Base(1).load(); new Sub(); new Box(promise).get(); new Box(1).map(same);
  new Box(promise).map((each) => each).get(); new Promise<void>(() => {}); Promise.all([promise]); promise.then(String);
  inferred(); inferredSync(true); missing(); text.toUpperCase(); [1].map((each) => promise); [promise].map((each) => 1);
  anything as Promise<1>; anything as string; promise as unknown as number; ['a'] as const; <Promise<1>>anything;
  (over('a')); Boolean(promise); String(1); Symbol(); require('x'); same<Promise<1>>(anything); over(); over(1, 2, 3);
  (async () => 1)(); (() => promise)(); Array.from([promise]); Object.values({ promise }); parseInt(text);
`;

const questions = ['isThenable', 'isPromise', 'isThenableArray'] as const;

describe('what declarations say of a value', () => {
  // Two programs: to have asked one way must not sway the other.
  const quick = programOf(text);
  const whole = programOf(text);
  let told = 0;
  for (const [at, expression] of quick.expressions.entries()) {
    for (const question of questions) {
      const answer = byDeclaration(quick.checker, expression, (type) => quick.thenables[question](type));
      if (answer === undefined) continue;
      told += 1;
      const other = whole.expressions[at];
      it(`${question} of ${expression.getText()}`, () => {
        assert.ok(other);
        assert.equal(answer, whole.thenables[question](whole.checker.getTypeAtLocation(other)));
      });
    }
  }

  it('is told of most calls, casts and constructions', () => {
    assert.ok(told > quick.expressions.length, `${told} answers about ${quick.expressions.length} expressions`);
  });
});

function programOf(source: string) {
  const lib = forwardSlashes(libFolder());
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts'],
    strict: true,
    types: [],
  };
  const read = (file: string) => (file === '/main.ts' ? source : readFileSync(file, 'utf8'));
  const host: ts.CompilerHost = {
    getSourceFile: (file) => ts.createSourceFile(file, read(file), ts.ScriptTarget.ES2022, true),
    getDefaultLibFileName: () => `${lib}/lib.es2022.d.ts`,
    getDefaultLibLocation: () => lib,
    writeFile: () => undefined,
    getCurrentDirectory: () => '/',
    getCanonicalFileName: (file) => file,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    fileExists: (file) => file === '/main.ts',
    readFile: read,
  };
  const program = ts.createProgram(['/main.ts'], options, host);
  const checker = program.getTypeChecker();
  const expressions: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isAsExpression(node)) expressions.push(node);
    else if (ts.isTypeAssertionExpression(node)) expressions.push(node);
    ts.forEachChild(node, visit);
  };
  const tree = program.getSourceFile('/main.ts');
  if (tree) visit(tree);
  return { checker, thenables: new Thenables(checker, lib), expressions };
}
