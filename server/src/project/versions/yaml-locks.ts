import { recordOf, textOf, type Json, type JsonRecord } from '../json.ts';
import { yamlSections } from '../yaml.ts';
import { onlyOne } from './json-locks.ts';
import { bareVersion, type Lock } from './lock.ts';

const dependencyFields: readonly string[] = ['dependencies', 'devDependencies', 'optionalDependencies'];
const pnpmSections: ReadonlySet<string> = new Set([...dependencyFields, 'importers']);

/** A pnpm-lock.yaml: by importing folder; older ones of a single package have no importers. */
export function pnpmLock(text: string): Lock {
  const sections = yamlSections(text, pnpmSections);
  const importers = recordOf(sections['importers']);
  return ({ name, importers: folders }) => {
    for (const folder of folders) {
      const own = importers === undefined && folder === '' ? sections : recordOf(importers?.[folder || '.']);
      const version = own === undefined ? undefined : lockedIn(own, name);
      if (version !== undefined) return version;
    }
    return undefined;
  };
}

function lockedIn(importer: JsonRecord, name: string): string | undefined {
  for (const field of dependencyFields) {
    const locked: Json | undefined = recordOf(importer[field])?.[name];
    const text = textOf(locked) ?? textOf(recordOf(locked)?.['version']);
    // An alias names what it stands for: `express: /express5@5.0.0`.
    const version = bareVersion(text) ?? bareVersion(text?.slice(text.lastIndexOf('@') + 1));
    if (version !== undefined) return version;
  }
  return undefined;
}

/** What yarn writes for packages of the workspace. */
const ownPackage = '0.0.0-use.local';

/** A yarn.lock of any yarn: by name and range. */
export function yarnLock(text: string): Lock {
  const byName = new Map<string, Map<string, string>>();
  let keys: readonly string[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (/^[^\s#].*:$/.test(line)) keys = line.slice(0, -1).replaceAll('"', '').split(', ');
    const written = keys.length === 0 ? undefined : /^ {2}version:? "?([^"\s]+)"?$/.exec(line)?.[1];
    const version = written === ownPackage ? undefined : bareVersion(written);
    if (version === undefined) continue;
    for (const key of keys) {
      const at = key.indexOf('@', 1);
      const name = key.slice(0, at);
      byName.set(name, (byName.get(name) ?? new Map<string, string>()).set(key.slice(at + 1), version));
    }
    keys = [];
  }
  return ({ name, range }) => {
    const versions = byName.get(name);
    return versions?.get(range ?? '') ?? versions?.get(`npm:${range ?? ''}`) ?? onlyOne(versions?.values());
  };
}
