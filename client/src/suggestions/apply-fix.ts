import * as vscode from 'vscode';
import type { FixOffer } from '../../../shared/src/finding.ts';
import { applyFixCommand, type CodeActionData } from '../../../shared/src/protocol.ts';
import type { LanguageServer } from '../language-server.ts';
import type { Awareness } from './awareness.ts';
import { foundIn, type Found, type Suggestion } from './open-suggestions.ts';

/** No analysis of one file takes longer; whoever waits goes on with what is known. */
const longestAnalysis = 10_000;

export function fixData({ uri }: Pick<Suggestion, 'uri'>, { data }: Found, fix: FixOffer, server: LanguageServer) {
  const { version, finding } = data;
  return {
    kind: 'fix',
    uri: server.client.code2ProtocolConverter.asUri(uri),
    version,
    finding,
    fix,
  } satisfies CodeActionData;
}

/** Applies a fix. Answers whether anything was edited, once that was checked. */
export function applyFix(
  server: LanguageServer,
  awareness: Awareness,
  suggestion: Pick<Suggestion, 'uri'>,
  found: Found,
  fix: FixOffer,
): Promise<boolean> {
  const data = fixData(suggestion, found, fix, server);
  const command = { command: applyFixCommand, arguments: [data] };
  return edit(server, awareness, suggestion.uri, () => server.client.sendRequest('workspace/executeCommand', command));
}

/** Has a file edited by `run`, and waits until what became of it was checked. Answers whether it was edited at all. */
export async function edit(
  server: LanguageServer,
  { written, suggestions }: Awareness,
  uri: vscode.Uri,
  run: () => Thenable<unknown>,
): Promise<boolean> {
  const document = await vscode.workspace.openTextDocument(uri);
  const before = document.version;
  written.take(document, { kind: 'ownEdit' });
  // The answer may be there before the edit's is.
  const analyses = new Analyses(server, document);
  try {
    await run();
    if (document.version === before) return false;
    await analyses.ofPresentText();
    await findingsOfPresentText(server, document);
  } finally {
    analyses.dispose();
  }
  suggestions.refresh(uri);
  return true;
}

/** The client library takes diagnostics in a little later than it hears of the analysis. */
function findingsOfPresentText(server: LanguageServer, { uri, version }: vscode.TextDocument): Promise<void> {
  const areThere = () => foundIn(server, uri).every(({ data }) => data.version >= version);
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      subscription.dispose();
      resolve();
    };
    const timer = setTimeout(finish, longestAnalysis);
    const subscription = vscode.languages.onDidChangeDiagnostics(() => {
      if (areThere()) finish();
    });
    if (areThere()) finish();
  });
}

/** Hears which versions of a document were checked whole. */
class Analyses implements vscode.Disposable {
  readonly #document: vscode.TextDocument;
  readonly #subscription: vscode.Disposable;
  #newest = 0;
  #heard: () => void = () => undefined;

  constructor(server: LanguageServer, document: vscode.TextDocument) {
    this.#document = document;
    const uri = document.uri.toString();
    this.#subscription = server.onDidAnalyze((analysis) => {
      if (analysis.tier !== 'flow' || vscode.Uri.parse(analysis.uri).toString() !== uri) return;
      this.#newest = Math.max(this.#newest, analysis.version);
      this.#heard();
    });
  }

  ofPresentText(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, longestAnalysis);
      this.#heard = () => {
        if (this.#newest < this.#document.version) return;
        clearTimeout(timer);
        resolve();
      };
      this.#heard();
    });
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}
