const ending = String.raw`\.[cm]?[jt]sx?$`;

/** By what address frameworks and hosts serve a file; its path is relative to the folder of their configuration. */
export function routeOfFile(path: string): string | undefined {
  const app = new RegExp(String.raw`^(?:src/)?app/(.*/)?route${ending}`).exec(path);
  if (app) return `/${withoutGroups(app[1] ?? '')}`.replace(/\/$/, '');
  const api = new RegExp(String.raw`^(?:(?:src/)?pages/)?(api/.*?)(?:/index)?${ending}`).exec(path)?.[1];
  return api === undefined || isPrivate(api) ? undefined : `/${api}`;
}

/** `(public)/users/` is served as `users/`. */
const withoutGroups = (folders: string): string => folders.replaceAll(/\([^/]*\)\//g, '');

/** Vercel serves nothing whose name begins so. */
const isPrivate = (path: string): boolean => path.split('/').some((part) => /^[._]/.test(part));

/** Without what follows a question mark, and without a slash at the end. */
export const plainAddress = (address: string): string => address.replace(/[?#].*$/, '').replace(/(?<=.)\/$/, '');
