import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ts } from '../../server/src/engine/syntax.ts';
import type { OracleWithTrees } from '../../server/src/types/create-oracle.ts';
import { createOracle } from '../../server/src/types/create-oracle.ts';
import { MemoryWorld, root, tsconfig } from './memory-world.ts';

/**
 * The portable backend carries edits inside bodies into a checker that lives on. Whatever is edited, it must answer as
 * a checker that never saw another text. Functions here have their return types written down: where one is inferred,
 * answers outside of an edited body may lag behind until `refresh`.
 */

const file = 'src/code.ts';
const path = `${root}/${file}`;

const text = `
import { connect, type Row } from './db';
interface Result { jobs: Promise<number>[]; handlers: { click(): Promise<number> }; names(): Iterable<string> }
enum Level { Low, High }
abstract class Base<T> { protected abstract load(id: string): Promise<T>; #hidden = 1; get hidden() { return this.#hidden; } }
export class Store extends Base<Row> {
  private cache = new Map<string, Row>();
  constructor(private readonly level: Level, readonly name = 'store') {
    super();
    const started = connect();
    started.catch(() => undefined);
  }
  protected async load(id: string): Promise<Row> {
    const known = this.cache.get(id);
    if (known) return known;
    const db = await connect();
    const rows = await Promise.all([db.find(id), db.find(id + this.name)]);
    for (const row of rows) if (row !== undefined) this.cache.set(row.id, row);
    return rows[0] ?? { id, size: this.hidden };
  }
  get first(): Row | undefined { const all = [...this.cache.values()]; return all[0]; }
  static of(level: Level): Store { const made = new Store(level); return made; }
}
export function outer(list: string[], flag?: boolean): Result {
  let last: string | undefined;
  const store = Store.of(flag ? Level.High : Level.Low);
  const inner = async (id: string): Promise<number> => {
    last = id;
    const row = await connect().then((db) => db.find(id));
    if (!row) throw new Error(id);
    return row.size;
  };
  const jobs = list.map((each) => { const job = inner(each); return job; });
  function* names() { for (const each of list) { yield each; } }
  const handlers = { click(): Promise<number> { const done = inner('a'); return done; }, async keep(): Promise<void> { await store.first; } };
  class Local { run = (): unknown => { const r = jobs[0]; return r; }; static start(): Local { return new Local(); } }
  if (last !== undefined) last;
  Local.start().run();
  return { jobs, handlers, names };
}
export const plain = <T extends Row>(row: T): T => { const copy = { ...row }; return copy; };
const result = outer(['a']);
result.jobs; result.handlers.click(); plain({ id: 'x', size: 1 }); Store.of(Level.Low).first;
`;

const files = {
  'tsconfig.json': tsconfig(),
  [file]: text,
  'src/db.ts': `export interface Row { id: string; size: number }
    export async function connect() { return { find: async (id: string): Promise<Row | undefined> => ({ id, size: 1 }) }; }`,
};

/** Small enough to repeat from a seed. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
}

const insertions = [
  'const extra = await connect();',
  'last = undefined;',
  'let maybe = Math.random() > 0.5 ? Promise.resolve(1) : undefined; if (maybe) { maybe; maybe = undefined; }',
  'function nested() { return connect(); } nested();',
  'class More { #x = 1; go() { return this.#x; } } new More().go();',
  '// comment',
  'if (',
  '}',
  '',
];

function edited(before: string, random: (below: number) => number): string {
  const lines = before.split('\n');
  const at = random(lines.length);
  const line = lines[at] ?? '';
  const insertion = insertions[random(insertions.length)] ?? '';
  if (random(4) === 0) lines.splice(at, 1);
  else if (random(3) === 0) lines[at] = line.replace('await ', '').replace('const ', 'let ');
  else lines.splice(at, 0, insertion);
  return lines.join('\n');
}

/** Conditions that tell of other names, loops, assertions, callbacks: whatever leads a type from one statement to another. */
const wordy = `
import { connect, type Row } from './db';
type Shape = { kind: 'now'; at: Row } | { kind: 'soon'; at: Promise<Row> };
declare function isLate(value: unknown): value is Promise<Row>;
declare function assertLate(value: unknown): asserts value is Promise<Row>;
declare function assertEarly(value: unknown): asserts value is Row;
declare const soon: Shape; declare const now: Shape; declare const late: Promise<Row>; declare const early: Row;
declare function pick<T>(value: T): T; declare function pack<T>(value: T): Promise<T>;
export async function main(shape: Shape, value: Row | Promise<Row>, rows: Promise<Row>[], early2: Row): Promise<void> {
  const chosen = pick(early);
  const { kind, at } = shape;
  const isNow = kind === 'now';
  const isPending = isLate(value);
  if (isPending) value;
  if (isNow) at; else at;
  if (kind === 'soon') shape;
  const held = { row: pick(chosen), late: pack(chosen) };
  held.row; held.late;
  let last: Row | Promise<Row> = early;
  last;
  last = late;
  last;
  const list = [];
  list.push(early);
  list.push(pick(late));
  list;
  for (const row of rows) { const one = await row; one; const copy = pick(one); copy; }
  const mapped = rows.map((each): Promise<Row> => { const inner = pick(each); return inner; });
  mapped; mapped[0];
  const source = [pick(early)];
  source.map((given): Row => { const kept = pick(given); return kept; });
  const other = pick(value);
  assertLate(other);
  other;
  pick(value);
  value;
  const fn = (given: Row) => pack(given);
  const results = [early, early2].map((given) => fn(given));
  results; await Promise.all(results);
  try { await connect(); } catch (error) { const message = pick(error); message; }
  return void pick(early2);
}
`;

/** A word of a body is another one, or longer or shorter by a letter. */
function withOtherWord(code: string, random: (below: number) => number): string {
  const body = code.indexOf('export async function main');
  // A callback that names a variable assigned outside gets a wider type than from a new checker, which is no matter here.
  const words = [...code.slice(body).matchAll(/[A-Za-z]\w*/g)].filter(([word]) => word !== 'last');
  const word = words[random(words.length)];
  const other = words[random(words.length)]?.[0] ?? '';
  if (word === undefined) return code;
  const start = body + word.index;
  const put = [other, `${word[0]}2`, word[0].slice(0, -1), word[0].slice(1)][random(4)] ?? '';
  return code.slice(0, start) + put + code.slice(start + word[0].length);
}

interface Said {
  readonly where: string;
  readonly answers: readonly string[];
}

function everythingAbout(oracle: OracleWithTrees): readonly Said[] {
  const tree = oracle.sourceFile(path);
  const answers = oracle.forFile(path);
  if (tree === undefined || answers === undefined) throw new Error('The file is gone.');
  const said: Said[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isExpression(node) || ts.isIdentifier(node)) {
      const callee = answers.calleeOf(node);
      said.push({
        where: `${node.pos}-${node.end} ${node.getText(tree)}`,
        answers: [
          answers.isThenable(node),
          answers.isPromise(node),
          answers.isThenableArray(node),
          answers.nullish(node),
          JSON.stringify(answers.expects(node)),
          callee === 'unknown' ? callee : callee.map(({ module, exportPath }) => `${module}#${exportPath}`).join(),
        ],
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return said;
}

function differences(some: readonly Said[], others: readonly Said[]): string[] {
  assert.equal(some.length, others.length);
  return some.flatMap(({ where, answers }, index) => {
    const other = others[index];
    if (other?.where === where && other.answers.join() === answers.join()) return [];
    return [`${where}: ${answers.join()} instead of ${other?.answers.join() ?? 'nothing'}`];
  });
}

function fresh(code: string): OracleWithTrees {
  const oracle = createOracle({ host: new MemoryWorld({ ...files, [file]: code }).host, roots: [root] });
  oracle.sourceFile(path);
  return oracle;
}

describe('edits carried into a living checker', () => {
  for (const seed of [1, 2, 3]) {
    it(`are answered as by a new one (${seed})`, () => {
      const random = randomFrom(seed);
      const oracle = fresh(text);
      everythingAbout(oracle);
      let code = text;
      for (let round = 0; round < 8; round++) {
        code = round % 4 === 0 ? text : code;
        code = edited(code, random);
        oracle.setText(path, code);
        assert.deepEqual(differences(everythingAbout(oracle), everythingAbout(fresh(code))), [], `round ${round}`);
      }
      assert.ok(oracle.statistics.carried > 0);
      assert.equal(oracle.statistics.failures, 0);
    });
  }

  for (const seed of [4, 5, 6]) {
    it(`of single words leave only answers that a new one would give (${seed})`, () => {
      const random = randomFrom(seed);
      const oracle = fresh(wordy);
      everythingAbout(oracle);
      for (let round = 0; round < 30; round++) {
        const code = withOtherWord(wordy, random);
        for (const each of [code, wordy]) {
          oracle.setText(path, each);
          assert.deepEqual(differences(everythingAbout(oracle), everythingAbout(fresh(each))), [], code);
        }
      }
      assert.ok(oracle.statistics.carried > 0);
      assert.equal(oracle.statistics.failures, 0);
    });
  }

  it('leave a tree that a parser would make from the same text', () => {
    const oracle = fresh(text);
    everythingAbout(oracle);
    const changed = text.replace('last = id;', 'last = id; const more = [id];');
    oracle.setText(path, changed);
    const tree = oracle.sourceFile(path);
    const parsed = ts.createSourceFile(path, changed, ts.ScriptTarget.ES2022, true);
    assert.deepEqual(tree && outline(tree), outline(parsed));
    assert.equal(oracle.statistics.carried, 1);
  });
});

describe('an edit of what a function without a written return type returns', () => {
  const source = `import { connect, type Row } from './db';
export function cast(row: Row) { return { id: row.id, size: send(1) } as Row; }
export function words(row: Row) { return \`row \${row.id}\`; }
export function either(flag: boolean, row: Row) { return flag ? (cast(row) as Row) : connect(); }
export function bare(row: Row) { return cast(row); }
declare function send(size: number): number;
cast({ id: 'a', size: 1 }); words({ id: 'a', size: 1 }); either(true, { id: 'a', size: 1 }); bare({ id: 'a', size: 1 });
`;
  const programsAfter = (old: string, now: string): number => {
    const oracle = fresh(source);
    everythingAbout(oracle);
    const { programs } = oracle.statistics;
    const code = source.replace(old, now);
    assert.notEqual(code, source);
    oracle.setText(path, code);
    assert.deepEqual(differences(everythingAbout(oracle), everythingAbout(fresh(code))), []);
    return oracle.statistics.programs - programs;
  };

  it('is carried where its type is said by what is around the edit', () => {
    assert.equal(programsAfter('send(1)', 'send(12)'), 0);
    assert.equal(programsAfter('row.id}', 'row.size}'), 0);
    assert.equal(programsAfter('(cast(row) as', '(cast(row ?? row) as'), 0);
  });

  it('is not where it may change the type', () => {
    assert.equal(programsAfter('as Row; }', 'as Row | undefined; }'), 1);
    assert.equal(programsAfter(': connect(); }', ': connect; }'), 1);
    assert.equal(programsAfter('return cast(row); }', 'return connect(row); }'), 1);
    assert.equal(programsAfter('return { id', 'return connect() as never && { id'), 1);
  });
});

/** Kinds, places and parents of all nodes. */
function outline(tree: ts.SourceFile): readonly string[] {
  const nodes: string[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(`${node.kind} ${node.pos}-${node.end}`);
    ts.forEachChild(node, (child) => {
      assert.equal(child.parent, node);
      visit(child);
    });
  };
  visit(tree);
  return nodes;
}
