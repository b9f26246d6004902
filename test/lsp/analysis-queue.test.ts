import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import {
  AnalysisQueue,
  type DocumentText,
  type FinishedAnalysis,
  type WorkerEvents,
  type WorkerHandle,
} from '../../server/src/hosts/lsp/analysis-queue.ts';
import type { AnalysisAnswer, JobMessage } from '../../server/src/hosts/lsp/worker-protocol.ts';
import { ManualClock } from './manual-clock.ts';

const nothing: AnalysisAnswer = {
  result: undefined,
  limits: [],
  imports: [],
  missesImports: false,
  place: undefined,
  key: undefined,
};

/** A worker that does what a test says. */
class TestWorker implements WorkerHandle {
  readonly events: WorkerEvents;
  readonly jobs: JobMessage[] = [];
  isTerminated = false;

  constructor(events: WorkerEvents) {
    this.events = events;
  }

  post(message: JobMessage): void {
    this.jobs.push(message);
  }

  terminate(): void {
    this.isTerminated = true;
  }

  get current(): JobMessage {
    const job = this.jobs.at(-1);
    if (job === undefined) throw new Error('The worker was given no job.');
    return job;
  }

  /** `analyze /a.ts`, as far as it was given one. */
  get names(): readonly string[] {
    return this.jobs.map(({ job }) => ('file' in job ? `${job.kind} ${job.file}` : job.kind));
  }

  answer(answer: AnalysisAnswer = nothing): void {
    this.events.said({ kind: 'answer', id: this.current.id, answer });
  }

  yieldToNewer(): void {
    assert.ok(isAskedToYield(), 'nobody asked for it');
    this.events.said({ kind: 'preempted', id: this.current.id });
  }

  end(reason = 'out of memory'): void {
    this.events.ended(reason);
  }
}

let clock: ManualClock;
let counter: Int32Array;
let workers: TestWorker[];
let documents: Map<string, DocumentText>;
let finished: FinishedAnalysis[];
let failed: string[];
let broke: boolean[];
let queue: AnalysisQueue;

describe('the queue of the analysis worker', () => {
  beforeEach(() => {
    clock = new ManualClock();
    counter = new Int32Array(new SharedArrayBuffer(4));
    workers = [];
    documents = new Map();
    finished = [];
    failed = [];
    broke = [];
    queue = new AnalysisQueue({
      clock,
      counter,
      start: (events) => {
        const started = new TestWorker(events);
        workers.push(started);
        return started;
      },
      documentOf: (file) => documents.get(file),
      openFiles: () => [...documents.keys()],
      surroundings: () => ({ folders: [], suppressions: true, types: 'auto' }),
      finished: (analysis) => finished.push(analysis),
      failed: (file) => failed.push(file),
      broke: (_reason, isFinal) => broke.push(isFinal),
      log: () => {},
      types: () => {},
    });
  });

  it('gives one job at a time, with the text as it is then', () => {
    open('/a.ts', 'one');
    open('/b.ts', 'two');
    assert.deepEqual(worker().names, ['analyze /a.ts']);
    assert.deepEqual(worker().current.texts, [{ file: '/a.ts', text: 'one' }]);
    worker().answer();
    assert.deepEqual(worker().names, ['analyze /a.ts', 'analyze /b.ts']);
    assert.deepEqual(worker().current.texts, [{ file: '/b.ts', text: 'two' }]);
    assert.equal(finished[0]?.document?.text, 'one');
  });

  it('holds the last text alone of ten thousand edits', () => {
    open('/a.ts', '0');
    for (let key = 1; key <= 10_000; key++) edit('/a.ts', String(key), 0);
    worker().answer();
    assert.equal(worker().jobs.length, 2);
    assert.deepEqual(worker().current.texts, [{ file: '/a.ts', text: '10000' }]);
    worker().answer();
    assert.equal(queue.isIdle, true);
  });

  it('takes the document last touched first', () => {
    for (const file of ['/a.ts', '/b.ts', '/c.ts']) open(file, '');
    edit('/b.ts', 'x');
    worker().answer();
    assert.equal(worker().names.at(-1), 'analyze /b.ts');
  });

  it('has an older analysis of the same document give up', () => {
    open('/a.ts', 'one');
    edit('/a.ts', 'two');
    assert.equal(isAskedToYield(), true);
    worker().yieldToNewer();
    assert.deepEqual(worker().current.texts, [{ file: '/a.ts', text: 'two' }]);
    worker().answer();
    assert.deepEqual(
      finished.map(({ document }) => document?.text),
      ['two'],
    );
    assert.equal(queue.isIdle, true);
  });

  it('lets it finish once edits have waited too long', () => {
    open('/a.ts', 'one');
    clock.pass(500);
    edit('/a.ts', 'two', 50);
    assert.equal(isAskedToYield(), false);
    worker().answer();
    assert.equal(finished[0]?.document?.text, 'one');
    assert.deepEqual(worker().current.texts, [{ file: '/a.ts', text: 'two' }]);
  });

  it('puts another document back that gave way', () => {
    open('/a.ts', 'one');
    open('/b.ts', 'two');
    edit('/b.ts', 'three');
    worker().yieldToNewer();
    assert.equal(worker().names.at(-1), 'analyze /b.ts');
    worker().answer();
    assert.equal(worker().names.at(-1), 'analyze /a.ts');
  });

  it('has closed files wait for open ones', () => {
    queue.checkInBackground(['/x.ts', '/y.ts']);
    open('/a.ts', '');
    worker().yieldToNewer();
    worker().answer();
    worker().answer();
    worker().answer();
    assert.deepEqual(worker().names, ['analyze /x.ts', 'analyze /a.ts', 'analyze /y.ts', 'analyze /x.ts']);
  });

  it('tells which closed files it will not check when cancelled', () => {
    queue.checkInBackground(['/x.ts', '/y.ts', '/z.ts']);
    assert.deepEqual(queue.cancelBackground(), ['/y.ts', '/z.ts']);
    worker().answer();
    assert.equal(queue.isIdle, true);
  });

  it('answers a question before anything else', async () => {
    queue.checkInBackground(['/x.ts', '/y.ts']);
    const answered = queue.ask({ kind: 'listFiles', maxFiles: 1 });
    worker().yieldToNewer();
    assert.equal(worker().names.at(-1), 'listFiles');
    worker().events.said({ kind: 'answer', id: worker().current.id, answer: { files: ['/x.ts'], limits: [] } });
    assert.deepEqual(await answered, { files: ['/x.ts'], limits: [] });
  });

  it('goes on after a job that failed', async () => {
    open('/a.ts', '');
    worker().events.said({ kind: 'failed', id: worker().current.id, reason: 'a defect' });
    assert.deepEqual(failed, ['/a.ts']);
    const answered = queue.ask({ kind: 'listFiles', maxFiles: 1 });
    worker().events.said({ kind: 'failed', id: worker().current.id, reason: 'a defect' });
    await assert.rejects(answered, /a defect/);
    assert.equal(queue.isIdle, true);
  });

  it('starts a worker that ended again and gives it all texts', () => {
    open('/a.ts', 'one');
    worker().answer();
    open('/b.ts', 'two');
    worker().end();
    assert.deepEqual(broke, [false]);
    clock.pass(100);
    assert.equal(workers.length, 2);
    assert.deepEqual(worker().names, ['analyze /b.ts']);
    assert.deepEqual(worker().current.texts, [
      { file: '/a.ts', text: 'one' },
      { file: '/b.ts', text: 'two' },
    ]);
    assert.notEqual(worker().current.surroundings, undefined);
  });

  it('leaves a file alone that the worker died of twice, until it changes', () => {
    open('/a.ts', 'deadly');
    worker().end();
    clock.pass(1_000);
    worker().end();
    clock.pass(1_000);
    assert.deepEqual(failed, ['/a.ts']);
    assert.deepEqual(worker().jobs, []);
    edit('/a.ts', 'harmless');
    assert.deepEqual(worker().names, ['analyze /a.ts']);
  });

  it('gives up after more than five ends in three minutes', async () => {
    for (let end = 1; end <= 6; end++) {
      open(`/${end}.ts`, '');
      worker().end();
      clock.pass(10_000);
    }
    assert.deepEqual(broke, [false, false, false, false, false, true]);
    assert.equal(queue.isDegraded, true);
    await assert.rejects(queue.ask({ kind: 'listFiles', maxFiles: 1 }), /not running/);
    failed = [];
    queue.checkInBackground(['/x.ts']);
    assert.deepEqual(failed, ['/x.ts']);
  });

  it('does not give up over ends that lie far apart', () => {
    for (let end = 1; end <= 20; end++) {
      worker().end();
      clock.pass(60_000);
    }
    assert.equal(broke.includes(true), false);
  });

  it('ends a worker that hangs', () => {
    open('/a.ts', '');
    clock.pass(120_000);
    assert.equal(workers[0]?.isTerminated, true);
    clock.pass(100);
    assert.equal(workers.length, 2);
  });

  it('takes no answer of a worker that is gone', () => {
    open('/a.ts', '');
    const [gone] = workers;
    worker().end();
    clock.pass(100);
    gone?.answer();
    assert.deepEqual(finished, []);
  });

  it('passes changes on disk and of the configuration on, once', () => {
    open('/a.ts', '');
    worker().answer();
    queue.filesChanged({ changed: ['/x.ts'] });
    queue.surroundingsChanged();
    queue.recheckDocument('/a.ts', true);
    assert.deepEqual(worker().current.changes, [{ changed: ['/x.ts'] }]);
    assert.notEqual(worker().current.surroundings, undefined);
    assert.deepEqual(worker().current.job, { kind: 'analyze', file: '/a.ts', afresh: true, editOffset: undefined });
    worker().answer();
    queue.recheckDocument('/a.ts');
    assert.deepEqual(worker().current.changes, []);
    assert.equal(worker().current.surroundings, undefined);
  });

  it('asks for the place of the last edit, which the worker has the tree to tell', () => {
    open('/a.ts', '');
    worker().answer();
    edit('/a.ts', 'let a;');
    assert.deepEqual(worker().current.job, { kind: 'analyze', file: '/a.ts', afresh: false, editOffset: 7 });
  });

  it('goes back to the disk once a document is closed', () => {
    open('/a.ts', 'unsaved');
    worker().answer();
    documents.delete('/a.ts');
    queue.closed('/a.ts');
    queue.checkInBackground(['/a.ts']);
    assert.deepEqual(worker().current.texts, [{ file: '/a.ts', text: undefined }]);
  });
});

function worker(): TestWorker {
  const last = workers.at(-1);
  if (last === undefined) throw new Error('There is no worker.');
  return last;
}

function isAskedToYield(): boolean {
  return Atomics.load(counter, 0) > worker().current.epoch;
}

function open(file: string, text: string): void {
  documents.set(file, { owner: {}, text, version: 1, unansweredSince: clock.now(), editOffset: undefined });
  queue.opened(file);
}

function edit(file: string, text: string, unansweredSince = clock.now()): void {
  const before = documents.get(file);
  documents.set(file, { owner: {}, text, version: (before?.version ?? 0) + 1, unansweredSince, editOffset: 7 });
  queue.edited(file);
}
