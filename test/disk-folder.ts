import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export type FileTexts = Readonly<Record<string, string | Buffer>>;

/** A folder of its own on disk, outside of every repository, so that no configuration lies above. Names are relative to it. */
export class DiskFolder {
  readonly folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'temper-test-')));

  constructor(files: FileTexts = {}) {
    writeFiles(this.folder, files);
  }

  file(name: string): string {
    return path.join(this.folder, name);
  }

  read(name: string): string {
    return readFileSync(this.file(name), 'utf8');
  }

  write(name: string, text: string | Buffer): void {
    writeFiles(this.folder, { [name]: text });
  }

  delete(name: string): void {
    rmSync(this.file(name), { recursive: true });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export function writeFiles(folder: string, files: FileTexts): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
