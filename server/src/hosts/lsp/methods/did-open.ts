import type { DidOpenTextDocumentParams } from 'vscode-languageserver';
import { systemClock } from '../clock.ts';
import { isLookedAt } from '../../../project/text-files.ts';
import { fileOfUri, isBaselineFile, isConfigFile, isTooLarge } from '../files.ts';
import type { Session } from '../session.ts';

export function didOpen(session: Session) {
  return ({ textDocument: { uri, languageId, version, text } }: DidOpenTextDocumentParams): void => {
    const file = fileOfUri(uri, languageId);
    if (file === undefined) return;
    if (isConfigFile(file) || isBaselineFile(file)) return session.configs.open(uri, text, version);
    if (!isLookedAt(file)) return;
    if (isTooLarge(text)) {
      session.log.once(`${file} is larger than 1 MB and is not checked.`);
      return;
    }
    const document = session.documents.open({ uri, file, languageId, version, text, openedAt: systemClock.now() });
    document.adopt(session.publisher.findingsOf(uri), session.store.text(file) ?? text);
    session.scheduler.opened(document);
  };
}
