import {
  LSPErrorCodes,
  MessageType,
  ResponseError,
  type ExecuteCommandParams,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import {
  addToBaselineCommand,
  applyFixCommand,
  suppressCommand,
  type AddToBaselineParams,
  type CodeActionData,
  type SuppressParams,
} from '../../../../../shared/src/protocol.ts';
import { actionEdits, editedText } from '../action-edits.ts';
import { addToBaseline } from '../add-to-baseline.ts';
import type { Session } from '../session.ts';
import { remind, reminderOf } from '../reminders.ts';
import { workspaceEditOf } from '../workspace-edit.ts';

export const serverCommands = [addToBaselineCommand, applyFixCommand, suppressCommand];

export function executeCommand(session: Session) {
  return async ({ command, arguments: [argument] = [] }: ExecuteCommandParams): Promise<void> => {
    switch (command) {
      case addToBaselineCommand:
        return addToBaseline(session, argument as AddToBaselineParams);
      case applyFixCommand:
        return applyFix(session, argument as CodeActionData);
      case suppressCommand:
        return suppress(session, argument as SuppressParams);
      default:
        throw new ResponseError(LSPErrorCodes.RequestFailed, `There is no command ${command}.`);
    }
  };
}

async function applyFix(session: Session, data: CodeActionData): Promise<void> {
  const result = await actionEdits(session, data);
  if (result.kind === 'refused') refuse(session, result.reason);
  if (result.kind !== 'edit' || !(await apply(session, 'Temper fix', result.edit))) return;
  const reminder = data.kind === 'fix' ? reminderOf(data.finding, data.fix.id) : undefined;
  // Nobody waits for the user's answer: the fix is done.
  if (reminder !== undefined) void remind(session, reminder);
}

async function suppress(session: Session, params: SuppressParams): Promise<void> {
  const { uri, version, finding, scope, reason } = params;
  const document = session.documents.get(uri);
  if (reason.trim() === '') return refuse(session, 'A reason is needed, so nothing was edited.');
  if (document?.version !== version) return refuse(session, 'The file changed meanwhile, so nothing was edited.');
  const edit = session.texts.suppress(document, { finding, scope, reason });
  if (edit === undefined) return refuse(session, 'This file cannot be edited.');
  const workspaceEdit = workspaceEditOf([{ file: document.file, edits: [edit] }], {
    textOf: (file) => editedText(session, file),
    versionsEdits: session.client.versionsEdits,
  });
  await apply(session, 'Temper suppression', workspaceEdit);
}

async function apply(session: Session, label: string, edit: WorkspaceEdit): Promise<boolean> {
  const { applied, failureReason } = await session.connection.workspace.applyEdit({ label, edit });
  if (!applied) refuse(session, failureReason ?? 'The edit was not applied, because a file changed meanwhile.');
  return applied;
}

function refuse(session: Session, reason: string): void {
  session.tell(MessageType.Warning, reason);
}
