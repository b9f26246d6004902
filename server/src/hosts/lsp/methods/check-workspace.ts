import type { CancellationToken, WorkDoneProgressReporter } from 'vscode-languageserver';
import type { CheckWorkspaceParams, CheckWorkspaceResult } from '../../../../../shared/src/protocol.ts';
import type { Session } from '../session.ts';

export function checkWorkspace(session: Session) {
  return async (params: CheckWorkspaceParams | null, token: CancellationToken): Promise<CheckWorkspaceResult> => {
    const progress = await progressOf(session, params?.workDoneToken);
    progress?.begin('Temper is checking the workspace', 0, undefined, true);
    const cancellation = token.onCancellationRequested(() => session.check.cancel());
    try {
      return await session.checkWorkspace((done, total) => {
        progress?.report(Math.floor((100 * done) / total), `${done} of ${total} files`);
      });
    } finally {
      cancellation.dispose();
      progress?.done();
    }
  };
}

async function progressOf(
  { connection, client, check }: Session,
  token: string | number | undefined,
): Promise<WorkDoneProgressReporter | undefined> {
  if (token !== undefined) return connection.window.attachWorkDoneProgress(token);
  if (!client.showsProgress) return undefined;
  const progress = await connection.window.createWorkDoneProgress();
  progress.token.onCancellationRequested(() => check.cancel());
  return progress;
}
