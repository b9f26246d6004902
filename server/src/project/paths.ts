/** Paths are absolute with forward slashes; a drive such as `c:` may stand in front. */

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

/** Joins and resolves `.` and `..`; an absolute `path` replaces the folder. */
export function joined(folder: string, path: string): string {
  const whole = path.startsWith('/') || /^[A-Za-z]:\//.test(path) ? path : `${folder}/${path}`;
  if (isPlain(whole)) return whole;
  const drive = /^[A-Za-z]:(?=\/)/.exec(whole)?.[0] ?? '';
  const kept: string[] = [];
  for (const segment of whole.slice(drive.length).split('/')) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(segment);
  }
  return `${drive}/${kept.join('/')}`;
}

/** Nearly all are: taking a path apart for nothing was a third of the time that resolution takes. */
function isPlain(path: string): boolean {
  return path.startsWith('/') && !path.includes('/.') && !path.includes('//') && (path === '/' || !path.endsWith('/'));
}

/** Names the folders of packages that are installed, not written here. */
export function isInstalled(path: string): boolean {
  return path.includes('/node_modules/');
}
