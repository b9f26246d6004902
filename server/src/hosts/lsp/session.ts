import { MessageType, ShowMessageNotification, type Connection } from 'vscode-languageserver';
import type { Finding } from '../../../../shared/src/finding.ts';
import {
  analyzedNotification,
  statusNotification,
  type AnalyzedParams,
  type CheckWorkspaceResult,
} from '../../../../shared/src/protocol.ts';
import { nodeFileSystem } from '../../project/file-system.ts';
import { ProjectStore } from '../../project/snapshot-store.ts';
import { rules } from '../../rules/index.ts';
import { folderOf } from './analysis-options.ts';
import { AnalysisQueue, type FinishedAnalysis } from './analysis-queue.ts';
import type { Arrivals } from './arrivals.ts';
import type { ClientFacts } from './client-facts.ts';
import { systemClock } from './clock.ts';
import { Baselines } from './baselines.ts';
import { ClosedFiles } from './closed-files.ts';
import { ConfigDocuments } from './config-documents.ts';
import { Dependents } from './dependents.ts';
import { fileOfUri, isIgnoreFile } from './files.ts';
import { Folders } from './folders.ts';
import { Log } from './log.ts';
import type { OpenDocument } from './open-document.ts';
import { OpenDocuments } from './open-documents.ts';
import { Publisher } from './publisher.ts';
import { PullAnswers } from './pull-answers.ts';
import { Rechecks } from './rechecks.ts';
import { Scheduler } from './scheduler.ts';
import { isTextRule } from './screen.ts';
import { ready, Status } from './status.ts';
import { TextTier } from './text-tier.ts';
import { startWorker } from './start-worker.ts';
import type { WaitingWorker } from './waiting-worker.ts';
import { WorkspaceCheck, type CountFiles } from './workspace-check.ts';
import { createMemory } from './create-memory.ts';
import type { WorkspaceMemory } from './workspace-memory.ts';
import type { Surroundings } from './worker-protocol.ts';

export interface SessionOptions {
  readonly connection: Connection;
  readonly client: ClientFacts;
  readonly arrivals: Arrivals;
  /** Folder of the built server: the worker and TypeScript's lib files lie beside it. */
  readonly installation: string;
  readonly worker: WaitingWorker;
}

/** Everything the methods of the protocol share from `initialize` to `exit`. */
export class Session {
  readonly connection: Connection;
  readonly client: ClientFacts;
  readonly arrivals: Arrivals;
  readonly log: Log;
  readonly documents = new OpenDocuments();
  readonly dependents = new Dependents();
  readonly pulls = new PullAnswers();
  readonly folders: Folders;
  readonly baselines: Baselines;
  readonly store: ProjectStore;
  readonly texts: TextTier;
  readonly closedFiles: ClosedFiles;
  /** Whatever the editor holds. */
  readonly isOnDisk: (file: string) => boolean;
  readonly publisher: Publisher;
  readonly status: Status;
  readonly scheduler: Scheduler;
  readonly queue: AnalysisQueue;
  readonly check: WorkspaceCheck;
  readonly configs: ConfigDocuments;
  readonly rechecks: Rechecks;
  /** Whether closed files are kept up to date: once somebody had the workspace checked. */
  isWorkspaceWatched = false;
  readonly memory: WorkspaceMemory;

  constructor({ connection, client, arrivals, installation, worker }: SessionOptions) {
    this.connection = connection;
    this.client = client;
    this.arrivals = arrivals;
    this.log = new Log(connection.console);
    this.folders = new Folders(client.folders, client.isTrusted);
    this.baselines = new Baselines({ folders: () => this.folders.configured, isTrusted: client.isTrusted });
    this.baselines.isShown = client.showsBaselined;
    const fileSystem = nodeFileSystem({ currentDirectory: '/', libFolder: `${installation}/lib` });
    this.isOnDisk = (file) => fileSystem.fileExists(file);
    this.store = new ProjectStore({ fileSystem, roots: client.folders });
    this.closedFiles = new ClosedFiles(fileSystem, () => this.folders.configured);
    this.texts = new TextTier({
      store: this.store,
      surroundings: () => this.surroundings,
      failed: (file, reason) => this.log.failure(file, reason),
    });
    this.publisher = this.#createPublisher();
    this.status = new Status({
      clock: systemClock,
      totals: () => this.publisher.totals,
      send: (params) => void connection.sendNotification(statusNotification, params),
    });
    this.scheduler = this.#createScheduler();
    this.queue = this.#createQueue(installation, worker);
    this.configs = new ConfigDocuments((params) => void connection.sendDiagnostics(params));
    this.rechecks = new Rechecks(this);
    this.memory = createMemory(this, installation);
    this.check = new WorkspaceCheck({
      list: () => this.queue.ask({ kind: 'listFiles', maxFiles: client.maxFiles }),
      check: (files) => void this.#checkAll(files),
      cancel: () => this.queue.cancelBackground(),
      totals: () => this.publisher.totals,
    });
  }

  get surroundings(): Surroundings {
    return { folders: this.folders.configured, suppressions: this.client.isTrusted, types: this.client.types };
  }

  /** Bound, so that it can be handed on. */
  readonly uriOf = (file: string): string => this.documents.uriOf(file);

  #createPublisher(): Publisher {
    const { connection, client } = this;
    return new Publisher({
      linksRules: client.opensRulePages,
      uriOf: this.uriOf,
      outlived: client.outlived,
      part: (findings) => this.baselines.part(findings),
      send: (params) => {
        if (!client.pullsDiagnostics) void connection.sendDiagnostics(params);
      },
      changed: () => this.status.update(),
    });
  }

  #createScheduler(): Scheduler {
    return new Scheduler({
      clock: systemClock,
      restDelay: this.client.restDelay,
      textRules: new Set(rules.filter(isTextRule).map(({ meta }) => meta.id)),
      checkText: (document) => this.texts.check(document),
      placeOf: (document, offset) => this.texts.placeOf(document, offset),
      // What is said already leaves first: the worker, once it is awake, competes with it for the processor.
      requestFlow: (document, isEdited) => process.nextTick(() => this.#requestFlow(document, isEdited)),
      hasNewer: ({ uri, version }) => this.arrivals.hasNewer(uri, version),
      publish: (document) => this.#publish(document),
      analyzed: (params) => this.#analyzed(params),
      rested: (document) => this.rechecks.afterRest(document),
    });
  }

  #requestFlow({ file, isCode }: OpenDocument, isEdited: boolean): void {
    if (!isCode) {
      this.queue.textChanged(file);
      if (isIgnoreFile(file)) this.rechecks.environmentFiles();
    } else if (isEdited) this.queue.edited(file);
    else this.queue.opened(file);
  }

  #createQueue(installation: string, waiting: WaitingWorker): AnalysisQueue {
    const { workerMemory } = this.client;
    return new AnalysisQueue({
      clock: systemClock,
      counter: new Int32Array(waiting.counter),
      start: (events) => startWorker({ installation, waiting, memory: workerMemory }, events),
      documentOf: (file) => {
        const document = this.documents.ofFile(file);
        if (document === undefined) return undefined;
        const { text, version, unansweredSince, editOffset } = document;
        return { owner: document, text, version, unansweredSince, editOffset };
      },
      openFiles: () => this.documents.all().map(({ file }) => file),
      surroundings: () => this.surroundings,
      finished: (analysis) => this.#finished(analysis),
      failed: (file, reason) => this.#failed(file, reason),
      broke: (reason, isFinal) => this.#broke(reason, isFinal),
      log: (message) => this.log.info(message),
      types: (message) => {
        this.log.info(message);
        this.status.setNote(message);
      },
    });
  }

  #publish(document: OpenDocument): void {
    // The text tier knows less than what is on screen.
    if (this.publisher.isOutlived(document.uri) && !document.wasCheckedWhole && !this.queue.isDegraded) return;
    const isNew = this.publisher.publish(document.uri, document.version, document.shown);
    if (isNew && this.client.refreshesDiagnostics && this.client.pullsDiagnostics && document.isFlowCurrent) {
      const wasAwaited = this.pulls.release(document.uri);
      if (!wasAwaited) void this.connection.languages.diagnostics.refresh();
    }
  }

  #analyzed(params: AnalyzedParams): void {
    void this.connection.sendNotification(analyzedNotification, params);
    if (params.tier === 'flow') this.pulls.release(params.uri);
  }

  #finished({ file, answer, document: then, askedAt }: FinishedAnalysis): void {
    const { result, limits, imports, missesImports, place, key } = answer;
    const findings = result?.findings ?? [];
    this.dependents.set(file, imports, missesImports);
    const document = this.documents.ofFile(file);
    if (document !== undefined && then?.owner === document) {
      this.scheduler.flowAnswered(document, { findings, text: then.text, version: then.version, askedAt, place });
    } else if (document === undefined && then === undefined) {
      this.publisher.publish(this.uriOf(file), undefined, findings);
      if (key !== undefined) this.memory.learn(file, { key, findings, limits, imports, missesImports });
    }
    this.check.finished(
      file,
      limits.map((limit) => `${file}: ${limit}`),
    );
  }

  #failed(file: string, reason: string): void {
    this.log.failure(file, reason);
    this.check.finished(file, [`${file} could not be checked.`]);
    const document = this.documents.ofFile(file);
    if (document !== undefined) this.publisher.publish(document.uri, document.version, document.shown);
  }

  #broke(reason: string, isFinal: boolean): void {
    this.log.warn(`The analysis ended: ${reason}.${isFinal ? '' : ' It is started again.'}`);
    if (!isFinal) return;
    const message = `The analysis ended too often (${reason}): only rules that need no types or data flow are checked.`;
    this.status.setDegraded(message);
    this.pulls.releaseAll();
    this.tell(MessageType.Error, `${message} Restart the language server to try again.`);
  }

  async #checkAll(files: readonly string[]): Promise<void> {
    this.isWorkspaceWatched = true;
    const listed = new Set(files.map((file) => this.uriOf(file)));
    const isOpen = (uri: string) => this.documents.get(uri) !== undefined;
    for (const uri of this.publisher.uris) if (!listed.has(uri) && !isOpen(uri)) this.publisher.clear(uri);
    for (const document of this.documents.all()) {
      if (!listed.has(document.uri)) continue;
      if (document.isFlowCurrent) this.check.finished(document.file);
      else this.queue.recheckDocument(document.file);
    }
    const toCheck = await this.memory.recall(files);
    // Cancelled meanwhile, or a file was opened.
    if (!this.check.isRunning) return;
    this.queue.checkInBackground(toCheck.filter((file) => this.documents.ofFile(file) === undefined));
    const still = new Set(toCheck);
    for (const file of files) if (!still.has(file)) this.check.finished(file, this.memory.limitsOf(file));
  }

  /** Everything in the workspace, open or not; one run at a time. */
  async checkWorkspace(listener: CountFiles = () => {}): Promise<CheckWorkspaceResult> {
    this.status.set({ state: 'busy', message: 'Temper is looking for files to check.' });
    try {
      return await this.check.run((done, total) => {
        this.status.set({ state: 'busy', message: `Temper checked ${done} of ${total} files.` });
        listener(done, total);
      });
    } finally {
      this.status.set(ready);
      void this.memory.write();
    }
  }

  /** What an earlier server found in closed files; open ones are checked anyway. */
  checkOutlived(): void {
    const files = this.client.outlived.flatMap((uri) => fileOfUri(uri) ?? []);
    this.queue.checkInBackground(files.filter((file) => this.closedFiles.includes(file) || !this.isOnDisk(file)));
  }

  /** What the user sees of an open document. */
  shownOf(document: OpenDocument): readonly Finding[] {
    return this.baselines.part(document.shown).shown;
  }

  /** The baselines changed, or whether what they hold is shown. */
  showBaselines(): void {
    this.rechecks.reportConfiguration();
    this.publisher.partAnew();
    if (this.client.refreshesDiagnostics && this.client.pullsDiagnostics) {
      void this.connection.languages.diagnostics.refresh();
    }
  }

  /** Shows a sentence to the user. */
  tell(type: MessageType, message: string): void {
    void this.connection.sendNotification(ShowMessageNotification.type, { type, message: `Temper: ${message}` });
  }

  isInWorkspace(uri: string): boolean {
    const file = fileOfUri(uri);
    return file !== undefined && folderOf(this.folders.configured, file) !== undefined;
  }
}
