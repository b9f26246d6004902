import type * as vscode from 'vscode';
import { acceptedNotification, type AcceptedParams } from '../../../shared/src/protocol.ts';
import type { LanguageServer } from '../language-server.ts';
import type { WrittenCode } from './written-code.ts';

/** What was accepted is meant as it is: what is found there need not wait for the user to rest. */
export function tellOfAcceptance(server: LanguageServer, written: WrittenCode): vscode.Disposable {
  return written.onDidAccept(({ document: { uri, version } }) => {
    if (server.state.kind !== 'running') return;
    const params: AcceptedParams = { uri: server.client.code2ProtocolConverter.asUri(uri), version };
    void server.client.sendNotification(acceptedNotification, params);
  });
}
