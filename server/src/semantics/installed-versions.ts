import type { Snapshot } from '../engine/snapshot.ts';
import { moduleFactsOf } from './module-facts.ts';
import { canonicalModule } from './module-names.ts';

/**
 * The major version of a package as a file gets it: the one that its own import names (`npm:express@4`), else what is
 * installed, locked or declared. Undefined where that allows several, or where nothing tells.
 */
export function majorVersionOf(library: string, file: string, snapshot: Snapshot): number | undefined {
  return majorOfImport(library, file, snapshot) ?? majorOfRange(snapshot.packageVersion(library, file));
}

/** Registries and CDNs carry the version in the specifier. */
function majorOfImport(library: string, file: string, snapshot: Snapshot): number | undefined {
  const tree = snapshot.tree(file);
  for (const { specifier } of tree === undefined ? [] : moduleFactsOf(tree).loads) {
    if (!/^(?:https?:|npm:|jsr:)/.test(specifier) || canonicalModule(specifier)?.name !== library) continue;
    const at = specifier.lastIndexOf(`${library}@`);
    return at < 0 ? undefined : majorOfRange(decodeURIComponent(specifier.slice(at + library.length + 1)));
  }
  return undefined;
}

/** `^4.18.0`, `~4`, `4.x`, `>=4.1 <5` and `4.1.0 || ^4.2` are 4; `>=4`, `*` and `^4 || ^5` may be several. */
export function majorOfRange(range: string | undefined): number | undefined {
  if (range === undefined) return undefined;
  const majors = new Set(range.split('||').map(majorOfAlternative));
  const [only] = majors;
  return majors.size === 1 ? only : undefined;
}

function majorOfAlternative(text: string): number | undefined {
  const range = text.trim().replace(/[/?#&].*$/, '');
  const plain = /^[\^~=v]{0,2} ?(\d{1,6})(?![\d])/.exec(range);
  if (plain !== null) return Number(plain[1]);
  const [, from, below] = /^>=? ?v?(\d{1,6})[^\s<]{0,40} ?< ?v?(\d{1,6})(?:\.0){0,2}(?:-0)?$/.exec(range) ?? [];
  return from !== undefined && Number(below) === Number(from) + 1 ? Number(from) : undefined;
}
