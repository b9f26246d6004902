import { TextDocumentSyncKind, type InitializeResult } from 'vscode-languageserver';
import type { ClientFacts } from '../client-facts.ts';
import { diagnosticSource } from '../to-lsp.ts';
import { actionKinds } from './code-action.ts';
import { serverCommands } from './execute-command.ts';

export function initialize(client: ClientFacts): InitializeResult {
  return {
    serverInfo: { name: 'Temper' },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
      codeActionProvider: { codeActionKinds: actionKinds, resolveProvider: client.resolvesEdits },
      executeCommandProvider: { commands: serverCommands },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      ...(client.pullsDiagnostics && {
        diagnosticProvider: {
          identifier: diagnosticSource,
          interFileDependencies: true,
          workspaceDiagnostics: false,
        },
      }),
    },
  };
}
