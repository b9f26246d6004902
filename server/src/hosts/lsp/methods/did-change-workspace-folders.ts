import type { WorkspaceFoldersChangeEvent } from 'vscode-languageserver';
import { folderOfUri } from '../client-facts.ts';
import type { Session } from '../session.ts';

export function didChangeWorkspaceFolders(session: Session) {
  return ({ added, removed }: WorkspaceFoldersChangeEvent): void => {
    const foldersOf = (folders: WorkspaceFoldersChangeEvent['added']) =>
      folders.flatMap(({ uri }) => folderOfUri(uri) ?? []);
    session.folders.change(foldersOf(added), foldersOf(removed));
    session.store.setRoots(session.folders.configured.map(({ folder }) => folder));
    for (const uri of session.publisher.uris) {
      if (session.documents.get(uri) === undefined && !session.isInWorkspace(uri)) session.publisher.clear(uri);
    }
    session.rechecks.configuration();
  };
}
