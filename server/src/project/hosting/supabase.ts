import type { HostedFile } from '../../semantics/hosted-files.ts';
import type { TomlTable } from './toml.ts';

/** What `supabase/config.toml` says of a file. @param path relative to the folder that it lies in */
export function hostedBySupabase(tables: readonly TomlTable[], path: string): HostedFile | undefined {
  const name = /^functions\/([^/_][^/]*)\/.*\.[cm]?[jt]sx?$/.exec(path)?.[1];
  if (name === undefined) return undefined;
  const asks = tables.find((table) => table.name === `functions.${name}`)?.values.get('verify_jwt');
  return {
    runtime: 'edge',
    addresses: [`/functions/v1/${name}`],
    isScheduled: false,
    ...(asks !== undefined && { asksForToken: asks !== 'false' }),
  };
}
