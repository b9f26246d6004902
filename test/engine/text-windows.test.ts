import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sight } from '../../server/src/engine/sight.ts';
import { sourceText } from '../../server/src/engine/source-text.ts';
import { windowsOf } from '../../server/src/engine/text-windows.ts';

const longest = 3_000;

/** As a disk gives a text: of any size but the windows' own. */
function* chunksOf(text: string, size: number): Generator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

const texts: Readonly<Record<string, string>> = {
  lines: Array.from({ length: 2_000 }, (_, line) => `line ${line} of the log`).join('\n'),
  'lines of Windows': '\r\n'.repeat(20_000),
  'old lines': 'a\rb'.repeat(20_000),
  'one line': 'x'.repeat(60_000),
  'pairs of surrogates': `a${'😀'.repeat(30_000)}`,
  'a small text': 'TOKEN=1\n',
  'no text': '',
};

describe('windows of a text in chunks', () => {
  for (const [name, text] of Object.entries(texts)) {
    for (const size of [700, 4_096, 1_000_000]) {
      it(`have cores that follow each other: ${name} by ${size}`, () => {
        let told = '';
        for (const { text: shown, core } of windowsOf(chunksOf(text, size), longest)) {
          told += shown.slice(core.start, core.end);
        }
        assert.equal(told, text);
      });

      it(`are as the whole has them, seen as far as rules look: ${name} by ${size}`, () => {
        const whole = sourceText('/a.log', text);
        for (const { text: shown, core, start, place } of windowsOf(chunksOf(text, size), longest)) {
          assert.equal(shown, text.slice(start, start + shown.length));
          assert.deepEqual(place, whole.getLineAndCharacterOfPosition(start));
          assert.ok(core.start >= Math.min(sight.before, start + core.start));
          assert.ok(shown.length >= Math.min(core.end + sight.behind, text.length - start));
          assert.doesNotMatch(shown, /^[\uDC00-\uDFFF]/, 'no window begins within a character');
        }
      });
    }
  }

  it('hold no more than one of them', () => {
    let most = 0;
    let given = 0;
    const chunks = (function* () {
      for (; given < 2_000_000; given += 10_000) yield 'x'.repeat(10_000);
    })();
    for (const window of windowsOf(chunks, longest)) {
      most = Math.max(most, window.text.length);
      assert.ok(given - window.start < 60_000, 'windows are told as soon as they can be');
    }
    assert.ok(most <= longest + sight.before + sight.behind);
  });
});
