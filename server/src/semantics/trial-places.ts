/**
 * Places of what is tried out, shown or put aside, in a path within the project: the words that stand there for a secret open nothing
 * that is deployed. What a machine made may be a real key wherever it stands.
 */
const places: readonly RegExp[] = [
  // Fills a database.
  /seed/i,
  /[/_.-](?:demo|sample|mock|debug|test)s?[/_.-]/i,
  /\/mock[A-Z]/,
  // Shows how something is called.
  /\/(?:docs?|documentation)\/|api-?docs?|swagger|openapi|postman|insomnia|\.(?:http|rest)$/i,
  // Starts a program on the own machine.
  /[/._-](?:local|dev|development)(?:[._-][^/]*)?\.\w+$/,
];

/** Copies: the program has moved on. */
const copies: readonly RegExp[] = [
  /\.(?:bak|old|orig|backup)(?:\d\w*)?(?:[._-][\w-]+)?(?:\.[cm]?[jt]sx?)?$/,
  /\/(?:\.[\w-]*backup|_(?:archived?|backups?|old|to[_-]delete))\/|^\/(?:archived?|backups?|old)\//i,
  /\/restored[_-][^/]+$/i,
  // What was packed up, and unpacked beside the program.
  /\/(?:[^/]*[ _-])?zips?\/|\/[^/]+\.zip\//i,
];

const testPlace =
  /\/(?:[\w-]*tests?|__tests__|__mocks__|fixtures|testdata)\/|[._-](?:test|spec|fixture)\.\w+$|\/phpunit[\w.-]*\.xml(?:\.dist)?$/i;

export const isTrialPlace = (file: string, root: string | undefined): boolean =>
  isPutAside(file, root) || places.some((place) => place.test(pathIn(root, file)));

export const isPutAside = (file: string, root: string | undefined): boolean =>
  copies.some((copy) => copy.test(pathIn(root, file)));

/** Tests make up what they read, keys that look made by a machine as well. */
export const isTestPlace = (file: string, root: string | undefined): boolean => testPlace.test(pathIn(root, file));

/** Folders above the project say nothing. */
function pathIn(root: string | undefined, file: string): string {
  const path = root !== undefined && file.startsWith(root) ? file.slice(root.length) : file;
  return path.startsWith('/') ? path : `/${path}`;
}
