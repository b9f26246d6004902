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
  if (block === null || inside === undefined) return withBlock(manifest, text, `"${name}": "${range}"`);
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

/** Dependencies of their own, in front of those of development, else at the end; undefined where the manifest is no object. */
function withBlock(manifest: string, text: string, entry: string): readonly FileEdit[] | undefined {
  const gap = /^\s*\{(\s*)"/.exec(text)?.[1];
  if (gap === undefined) return undefined;
  const unit = gap.slice(gap.lastIndexOf('\n') + 1);
  const block = gap.includes('\n') ? `"dependencies": {${gap}${unit}${entry}${gap}}` : `"dependencies": { ${entry} }`;
  const next = text.search(/\s*"devDependencies"\s*:/);
  if (next >= 0) return [{ file: manifest, edits: [insertion(next, `${gap}${block},`)] }];
  const end = text.slice(0, text.lastIndexOf('}')).trimEnd().length;
  return [{ file: manifest, edits: [insertion(end, `,${gap}${block}`)] }];
}
