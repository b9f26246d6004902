import type { WorkspaceFileSystem } from '../../project/file-system.ts';
import { Workspace } from '../../project/workspace.ts';
import type { ConfiguredFolder, ListedFiles } from './worker-protocol.ts';

/** The code of all workspace folders, each file once, up to a bound. */
export function listFiles(
  fileSystem: WorkspaceFileSystem,
  folders: readonly ConfiguredFolder[],
  maxFiles: number,
): ListedFiles {
  const files = new Set<string>();
  const limits: string[] = [];
  for (const { folder, config } of folders) {
    const workspace = new Workspace({ fileSystem, root: folder, config });
    const problem = workspace.problem();
    if (problem !== undefined) limits.push(problem);
    for (const file of workspace.files(limits)) {
      if (files.size >= maxFiles) {
        limits.push(`There are more than ${maxFiles} files; the others were not checked.`);
        return { files: [...files], limits };
      }
      files.add(file);
    }
  }
  return { files: [...files], limits };
}
