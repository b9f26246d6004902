import type * as vscode from 'vscode';
import { type LanguageClient, LSPErrorCodes, ResponseError, WorkDoneProgress } from 'vscode-languageclient/node';
import {
  checkWorkspaceRequest,
  type CheckWorkspaceParams,
  type CheckWorkspaceResult,
} from '../../shared/src/protocol.ts';

type Progress = vscode.Progress<{ message?: string; increment?: number }>;

let checks = 0;

/** Has the server check every file, passing its progress on. */
export async function checkWorkspace(
  client: LanguageClient,
  progress: Progress,
  cancellation: vscode.CancellationToken,
): Promise<CheckWorkspaceResult> {
  checks += 1;
  const workDoneToken = `temper-check-${checks}`;
  const params: CheckWorkspaceParams = { workDoneToken };
  const subscription = client.onProgress(WorkDoneProgress.type, workDoneToken, reportTo(progress));
  try {
    return await client.sendRequest<CheckWorkspaceResult>(checkWorkspaceRequest, params, cancellation);
  } catch (error) {
    if (isCancellation(error)) return { files: 0, errors: 0, warnings: 0, baselined: 0, cancelled: true, limits: [] };
    throw error;
  } finally {
    subscription.dispose();
  }
}

function reportTo(progress: Progress) {
  let shown = 0;
  return (value: { readonly kind: string; readonly message?: string; readonly percentage?: number }) => {
    if (value.kind === 'end') return;
    const increment = Math.max(0, (value.percentage ?? shown) - shown);
    shown += increment;
    progress.report(value.message === undefined ? { increment } : { message: value.message, increment });
  };
}

function isCancellation(error: unknown): boolean {
  return error instanceof ResponseError && error.code === LSPErrorCodes.RequestCancelled;
}
