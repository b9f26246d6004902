import { packageOf } from './imports.ts';

export function isLibraryModel(value: unknown): value is { readonly library: string } {
  return typeof value === 'object' && value !== null && 'library' in value && typeof value.library === 'string';
}

const specifier = /(?:\bfrom|\bimport|\brequire\(|\bimport\()\s*['"]([^'"]+)['"]/g;

/** A package has one name, whether it comes from npm, a CDN or a Deno registry. */
export function packagesImportedIn(text: string): readonly string[] {
  return [...text.matchAll(specifier)].flatMap(([, path = '']) => {
    const plain = path.replace(/^(?:npm:|jsr:|https:\/\/(?:esm\.sh|cdn\.skypack\.dev|deno\.land\/x)\/)/, '');
    const name = packageOf(plain).replace(/(?<=.)@[^/]*$/, '');
    return [name, `node:${name}`, plain.startsWith('node:') ? plain : name];
  });
}

/** Texts that tell what a file knows: a package, a method, a header, the start of an address. */
export function quotedIn(text: string): readonly string[] {
  const literals = [...text.matchAll(/'([^'\n]{5,})'|\/\^?((?:[\w@-]|\\\/){5,})/g)];
  return literals
    .map(([, quoted, pattern = '']) => quoted ?? pattern.replaceAll('\\/', '/'))
    .filter((each) => !/^[./]/.test(each));
}
