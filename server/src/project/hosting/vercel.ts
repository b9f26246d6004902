import type { HostedFile } from '../../semantics/hosted-files.ts';
import { type Json, type JsonRecord, recordOf, textOf } from '../json.ts';
import { plainAddress, routeOfFile } from './route-of-file.ts';

/** What `vercel.json` says of a file. @param path relative to the folder that it lies in */
export function hostedByVercel(config: JsonRecord, path: string): HostedFile | undefined {
  const route = routeOfFile(path);
  const isFunction =
    path.startsWith('api/') || Object.keys(recordOf(config['functions']) ?? {}).some((glob) => matches(path, glob));
  if (route === undefined && !isFunction) return undefined;
  const addresses = route === undefined ? [] : sourcesOf(config, route);
  return {
    runtime: isFunction && isCode(path) ? 'node' : undefined,
    addresses,
    isScheduled: recordsIn(config['crons']).some((cron) => plainAddress(textOf(cron['path']) ?? '') === route),
  };
}

const isCode = (path: string): boolean => /\.[cm]?[jt]s$/.test(path);

/** Rewrites that lead to an address; those of all addresses say nothing. */
function sourcesOf(config: JsonRecord, route: string): readonly string[] {
  const rewrites = config['rewrites'];
  const nested = recordOf(rewrites);
  const lists = nested === undefined ? [rewrites] : Object.values(nested);
  return [...lists, config['routes']].flatMap(recordsIn).flatMap((rule) => {
    const to = textOf(rule['destination']) ?? textOf(rule['dest']) ?? '';
    const from = textOf(rule['source']) ?? textOf(rule['src']);
    const isOwn = plainAddress(to).replace(/\.[cm]?[jt]s$/, '') === route;
    return isOwn && from !== undefined && !/\(\.\*\)|:path\*/.test(from) ? [from] : [];
  });
}

const recordsOf = (value: Json): readonly JsonRecord[] => {
  const record = recordOf(value);
  return record === undefined ? [] : [record];
};

const recordsIn = (value: Json | undefined): readonly JsonRecord[] =>
  Array.isArray(value) ? value.flatMap((each: Json) => recordsOf(each)) : [];

/** `api/*.ts`, `src/app/api/**` and so on, of which only two wildcards are used. */
function matches(path: string, glob: string): boolean {
  const plain = glob.slice(0, 200).replace(/^\//, '');
  const pattern = plain
    .split(/(\*\*\/?|\*)/)
    .map((part) =>
      part === '*' ? '[^/]*' : part.startsWith('**') ? '.*' : part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'),
    )
    .join('');
  return new RegExp(`^${pattern}$`).test(path);
}
