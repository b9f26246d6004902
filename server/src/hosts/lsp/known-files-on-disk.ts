import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { KnownFile, KnownWorkspace } from './known-files.ts';

/** So many lines are turned into text, or back, before the loop has its turn: a few milliseconds. */
const linesAtOnce = 100;
/** More than this, in UTF-16 units, is not kept: to read it would cost more than it spares. */
const mostText = 100_000_000;

interface Head {
  readonly circumstances: string;
  readonly isWhole: boolean;
  /** Fewer lines than files: somebody broke it off. */
  readonly files: number;
}

/** Undefined where there is none that can be read: then everything is checked. */
export async function readKnown(file: string): Promise<KnownWorkspace | undefined> {
  try {
    const [head, ...lines] = (await promisify(gunzip)(await readFile(file))).toString().split('\n');
    const { circumstances, isWhole, files: count } = JSON.parse(head ?? '') as Head;
    if (count !== lines.length) return undefined;
    const files = new Map<string, KnownFile>();
    for (const [index, line] of lines.entries()) {
      if (index % linesAtOnce === 0) await setImmediate();
      const [name, known] = JSON.parse(line) as [string, KnownFile];
      files.set(name, known);
    }
    return { circumstances, isWhole, files };
  } catch {
    return undefined;
  }
}

/** Under another name first, so that no reader ever sees half of it. Rejects where the disk is full or may not be written. */
export async function writeKnown(file: string, { circumstances, isWhole, files }: KnownWorkspace): Promise<void> {
  const head: Head = { circumstances, isWhole, files: files.size };
  const lines = [JSON.stringify(head)];
  let length = 0;
  for (const each of files) {
    if (lines.length % linesAtOnce === 0) await setImmediate();
    const line = JSON.stringify(each);
    length += line.length;
    if (length > mostText) return;
    lines.push(line);
  }
  await mkdir(path.dirname(file), { recursive: true });
  const unfinished = `${file}.${randomUUID()}`;
  try {
    await writeFile(unfinished, await promisify(gzip)(lines.join('\n')));
    await rename(unfinished, file);
  } finally {
    await rm(unfinished, { force: true });
  }
}
