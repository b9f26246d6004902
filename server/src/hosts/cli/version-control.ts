import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { VersionControl } from '../../report/check-result.ts';
import { repositoryOf } from './load-config.ts';

/**
 * Where the repository around a folder comes from and where it stands, read from Git's own files. Undefined without an origin that is reached by network:
 * a path would tell of this machine. Worktrees and submodules, whose files lie elsewhere, are left out.
 */
export function versionControlOf(root: string): VersionControl | undefined {
  const repository = repositoryOf(root);
  if (repository === undefined) return undefined;
  const read = (name: string): string | undefined => readText(path.join(repository, '.git', name));
  const uri = publicAddress(originIn(read('config') ?? ''));
  if (uri === undefined) return undefined;
  const branch = /^ref: refs\/heads\/(.+)$/m.exec(read('HEAD') ?? '')?.[1];
  const revision = branch === undefined ? hashIn(read('HEAD')) : revisionOf(branch, read);
  const isRoot = repository === root;
  return { uri, isRoot, ...(branch !== undefined && { branch }), ...(revision !== undefined && { revision }) };
}

/** The address of `origin` in a Git configuration. */
function originIn(config: string): string | undefined {
  const section = /^\[remote "origin"\]\s*$([^[]*)/m.exec(config)?.[1];
  return /^\s*url\s*=\s*(\S+)\s*$/m.exec(section ?? '')?.[1];
}

/** Without user, password and whatever else might be a secret. */
function publicAddress(address: string | undefined): string | undefined {
  const [, host, file] = /^(?:[\w.-]+@)?([\w.-]{2,}):(?!\/\/)(.+)$/.exec(address ?? '') ?? [];
  const parsed = host === undefined || file === undefined ? address : `ssh://${host}/${file}`;
  if (parsed === undefined || !URL.canParse(parsed)) return undefined;
  const { protocol, host: authority, pathname } = new URL(parsed);
  if (!['https:', 'http:', 'ssh:', 'git:'].includes(protocol) || authority === '') return undefined;
  return `${protocol}//${authority}${pathname}`;
}

function revisionOf(branch: string, read: (name: string) => string | undefined): string | undefined {
  const loose = hashIn(read(`refs/heads/${branch}`));
  if (loose !== undefined) return loose;
  const packed = (read('packed-refs') ?? '').split('\n').find((line) => line.endsWith(` refs/heads/${branch}`));
  return hashIn(packed?.split(' ')[0]);
}

function hashIn(text: string | undefined): string | undefined {
  return /^[0-9a-f]{40,64}$/.exec(text?.trim() ?? '')?.[0];
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
