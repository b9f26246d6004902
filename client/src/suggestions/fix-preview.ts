import * as vscode from 'vscode';
import type { WorkspaceEdit as ProtocolEdit } from 'vscode-languageclient/node';
import { previewFixRequest, type CodeActionData } from '../../../shared/src/protocol.ts';
import { editedText } from '../edited-text.ts';
import type { LanguageServer } from '../language-server.ts';
import type { Found } from './open-suggestions.ts';

type FixData = CodeActionData & { readonly kind: 'fix' };

const scheme = 'temper-preview';

/** Shows beside a file what a fix would make of it. */
export class FixPreview {
  readonly #server: LanguageServer;
  readonly #texts = new Map<string, string>();
  readonly #registration: vscode.Disposable;
  #turn = 0;
  #showing: Promise<unknown> = Promise.resolve();

  constructor(server: LanguageServer) {
    this.#server = server;
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: (uri) => this.#texts.get(uri.toString()) ?? '',
    });
  }

  /** Without a fix, or where it cannot be shown, the code itself is. Only the last call counts. */
  show(uri: vscode.Uri, found: Found, data: FixData | undefined): void {
    const turn = ++this.#turn;
    const show = async (): Promise<void> => {
      if (turn === this.#turn) await this.#show(uri, found, data, turn);
    };
    this.#showing = this.#showing.then(show, show);
  }

  async close(): Promise<void> {
    this.#turn += 1;
    await this.#showing.catch(() => undefined);
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    await vscode.window.tabGroups.close(tabs.filter(({ input }) => isPreview(input)));
    this.#registration.dispose();
  }

  async #show(uri: vscode.Uri, found: Found, data: FixData | undefined, turn: number): Promise<void> {
    const document = await vscode.workspace.openTextDocument(uri);
    const text = data && (await this.#fixedText(document, data));
    if (turn !== this.#turn) return;
    if (text === undefined || data === undefined) {
      await vscode.window.showTextDocument(document, { preserveFocus: true, selection: found.range });
      return;
    }
    const fixed = uri.with({ scheme, query: String(turn) });
    this.#texts.set(fixed.toString(), text);
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    const title = vscode.l10n.t('{0}: {1}', name, data.fix.title);
    const options: vscode.TextDocumentShowOptions = { preserveFocus: true, preview: true };
    await vscode.commands.executeCommand('vscode.diff', uri, fixed, title, options);
  }

  async #fixedText(document: vscode.TextDocument, data: CodeActionData): Promise<string | undefined> {
    const { client } = this.#server;
    const answer = await client.sendRequest<ProtocolEdit | null>(previewFixRequest, data);
    if (answer === null) return undefined;
    const edit = await client.protocol2CodeConverter.asWorkspaceEdit(answer);
    const edits = edit.get(document.uri);
    return edits.length === 0 ? undefined : editedText(document, edits);
  }
}

function isPreview(input: unknown): boolean {
  return input instanceof vscode.TabInputTextDiff && input.modified.scheme === scheme;
}
