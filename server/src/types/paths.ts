/** Paths are absolute with forward slashes. */

export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}

export function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** The folder and those above it, up to the one that is as short as `root`. */
export function* foldersUp(folder: string, root: string): Generator<string> {
  let current = folder;
  yield current;
  while (current.length > root.length && current !== '/') {
    current = folderOf(current);
    yield current;
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

/** `@scope/name` or `name` of a file below node_modules; `@types/x` is `x`. */
export function packageOf(path: string): string | undefined {
  const marker = '/node_modules/';
  const at = path.lastIndexOf(marker);
  if (at < 0) return undefined;
  const [first = '', second = ''] = path.slice(at + marker.length).split('/');
  if (first === '@types') return unmangled(second);
  // Generated clients live in folders such as `.prisma/client`.
  return /^[@.]/.test(first) ? `${first}/${second}` : first;
}

/** `@types/scope__name` holds the types of `@scope/name`. */
function unmangled(name: string): string {
  const [scope = '', rest] = name.split('__');
  return rest === undefined ? name : `@${scope}/${rest}`;
}
