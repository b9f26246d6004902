import { recordOf, textOf, type JsonRecord } from '../json.ts';
import type { JsonFiles } from '../json-files.ts';
import { joined } from '../paths.ts';
import type { ProjectFiles } from '../project-files.ts';
import { parseYaml } from '../yaml.ts';

/** The range that a dependency declares once its protocol is taken off; undefined where it names no version. */
export function plainRange(declared: string): string | undefined {
  const aliased = /^(?:npm|jsr):(?:(?:@[^/@]+\/)?[^/@\d^~><=*][^/@]*@)?(.+)$/.exec(declared)?.[1];
  const patched = /^patch:[^#]*npm(?::|%3A)([^#]+)/.exec(declared)?.[1];
  const range = (patched ?? aliased ?? declared.replace(/^workspace:/, '')).trim();
  return /(?:^|[\s^~<>=v|])\d/.test(range) && !/[:/]/.test(range) ? range : undefined;
}

export function isLocal(declared: string): boolean {
  return /^(?:workspace|link|file|portal):/.test(declared);
}

/** The range behind `catalog:` or `catalog:name`, as pnpm, yarn and bun keep them at the root of a workspace. */
export function catalogRange(
  declared: string,
  name: string,
  folders: readonly string[],
  { files, json }: { readonly files: ProjectFiles; readonly json: JsonFiles },
): string | undefined {
  const catalog = /^catalog:(.*)$/.exec(declared)?.[1]?.trim();
  if (catalog === undefined) return undefined;
  for (const folder of folders) {
    const manifest = json.read(joined(folder, 'package.json'));
    const places = [
      yamlAt(files, joined(folder, 'pnpm-workspace.yaml')),
      yamlAt(files, joined(folder, '.yarnrc.yml')),
      manifest,
      recordOf(manifest?.['workspaces']),
    ];
    for (const place of places) {
      const range = place === undefined ? undefined : textOf(catalogOf(place, catalog)?.[name]);
      if (range !== undefined) return range;
    }
  }
  return undefined;
}

function catalogOf(place: JsonRecord, catalog: string): JsonRecord | undefined {
  const named = recordOf(recordOf(place['catalogs'])?.[catalog === '' ? 'default' : catalog]);
  return catalog === '' || catalog === 'default' ? (recordOf(place['catalog']) ?? named) : named;
}

function yamlAt(files: ProjectFiles, path: string): JsonRecord | undefined {
  return files.exists(path) ? parseYaml(files.read(path) ?? '') : undefined;
}
