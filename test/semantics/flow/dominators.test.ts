import assert from 'node:assert/strict';
import { it } from 'node:test';
import { ts } from '../../../server/src/engine/syntax.ts';
import { dominatorsOf } from '../../../server/src/semantics/flow/dominators.ts';
import type { FunctionBody } from '../../../server/src/semantics/flow/ir.ts';
import { lowerModule } from '../../../server/src/semantics/flow/lower.ts';
import { files, textOf } from '../../repository/tree.ts';

const sources = files.filter((file) => file.startsWith('server/src/semantics/') && file.endsWith('.ts'));
const looping = `
  export function search(rows) {
    outer: for (const row of rows) {
      try {
        while (row.next()) { if (row.skip) continue outer; if (row.done) break; }
      } catch (error) { if (error.fatal) throw error; } finally { row.close(); }
      switch (row.kind) { case 1: return row; case 2: break; default: continue; }
    }
    return undefined;
  }`;

it('dominators are the blocks without which there is no way', () => {
  const texts = [looping, ...sources.map((file) => textOf(file))];
  let compared = 0;
  for (const text of texts) {
    const tree = ts.createSourceFile('/file.ts', text, ts.ScriptTarget.Latest, true);
    for (const { body } of lowerModule(tree).functions) {
      if (body.blocks.length > 40) continue;
      compared += 1;
      assertDominators(body);
    }
  }
  assert.ok(compared > 1_000);
});

function assertDominators(body: FunctionBody): void {
  const dominators = dominatorsOf(body);
  const all = body.blocks.map((_, block) => block);
  for (const block of all) {
    const expected = all.filter((each) => !isReachedWithout(body, each, block));
    assert.deepEqual(
      all.filter((each) => dominators.dominates(each, block)),
      expected,
    );
    const nearest = dominators.immediate(block);
    if (nearest !== undefined)
      assert.ok(expected.every((each) => each === block || dominators.dominates(each, nearest)));
  }
}

function isReachedWithout({ blocks }: FunctionBody, avoided: number, target: number): boolean {
  const open = avoided === target ? [] : [target];
  const seen = new Set(open);
  for (let block = open.pop(); block !== undefined; block = open.pop()) {
    if (block === 0) return true;
    for (const pred of blocks[block]?.preds ?? []) {
      if (pred === avoided || seen.has(pred)) continue;
      seen.add(pred);
      open.push(pred);
    }
  }
  return false;
}
