import type { HostedFile } from '../../semantics/hosted-files.ts';
import { plainAddress } from './route-of-file.ts';
import type { TomlTable } from './toml.ts';

/** What `netlify.toml` says of a file. @param path relative to the folder that it lies in */
export function hostedByNetlify(tables: readonly TomlTable[], path: string): HostedFile | undefined {
  const edge = within(path, folderIn(tables, 'edge_functions', 'netlify/edge-functions'));
  if (edge !== undefined) return { runtime: 'edge', addresses: [], isScheduled: false };
  const own = within(path, folderIn(tables, 'functions', 'netlify/functions'));
  if (own === undefined) return undefined;
  const name = functionNameOf(own);
  return {
    runtime: 'node',
    addresses: name === undefined ? [] : redirectsTo(tables, name),
    isScheduled: tables.some((table) => table.name === `functions.${name ?? ''}` && table.values.has('schedule')),
  };
}

function folderIn(tables: readonly TomlTable[], kind: 'functions' | 'edge_functions', usual: string): string {
  const valueOf = (table: string, name: string): string | undefined =>
    tables.find((each) => each.name === table)?.values.get(name);
  const base = valueOf('build', 'base') ?? '';
  const named = (kind === 'functions' ? valueOf('functions', 'directory') : undefined) ?? valueOf('build', kind);
  return `${base}/${named ?? usual}`.replaceAll(/(?<=^|\/)\.?\//g, '').replace(/\/$/, '');
}

const within = (path: string, folder: string): string | undefined =>
  folder !== '' && /\.[cm]?[jt]sx?$/.test(path) && path.startsWith(`${folder}/`)
    ? path.slice(folder.length + 1)
    : undefined;

/** `pay.ts`, `pay/index.ts` and `pay/pay.ts` are the function `pay`; all else is only used by such. */
function functionNameOf(path: string): string | undefined {
  const [, folder, name = ''] = /^(?:([^/]+)\/)?([^/]+)\.[cm]?[jt]sx?$/.exec(path) ?? [];
  if (folder === undefined) return name === '' ? undefined : name;
  return name === 'index' || name === folder ? folder : undefined;
}

function redirectsTo(tables: readonly TomlTable[], name: string): readonly string[] {
  return tables.flatMap(({ name: table, values }) => {
    const to = plainAddress(values.get('to') ?? '');
    const isOwn = to === `/.netlify/functions/${name}` || to.startsWith(`/.netlify/functions/${name}/`);
    const from = values.get('from');
    return table === 'redirects' && isOwn && from !== undefined ? [from] : [];
  });
}
