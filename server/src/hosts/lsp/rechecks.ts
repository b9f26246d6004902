import { isEnvironmentFile } from '../../semantics/environment-files.ts';
import { baselineName } from '../../engine/baseline-text.ts';
import type { FileChanges } from '../../types/oracle.ts';
import { systemClock } from './clock.ts';
import { configName } from './folders.ts';
import type { OpenDocument } from './open-document.ts';
import type { Session } from './session.ts';

/** Long enough for a tool to write the rest of its files. */
const settlingTime = 300;

const swaying =
  /\/(?:package\.json|temper\.config\.json|deno\.jsonc?|import_map\.json|pnpm-workspace\.yaml|\.gitignore|[jt]sconfig[^/]*\.json)$/;

/** Decides what must be checked anew when something changes outside of the document at hand. */
export class Rechecks {
  readonly #session: Session;
  #isSettling = false;

  constructor(session: Session) {
    this.#session = session;
  }

  /** What the edits of a document mean to it as a whole and to open ones that import it. */
  afterRest(document: OpenDocument): void {
    const { dependents, documents, queue } = this.#session;
    if (documents.get(document.uri) !== document || !document.isCode) return;
    for (const file of dependents.of([document.file])) this.#recheckOpen(file);
    queue.recheckDocument(document.file, true);
  }

  /** Files changed on disk. */
  afterChanges(changes: FileChanges): void {
    const { store, queue, dependents, publisher, check, memory } = this.#session;
    store.filesChanged(changes);
    queue.filesChanged(changes);
    const { changed = [], created = [], deleted = [] } = changes;
    const waiting = created.length > 0 ? dependents.incomplete : [];
    const isClosed = (file: string) => this.#session.documents.ofFile(file) === undefined;
    const importers = dependents.of([...changed, ...created, ...deleted]);
    for (const file of deleted) {
      dependents.forget(file);
      memory.forget(file);
      check.finished(file);
      if (isClosed(file)) publisher.clear(this.#session.uriOf(file));
    }
    // Of an open document the editor has the text, whatever is on disk.
    this.#recheck([...[...changed, ...created].filter(isClosed), ...importers, ...waiting]);
  }

  /** What Git tracks or ignores may be something else now. */
  environmentFiles(): void {
    const { documents, dependents } = this.#session;
    const known = new Set([...documents.all().map(({ file }) => file), ...dependents.files]);
    this.#recheck([...known].filter(isEnvironmentFile));
  }

  /** What all files depend on changed: configuration, ignore files, packages. */
  everything(): void {
    if (this.#isSettling) return;
    this.#isSettling = true;
    systemClock.after(settlingTime, () => {
      this.#isSettling = false;
      this.#everything();
    });
  }

  configuration(): void {
    const { folders, baselines } = this.#session;
    folders.reload();
    baselines.reload();
    this.reportConfiguration();
    this.everything();
  }

  /** A baseline was written or taken away: what was found stays, what is shown of it may not. */
  baseline(): void {
    this.#session.baselines.reload();
    this.#session.showBaselines();
  }

  /** Says what is wrong in the files that people write for Temper. */
  reportConfiguration(): void {
    const { folders, baselines, configs, status } = this.#session;
    configs.report([...folders.reports, ...baselines.reports]);
    const count = folders.reports.reduce((sum, { problems }) => sum + problems.length, 0);
    const isMalformed = baselines.reports.some(({ problems }) => problems.length > 0);
    const sentences = [
      ...(count === 0 ? [] : [`${configName} has ${count === 1 ? 'a mistake' : `${count} mistakes`}.`]),
      ...(isMalformed ? [`${baselineName} is malformed: the last good one is in force.`] : []),
    ];
    status.setProblem(sentences.length === 0 ? undefined : sentences.join(' '));
  }

  /** Whether a file that is no code has a say in what is found. */
  sways(file: string): boolean {
    return swaying.test(file);
  }

  #recheck(files: Iterable<string>): void {
    const { documents, closedFiles, queue } = this.#session;
    const closed: string[] = [];
    for (const file of new Set(files)) {
      if (documents.ofFile(file) !== undefined) this.#recheckOpen(file);
      else if (this.#isKept(file) && closedFiles.includes(file)) closed.push(file);
    }
    queue.checkInBackground(closed);
  }

  #isKept(file: string): boolean {
    const { isWorkspaceWatched, publisher, uriOf } = this.#session;
    return isWorkspaceWatched || publisher.has(uriOf(file));
  }

  #recheckOpen(file: string): void {
    const document = this.#session.documents.ofFile(file);
    if (document === undefined) return;
    if (!document.isCode) return this.#session.scheduler.outdated(document);
    document.outdate(systemClock.now());
    this.#session.queue.recheckDocument(file);
  }

  #everything(): void {
    const { documents, scheduler, queue, closedFiles, log } = this.#session;
    closedFiles.forget();
    queue.surroundingsChanged();
    for (const document of documents.all()) scheduler.outdated(document);
    if (!this.#session.isWorkspaceWatched) return;
    this.#session.checkWorkspace().catch((error: unknown) => log.failure('The workspace', error));
  }
}
