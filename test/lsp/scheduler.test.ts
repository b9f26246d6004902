import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Finding } from '../../shared/src/finding.ts';
import type { AnalyzedParams } from '../../shared/src/protocol.ts';
import { editedPlace } from '../../server/src/hosts/lsp/edited-place.ts';
import { OpenDocument } from '../../server/src/hosts/lsp/open-document.ts';
import { Scheduler } from '../../server/src/hosts/lsp/scheduler.ts';
import { findingAt, parse } from '../engine/findings.ts';
import { ManualClock } from './manual-clock.ts';

const file = '/app/src/a.tsx';
const code = `export function run() {
  send(1);
  other(2);
}
`;

/** Each call of `send` is a finding of the flow tier, each `secret` one of the text tier. */
const flowWord = 'send';
const textWord = 'secret';

let clock: ManualClock;
let document: OpenDocument;
let scheduler: Scheduler;
let published: { version: number; shown: string[] }[];
let analyzed: AnalyzedParams[];
let requests: number;
let hasNewer: boolean;
let textChecks: number;
let rests: number;
let placesAsked: number;

describe('the scheduler', () => {
  beforeEach(() => start(600));

  it('shows what the text tier finds at once and the rest with the flow tier', () => {
    type('other(2)', 'secret(2)', { at: 0 });
    scheduler.saved(document);
    published = [];
    type('\n}', '\n  // x\n}');
    assert.deepEqual(published.at(-1)?.shown, ['secret']);
    answer();
    assert.deepEqual(published.at(-1)?.shown, ['send', 'secret']);
    assert.deepEqual(
      analyzed.slice(-2).map(({ tier, version }) => [tier, version]),
      [
        ['text', 3],
        ['flow', 3],
      ],
    );
  });

  it('never takes a finding off the screen that stays', () => {
    answer();
    for (let key = 0; key < 20; key++) {
      type('other(', 'other(x');
      if (key % 3 === 0) answer();
      clock.pass(40);
    }
    assert.ok(published.length >= 20);
    for (const { shown } of published.slice(1)) assert.deepEqual(shown, ['send']);
  });

  it('publishes each version, and one version again only when the findings differ', () => {
    answer();
    const before = published.length;
    answer();
    assert.equal(published.length, before + 1, 'deciding whether the client has it is up to the publisher');
    type('other(2)', 'other(3)');
    assert.equal(published.at(-1)?.version, 2);
  });

  it('drops the finding whose statement is edited until the user rests', () => {
    answer();
    type('send(1)', 'send(12)');
    assert.deepEqual(lastShown(), []);
    answer();
    assert.deepEqual(lastShown(), []);
    clock.pass(599);
    assert.deepEqual(lastShown(), []);
    clock.pass(1);
    assert.deepEqual(lastShown(), ['send']);
  });

  it('takes the place of the edit from the answer, and looks for it itself only where none is told', () => {
    type('send(1)', 'send(12)');
    answerWithPlace();
    assert.deepEqual(lastShown(), []);
    clock.pass(600);
    assert.deepEqual(lastShown(), ['send']);
    assert.equal(placesAsked, 0);
    type('send(12)', 'send(123)');
    answer();
    assert.deepEqual(lastShown(), []);
    assert.equal(placesAsked, 1);
  });

  it('does not take the place of an edit before the last one', () => {
    type('other(2)', 'other(3)');
    const { text, version, editOffset = 0 } = document;
    type('send(1)', 'send(12)');
    const place = editedPlace(parse(text), editOffset);
    scheduler.flowAnswered(document, { findings: [], text, version, askedAt: 0, place });
    answer();
    assert.deepEqual(lastShown(), []);
  });

  it('keeps waiting for a statement that does not parse where the answer is late', () => {
    type('send(1);', 'send(1');
    clock.pass(1_000);
    answer();
    assert.deepEqual(lastShown(), []);
  });

  it('counts the rest from the last key', () => {
    type('send(1)', 'send(12)');
    clock.pass(500);
    type('send(12)', 'send(123)');
    answer();
    clock.pass(500);
    assert.deepEqual(lastShown(), []);
    clock.pass(100);
    assert.deepEqual(lastShown(), ['send']);
  });

  it('shows what waits once another line is edited', () => {
    type('send(1)', 'send(12)');
    answer();
    assert.deepEqual(lastShown(), []);
    type('other(2)', 'other(3)');
    answer();
    assert.deepEqual(lastShown(), ['send']);
  });

  it('shows what waits at a save', () => {
    type('send(1)', 'send(12)');
    answer();
    scheduler.saved(document);
    assert.deepEqual(lastShown(), ['send']);
  });

  it('does not let an accepted block wait', () => {
    type('other(2);', 'other(2);\n  send(5);\n  other(6);');
    answer();
    assert.deepEqual(lastShown(), ['send', 'send']);
  });

  it('keeps waiting while the statement does not parse', () => {
    type('send(1);', 'send(1');
    answer();
    clock.pass(10_000);
    assert.deepEqual(lastShown(), []);
    type('send(1', 'send(1);');
    answer();
    clock.pass(600);
    assert.deepEqual(lastShown(), ['send']);
  });

  it('shows everything at once without a delay', () => {
    start(0);
    type('send(1)', 'send(12)');
    answer();
    assert.deepEqual(lastShown(), ['send']);
  });

  it('shifts an answer for an older version instead of throwing it away', () => {
    const past = { text: document.text, version: document.version };
    type('export', '\n\nexport');
    answer(past);
    assert.deepEqual(lastShown(), ['send']);
    assert.equal(document.shown[0]?.range.start.line, 3);
    assert.equal(published.at(-1)?.version, 2);
    assert.equal(
      analyzed.some(({ tier }) => tier === 'flow'),
      false,
    );
    assert.notEqual(document.unansweredSince, undefined);
  });

  it('leaves out of an older answer what was edited since', () => {
    const past = { text: document.text, version: document.version };
    type('send(1)', 'send(12)');
    answer(past);
    assert.deepEqual(lastShown(), []);
  });

  it('does not run the text tier on a text that is past already', () => {
    const checks = textChecks;
    hasNewer = true;
    for (let key = 0; key < 50; key++) type('other(', 'other(x');
    assert.equal(textChecks, checks);
    hasNewer = false;
    type('other(', 'other(x');
    assert.equal(textChecks, checks + 1);
    assert.equal(published.at(-1)?.version, 52);
  });

  it('runs it now and then even so when edits do not end', () => {
    const checks = textChecks;
    hasNewer = true;
    for (let key = 0; key < 50; key++) {
      type('other(', 'other(x');
      clock.pass(10);
    }
    assert.ok(textChecks - checks >= 3 && textChecks - checks <= 6, String(textChecks - checks));
  });

  it('tells when the user rests, once', () => {
    type('other(2)', 'other(3)');
    clock.pass(300);
    type('other(3)', 'other(4)');
    clock.pass(5_000);
    assert.equal(rests, 1);
  });

  it('leaves no timer behind', () => {
    type('other(2)', 'other(3)');
    scheduler.closed(document);
    assert.equal(clock.waiting, 0);
  });

  it('keeps what is shown until the answer after something outside changed', () => {
    answer();
    scheduler.outdated(document);
    assert.deepEqual(lastShown(), ['send']);
    assert.equal(document.isFlowCurrent, false);
    answer({ text: document.text, version: document.version }, []);
    assert.deepEqual(lastShown(), []);
  });

  it('keeps no history once an answer is there', () => {
    for (let key = 0; key < 100; key++) type('other(', 'other(x');
    answer();
    assert.equal(document.history.length, 0);
  });
});

function start(restDelay: number): void {
  clock = new ManualClock();
  published = [];
  analyzed = [];
  requests = textChecks = rests = placesAsked = 0;
  hasNewer = false;
  document = new OpenDocument({
    uri: `file://${file}`,
    file,
    languageId: 'typescriptreact',
    version: 1,
    text: code,
    openedAt: 0,
  });
  scheduler = new Scheduler({
    clock,
    restDelay,
    textRules: new Set(['hard-coded-secret']),
    checkText: ({ text }) => {
      textChecks++;
      return found(text, textWord);
    },
    placeOf: ({ text }, offset) => {
      placesAsked++;
      return editedPlace(parse(text), offset);
    },
    requestFlow: () => requests++,
    hasNewer: () => hasNewer,
    publish: ({ version, text, shown }) => {
      published.push({ version, shown: shown.map(({ span }) => text.slice(span.start, span.end)) });
    },
    analyzed: (params) => analyzed.push(params),
    rested: () => rests++,
  });
  scheduler.opened(document);
  assert.equal(requests, 1);
}

function type(old: string, text: string, { at = document.text.indexOf(old) } = {}): void {
  const offset = at === 0 ? document.text.indexOf(old) : at;
  const position = (place: number) => parse(document.text).getLineAndCharacterOfPosition(place);
  const range = { start: position(offset), end: position(offset + old.length) };
  document.change([{ range, text }], document.version + 1, clock.now());
  scheduler.changed(document);
}

function answer(past?: { text: string; version: number }, findings?: readonly Finding[]): void {
  const { text, version } = past ?? document;
  const all = findings ?? [...found(text, flowWord), ...found(text, textWord)];
  scheduler.flowAnswered(document, { findings: all, text, version, askedAt: clock.now() });
}

/** As the worker answers, which has the tree. */
function answerWithPlace(): void {
  const { text, version, editOffset = 0 } = document;
  const place = editedPlace(parse(text), editOffset);
  scheduler.flowAnswered(document, { findings: found(text, flowWord), text, version, askedAt: clock.now(), place });
}

function found(text: string, word: string): readonly Finding[] {
  const tree = parse(text, file);
  const rule = word === textWord ? 'hard-coded-secret' : 'floating-promise';
  return [...text.matchAll(new RegExp(`${word}(\\([^)\\n]*\\)?;?)?`, 'g'))].map(({ index, 0: whole }) => ({
    ...findingAt(tree, { start: index, end: index + word.length }, rule),
    node: { kind: 'ExpressionStatement', start: index, end: index + whole.length },
  }));
}

function lastShown(): readonly string[] | undefined {
  return published.at(-1)?.shown;
}
