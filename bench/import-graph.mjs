// Where a file stands among those that import each other: by how many others hear of an edit in it.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const imports = /(?:import|export)\b[^'";]*?from\s*['"](\.[^'"]*)['"]/g;

/** For each file how many import it, directly or by others. */
export function hearersOf(files) {
  const importers = new Map(files.map((file) => [file, []]));
  for (const file of files) {
    for (const [, specifier] of readFileSync(file, 'utf8').matchAll(imports)) {
      const target = resolved(path.resolve(path.dirname(file), specifier));
      importers.get(target)?.push(file);
    }
  }
  return new Map(files.map((file) => [file, reached(file, importers).size - 1]));
}

function resolved(target) {
  const plain = target.replace(/\.js$/, '');
  return [`${plain}.ts`, path.join(plain, 'index.ts')].find((each) => existsSync(each));
}

function reached(file, importers) {
  const found = new Set([file]);
  for (const each of found) for (const importer of importers.get(each) ?? []) found.add(importer);
  return found;
}

/** Those files that are wanted, in three parts: of whose edits fewest hear, a middling number, and most. */
export function byPlace(files, isWanted) {
  const hearers = hearersOf(files);
  const sorted = files.filter(isWanted).sort((one, other) => hearers.get(one) - hearers.get(other));
  const width = Math.max(10, Math.floor(sorted.length / 20));
  const middle = Math.floor(sorted.length / 2);
  return {
    leaf: sorted.slice(0, 2 * width),
    middle: sorted.slice(middle - width, middle + width),
    root: sorted.slice(-2 * width),
  };
}
