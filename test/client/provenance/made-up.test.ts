/** Sequences that no recording could be made of here, such as those of the editor's chat, and what edits do to ranges. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Replay, type RecordedEvent } from './replay.ts';

const before = 'export function f() {\n}\n';
const suggested = '  await save(order);\n  notify(order);\n';
const accepted: readonly RecordedEvent[] = [
  { at: 0, select: ['1:0'], by: 'command' },
  { at: 1_000, change: [['1:0-1:0', 0, suggested]] },
  { at: 1_001, select: ['3:0'] },
];
const both = '  await save(order);\n  notify(order);\n';

function afterAccepting(...events: readonly RecordedEvent[]): readonly string[] {
  return Replay.of({ text: before, events: [...accepted, ...events] }).written;
}

describe('the editor’s chat', () => {
  const opened: RecordedEvent = { at: 0, is: 'chatOpened' };
  const edits: readonly RecordedEvent[] = [
    { at: 100, change: [['0:0-0:0', 0, "import { save } from './save';\n"]] },
    { at: 110, change: [['2:0-2:0', 0, '  await save();\n']] },
  ];

  it('certainly wrote what comes while it edits a file', () => {
    const { written } = Replay.of({ text: before, events: [opened, ...edits] });
    assert.deepEqual(written, ["certain: import { save } from './save';\n", 'certain:   await save();\n']);
  });

  it('may change many places at once', () => {
    const changes = [
      ['1:0-1:0', 0, '  await save();\n'],
      ['0:0-0:0', 0, 'export const limit = 3;\n'],
    ] as const;
    const { written } = Replay.of({ text: before, events: [opened, { at: 100, change: changes }] });
    assert.deepEqual(written, ['certain: export const limit = 3;\n', 'certain:   await save();\n']);
  });

  it('did not write what is typed meanwhile, pasted, formatted on save, or comes later', () => {
    const human: readonly RecordedEvent[] = [
      { at: 100, change: [['1:0-1:0', 0, 'a']] },
      { at: 101, select: ['1:1'], by: 'keyboard' },
      { at: 500, is: 'paste' },
      { at: 510, change: [['1:1-1:1', 0, 'const pasted = await load();\n']] },
      { at: 900, is: 'saving' },
      { at: 910, change: [['0:0-0:0', 0, "'use strict';\n"]] },
      { at: 920, is: 'saved' },
      { at: 1_000, is: 'chatClosed' },
      { at: 1_100, change: [['0:0-0:0', 0, "import { save } from './save';\n"]] },
    ];
    assert.deepEqual(Replay.of({ text: before, events: [opened, ...human] }).written, []);
  });
});

describe('an edit away from the cursor', () => {
  it('is no suggestion: an import that is added, a refactoring', () => {
    const events: readonly RecordedEvent[] = [
      { at: 0, select: ['1:0'], by: 'keyboard' },
      { at: 100, change: [['0:0-0:0', 0, "import { save } from './save.js';\n"]] },
      { at: 101, select: ['2:0'] },
    ];
    assert.deepEqual(Replay.of({ text: before, events }).written, []);
  });

  it('is none without a cursor at all', () => {
    const events: readonly RecordedEvent[] = [{ at: 100, change: [['1:0-1:0', 0, suggested]] }];
    assert.deepEqual(Replay.of({ text: before, events }).written, []);
  });

  it('is none right behind a click, which is how Linux pastes a selection', () => {
    const events: readonly RecordedEvent[] = [{ at: 900, select: ['1:0'], by: 'mouse' }, ...accepted.slice(1)];
    assert.deepEqual(Replay.of({ text: before, events }).written, []);
  });
});

describe('words that come one by one', () => {
  const word = (at: number, place: number, text: string, by?: 'keyboard'): readonly RecordedEvent[] => [
    { at, change: [[`1:${place}-1:${place}`, 0, text]] },
    { at: at + 1, select: [`1:${place + text.length}`], ...(by && { by }) },
  ];

  it('are no suggestion where keys are pressed in between, as between completions', () => {
    const events = [
      ...word(100, 0, 'order'),
      ...word(200, 5, '.', 'keyboard'),
      ...word(300, 6, 'items'),
      ...word(400, 11, '.', 'keyboard'),
      ...word(500, 12, 'forEach'),
    ];
    assert.deepEqual(Replay.of({ text: before, events }).written, []);
  });

  it('are one where brackets come without keys', () => {
    const events = [...word(100, 0, 'save'), ...word(200, 4, '('), ...word(300, 5, 'order')];
    assert.deepEqual(Replay.of({ text: before, events }).written, []);
    events.push(...word(400, 10, ');'));
    assert.deepEqual(Replay.of({ text: before, events }).written, ['likely: save(order);']);
  });

  it('are one with the rest that is accepted as a whole', () => {
    const events = [...word(100, 0, 'await'), ...word(200, 5, ' save'), ...word(300, 10, '(order);\n  notify(order);')];
    events.pop();
    events.push({ at: 301, select: ['2:16'] });
    assert.deepEqual(Replay.of({ text: before, events }).written, ['likely: await save(order);\n  notify(order);']);
  });
});

describe('ranges', () => {
  it('move with the text before them', () => {
    assert.deepEqual(afterAccepting({ at: 2_000, change: [['0:0-0:0', 0, '// a\n']] }), [`likely: ${both}`]);
  });

  it('part where a human writes, and stay one suggestion', () => {
    const replay = Replay.of({
      text: before,
      events: [...accepted, { at: 2_000, change: [['2:0-2:0', 0, '  log();\n']] }],
    });
    assert.deepEqual(replay.written, ['likely:   await save(order);\n', 'likely:   notify(order);\n']);
    assert.equal(new Set(replay.provenance.ranges.map(({ block }) => block)).size, 1);
  });

  it('shrink and vanish', () => {
    const shorter: RecordedEvent = { at: 2_000, change: [['1:0-2:0', 21, '']] };
    assert.deepEqual(afterAccepting(shorter), ['likely:   notify(order);\n']);
    assert.deepEqual(afterAccepting(shorter, { at: 3_000, change: [['1:0-2:0', 17, '']] }), []);
  });

  it('come back with what was deleted', () => {
    const gone: RecordedEvent = { at: 2_000, change: [['1:0-3:0', 38, '']] };
    const back: RecordedEvent = { at: 3_000, change: [['1:0-1:0', 0, suggested]], cause: 'undo' };
    assert.deepEqual(afterAccepting(gone, back), [`likely: ${both}`]);
  });

  it('grow with what a formatter or a rename does to them', () => {
    const changes = [
      ['2:9-2:14', 5, 'purchase'],
      ['1:13-1:18', 5, 'purchase'],
    ] as const;
    assert.deepEqual(afterAccepting({ at: 2_000, change: changes }), [
      'likely:   await save(purchase);\n  notify(purchase);\n',
    ]);
  });

  it('grow with a fix of Temper’s own', () => {
    const fix: readonly RecordedEvent[] = [
      { at: 2_000, is: 'ownEdit' },
      { at: 2_010, change: [['2:2-2:2', 0, 'await ']] },
    ];
    assert.deepEqual(afterAccepting(...fix), ['likely:   await save(order);\n  await notify(order);\n']);
  });

  it('hold a suggestion within a suggestion', () => {
    const inner: readonly RecordedEvent[] = [
      { at: 2_000, change: [['2:0-2:0', 0, '  await charge(order);\n']] },
      { at: 2_001, select: ['3:0'] },
    ];
    assert.deepEqual(afterAccepting(...inner), [
      'likely:   await save(order);\n',
      'likely:   await charge(order);\n',
      'likely:   notify(order);\n',
    ]);
  });

  it('are dismissed as a suggestion', () => {
    const replay = Replay.of({ text: before, events: accepted });
    replay.provenance.dismiss(replay.provenance.ranges[0]?.block ?? 0);
    assert.deepEqual(
      replay.provenance.ranges.map(({ isDismissed }) => isDismissed),
      [true],
    );
  });
});
