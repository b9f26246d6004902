import {
  FileChangeType,
  WatchKind,
  type DidChangeWatchedFilesParams,
  type FileSystemWatcher,
} from 'vscode-languageserver';
import { fileOfUri, isCode, isConfigFile, isWithin } from '../files.ts';
import type { Session } from '../session.ts';

/** The last one is for folders: clients tell of a deleted folder alone, not of what was in it. */
export const watchers: FileSystemWatcher[] = [
  { globPattern: '**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}' },
  { globPattern: '**/{package.json,deno.json,deno.jsonc,import_map.json,pnpm-workspace.yaml,.gitignore}' },
  { globPattern: '**/{tsconfig,jsconfig}*.json' },
  { globPattern: '**/temper.config.json' },
  { globPattern: '**/*', kind: WatchKind.Delete },
];

export function didChangeWatchedFiles(session: Session) {
  return ({ changes }: DidChangeWatchedFilesParams): void => {
    const events = changes.flatMap(({ uri, type }) => {
      const file = fileOfUri(uri);
      return file === undefined ? [] : [{ file, type }];
    });
    const filesOf = (wanted: FileChangeType) => events.filter(({ type }) => type === wanted).map(({ file }) => file);
    const deleted = [...new Set(filesOf(FileChangeType.Deleted))].flatMap((path) => filesBelow(session, path));
    const created = filesOf(FileChangeType.Created);
    const changed = filesOf(FileChangeType.Changed);
    if (created.length + changed.length + deleted.length === 0) return;
    session.rechecks.afterChanges({ created, changed, deleted });
    const others = [...created, ...changed, ...deleted].filter((file) => !isCode(file));
    if (others.some(isConfigFile)) session.rechecks.configuration();
    else if (others.length > 0) session.rechecks.everything();
  };
}

/** A path itself where it sways what is found, or the files that are known below it. */
function filesBelow({ dependents, rechecks }: Session, path: string): readonly string[] {
  if (isCode(path) || rechecks.sways(path)) return [path];
  return [...dependents.files].filter((file) => isWithin(file, path));
}
