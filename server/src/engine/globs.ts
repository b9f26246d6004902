import picomatch from 'picomatch';

type Matcher = (path: string) => boolean;

const compiled = new WeakMap<readonly string[], Matcher>();

/**
 * Whether a path matches one of the globs. Globs are matched against the whole path; one without a slash matches the
 * file name anywhere, as in ignore files, and one that names a folder holds all below it.
 *
 * @param globs the same array object from call to call, so that it is compiled once
 * @param path relative, with forward slashes
 */
export function matches(globs: readonly string[], path: string): boolean {
  let matcher = compiled.get(globs);
  if (matcher === undefined) {
    matcher = globs.length === 0 ? () => false : picomatch(globs.flatMap(expanded), { dot: true, windows: false });
    compiled.set(globs, matcher);
  }
  return matcher(path);
}

/** The path relative to the folder; files outside keep their absolute path, which only `**` globs match. */
export function pathIn(folder: string, file: string): string {
  const prefix = folder.endsWith('/') ? folder : `${folder}/`;
  return file.startsWith(prefix) ? file.slice(prefix.length) : file;
}

function expanded(glob: string): readonly string[] {
  const plain = glob.replace(/^\.\//, '').replace(/\/$/, '');
  const anchored = plain.includes('/') ? plain.replace(/^\//, '') : `**/${plain}`;
  return anchored.endsWith('**') ? [anchored] : [anchored, `${anchored}/**`];
}
