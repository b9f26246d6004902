import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Finding } from '../../shared/src/finding.ts';
import { analyzeWhole } from '../../server/src/engine/analyze.ts';
import { defaultConfigIn } from '../../server/src/engine/config.ts';
import type { ReportKeeper } from '../../server/src/engine/kept-reports.ts';
import { defineRule, type AnyRule } from '../../server/src/engine/rule.ts';
import { LastReports } from '../../server/src/hosts/lsp/last-reports.ts';
import { ProjectStore } from '../../server/src/project/snapshot-store.ts';
import { rules as shipped } from '../../server/src/rules/index.ts';
import { MemoryFiles } from '../project/memory-files.ts';
import { random } from '../semantics/flow/generated.ts';

const file = '/shop/src/orders.ts';

/** What one statement means to another goes by names here. */
const code = `import { readFile } from 'node:fs/promises';
import { sign } from 'jsonwebtoken';
import express from 'express';

const limit = 20;
async function load(id: string) {
  const text = await readFile(id, 'utf8');
  return JSON.parse(text);
}
const cached = async (id: string) => {
  return load(id);
};
export function refresh(ids: string[]) {
  ids.forEach(async (id) => {
    await cached(id);
  });
  cached(ids[0]);
}
function quiet() {
  return limit;
}
export class Orders {
  start() {
    quiet();
    refresh([]);
    load('first');
  }
}
const secret = 'not-a-secret-yet';
export function token(user: string) {
  if (cached(user)) return sign({ user }, secret);
  return sign({ user }, 'hunter2-hunter2');
}
const app = express();
app.get('/next', (request, response) => {
  const to = request.query.to;
  response.redirect(to);
});
// temper-ignore-next-line floating-promise -- it is told elsewhere
load('last');
load('again');
`;

const lines = [
  "  await load('more');",
  "  load('more');",
  '  quiet();',
  '  cached(String(limit));',
  "  throw new Error('no');",
  '  // a comment about load',
  '  if (',
  '}',
  '',
  "export const later = () => cached('later');",
];

function edited(before: string, next: (below: number) => number): string {
  const all = before.split('\n');
  const at = next(all.length);
  const line = all[at] ?? '';
  const kind = next(5);
  if (kind === 0) all.splice(at, 1);
  else if (kind === 1) all[at] = line.includes('async ') ? line.replace('async ', '') : line.replace('await ', '');
  else if (kind === 2) all[at] = line.replace(/function (\w+)/, 'async function $1').replace('limit', 'limit + 1');
  else all.splice(at, 0, lines[next(lines.length)] ?? '');
  return all.join('\n');
}

class Project {
  readonly #store = new ProjectStore({ fileSystem: new MemoryFiles({}), roots: ['/shop'] });
  readonly #rules: readonly AnyRule[];

  constructor(rules: readonly AnyRule[] = shipped) {
    this.#rules = rules;
  }

  findingsIn(text: string, kept?: ReportKeeper): readonly Finding[] {
    this.#store.setText(file, text);
    const found = analyzeWhole(this.#store.snapshot(), file, {
      rules: this.#rules,
      config: { ...defaultConfigIn('/shop'), profile: 'strict' },
      tier: 'flow',
      suppressions: true,
      root: '/shop',
      today: '2026-01-31',
      ...(kept && { kept }),
    });
    assert.deepEqual(found?.limits, []);
    return found?.findings ?? [];
  }
}

describe('findings kept over edits', () => {
  for (const seed of [1, 2, 3, 4]) {
    it(`are those of the whole file (${seed})`, () => {
      const next = random(seed);
      const project = new Project();
      const kept = new LastReports();
      let text = code;
      for (let round = 0; round < 30; round++) {
        text = edited(round % 12 === 0 ? code : text, next);
        const found = project.findingsIn(text, kept);
        assert.deepEqual(found, new Project().findingsIn(text), `round ${round}:\n${text}`);
      }
    });
  }

  it('spare the statements that an edit leaves alone', () => {
    const project = new Project([called]);
    const kept = new LastReports();
    const visited = (text: string) => {
      visits.length = 0;
      const names = project.findingsIn(text, kept).map(({ message }) => message);
      return { visits: visits.join(' '), names: names.join(' ') };
    };
    const text = 'function a() { one(); }\nfunction b() { a(); }\nconst c = () => b();\nfunction d() { two(); }\n';
    assert.deepEqual(visited(text), { visits: 'one a b two', names: 'one a b two' });
    const shifted = text.replace('two()', 'twice()');
    assert.deepEqual(visited(shifted), { visits: 'twice', names: 'one a b twice' });
    const deep = shifted.replace('one()', 'once()');
    assert.deepEqual(visited(deep), { visits: 'once a b', names: 'once a b twice' });
    assert.equal(visited(`import 'x';\n${deep}`).visits, 'once a b twice');
    kept.forget();
    assert.equal(visited(deep).visits, 'once a b twice');
  });

  it('may lag behind what an edit means to others without a name, until they are forgotten', () => {
    const project = new Project([measuring]);
    const kept = new LastReports();
    const text = 'measure();\nfunction a() {\n  const n = one;\n}\n';
    const longer = text.replace('one', 'another');
    const told = (each: string) => project.findingsIn(each, kept).map(({ message }) => message);
    assert.deepEqual(told(text), [String(text.length)]);
    assert.deepEqual(told(longer), [String(text.length)]);
    kept.forget();
    assert.deepEqual(told(longer), [String(longer.length)]);
  });

  it('are found anew where they point to other places of the file', () => {
    const project = new Project([pointing]);
    const kept = new LastReports();
    const linesOf = (text: string) =>
      project.findingsIn(text, kept).flatMap(({ related }) => related.map(({ range }) => range.start.line));
    assert.deepEqual(linesOf('first();\nfunction a() {}\n'), [1]);
    assert.deepEqual(linesOf('first();\n\n\nfunction a() {}\n'), [3]);
  });

  it('are forgotten with the file', () => {
    const kept = new LastReports();
    new Project().findingsIn(code, kept);
    kept.forgetAllBut(file);
    assert.ok(kept.get(file));
    kept.forgetAllBut('/shop/src/other.ts');
    assert.equal(kept.get(file), undefined);
  });
});

const visits: string[] = [];

const meta = {
  id: 'called',
  family: 'debt',
  severity: 'warning',
  needs: 'flow',
  docs: { why: 'It is called.', bad: 'a();', good: '' },
} as const;

const called = defineRule<{ name: string }>({
  meta,
  check: (ctx) => ({
    CallExpression(node) {
      const name = node.expression.getText();
      visits.push(name);
      ctx.report(node, { name });
    },
  }),
  message: ({ name }) => name,
  fixes: [],
});

const measuring = defineRule<{ length: number }>({
  meta,
  check: (ctx) => ({ ExpressionStatement: (node) => ctx.report(node, { length: ctx.tree.text.length }) }),
  message: ({ length }) => String(length),
  fixes: [],
});

const pointing = defineRule({
  meta,
  check: (ctx) => ({
    ExpressionStatement(node) {
      const other = ctx.tree.statements.at(-1) ?? node;
      const { line, character } = ctx.tree.getLineAndCharacterOfPosition(other.getStart());
      const at = { line, character };
      const span = { start: other.getStart(), end: other.end };
      ctx.report(node, {}, { related: [{ file, span, range: { start: at, end: at }, message: 'There.' }] });
    },
  }),
  message: () => 'It points elsewhere.',
  fixes: [],
});
