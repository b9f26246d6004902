import { parsedJson, recordOf, type JsonRecord } from './json.ts';
import type { ProjectFiles } from './project-files.ts';

/** Configuration files, read once until told otherwise. Comments and trailing commas are fine in all of them. */
export class JsonFiles {
  readonly #files: ProjectFiles;
  readonly #known = new Map<string, JsonRecord | undefined>();

  constructor(files: ProjectFiles) {
    this.#files = files;
  }

  /** Undefined for what is missing or holds no object; of a broken file what could be read. */
  read(path: string): JsonRecord | undefined {
    if (!this.#known.has(path)) this.#known.set(path, this.#load(path));
    return this.#known.get(path);
  }

  forget(): void {
    this.#known.clear();
  }

  #load(path: string): JsonRecord | undefined {
    if (!this.#files.exists(path)) return undefined;
    const text = this.#files.read(path);
    if (text === undefined) return undefined;
    return recordOf(parsedJson(text));
  }
}
