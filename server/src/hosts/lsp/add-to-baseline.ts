import { MessageType } from 'vscode-languageserver';
import type { AddToBaselineParams } from '../../../../shared/src/protocol.ts';
import { withFinding } from '../../engine/baseline.ts';
import { pathIn } from '../../engine/globs.ts';
import { fileOfUri } from './files.ts';
import type { Session } from './session.ts';

/** Lives with one finding from now on: its fingerprint is written down, nothing of the code. */
export function addToBaseline(session: Session, { uri, rule, fingerprint, reason }: AddToBaselineParams): void {
  const file = session.documents.get(uri)?.file ?? fileOfUri(uri);
  const root = file === undefined ? undefined : session.baselines.rootOf(file);
  if (file === undefined || root === undefined) {
    session.tell(
      MessageType.Warning,
      'This file belongs to no folder of the workspace, so there is no baseline for it.',
    );
    return;
  }
  const entry = { rule, fingerprint, ...(reason !== undefined && { reason }) };
  const problem = session.baselines.change(root, (before) => withFinding(before, pathIn(root, file), entry));
  if (problem !== undefined) session.tell(MessageType.Warning, problem);
  session.showBaselines();
}
