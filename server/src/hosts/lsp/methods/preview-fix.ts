import type { WorkspaceEdit } from 'vscode-languageserver';
import type { CodeActionData } from '../../../../../shared/src/protocol.ts';
import { actionEdits } from '../action-edits.ts';
import type { Session } from '../session.ts';

/** What a fix would do. A secret goes to the editor once, when it is moved. */
export function previewFix(session: Session) {
  return async (data: CodeActionData): Promise<WorkspaceEdit | null> => {
    if (data.kind === 'fix' && data.fix.sensitive) return null;
    const result = await actionEdits(session, data);
    return result.kind === 'edit' ? result.edit : null;
  };
}
