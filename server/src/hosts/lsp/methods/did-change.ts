import type { DidChangeTextDocumentParams } from 'vscode-languageserver';
import { systemClock } from '../clock.ts';
import { closeDocument } from '../close-document.ts';
import { isTooLarge } from '../files.ts';
import type { Session } from '../session.ts';

export function didChange(session: Session) {
  return ({ textDocument: { uri, version }, contentChanges }: DidChangeTextDocumentParams): void => {
    session.configs.change(uri, contentChanges, version);
    const document = session.documents.get(uri);
    if (document === undefined) return;
    document.change(contentChanges, version, systemClock.now());
    if (isTooLarge(document.text)) {
      session.log.once(`${document.file} grew larger than 1 MB and is no longer checked.`);
      closeDocument(session, document, 'goes');
      return;
    }
    session.scheduler.changed(document);
  };
}
