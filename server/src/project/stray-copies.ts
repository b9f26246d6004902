/** What the Finder, iCloud and Explorer call a second copy: `index 2.ts`, `index copy.ts`, `index - Copy.ts`, `index (1).ts`. */
const copied = /(?: \d+| copy(?: \d+)?| - Copy(?: \(\d+\))?| ?\(\d+\))(?=(?:\.[\w-]+)+$)/;

/** The file that one was copied from, if its name says that it is a copy. */
export function originalOf(file: string): string | undefined {
  const original = file.replace(copied, '');
  return original === file ? undefined : original;
}
