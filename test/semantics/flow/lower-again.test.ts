import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ts } from '../../../server/src/engine/syntax.ts';
import type { ModuleIr } from '../../../server/src/semantics/flow/ir.ts';
import { lowerModule } from '../../../server/src/semantics/flow/lower.ts';
import { printFunction } from '../../../server/src/semantics/flow/print.ts';
import { spanOf } from '../../../server/src/semantics/flow/spans.ts';
import { below, textOf } from '../../repository/tree.ts';

const before = `
import { query } from './db.ts';
let count = 0;
export class Orders {
  #limit = 10;
  async load(id) {
    const rows = await query(id);
    return rows.map((row) => row.name);
  }
}
export function total(orders) {
  return orders.length;
}
app.get('/', (req, res) => {
  res.send(total(req.query.ids));
});
`;

function lower(text: string, previous?: ModuleIr): ModuleIr {
  return lowerModule(ts.createSourceFile('/orders.ts', text, ts.ScriptTarget.Latest, true), previous);
}

/** Names of the functions that are lowered when the text changes. */
function loweredBy(from: string, to: string): readonly string[] {
  assert.ok(before.includes(from), from);
  const previous = lower(before);
  const bodies = new Set(previous.functions.map(({ body }) => body));
  const next = lower(before.replace(from, to), previous);
  const changed = next.functions.filter(({ body }) => !bodies.has(body)).map(({ id }) => id || 'module');
  assert.equal(next.lowered, changed.length);
  assertSame(next, lower(before.replace(from, to)));
  return changed;
}

function assertSame(one: ModuleIr, other: ModuleIr): void {
  assert.deepEqual(described(one), described(other));
  assert.deepEqual(one.exports, other.exports);
}

function described(module: ModuleIr): readonly string[] {
  return module.functions.flatMap((place) => [
    `${place.id} ${place.start}-${place.end} in ${place.parent}`,
    printFunction(place.body),
    Array.from({ length: place.body.size }, (_, value) => {
      const { start, end } = spanOf(module, place, value);
      return `${start}-${end}`;
    }).join(' '),
  ]);
}

describe('lowering after an edit', () => {
  it('lowers nothing when nothing changed', () => {
    const previous = lower(before);
    assert.equal(previous.lowered, 6);
    assert.equal(lower(before, previous).lowered, 0);
  });

  it('lowers the function alone in whose body the edit is', () => {
    assert.deepEqual(loweredBy('orders.length', 'orders.length + 1'), ['total']);
    assert.deepEqual(loweredBy('row.name', 'row.title'), ['Orders.load/()']);
    assert.deepEqual(loweredBy('const rows = await query(id);', 'const rows = await query(id);\n\n'), ['Orders.load']);
    assert.deepEqual(loweredBy('#limit = 10', '#limit = 20'), ['Orders.#limit']);
  });

  it('lowers the function around when the edit is outside of the body', () => {
    assert.deepEqual(loweredBy("'/'", "'/orders'"), ['module']);
    assert.deepEqual(loweredBy('let count', '// how many\nlet count'), ['module']);
    assert.deepEqual(loweredBy('total(orders)', 'total(orders, by)'), ['module', 'total']);
  });

  it('lowers a function again when a name in it comes to mean something else', () => {
    assert.deepEqual(loweredBy("'./db.ts'", "'./other.ts'"), ['module', 'Orders.load']);
    assert.deepEqual(loweredBy('let count', "import { app } from './app.ts';\nlet count"), ['module']);
  });

  it('lowers the home of a variable that a closure starts to write', () => {
    assert.deepEqual(loweredBy('return orders.length', 'return (count = orders.length)'), ['module', 'total']);
  });

  it('gives what lowering from nothing gives, whatever statement is taken out', () => {
    for (const file of below('server/src/semantics')) {
      const text = textOf(file);
      const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
      const previous = lowerModule(tree);
      for (const { pos, end } of statementsOf(tree).filter((_, at) => at % 7 === 3)) {
        const edited = text.slice(0, pos) + text.slice(end);
        const again = lowerModule(ts.createSourceFile(file, edited, ts.ScriptTarget.Latest, true), previous);
        assertSame(again, lowerModule(ts.createSourceFile(file, edited, ts.ScriptTarget.Latest, true)));
      }
    }
  });
});

function statementsOf(tree: ts.SourceFile): readonly ts.Node[] {
  const statements: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStatement(node) && !ts.isBlock(node)) statements.push(node);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return statements;
}
