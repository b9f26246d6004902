import { DidChangeWatchedFilesNotification } from 'vscode-languageserver';
import type { Session } from '../session.ts';
import { watchers } from './did-change-watched-files.ts';

export function initialized(session: Session) {
  return async (): Promise<void> => {
    session.rechecks.reportConfiguration();
    session.status.update();
    session.checkOutlived();
    if (!session.client.watchesFiles) return;
    await session.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  };
}
