import { MessageType, type CodeAction } from 'vscode-languageserver';
import { applyFixCommand, type CodeActionData } from '../../../../../shared/src/protocol.ts';
import { actionEdits } from '../action-edits.ts';
import type { Session } from '../session.ts';

/** Builds the edits of the action that was chosen. */
export function codeActionResolve(session: Session) {
  return async (action: CodeAction): Promise<CodeAction> => {
    const data = action.data as CodeActionData | undefined;
    if (data === undefined) return action;
    const result = await actionEdits(session, data);
    if (result.kind === 'refused') session.tell(MessageType.Warning, result.reason);
    if (result.kind !== 'edit') return action;
    const isSensitive = data.kind === 'fix' && data.fix.sensitive;
    if (result.isOneFile && !isSensitive) return { ...action, edit: result.edit };
    // A secret goes to the editor once, when it is moved, and then the command tells what is left to do.
    // Of a code action's own edits clients drop the versions; those of `workspace/applyEdit` they check.
    return { ...action, command: { title: action.title, command: applyFixCommand, arguments: [data] } };
  };
}
