import { readFileSync, writeFileSync } from 'node:fs';

const byteOrderMark = '\u{feff}';

/**
 * Writes a mended text, byte order mark kept. Leaves the file alone and says why, in plain words, when it is not what was
 * checked any more, is not UTF-8, or cannot be written.
 *
 * @param before the text that was checked, without a byte order mark
 */
export function writeBack(file: string, before: string, after: string): string | undefined {
  try {
    const bytes = readFileSync(file);
    const text = bytes.toString('utf8');
    if (!Buffer.from(text, 'utf8').equals(bytes)) return 'It is not UTF-8 and was not mended.';
    const mark = text.startsWith(byteOrderMark) ? byteOrderMark : '';
    if (text !== mark + before) return 'It changed while it was checked and was not mended.';
    writeFileSync(file, mark + after);
    return undefined;
  } catch (error) {
    return `It was not mended: ${error instanceof Error ? error.message : String(error)}.`;
  }
}
