import { recordOf, textOf, textsOf, type JsonRecord } from '../json.ts';
import { bareVersion, type Lock, type Versions } from './lock.ts';

/** A package-lock.json: by place in node_modules, or, in its first form, by name. */
export function npmLock(json: JsonRecord): Lock {
  const places = versionsIn(recordOf(json['packages']));
  const names = versionsIn(recordOf(json['dependencies']));
  return ({ name, importers }) =>
    firstOf(importers.map((importer) => places.get(`${importer === '' ? '' : `${importer}/`}node_modules/${name}`))) ??
    names.get(name);
}

/** A bun.lock: by name, behind the name of the package that asks where it has one of its own. */
export function bunLock(json: JsonRecord): Lock {
  const entries = Object.entries(recordOf(json['packages']) ?? {}).flatMap(([key, entry]) => {
    const ident = textsOf(entry)[0] ?? '';
    const version = bareVersion(ident.slice(ident.lastIndexOf('@') + 1));
    return version === undefined ? [] : [[key, version] as const];
  });
  const versions = new Map(entries);
  return ({ name, asker }) => versions.get(`${asker ?? ''}/${name}`) ?? versions.get(name);
}

/** A deno.lock: by specifier, such as `npm:express@4`. */
export function denoLock(json: JsonRecord): Lock {
  const specifiers = recordOf(json['specifiers']) ?? recordOf(recordOf(json['packages'])?.['specifiers']) ?? {};
  const byName = new Map<string, Map<string, string>>();
  for (const [specifier, target] of Object.entries(specifiers)) {
    const [, name, range = ''] = /^(?:npm|jsr):((?:@[^/@]+\/)?[^/@]+)(?:@(.+))?$/.exec(specifier) ?? [];
    const locked = textOf(target) ?? '';
    const version = bareVersion(locked.slice(locked.lastIndexOf(':') < 0 ? 0 : locked.lastIndexOf('@') + 1));
    if (name === undefined || version === undefined) continue;
    byName.set(name, (byName.get(name) ?? new Map<string, string>()).set(range, version));
  }
  return ({ name, range }) => {
    const versions = byName.get(name);
    return versions?.get(range ?? '') ?? onlyOne(versions?.values());
  };
}

/** Of several versions none is the one that is meant. */
export function onlyOne(versions: Iterable<string> | undefined): string | undefined {
  const all = new Set(versions);
  return all.size === 1 ? [...all][0] : undefined;
}

function versionsIn(record: JsonRecord | undefined): Versions {
  const entries = Object.entries(record ?? {}).flatMap(([key, entry]) => {
    const version = bareVersion(textOf(recordOf(entry)?.['version']));
    return version === undefined ? [] : [[key, version] as const];
  });
  return new Map(entries);
}

function firstOf(versions: readonly (string | undefined)[]): string | undefined {
  return versions.find((version) => version !== undefined);
}
