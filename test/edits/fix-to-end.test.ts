import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FixSafety } from '../../shared/src/finding.ts';
import { fixToEnd } from '../../server/src/edits/fix-to-end.ts';
import { findingsOn, parse } from '../engine/findings.ts';
import { applyEdits } from '../engine/text-edits.ts';

const file = '/app/src/a.tsx';

describe('fixing all that is safe', () => {
  it('goes on while fixes make room for others', () => {
    assert.equal(fixed('aaa b a', { a: 'b', b: 'c' }), 'ccc c c');
  });

  it('leaves unsafe fixes to the user', () => {
    assert.equal(fixed('a a', { a: 'b' }, 'unsafe'), 'a a');
  });

  it('ends where fixes go round in circles', () => {
    assert.equal(fixed('a', { a: 'b', b: 'a' }), 'b');
  });

  it('ends where each fix makes work for the next', () => {
    assert.equal(fixed('a', { a: 'aa' }).length <= 1024, true);
  });

  it('leaves out a fix that reaches into another file', () => {
    const edits = fixToEnd('a', {
      file,
      findingsIn: (text) => findings(text, 'a', 'safe'),
      editsOf: ({ span }) => [
        { file, edits: [{ span, text: 'b' }] },
        { file: '/app/.env', edits: [{ span, text: 'b' }] },
      ],
    });
    assert.deepEqual(edits, []);
  });
});

function fixed(text: string, replacements: Readonly<Record<string, string>>, safety: FixSafety = 'safe'): string {
  const edits = fixToEnd(text, {
    file,
    findingsIn: (current) => Object.keys(replacements).flatMap((word) => findings(current, word, safety)),
    editsOf: ({ span, rule }) => [{ file, edits: [{ span, text: replacements[rule] ?? '' }] }],
  });
  return applyEdits(text, edits);
}

function findings(text: string, word: string, safety: FixSafety) {
  return findingsOn(parse(text), word, word).map((finding) => ({
    ...finding,
    fixes: [{ id: 'replace', title: 'Replace', safety, sensitive: false }],
  }));
}
