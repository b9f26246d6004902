import type { FileEdit, Finding } from '../../../../../shared/src/finding.ts';
import type { FixAllParams, FixAllResult } from '../../../../../shared/src/protocol.ts';
import { mergeFixes } from '../../../engine/fixes.ts';
import { editedText } from '../action-edits.ts';
import { fileOfUri, isWithin } from '../files.ts';
import type { Session } from '../session.ts';
import { workspaceEditOf } from '../workspace-edit.ts';

/** The preferred fixes of all findings of a rule that are on screen, in a file, a folder or everywhere; looked over before they are made. */
export function fixAll(session: Session) {
  return async ({ rule, within }: FixAllParams): Promise<FixAllResult> => {
    const files = filesWith(session, rule, within === undefined ? undefined : fileOfUri(within));
    const fixes: (readonly FileEdit[])[] = [];
    for (const [file, findings] of files) {
      const only = findings.map(({ fingerprint }) => fingerprint);
      fixes.push((await session.queue.ask({ kind: 'fixAllOfRule', file, rule, fix: undefined, only })) ?? []);
    }
    const edits = mergeFixes(fixes);
    if (edits.length === 0) return { files: 0, isApplied: false };
    const { client, connection } = session;
    const edit = workspaceEditOf(edits, {
      textOf: (file) => editedText(session, file),
      versionsEdits: client.versionsEdits,
      ...(client.confirmsEdits && { confirmation: `Fix all ${rule}` }),
    });
    const { applied } = await connection.workspace.applyEdit({ label: `Fix all ${rule}`, edit });
    return { files: edits.length, isApplied: applied };
  };
}

function filesWith({ publisher }: Session, rule: string, within: string | undefined) {
  const files = new Map<string, readonly Finding[]>();
  for (const uri of publisher.uris) {
    const found = publisher.shownOf(uri).filter((finding) => finding.rule === rule && finding.fixes.length > 0);
    const [first] = found;
    if (first !== undefined && (within === undefined || isWithin(first.file, within))) files.set(first.file, found);
  }
  return files;
}
