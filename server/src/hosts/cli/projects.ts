import { foldersUp, folderOf } from '../../project/paths.ts';
import { isCode } from '../../project/trees.ts';
import type { CheckOptions } from './check-project.ts';

/** Code under the same tsconfig or jsconfig together, so that one project after the other is held in memory; other texts last. */
export function byProject(files: readonly string[], options: CheckOptions): readonly (readonly string[])[] {
  const groups = new Map<string, string[]>();
  const texts = files.filter((file) => !isCode(file));
  const known = new Map<string, string>();
  for (const file of files.filter(isCode)) {
    const folder = folderOf(file);
    const project = known.get(folder) ?? projectOf(folder, options);
    known.set(folder, project);
    const group = groups.get(project);
    if (group === undefined) groups.set(project, [file]);
    else group.push(file);
  }
  return texts.length === 0 ? [...groups.values()] : [...groups.values(), texts];
}

/** The folder of the nearest configuration; empty for files that none holds. */
function projectOf(folder: string, { fileSystem, roots }: CheckOptions): string {
  const configurations = ['tsconfig.json', 'jsconfig.json'];
  const above = foldersUp(
    folder,
    roots.find((root) => folder.startsWith(root)),
  );
  return above.find((each) => configurations.some((name) => fileSystem.fileExists(`${each}/${name}`))) ?? '';
}
