import { FileChangeType, type DidChangeWatchedFilesParams, type FileSystemWatcher } from 'vscode-languageserver';
import { foreignFolders } from '../../../project/left-out.ts';
import { isLookedAt } from '../../../project/text-files.ts';
import { isCode } from '../../../project/trees.ts';
import { fileOfUri, isBaselineFile, isConfigFile, isWithin } from '../files.ts';
import type { Session } from '../session.ts';

/** Folders too: clients tell of a deleted one alone, not of what was in it. */
export const watchers: FileSystemWatcher[] = [{ globPattern: '**/*' }];

export function didChangeWatchedFiles(session: Session) {
  return ({ changes }: DidChangeWatchedFilesParams): void => {
    const { rechecks } = session;
    const events = changes.flatMap(({ uri, type }) => {
      const file = fileOfUri(uri);
      return file === undefined ? [] : [{ file, type }];
    });
    if (events.some(({ file }) => file.endsWith('/.git/index'))) rechecks.environmentFiles();
    if (events.some(({ file }) => isBaselineFile(file))) rechecks.baseline();
    const filesOf = (wanted: FileChangeType) => events.filter(({ type }) => type === wanted).map(({ file }) => file);
    const deleted = [...new Set(filesOf(FileChangeType.Deleted))].flatMap((path) => filesBelow(session, path));
    const isWatched = (file: string): boolean =>
      !isBaselineFile(file) && (isCode(file) || rechecks.sways(file) || isOwnText(file));
    const created = filesOf(FileChangeType.Created).filter(isWatched);
    const changed = filesOf(FileChangeType.Changed).filter(isWatched);
    if (created.length + changed.length + deleted.length === 0) return;
    rechecks.afterChanges({ created, changed, deleted });
    const swaying = [...created, ...changed, ...deleted].filter((file) => rechecks.sways(file));
    if (swaying.some(isConfigFile)) rechecks.configuration();
    else if (swaying.length > 0) rechecks.everything();
  };
}

/** Nobody checks what is installed, and there is much of it. */
function isOwnText(file: string): boolean {
  return isLookedAt(file) && !file.split('/').some((name) => foreignFolders.has(name));
}

/** A path itself where it sways what is found, or the files that are known below it. */
function filesBelow({ dependents, rechecks }: Session, path: string): readonly string[] {
  if (isCode(path) || rechecks.sways(path)) return [path];
  const known = [...dependents.files].filter((file) => file !== path && isWithin(file, path));
  return isOwnText(path) ? [path, ...known] : known;
}
