import type { WorkspaceEdit } from 'vscode-languageserver';
import type { FileEdit } from '../../../../shared/src/finding.ts';
import type { CodeActionData } from '../../../../shared/src/protocol.ts';
import type { OpenDocument } from './open-document.ts';
import type { Session } from './session.ts';
import { workspaceEditOf, type EditedText } from './workspace-edit.ts';

export type ActionEdits =
  | { readonly kind: 'edit'; readonly edit: WorkspaceEdit; readonly isOneFile: boolean }
  /** There is nothing to do. */
  | { readonly kind: 'nothing' }
  /** A sentence for the user. */
  | { readonly kind: 'refused'; readonly reason: string };

const changed = 'The file changed since this was offered, so nothing was edited. Open the light bulb again.';
const cannotCreate = 'This fix makes a new file, which this editor does not let Temper do, so nothing was edited.';
const impossible = 'This cannot be done here after all, so nothing was edited.';

/** Builds what an action edits, for the very text it was offered on; for any other text it refuses. */
export async function actionEdits(session: Session, data: CodeActionData): Promise<ActionEdits> {
  const document = session.documents.get(data.uri);
  if (document?.version !== data.version) return { kind: 'refused', reason: changed };
  const texts = new Map(session.documents.all().map((each) => [each.file, each.version]));
  let edits: readonly FileEdit[] | undefined;
  try {
    edits = await editsOf(session, document, data);
  } catch (error) {
    session.log.failure(document.file, error);
    return { kind: 'refused', reason: impossible };
  }
  if (edits === undefined) return { kind: 'refused', reason: document.version === data.version ? impossible : changed };
  if (edits.length === 0)
    return data.kind === 'fixAllSafe' ? { kind: 'nothing' } : { kind: 'refused', reason: impossible };
  const versionNow = (file: string) => session.documents.ofFile(file)?.version;
  const isPast = [document.file, ...edits.map(({ file }) => file)].some((file) => versionNow(file) !== texts.get(file));
  if (isPast) return { kind: 'refused', reason: changed };
  const isMissing = (file: string) => editedText(session, file).text === undefined;
  if (!session.client.createsFiles && edits.some(({ file }) => isMissing(file))) {
    return { kind: 'refused', reason: cannotCreate };
  }
  return {
    kind: 'edit',
    edit: workspaceEditOf(edits, {
      textOf: (file) => editedText(session, file),
      versionsEdits: session.client.versionsEdits,
      ...(asksFirst(session, data) && { confirmation: 'Changes what the program does' }),
    }),
    isOneFile: edits.every(({ file }) => file === document.file),
  };
}

async function editsOf(
  session: Session,
  document: OpenDocument,
  data: CodeActionData,
): Promise<readonly FileEdit[] | undefined> {
  const { file } = document;
  if (data.kind === 'fix') return session.queue.ask({ kind: 'fix', finding: data.finding, fix: data.fix.id });
  if (data.kind === 'fixAllSafe') return session.queue.ask({ kind: 'fixAllSafe', file });
  if (data.kind === 'fixAllOfRule') {
    return session.queue.ask({ kind: 'fixAllOfRule', file, rule: data.rule, fix: data.fix });
  }
  const edit = session.texts.suppress(document, { finding: data.finding, scope: data.scope, reason: '' });
  return edit && [{ file, edits: [edit] }];
}

/** Many changes to what a program does, made at once, are looked over before. */
function asksFirst({ client, documents }: Session, data: CodeActionData): boolean {
  if (data.kind !== 'fixAllOfRule' || !client.confirmsEdits) return false;
  const offers = documents.get(data.uri)?.shown.flatMap(({ rule, fixes }) => (rule === data.rule ? fixes : [])) ?? [];
  return offers.some(({ id, safety }) => id === data.fix && safety === 'unsafe');
}

export function editedText(session: Session, file: string): EditedText {
  const document = session.documents.ofFile(file);
  if (document === undefined) return { uri: session.uriOf(file), version: null, text: session.store.text(file) };
  const { uri, version, text } = document;
  // An editor may hold what an undo has emptied and deleted a moment longer.
  const isGone = text === '' && uri.startsWith('file:') && !session.isOnDisk(file);
  return { uri, version, text: isGone ? undefined : text };
}
