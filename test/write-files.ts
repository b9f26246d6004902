import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** By name, relative to some folder. */
export type FileContents = Readonly<Record<string, string | Buffer | object>>;

export function writeFiles(folder: string, files: FileContents): void {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, Buffer.isBuffer(content) ? content : textOf(content));
  }
}

/** Objects are written as JSON. */
export function textOf(content: string | object): string {
  return typeof content === 'string' ? content : JSON.stringify(content);
}
