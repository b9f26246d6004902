import type { FileEdit } from '../../../../shared/src/finding.ts';
import type { FixContext } from '../../engine/rule.ts';
import { insertion } from '../handling.ts';

const ranges: ReadonlyMap<string, string> = new Map([['zod', '^4.0.0']]);

/** The edit that adds a package to the dependencies of the file's package; undefined where they are not written as usual. */
export function withDependency(
  name: string,
  { file, snapshot }: Pick<FixContext, 'file' | 'snapshot'>,
): readonly FileEdit[] | undefined {
  const manifest = snapshot.packageOf(file)?.file;
  const text = manifest && snapshot.text(manifest);
  const range = ranges.get(name);
  // A file without a manifest is run by whoever finds its packages in another way.
  if (manifest === undefined || text === undefined || range === undefined) return [];
  const block = /"dependencies"\s*:\s*\{([^}]*)\}/.exec(text);
  const inside = block?.[1];
  if (block === null || inside === undefined) return undefined;
  const start = block.index + block[0].indexOf('{') + 1;
  const entries = [...inside.matchAll(/(\s*)"([^"]+)"\s*:/g)];
  const gap = entries[0]?.[1] ?? '';
  const entry = `"${name}": "${range}"`;
  const next = entries.find(([, , other = '']) => other > name);
  const last = entries.at(-1);
  if (last === undefined) return [{ file: manifest, edits: [insertion(start, entry)] }];
  if (next) return [{ file: manifest, edits: [insertion(start + next.index, `${gap}${entry},`)] }];
  const end = start + inside.trimEnd().length;
  return [{ file: manifest, edits: [insertion(end, `,${gap}${entry}`)] }];
}
