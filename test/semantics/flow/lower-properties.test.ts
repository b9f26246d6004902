import { describe, it } from 'node:test';
import { ts } from '../../../server/src/engine/syntax.ts';
import { lowerModule } from '../../../server/src/semantics/flow/lower.ts';
import { files, textOf } from '../../repository/tree.ts';
import { assertComplete, assertSound } from './invariants.ts';

const sources = files.filter((file) => /\.[cm]?[jt]sx?$/.test(file));

function parse(file: string, text: string): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
}

describe('lowering', () => {
  it('leaves nothing out of any file of this repository', () => {
    for (const file of sources) {
      const tree = parse(file, textOf(file));
      const module = lowerModule(tree);
      assertSound(module);
      assertComplete(module, tree);
    }
  });

  it('is sound for code that breaks off anywhere', () => {
    const random = randomNumbers(20_261_124);
    for (const file of sources) {
      const text = textOf(file);
      for (let count = 0; count < 3; count++) {
        const start = random() < 0.5 ? 0 : Math.floor(random() * text.length);
        const tree = parse(file, text.slice(start, start + Math.floor(random() * (text.length - start))));
        assertSound(lowerModule(tree));
      }
    }
  });

  it('cuts off what is nested too deeply', () => {
    const depth = 500;
    const deep = [
      `f(${'['.repeat(depth)}${']'.repeat(depth)});`,
      `${'if (a) { '.repeat(depth)}${'}'.repeat(depth)}`,
      `x = ${'!'.repeat(depth)}x;`,
      `x = ${'a => '.repeat(depth)} a;`,
      `x = a${'.b()'.repeat(depth)};`,
      `x = ${Array.from({ length: 20_000 }, (_, at) => `a${at}`).join(' + ')};`,
      `x = ${Array.from({ length: 20_000 }, (_, at) => `a${at}`).join(' && ')};`,
      Array.from({ length: 5000 }, (_, at) => `if (a${at}) b();`).join('\n'),
    ];
    for (const text of deep) lowerModule(parse('/deep.ts', text));
  });
});

/** The same numbers in each run: mulberry32. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
