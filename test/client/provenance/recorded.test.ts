import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { recording, Replay, type RecordedEvent } from './replay.ts';

/** What is recognised in a recording, with events put in at a time. */
function recognised(name: string, ...added: readonly RecordedEvent[]): readonly string[] {
  const { text, events } = recording(name);
  const inOrder = [...events, ...added].sort((one, other) => one.at - other.at);
  return Replay.of({ text, events: inOrder }).written;
}

const whole = 'const order = await load(id);\n  sendReceipt(order);\n  return order;';

describe('a suggestion is likely to be what a recording holds', () => {
  it('of an inline completion, undone and redone', () => {
    assert.deepEqual(recognised('inline-suggestion'), [`likely: ${whole}`]);
  });

  it('until it is undone', () => {
    for (const name of ['inline-suggestion', 'inline-suggestion-from-line-start']) {
      const { text, events } = recording(name);
      const undone = events.findIndex(({ cause }) => cause === 'undo');
      const redone = events.findIndex(({ cause }) => cause === 'redo');
      assert.equal(Replay.of({ text, events: events.slice(0, undone) }).written.length, 1);
      assert.deepEqual(Replay.of({ text, events: events.slice(0, redone) }).written, []);
    }
  });

  it('of one that replaces its line', () => {
    assert.deepEqual(recognised('inline-suggestion-from-line-start'), [`likely:   ${whole}`]);
  });

  it('of one that goes on with a word', () => {
    const rest = ['likely: st order = 1 + 2; console.log(order);'];
    assert.deepEqual(recognised('inline-rest-of-word'), rest);
    assert.deepEqual(recognised('inline-rest-of-word-from-line-start'), rest);
  });

  it('of one that is accepted word by word', () => {
    assert.deepEqual(recognised('inline-word-by-word'), ['likely: const order = await load(id);\n']);
  });
});

describe('no suggestion is', () => {
  it('what is typed, with what closes by itself', () => assert.deepEqual(recognised('typing'), []));
  it('what Enter and Tab put in', () => assert.deepEqual(recognised('enter'), []));
  it('what is typed at several cursors', () => assert.deepEqual(recognised('several-cursors'), []));
  it('a completion of the list', () => assert.deepEqual(recognised('completion'), []));
  it('a snippet with places to fill in', () => assert.deepEqual(recognised('snippet-with-places'), []));
  it('a snippet in place of its prefix', () => assert.deepEqual(recognised('snippet-by-prefix'), []));
  it('a line that is copied or moved', () => assert.deepEqual(recognised('copy-and-move-lines'), []));
  it('what a formatter does', () => assert.deepEqual(recognised('format'), []));
  it('what a formatter does on save', () => assert.deepEqual(recognised('format-on-save'), []));
  it('a rename', () => assert.deepEqual(recognised('rename'), []));
  it('a code action', () => assert.deepEqual(recognised('code-action'), []));
  it('a paste', () => {
    const { events } = recording('paste-unseen');
    const at = (events.find(({ change = [] }) => change.length > 0)?.at ?? 0) - 5;
    assert.deepEqual(recognised('paste-unseen', { at, is: 'paste' }), []);
  });
});

describe('what cannot be told from a suggestion is taken for one', () => {
  it('a snippet without places', () => {
    const snippet = 'try {\n    await run();\n} catch (error) {\n    console.error(error);\n}';
    assert.deepEqual(recognised('snippet-without-places'), [`likely: ${snippet}`]);
  });

  it('what another extension puts in at the cursor', () => {
    assert.deepEqual(recognised('edit-at-the-cursor'), [
      'likely: async function byEdit() {\n  return 1;\n}',
      'likely: \nasync function byWorkspaceEdit() {\n  return 1;\n}',
    ]);
  });

  it('a paste by a menu of the browser, of which VS Code tells no paste provider', () => {
    assert.deepEqual(recognised('paste-unseen'), ['likely: function pasted() {\n      return 1;\n}\n']);
  });
});

describe('a change on disk', () => {
  const at = recording('changed-on-disk').events.find(({ change = [] }) => change.length > 0)?.at ?? 0;

  it('is from outside, whoever made it', () => {
    assert.deepEqual(recognised('changed-on-disk'), ['outside: const delta = 3;\n']);
  });

  it('is nobody’s when Git checks something out, before or after', () => {
    assert.deepEqual(recognised('changed-on-disk', { at: at - 200, is: 'headMoved' }), []);
    assert.deepEqual(recognised('changed-on-disk', { at: at + 2_000, is: 'headMoved' }), []);
    assert.equal(recognised('changed-on-disk', { at: at + 20_000, is: 'headMoved' }).length, 1);
  });
});
