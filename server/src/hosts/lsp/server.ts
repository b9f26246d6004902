import type { Connection } from 'vscode-languageserver';
import {
  acceptedNotification,
  changeBaselineRequest,
  checkWorkspaceRequest,
  explainRuleRequest,
  fixAllRequest,
  listRulesRequest,
  previewFixRequest,
  showBaselinedNotification,
  whatRunsRequest,
} from '../../../../shared/src/protocol.ts';
import type { Arrivals } from './arrivals.ts';
import { clientFacts } from './client-facts.ts';
import { guarded } from './guarded.ts';
import { accepted } from './methods/accepted.ts';
import { changeBaseline } from './methods/change-baseline.ts';
import { checkWorkspace } from './methods/check-workspace.ts';
import { codeActionResolve } from './methods/code-action-resolve.ts';
import { codeAction } from './methods/code-action.ts';
import { didChangeWatchedFiles } from './methods/did-change-watched-files.ts';
import { didChangeWorkspaceFolders } from './methods/did-change-workspace-folders.ts';
import { didChange } from './methods/did-change.ts';
import { didClose } from './methods/did-close.ts';
import { didOpen } from './methods/did-open.ts';
import { didSave } from './methods/did-save.ts';
import { documentDiagnostic } from './methods/document-diagnostic.ts';
import { executeCommand } from './methods/execute-command.ts';
import { explainRule } from './methods/explain-rule.ts';
import { fixAll } from './methods/fix-all.ts';
import { initialize } from './methods/initialize.ts';
import { initialized } from './methods/initialized.ts';
import { listRules } from './methods/list-rules.ts';
import { previewFix } from './methods/preview-fix.ts';
import { showBaselined } from './methods/show-baselined.ts';
import { whatRuns } from './methods/what-runs.ts';
import { Session } from './session.ts';
import type { WaitingWorker } from './waiting-worker.ts';

export interface ServerOptions {
  readonly connection: Connection;
  readonly arrivals: Arrivals;
  /** Folder of the built server. */
  readonly installation: string;
  readonly worker: WaitingWorker;
}

/** Answers the protocol. What a client may send before `initialize`, the connection itself handles. */
export function serve({ connection, arrivals, installation, worker }: ServerOptions): void {
  connection.onInitialize((params) => {
    const client = clientFacts(params);
    const session = new Session({ connection, client, arrivals, installation, worker });
    connection.onShutdown(async () => {
      await session.memory.write();
      session.queue.close();
    });
    listen(session);
    return initialize(client);
  });
  connection.listen();
}

function listen(session: Session): void {
  const { connection, client } = session;
  connection.onInitialized(guarded(initialized(session)));
  connection.onDidOpenTextDocument(guarded(didOpen(session)));
  connection.onDidChangeTextDocument(guarded(didChange(session)));
  connection.onDidSaveTextDocument(guarded(didSave(session)));
  connection.onDidCloseTextDocument(guarded(didClose(session)));
  connection.onDidChangeWatchedFiles(guarded(didChangeWatchedFiles(session)));
  if (client.tellsFolderChanges) {
    connection.workspace.onDidChangeWorkspaceFolders(guarded(didChangeWorkspaceFolders(session)));
  }
  connection.onCodeAction(guarded((params) => [...codeAction(session)(params)]));
  connection.onCodeActionResolve(guarded(codeActionResolve(session)));
  connection.onExecuteCommand(guarded(executeCommand(session)));
  if (client.pullsDiagnostics) connection.languages.diagnostics.on(guarded(documentDiagnostic(session)));
  connection.onNotification(acceptedNotification, guarded(accepted(session)));
  connection.onRequest(checkWorkspaceRequest, guarded(checkWorkspace(session)));
  connection.onRequest(changeBaselineRequest, guarded(changeBaseline(session)));
  connection.onNotification(showBaselinedNotification, guarded(showBaselined(session)));
  connection.onRequest(explainRuleRequest, guarded(explainRule));
  connection.onRequest(fixAllRequest, guarded(fixAll(session)));
  connection.onRequest(listRulesRequest, guarded(listRules));
  connection.onRequest(whatRunsRequest, guarded(whatRuns(session)));
  connection.onRequest(previewFixRequest, guarded(previewFix(session)));
}
