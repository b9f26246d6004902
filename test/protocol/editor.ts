import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from 'vscode-jsonrpc/node';
import type {
  ApplyWorkspaceEditParams,
  ApplyWorkspaceEditResult,
  CodeAction,
  Diagnostic,
  InitializeResult,
  PublishDiagnosticsParams,
  Range,
  TextDocumentContentChangeEvent,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type {
  AcceptedParams,
  AnalyzedParams,
  StatusParams,
  TemperInitializationOptions,
  Tier,
} from '../../shared/src/protocol.ts';
import { acceptedNotification, analyzedNotification, statusNotification } from '../../shared/src/protocol.ts';

const dist = process.env['TEMPER_DIST'] ?? fileURLToPath(new URL('../../dist', import.meta.url));

export interface EditorOptions {
  readonly folders: readonly string[];
  readonly options?: TemperInitializationOptions;
  readonly transport?: 'stdio' | 'ipc';
  /** Merged over what the editor can do by default. */
  readonly capabilities?: object;
  readonly environment?: Readonly<Record<string, string>>;
}

/** What the server told, in order. */
export type Told =
  | { readonly kind: 'diagnostics'; readonly params: PublishDiagnosticsParams }
  | { readonly kind: 'analyzed'; readonly params: AnalyzedParams }
  | { readonly kind: 'status'; readonly params: StatusParams }
  | { readonly kind: 'message'; readonly params: { readonly type: number; readonly message: string } }
  | { readonly kind: 'log'; readonly params: { readonly type: number; readonly message: string } }
  | {
      readonly kind: 'progress';
      readonly params: {
        readonly token: unknown;
        readonly value: { readonly kind: string; readonly message?: string };
      };
    }
  | { readonly kind: 'applyEdit'; readonly params: ApplyWorkspaceEditParams };

const capabilities = {
  textDocument: {
    publishDiagnostics: { versionSupport: true, relatedInformation: true },
    codeAction: {
      dataSupport: true,
      isPreferredSupport: true,
      honorsChangeAnnotations: true,
      resolveSupport: { properties: ['edit', 'command'] },
    },
    diagnostic: {},
  },
  workspace: {
    applyEdit: true,
    workspaceFolders: true,
    workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} },
    didChangeWatchedFiles: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
  },
  window: { workDoneProgress: true },
};

/** A small editor that talks to the built server, for tests: it types, waits for what the server tells, and applies edits. */
export class Editor {
  readonly told: Told[] = [];
  readonly connection: MessageConnection;
  readonly registrations: string[] = [];
  /** What the server wrote past the protocol. */
  printed = '';
  readonly #process: ChildProcess;
  readonly #documents = new Map<string, TextDocument>();
  readonly #openedAt = new Map<string, number>();
  #listeners: (() => void)[] = [];
  #result: InitializeResult | undefined;

  private constructor(process: ChildProcess, connection: MessageConnection) {
    this.#process = process;
    this.connection = connection;
  }

  static async start(options: EditorOptions): Promise<Editor> {
    const isIpc = options.transport === 'ipc';
    const child = spawn(process.execPath, [path.join(dist, 'server.cjs'), isIpc ? '--node-ipc' : '--stdio'], {
      stdio: isIpc ? ['pipe', 'inherit', 'pipe', 'ipc'] : ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, ...options.environment },
    });
    const connection = isIpc
      ? createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child))
      : createMessageConnection(new StreamMessageReader(child.stdout!), new StreamMessageWriter(child.stdin!));
    const editor = new Editor(child, connection);
    child.stderr?.on('data', (chunk: Buffer) => {
      editor.printed += chunk.toString();
      process.stderr.write(chunk);
    });
    editor.#listen();
    await editor.#initialize(options);
    return editor;
  }

  get serverCapabilities(): InitializeResult['capabilities'] {
    return this.#result?.capabilities ?? {};
  }

  get pid(): number {
    return this.#process.pid ?? -1;
  }

  get isServerRunning(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  async stop(): Promise<number | null> {
    const exited = once(this.#process, 'exit') as Promise<[number | null]>;
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    const [code] = await exited;
    this.connection.dispose();
    return code;
  }

  textOf(uri: string): string {
    return this.#document(uri).getText();
  }

  versionOf(uri: string): number {
    return this.#document(uri).version;
  }

  async open(uri: string, text: string, languageId = 'typescript'): Promise<void> {
    this.#documents.set(uri, TextDocument.create(uri, languageId, 1, text));
    this.#openedAt.set(uri, this.told.length);
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  /** Replaces the first `old` by `text`; an empty `old` is the end of the text. Answers the new version. */
  async replace(uri: string, old: string, text: string): Promise<number> {
    const document = this.#document(uri);
    const start = old === '' ? document.getText().length : document.getText().indexOf(old);
    if (start === -1) throw new Error(`${JSON.stringify(old)} is not in ${uri}.`);
    const range = { start: document.positionAt(start), end: document.positionAt(start + old.length) };
    return this.change(uri, [{ range, text }]);
  }

  async change(uri: string, contentChanges: TextDocumentContentChangeEvent[]): Promise<number> {
    const document = this.#document(uri);
    const version = document.version + 1;
    TextDocument.update(document, contentChanges, version);
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges,
    });
    return version;
  }

  async save(uri: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
  }

  /** Tells that the last edit took over a suggestion. */
  async accepted(uri: string, version = this.versionOf(uri)): Promise<void> {
    const params: AcceptedParams = { uri, version };
    await this.connection.sendNotification(acceptedNotification, params);
  }

  async close(uri: string): Promise<void> {
    this.#documents.delete(uri);
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  /** @param changes by type: 1 created, 2 changed, 3 deleted */
  async filesChanged(changes: readonly (readonly [file: string, type: 1 | 2 | 3])[]): Promise<void> {
    await this.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: changes.map(([file, type]) => ({ uri: uriOf(file), type })),
    });
  }

  async codeActions(uri: string, range: Range, only?: readonly string[]): Promise<readonly CodeAction[]> {
    return this.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: this.diagnosticsOf(uri), ...(only && { only }) },
    });
  }

  async resolve(action: CodeAction): Promise<CodeAction> {
    return this.connection.sendRequest('codeAction/resolve', action);
  }

  /** What is shown of a document now. */
  diagnosticsOf(uri: string): readonly Diagnostic[] {
    return this.publishes(uri).at(-1)?.diagnostics ?? [];
  }

  publishes(uri: string): readonly PublishDiagnosticsParams[] {
    return this.told.flatMap((each) => (each.kind === 'diagnostics' && each.params.uri === uri ? [each.params] : []));
  }

  /** Waits until the server has told that a version is checked. */
  async analyzed(uri: string, version = this.versionOf(uri), tier: Tier = 'flow'): Promise<AnalyzedParams> {
    return this.until(() =>
      this.told
        .slice(this.#openedAt.get(uri))
        .flatMap((each) => (each.kind === 'analyzed' ? [each.params] : []))
        .find((each) => each.uri === uri && each.tier === tier && each.version >= version),
    );
  }

  async shows(uri: string, isWanted: (diagnostics: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]> {
    return this.until(() => {
      const diagnostics = this.diagnosticsOf(uri);
      return this.publishes(uri).length > 0 && isWanted(diagnostics) ? diagnostics : undefined;
    });
  }

  /** Asks again after each thing the server tells. */
  async until<Value>(find: () => Value | undefined): Promise<Value> {
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => this.#listeners.push(resolve));
    }
  }

  /** Applies an edit as an editor does: only to the versions that it was made for. */
  async apply(edit: WorkspaceEdit): Promise<boolean> {
    const changes = (edit.documentChanges ?? []).flatMap((each) => ('textDocument' in each ? [each] : []));
    const isPast = changes.some(({ textDocument: { uri, version } }) => {
      const open = this.#documents.get(uri);
      return open !== undefined && version !== open.version;
    });
    if (isPast) return false;
    for (const { textDocument, edits } of changes) {
      const open = this.#documents.get(textDocument.uri);
      const text = TextDocument.applyEdits(
        open ?? closedDocument(textDocument.uri),
        edits.map((each) => ({ range: each.range, newText: 'newText' in each ? each.newText : each.snippet.value })),
      );
      if (open === undefined) writeFileSync(fileURLToPath(textDocument.uri), text);
      else await this.change(textDocument.uri, [{ text }]);
    }
    return true;
  }

  #document(uri: string): TextDocument {
    const document = this.#documents.get(uri);
    if (document === undefined) throw new Error(`${uri} is not open.`);
    return document;
  }

  #listen(): void {
    const note = (told: Told): void => {
      this.told.push(told);
      const listeners = this.#listeners;
      this.#listeners = [];
      for (const listener of listeners) listener();
    };
    const kinds = {
      'textDocument/publishDiagnostics': 'diagnostics',
      [analyzedNotification]: 'analyzed',
      [statusNotification]: 'status',
      'window/showMessage': 'message',
      'window/logMessage': 'log',
      '$/progress': 'progress',
    } as const;
    for (const [method, kind] of Object.entries(kinds)) {
      this.connection.onNotification(method, (params) => note({ kind, params }));
    }
    this.connection.onRequest(
      'client/registerCapability',
      ({ registrations }: { registrations: { method: string }[] }) => {
        this.registrations.push(...registrations.map(({ method }) => method));
        return null;
      },
    );
    this.connection.onRequest('window/workDoneProgress/create', () => null);
    this.connection.onRequest('workspace/diagnostic/refresh', () => null);
    this.connection.onRequest(
      'workspace/applyEdit',
      async (params: ApplyWorkspaceEditParams): Promise<ApplyWorkspaceEditResult> => {
        note({ kind: 'applyEdit', params });
        return { applied: await this.apply(params.edit) };
      },
    );
    this.connection.listen();
  }

  async #initialize({ folders, options, capabilities: extra }: EditorOptions): Promise<void> {
    this.#result = await this.connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: folders.map((folder) => ({ uri: uriOf(folder), name: path.basename(folder) })),
      capabilities: { ...capabilities, ...extra },
      initializationOptions: { restDelay: 0, ...options },
    });
    await this.connection.sendNotification('initialized', {});
  }
}

/** Empty where there is none yet. */
function closedDocument(uri: string): TextDocument {
  const file = fileURLToPath(uri);
  return TextDocument.create(uri, '', 0, existsSync(file) ? readFileSync(file, 'utf8') : '');
}

export function messageOf(diagnostic: Diagnostic | undefined): string {
  const message = diagnostic?.message ?? '';
  return typeof message === 'string' ? message : message.value;
}

export function uriOf(file: string): string {
  return pathToFileURL(file).href;
}
