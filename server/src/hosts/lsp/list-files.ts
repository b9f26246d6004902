import type { WorkspaceFileSystem } from '../../project/file-system.ts';
import { isCode } from '../../project/trees.ts';
import { Workspace } from '../../project/workspace.ts';
import type { ConfiguredFolder, ListedFiles } from './worker-protocol.ts';

/** The code and other texts of all workspace folders, each file once, up to a bound that other texts never take from code. */
export function listFiles(
  fileSystem: WorkspaceFileSystem,
  folders: readonly ConfiguredFolder[],
  maxFiles: number,
): ListedFiles {
  const code = new Set<string>();
  const texts = new Set<string>();
  const limits: string[] = [];
  for (const { folder, config } of folders) {
    const workspace = new Workspace({ fileSystem, root: folder, config });
    const problem = workspace.problem();
    if (problem !== undefined) limits.push(problem);
    for (const file of workspace.files(limits)) {
      (isCode(file) ? code : texts).add(file);
      if (code.size > maxFiles) break;
    }
  }
  const files = [...code, ...texts];
  if (files.length > maxFiles) limits.push(`There are more than ${maxFiles} files; the others were not checked.`);
  return { files: files.slice(0, maxFiles), limits };
}
