import * as vscode from 'vscode';
import { whatRunsRequest, type WhatRunsParams, type WhatRunsResult } from '../../../shared/src/protocol.ts';
import type { LanguageServer } from '../language-server.ts';
import { whatRunsText } from '../what-runs-text.ts';

/** Opens a page on what Temper does in the file at hand and what that costs. */
export async function showWhatRuns(server: LanguageServer): Promise<void> {
  const client = server.client;
  const active = vscode.window.activeTextEditor?.document.uri;
  const params: WhatRunsParams = active === undefined ? {} : { uri: client.code2ProtocolConverter.asUri(active) };
  const result = await client.sendRequest<WhatRunsResult>(whatRunsRequest, params);
  const file = active && vscode.workspace.asRelativePath(active);
  const content = whatRunsText(result, file, vscode.l10n);
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  await vscode.window.showTextDocument(document, { preview: true });
}
