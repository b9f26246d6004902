import type { FileChanges } from '../../types/oracle.ts';
import type { Clock } from './clock.ts';
import { RestartPolicy } from './restart-policy.ts';
import { WaitingJobs, type NextJob } from './worker-jobs.ts';
import type {
  Analysis,
  AnalysisAnswer,
  AnswerTo,
  JobMessage,
  Question,
  Surroundings,
  WorkerMessage,
} from './worker-protocol.ts';

export interface WorkerHandle {
  post(message: JobMessage): void;
  /** Ends it at once; `ended` is not called. */
  terminate(): void;
}

export interface WorkerEvents {
  said(message: WorkerMessage): void;
  ended(reason: string): void;
}

export interface DocumentText {
  /** Tells a document from the same file opened again. */
  readonly owner: object;
  readonly text: string;
  readonly version: number;
  /** Since when its edits wait for an answer. */
  readonly unansweredSince: number | undefined;
  /** Where the last edit ended, while nobody knows the statement there. */
  readonly editOffset: number | undefined;
}

export interface FinishedAnalysis {
  readonly file: string;
  readonly answer: AnalysisAnswer;
  /** What was checked; undefined for files that were not open. */
  readonly document: DocumentText | undefined;
  readonly askedAt: number;
}

export interface AnalysisQueueOptions {
  readonly clock: Clock;
  /** Shared with the worker. */
  readonly counter: Int32Array;
  start(events: WorkerEvents): WorkerHandle;
  documentOf(file: string): DocumentText | undefined;
  openFiles(): readonly string[];
  surroundings(): Surroundings;
  finished(analysis: FinishedAnalysis): void;
  /** There will be no answer about the file as it is. */
  failed(file: string, reason: string): void;
  /** The worker ended and is started again, or, after too many times, no longer is. */
  broke(reason: string, isFinal: boolean): void;
  log(message: string): void;
  /** What answers about types is not what was asked for. */
  types(message: string): void;
}

interface RunningJob {
  readonly id: number;
  readonly next: NextJob;
  readonly document: DocumentText | undefined;
  readonly askedAt: number;
  isPreempted: boolean;
  readonly stopWatch: () => void;
}

/** Once an edit waited this long for an answer, the job under way may finish although it is about an older text. */
const patience = 400;
/** A job that takes longer hangs. */
const longestJob = 120_000;
/** A file that the worker died of this often is left alone until it changes. */
const mostDeaths = 2;

/** Gives the analysis worker one job after another, and keeps a worker there to do them. */
export class AnalysisQueue {
  readonly #options: AnalysisQueueOptions;
  readonly #waiting = new WaitingJobs();
  readonly #restarts = new RestartPolicy();
  readonly #deaths = new Map<string, { readonly version: number | undefined; readonly count: number }>();
  #worker: WorkerHandle | undefined;
  #running: RunningJob | undefined;
  #lastId = 0;
  #staleTexts = new Set<string>();
  #changes: FileChanges[] = [];
  #areSurroundingsStale = true;
  #isClosed = false;

  constructor(options: AnalysisQueueOptions) {
    this.#options = options;
    this.#start();
  }

  get isIdle(): boolean {
    return this.#running === undefined && this.#waiting.length === 0;
  }

  get isDegraded(): boolean {
    return this.#isClosed;
  }

  opened(file: string): void {
    this.#staleTexts.add(file);
    this.#addDocument(file);
    if (this.#running?.next.kind === 'background') this.#preempt();
    this.#pump();
  }

  edited(file: string): void {
    this.#staleTexts.add(file);
    this.#addDocument(file);
    if (this.#yieldsTo(file)) this.#preempt();
    this.#pump();
  }

  /** Of what is no code: the worker hears of it with its next job, since fixes of code may edit it. */
  textChanged(file: string): void {
    this.#staleTexts.add(file);
  }

  closed(file: string): void {
    this.#staleTexts.add(file);
    this.#waiting.drop(file);
  }

  /** Checks a document again whose text did not change. */
  recheckDocument(file: string, afresh = false): void {
    this.#addDocument(file, afresh);
    if (this.#running?.next.kind === 'background') this.#preempt();
    this.#pump();
  }

  checkInBackground(files: readonly string[]): void {
    if (this.#isClosed) {
      for (const file of files) this.#options.failed(file, notRunning);
      return;
    }
    for (const file of files) this.#waiting.addBackground(file);
    this.#pump();
  }

  /** Files that will not be checked after all. */
  cancelBackground(): readonly string[] {
    return this.#waiting.dropBackground();
  }

  filesChanged(changes: FileChanges): void {
    this.#changes.push(changes);
    for (const file of changes.changed ?? []) this.#deaths.delete(file);
  }

  surroundingsChanged(): void {
    this.#areSurroundingsStale = true;
  }

  ask<Asked extends Question>(question: Asked): Promise<AnswerTo<Asked>> {
    if (this.#isClosed) return Promise.reject(new Error(notRunning));
    return new Promise((resolve, reject) => {
      this.#waiting.ask({ question, resolve: (answer) => resolve(answer as AnswerTo<Asked>), reject });
      if (this.#running !== undefined && this.#running.next.kind !== 'question') this.#preempt();
      this.#pump();
    });
  }

  close(): void {
    this.#isClosed = true;
    this.#running?.stopWatch();
    this.#worker?.terminate();
    this.#giveUp(notRunning);
  }

  #addDocument(file: string, afresh = false): void {
    if (!this.#isClosed) this.#waiting.addDocument(file, afresh);
  }

  #yieldsTo(file: string): boolean {
    const next = this.#running?.next;
    if (next === undefined || next.kind === 'question') return false;
    if (next.kind === 'background' || next.job.file !== file) return true;
    const since = this.#options.documentOf(file)?.unansweredSince;
    return since === undefined || this.#options.clock.now() - since < patience;
  }

  #preempt(): void {
    if (this.#running === undefined || this.#running.isPreempted) return;
    this.#running.isPreempted = true;
    Atomics.add(this.#options.counter, 0, 1);
  }

  #pump(): void {
    if (this.#running !== undefined || this.#worker === undefined) return;
    const next = this.#waiting.take();
    if (next === undefined) return;
    if (next.kind !== 'question' && this.#isDeadly(next.job.file)) {
      this.#options.failed(next.job.file, 'the analysis ended unexpectedly on it');
      this.#pump();
      return;
    }
    this.#send(this.#worker, next);
  }

  #send(worker: WorkerHandle, next: NextJob): void {
    const { clock, counter } = this.#options;
    const id = ++this.#lastId;
    const document = next.kind === 'question' ? undefined : this.#options.documentOf(next.job.file);
    const stopWatch = clock.after(longestJob, () => {
      worker.terminate();
      this.#ended(worker, 'a job took too long');
    });
    this.#running = { id, next, document, askedAt: clock.now(), isPreempted: false, stopWatch };
    worker.post({
      id,
      epoch: Atomics.load(counter, 0),
      surroundings: this.#areSurroundingsStale ? this.#options.surroundings() : undefined,
      texts: [...this.#staleTexts].map((file) => ({ file, text: this.#options.documentOf(file)?.text })),
      changes: this.#changes,
      job: next.kind === 'question' ? next.job : asked(next, document),
    });
    this.#areSurroundingsStale = false;
    this.#staleTexts = new Set();
    this.#changes = [];
  }

  #start(): void {
    const worker = this.#options.start({
      said: (message) => this.#said(worker, message),
      ended: (reason) => this.#ended(worker, reason),
    });
    this.#worker = worker;
    this.#staleTexts = new Set(this.#options.openFiles());
    this.#areSurroundingsStale = true;
    this.#changes = [];
    this.#pump();
  }

  #said(worker: WorkerHandle, message: WorkerMessage): void {
    if (worker !== this.#worker) return;
    if (message.kind === 'log') {
      this.#options.log(message.message);
      return;
    }
    if (message.kind === 'types') {
      this.#options.types(message.message);
      return;
    }
    const running = this.#running;
    if (running?.id !== message.id) return;
    running.stopWatch();
    this.#running = undefined;
    switch (message.kind) {
      case 'preempted':
        this.#waiting.putBack(running.next);
        break;
      case 'answer':
        this.#answered(running, message.answer);
        break;
      case 'failed':
        this.#fail(running.next, message.reason);
        break;
    }
    this.#pump();
  }

  #answered({ next, document, askedAt }: RunningJob, answer: unknown): void {
    if (next.kind === 'question') {
      next.asked.resolve(answer);
      return;
    }
    this.#deaths.delete(next.job.file);
    this.#options.finished({ file: next.job.file, answer: answer as AnalysisAnswer, document, askedAt });
  }

  #fail(next: NextJob, reason: string): void {
    if (next.kind === 'question') next.asked.reject(new Error(reason));
    else this.#options.failed(next.job.file, reason);
  }

  #ended(worker: WorkerHandle, reason: string): void {
    if (worker !== this.#worker || this.#isClosed) return;
    this.#worker = undefined;
    const running = this.#running;
    this.#running = undefined;
    if (running !== undefined) this.#mourn(running, reason);
    const delay = this.#restarts.ended(this.#options.clock.now());
    this.#options.broke(reason, delay === undefined);
    if (delay === undefined) this.#giveUp(reason);
    else this.#options.clock.after(delay, () => this.#startUnlessClosed());
  }

  #startUnlessClosed(): void {
    if (!this.#isClosed) this.#start();
  }

  #mourn({ next, document, stopWatch }: RunningJob, reason: string): void {
    stopWatch();
    if (next.kind === 'question') {
      next.asked.reject(new Error(reason));
      return;
    }
    const { file } = next.job;
    const before = this.#deaths.get(file);
    const version = document?.version;
    this.#deaths.set(file, { version, count: before?.version === version ? (before?.count ?? 0) + 1 : 1 });
    this.#waiting.putBack(next);
  }

  #isDeadly(file: string): boolean {
    const deaths = this.#deaths.get(file);
    return (
      deaths !== undefined && deaths.count >= mostDeaths && deaths.version === this.#options.documentOf(file)?.version
    );
  }

  #giveUp(reason: string): void {
    this.#isClosed = true;
    this.#worker = undefined;
    const { questions, files } = this.#waiting.dropAll();
    for (const { reject } of questions) reject(new Error(reason));
    for (const file of files) this.#options.failed(file, reason);
  }
}

const notRunning = 'the analysis is not running';

/** Of a document the answer tells where it was edited; of a closed file, of which text it is true. */
function asked({ kind, job }: Exclude<NextJob, { kind: 'question' }>, document: DocumentText | undefined): Analysis {
  return kind === 'background' ? { ...job, wantsKey: true } : { ...job, editOffset: document?.editOffset };
}
