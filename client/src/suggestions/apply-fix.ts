import * as vscode from 'vscode';
import type { FixOffer } from '../../../shared/src/finding.ts';
import { applyFixCommand, type CodeActionData } from '../../../shared/src/protocol.ts';
import type { LanguageServer } from '../language-server.ts';
import type { Awareness } from './awareness.ts';
import type { Found, Suggestion } from './open-suggestions.ts';

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

/** Applies a fix and waits until what it changed was checked. Answers whether anything was edited. */
export async function applyFix(
  server: LanguageServer,
  { written, suggestions }: Awareness,
  suggestion: Pick<Suggestion, 'uri'>,
  found: Found,
  fix: FixOffer,
): Promise<boolean> {
  const document = await vscode.workspace.openTextDocument(suggestion.uri);
  const before = document.version;
  written.take(document, { kind: 'ownEdit' });
  const data = fixData(suggestion, found, fix, server);
  await server.client.sendRequest('workspace/executeCommand', { command: applyFixCommand, arguments: [data] });
  if (document.version === before) return false;
  await analysisOf(server, document);
  suggestions.refresh(suggestion.uri);
  return true;
}

/** Resolves once the present text of a document was checked whole. */
function analysisOf(server: LanguageServer, document: vscode.TextDocument): Promise<void> {
  const uri = document.uri.toString();
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      subscription.dispose();
      resolve();
    };
    const timer = setTimeout(finish, longestAnalysis);
    const subscription = server.onDidAnalyze((analysis) => {
      const isIt = vscode.Uri.parse(analysis.uri).toString() === uri && analysis.version >= document.version;
      if (isIt && analysis.tier === 'flow') finish();
    });
  });
}
