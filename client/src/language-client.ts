import * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  type HandleDiagnosticsSignature,
  type InitializeParams,
  LanguageClient,
  type LanguageClientOptions,
  type Middleware,
  RevealOutputChannelOn,
  TransportKind,
} from 'vscode-languageclient/node';
import {
  analyzedNotification,
  explainRuleCommand,
  fixAllOfRuleCommand,
  statusNotification,
  suppressWithReasonCommand,
  type AnalyzedParams,
  type StatusParams,
  type TemperInitializationOptions,
} from '../../shared/src/protocol.ts';
import type { Counts } from './finding-counts.ts';
import { notToldByOthers } from './findings/told-by-others.ts';
import { isEnabled, maxFiles, repeatsOthers, restDelay, showsBaselined, typeOracle } from './settings.ts';
import { traceChannel } from './trace-channel.ts';

export { checkWorkspace } from './workspace-check.ts';

export interface ClientEvents {
  /** Nothing is to be shown for now. */
  isQuiet(): boolean;
  /** The connection is gone although nobody asked for it. */
  closed(): void;
  reported(report: StatusParams): void;
  analyzed(analysis: AnalyzedParams): void;
  /** The findings of a file on screen changed. */
  shown(uri: vscode.Uri, diagnostics: readonly vscode.Diagnostic[], counts: Counts): void;
}

export interface ServerPlaces {
  /** The program. */
  readonly module: string;
  /** Where findings outlive it; undefined without a workspace. */
  readonly storage: string | undefined;
  /** Where what was compiled of the program waits for its next start. */
  readonly compiled: string;
}

/** The marks in the editor. They stay while a server that broke down is replaced. */
export interface Marks {
  readonly collection: vscode.DiagnosticCollection;
  /** Files whose marks are of an earlier server. */
  readonly outlived: readonly string[];
}

/** A client for one life of the server: whoever starts another process makes another client. */
export function createClient(
  { module, storage, compiled }: ServerPlaces,
  marks: Marks,
  output: vscode.LogOutputChannel,
  events: ClientEvents,
): TemperClient {
  // Without a `runtime` the client forks with the extension host's own Node.
  const server = { module, transport: TransportKind.ipc, args: [`--compiled=${compiled}`] };
  const passage = new DiagnosticPassage(events);
  const client = new TemperClient(
    passage,
    'temper',
    'Temper',
    { run: server, debug: { ...server, options: { execArgv: ['--nolazy', '--inspect=6009'] } } },
    clientOptions(output, passage, marks, storage),
  );
  client.onNotification(statusNotification, (report: StatusParams) => events.reported(report));
  client.onNotification(analyzedNotification, (analysis: AnalyzedParams) => events.analyzed(analysis));
  return client;
}

/** Folders for which `temper.enable` is off are none of the server's: it neither checks nor counts what is in them. */
export class TemperClient extends LanguageClient {
  readonly #passage: DiagnosticPassage;

  constructor(passage: DiagnosticPassage, ...rest: ConstructorParameters<typeof LanguageClient>) {
    super(...rest);
    this.#passage = passage;
  }

  /** Whether something is to be shown is decided anew. */
  passAgain(): void {
    this.#passage.again();
  }

  /** Other extensions mark something else now. */
  othersTold(uris: readonly vscode.Uri[]): void {
    this.#passage.review(uris);
  }

  protected override fillInitializeParams(params: InitializeParams): void {
    super.fillInitializeParams(params);
    const folders = params.workspaceFolders?.filter(({ uri }) => isEnabled(vscode.Uri.parse(uri)));
    params.workspaceFolders = folders ?? null;
  }
}

function clientOptions(
  outputChannel: vscode.LogOutputChannel,
  passage: DiagnosticPassage,
  { collection, outlived }: Marks,
  storage: string | undefined,
): LanguageClientOptions {
  return {
    // Of every language: secrets stand in all kinds of texts. Output, sides of a comparison and the like have other schemes.
    documentSelector: [{ scheme: 'file' }, { scheme: 'untitled' }],
    diagnosticCollectionProvider: { create: () => collection, dispose: () => undefined },
    outputChannel,
    traceOutputChannel: traceChannel(outputChannel),
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: () => ({ ...initializationOptions(storage), outlived }),
    initializationFailedHandler: () => false,
    errorHandler: {
      error: (error) => ({ action: ErrorAction.Continue, message: error.message, handled: true }),
      closed: () => {
        passage.events.closed();
        return {
          action: CloseAction.DoNotRestart,
          message: 'The connection to the language server closed.',
          handled: true,
        };
      },
    },
    middleware: middleware(passage),
  };
}

function initializationOptions(storage: string | undefined): TemperInitializationOptions {
  return {
    restDelay: restDelay(),
    maxFiles: maxFiles(),
    typeOracle: typeOracle(),
    showBaselined: showsBaselined(),
    untrusted: !vscode.workspace.isTrusted,
    ...(storage !== undefined && { storage }),
    clientCommands: [suppressWithReasonCommand, explainRuleCommand, fixAllOfRuleCommand],
  };
}

/** Files for which `temper.enable` is off stay unknown to the server. */
function middleware(passage: DiagnosticPassage): Middleware {
  return {
    didOpen: (document, next) => (isEnabled(document.uri) ? next(document) : Promise.resolve()),
    didChange: (event, next) => (isEnabled(event.document.uri) ? next(event) : Promise.resolve()),
    didSave: (document, next) => (isEnabled(document.uri) ? next(document) : Promise.resolve()),
    didClose: (document, next) => (isEnabled(document.uri) ? next(document) : Promise.resolve()),
    provideCodeActions: (document, range, context, token, next) =>
      isEnabled(document.uri) && !passage.events.isQuiet() ? next(document, range, context, token) : [],
    handleDiagnostics: (uri, diagnostics, next) => passage.take(uri, diagnostics, next),
    workspace: {
      didChangeWorkspaceFolders: ({ added, removed }, next) =>
        next({ added: added.filter((folder) => isEnabled(folder.uri)), removed }),
    },
  };
}

interface Passed {
  shown: readonly vscode.Diagnostic[];
  readonly pass: () => void;
  readonly isOutdated: () => boolean;
}

/** The way of diagnostics to the screen; what does not get there now may later. */
class DiagnosticPassage {
  readonly events: ClientEvents;
  readonly #latest = new Map<string, Passed>();

  constructor(events: ClientEvents) {
    this.events = events;
  }

  take(uri: vscode.Uri, diagnostics: vscode.Diagnostic[], next: HandleDiagnosticsSignature): void {
    const passed: Passed = {
      shown: [],
      pass: () => {
        passed.shown = this.#shownOf(uri, diagnostics);
        next(uri, [...passed.shown]);
        this.events.shown(uri, passed.shown, countBySeverity(passed.shown));
      },
      isOutdated: () => this.#shownOf(uri, diagnostics).length !== passed.shown.length,
    };
    if (diagnostics.length === 0) this.#latest.delete(uri.toString());
    else this.#latest.set(uri.toString(), passed);
    passed.pass();
  }

  again(): void {
    for (const { pass } of this.#latest.values()) pass();
  }

  review(uris: readonly vscode.Uri[]): void {
    for (const uri of uris) {
      const passed = this.#latest.get(uri.toString());
      if (passed?.isOutdated() === true) passed.pass();
    }
  }

  #shownOf(uri: vscode.Uri, diagnostics: readonly vscode.Diagnostic[]): readonly vscode.Diagnostic[] {
    if (!isEnabled(uri) || this.events.isQuiet()) return [];
    return repeatsOthers(uri) ? diagnostics : notToldByOthers(diagnostics, vscode.languages.getDiagnostics(uri));
  }
}

function countBySeverity(diagnostics: readonly vscode.Diagnostic[]): Counts {
  const count = (severity: vscode.DiagnosticSeverity) =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  return { errors: count(vscode.DiagnosticSeverity.Error), warnings: count(vscode.DiagnosticSeverity.Warning) };
}
