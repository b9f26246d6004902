import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { writeFiles, type FileContents } from './write-files.ts';

const created = new Set<DiskFolder>();
after(() => created.forEach((folder) => folder.remove()));

/**
 * A folder of its own on disk, outside of every repository, so that no configuration lies above; gone after the tests of the file. Names
 * are relative to it.
 */
export class DiskFolder {
  /** With forward slashes. */
  readonly folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'temper-test-'))).replaceAll('\\', '/');

  constructor(files: FileContents = {}) {
    created.add(this);
    writeFiles(this.folder, files);
  }

  file(name: string): string {
    return path.join(this.folder, name);
  }

  read(name: string): string {
    return readFileSync(this.file(name), 'utf8');
  }

  write(name: string, content: FileContents[string]): void {
    writeFiles(this.folder, { [name]: content });
  }

  /** False where this account may make none. */
  link(from: string, to: string): boolean {
    try {
      mkdirSync(path.dirname(this.file(from)), { recursive: true });
      symlinkSync(path.resolve(this.folder, to), this.file(from), 'junction');
      return true;
    } catch {
      return false;
    }
  }

  delete(name: string): void {
    rmSync(this.file(name), { recursive: true });
  }

  remove(): void {
    created.delete(this);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
