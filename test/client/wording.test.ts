import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ServerState } from '../../client/src/server-state.ts';
import { reasonProblem, statusText, workspaceSummary, type Status } from '../../client/src/wording.ts';
import { english } from './english.ts';

const ready: Status = {
  server: { kind: 'running', recovered: false },
  report: { state: 'ready', message: '' },
  counts: { errors: 3, warnings: 1 },
  errorsInAiCode: undefined,
  analyzed: undefined,
};

function textOf(change: Partial<Status>) {
  return statusText({ ...ready, ...change }, english);
}

describe('statusText', () => {
  it('is one number, the open errors in AI-written code', () => {
    const some = textOf({ errorsInAiCode: 2 });
    assert.equal(some.text, '$(shield) 2');
    assert.equal(some.spoken, 'Temper: 2 errors in AI-written code; 3 errors, 1 warning in all. Ready.');
    assert.match(textOf({ errorsInAiCode: 1 }).spoken, /^Temper: 1 error in AI-written code; 3 errors/);
  });

  it('is all open errors while nobody looks who wrote them', () => {
    assert.equal(textOf({}).text, '$(shield) 3');
    assert.equal(textOf({ counts: { errors: 0, warnings: 9 } }).text, '$(shield) 0');
  });

  it('speaks in words what the bar shows in signs', () => {
    assert.equal(textOf({}).spoken, 'Temper: 3 errors, 1 warning. Ready.');
    assert.equal(textOf({ counts: { errors: 1, warnings: 2 } }).spoken, 'Temper: 1 error, 2 warnings. Ready.');
  });

  it('keeps the number while it works', () => {
    const text = textOf({ report: { state: 'busy', message: '12 of 480 files' } });
    assert.equal(text.text, '$(sync~spin) 3');
    assert.equal(text.detail, '12 of 480 files');
    assert.equal(text.busy, true);
  });

  it('warns when the server works with less than it should', () => {
    const text = textOf({ report: { state: 'degraded', message: 'Types are not available.' } });
    assert.deepEqual([text.text, text.severity, text.detail], ['$(warning) 3', 'warning', 'Types are not available.']);
  });

  it('says how much the baseline hides', () => {
    const report = { state: 'ready', message: '', baselined: 12 } as const;
    assert.match(textOf({ report }).spoken, /12 findings more are in the baseline\.$/);
    assert.match(textOf({ report: { ...report, baselined: 1 } }).spoken, /1 finding more is in the baseline\.$/);
  });

  it('has no number while it is snoozed', () => {
    const text = textOf({ snoozed: { until: '14:30' } });
    assert.equal(text.text, '$(bell-slash) Temper');
    assert.equal(text.spoken, 'Temper: Snoozed until 14:30: findings are not shown.');
    assert.match(textOf({ snoozed: { until: undefined } }).detail, /until the editor starts again/);
  });

  it('tells how long the open file took', () => {
    const analyzed = { uri: 'file:///a.ts', version: 1, tier: 'flow', milliseconds: 11.6, findings: 0 } as const;
    assert.equal(textOf({ analyzed }).detail, 'Ready. This file was checked in 12 ms.');
    assert.equal(
      textOf({ analyzed: { ...analyzed, milliseconds: 0.2 } }).detail,
      'Ready. This file was checked in 1 ms.',
    );
  });

  it('shows no number that nobody keeps current', () => {
    const states: readonly ServerState[] = [
      { kind: 'off' },
      { kind: 'starting' },
      { kind: 'recovering' },
      { kind: 'failed', crashes: 5 },
    ];
    for (const server of states) assert.doesNotMatch(textOf({ server }).text, /\d/);
  });

  it('marks a server that was given up as an error', () => {
    const text = textOf({ server: { kind: 'failed', crashes: 5 } });
    assert.equal(text.text, '$(error) Temper');
    assert.equal(text.severity, 'error');
    assert.match(text.spoken, /ended 5 times/);
  });
});

describe('workspaceSummary', () => {
  const result = { files: 480, errors: 12, warnings: 1, baselined: 0, cancelled: false, limits: [] };

  it('says what was found', () => {
    assert.equal(workspaceSummary(result, english), 'Checked 480 files: 12 errors, 1 warning.');
    assert.equal(workspaceSummary({ ...result, files: 1 }, english), 'Checked 1 file: 12 errors, 1 warning.');
  });

  it('says that it was cancelled', () => {
    const text = workspaceSummary({ ...result, cancelled: true }, english);
    assert.equal(text, 'Cancelled after 480 files: 12 errors, 1 warning so far.');
  });

  it('says what was not looked at', () => {
    const limits = ['Only the first 480 of 900 files were checked.'];
    assert.equal(
      workspaceSummary({ ...result, limits }, english),
      'Checked 480 files: 12 errors, 1 warning. Only the first 480 of 900 files were checked.',
    );
  });
});

describe('reasonProblem', () => {
  it('wants words', () => {
    assert.match(reasonProblem('', english) ?? '', /required/);
    assert.match(reasonProblem('  \t', english) ?? '', /required/);
    assert.equal(reasonProblem('the queue retries', english), undefined);
  });
});
