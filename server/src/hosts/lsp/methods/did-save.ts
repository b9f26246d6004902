import type { DidSaveTextDocumentParams } from 'vscode-languageserver';
import { fileOfUri, isBaselineFile, isConfigFile } from '../files.ts';
import type { Session } from '../session.ts';

export function didSave(session: Session) {
  return ({ textDocument: { uri } }: DidSaveTextDocumentParams): void => {
    const file = fileOfUri(uri);
    if (file === undefined) return;
    if (isConfigFile(file)) session.rechecks.configuration();
    if (isBaselineFile(file)) session.rechecks.baseline();
    const document = session.documents.get(uri);
    if (document === undefined) return;
    session.scheduler.saved(document);
    session.rechecks.afterChanges({ changed: [document.file] });
  };
}
