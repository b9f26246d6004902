import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  listRulesRequest,
  showBaselinedNotification,
  type AnalyzedParams,
  type ListRulesResult,
  type ShowBaselinedParams,
  type StatusParams,
} from '../../shared/src/protocol.ts';
import { FindingCounts } from './finding-counts.ts';
import { ShownFindings } from './findings/shown-findings.ts';
import { type CrashHistory, noCrashes, respondToCrash } from './restart-policy.ts';
import type { ServerPlaces, TemperClient } from './language-client.ts';
import type { ServerState } from './server-state.ts';
import { isEnabledAnywhere, onDidChangeRepeatOthers } from './settings.ts';
import { Snooze } from './snooze.ts';

export class ServerNotRunning extends Error {}

/** Keeps one server process alive: starts it, brings it back after a crash, and gives up in the open. */
export class LanguageServer implements vscode.Disposable {
  readonly output: vscode.LogOutputChannel;
  readonly counts = new FindingCounts();
  readonly shown = new ShownFindings();
  readonly snooze = new Snooze();
  readonly places: ServerPlaces;
  /** What other extensions and the settings say. */
  readonly #outside: vscode.Disposable;
  readonly #marks = vscode.languages.createDiagnosticCollection('temper');
  readonly #stateChanges = new vscode.EventEmitter<ServerState>();
  readonly #reports = new vscode.EventEmitter<StatusParams>();
  readonly #analyses = new vscode.EventEmitter<AnalyzedParams>();
  readonly #countChanges = new vscode.EventEmitter<void>();
  readonly onDidChangeState = this.#stateChanges.event;
  readonly onDidReport = this.#reports.event;
  readonly onDidAnalyze = this.#analyses.event;
  readonly onDidChangeCounts = this.#countChanges.event;
  #state: ServerState = { kind: 'off' };
  #client: TemperClient | undefined;
  /** Counts launches, so that what a superseded one still has to say is ignored. */
  #launch = 0;
  #crashes: CrashHistory = noCrashes;
  /** Of the server that runs. */
  #startedAt: number | undefined;
  #pause: NodeJS.Timeout | undefined;
  #families: ReadonlyMap<string, string> | undefined;

  constructor(places: ServerPlaces, output: vscode.LogOutputChannel) {
    this.places = places;
    this.output = output;
    this.snooze.onDidChange(() => this.#client?.passAgain());
    this.#outside = vscode.Disposable.from(
      vscode.languages.onDidChangeDiagnostics(({ uris }) => this.#client?.othersTold(uris)),
      onDidChangeRepeatOthers(() => this.#client?.passAgain()),
    );
  }

  get state(): ServerState {
    return this.#state;
  }

  /** The client of the running server; throws `ServerNotRunning` when there is none. */
  get client(): LanguageClient {
    if (this.#state.kind !== 'running' || this.#client === undefined) throw new ServerNotRunning();
    return this.#client;
  }

  /** Which family each rule is of; none as long as no server runs. */
  async familiesOfRules(): Promise<ReadonlyMap<string, string>> {
    if (this.#families === undefined && this.#state.kind === 'running') {
      const { rules } = await this.client.sendRequest<ListRulesResult>(listRulesRequest);
      this.#families = new Map(rules.map(({ id, family }) => [id, family]));
    }
    return this.#families ?? new Map();
  }

  tellShowBaselined(show: boolean): void {
    const params: ShowBaselinedParams = { show };
    if (this.#state.kind !== 'running') return;
    this.#client?.sendNotification(showBaselinedNotification, params).catch((error: unknown) => {
      this.output.warn('The server was not told what to show.', error);
    });
  }

  /** Never rejects: what goes wrong becomes a state. */
  async start(): Promise<void> {
    if (!isEnabledAnywhere()) {
      this.#setState({ kind: 'off' });
      return;
    }
    this.#setState({ kind: 'starting' });
    await this.#run(false);
  }

  /** Forgets earlier crashes: somebody asked for it. */
  async restart(): Promise<void> {
    this.#crashes = noCrashes;
    await this.stop();
    await this.start();
  }

  async stop(): Promise<void> {
    this.#launch += 1;
    clearTimeout(this.#pause);
    const client = this.#client;
    this.#client = undefined;
    this.#forgetFindings();
    try {
      await client?.dispose();
    } catch (error) {
      this.output.debug('The server did not stop as asked.', error);
    }
  }

  dispose(): void {
    this.#stateChanges.dispose();
    this.#reports.dispose();
    this.#analyses.dispose();
    this.#countChanges.dispose();
    this.#marks.dispose();
    this.#outside.dispose();
    this.shown.dispose();
    this.snooze.dispose();
  }

  async #run(recovered: boolean): Promise<void> {
    const launch = ++this.#launch;
    try {
      await this.#connect(launch);
      if (launch !== this.#launch) return;
      this.#startedAt = Date.now();
      this.#setState({ kind: 'running', recovered });
    } catch (error) {
      this.output.error(error instanceof Error ? error : String(error));
      this.#crashed(launch);
    }
  }

  async #connect(launch: number): Promise<void> {
    // Loading the client library is most of what starting costs: activation is over first.
    await new Promise(setImmediate);
    const { createClient } = await import('./language-client.ts');
    if (launch !== this.#launch) return;
    const outlived = this.shown.uris.map(String);
    const marks = { collection: this.#marks, outlived };
    const client = createClient(this.places, marks, this.output, {
      isQuiet: () => this.snooze.until !== undefined,
      closed: () => this.#crashed(launch),
      reported: (report) => this.#reports.fire(report),
      analyzed: (analysis) => this.#analyses.fire(analysis),
      shown: (uri, diagnostics, counts) => {
        this.shown.set(uri, diagnostics);
        this.counts.set(uri.toString(), counts);
        this.#countChanges.fire();
      },
    });
    this.#client = client;
    await client.start();
  }

  #crashed(launch: number): void {
    if (launch !== this.#launch) return;
    this.#launch += 1;
    this.#client = undefined;
    this.#keepFindings();
    const now = Date.now();
    const response = respondToCrash(this.#crashes, now, now - (this.#startedAt ?? now));
    this.#startedAt = undefined;
    this.#crashes = response.history;
    if (response.kind === 'give-up') {
      this.#forgetFindings();
      this.#setState({ kind: 'failed', crashes: response.history.times.length });
      return;
    }
    this.output.warn(`The language server ended unexpectedly; it starts again in ${response.delay} ms.`);
    this.#setState({ kind: 'recovering' });
    this.#pause = setTimeout(() => void this.#run(true), response.delay);
  }

  #setState(state: ServerState): void {
    this.#state = state;
    this.#stateChanges.fire(state);
  }

  /** The next server looks after them; problems of the configuration it tells anew. */
  #keepFindings(): void {
    const kept = new Set(this.shown.uris.map(String));
    const gone: vscode.Uri[] = [];
    this.#marks.forEach((uri) => {
      if (!kept.has(uri.toString())) gone.push(uri);
    });
    for (const uri of gone) this.#marks.delete(uri);
  }

  #forgetFindings(): void {
    this.#marks.clear();
    this.shown.clear();
    this.counts.clear();
    this.#countChanges.fire();
  }
}
