import type { DidCloseTextDocumentParams } from 'vscode-languageserver';
import { closeDocument } from '../close-document.ts';
import type { Session } from '../session.ts';

export function didClose(session: Session) {
  return ({ textDocument: { uri } }: DidCloseTextDocumentParams): void => {
    // What was typed into it may never have been saved: the disk has the word again.
    if (session.configs.close(uri)) session.rechecks.reportConfiguration();
    const document = session.documents.get(uri);
    if (document !== undefined) closeDocument(session, document);
  };
}
