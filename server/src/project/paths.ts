/** Paths are absolute with forward slashes; a drive such as `c:` may stand in front. */

export { joined } from '../types/paths.ts';

export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  if (slash > 0) return path.slice(0, slash);
  return slash === 0 ? '/' : path;
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** The folder itself and those above it up to `root`; all of them where it is not below `root`. */
export function foldersUp(folder: string, root: string | undefined): readonly string[] {
  const folders: string[] = [];
  for (let current = folder; ;) {
    folders.push(current);
    const above = folderOf(current);
    if (current === root || above === current) return folders;
    current = above;
  }
}

/** Names the folders of packages that are installed, not written here. */
export function isInstalled(path: string): boolean {
  return path.includes('/node_modules/');
}
