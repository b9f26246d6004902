import { parse } from 'jsonc-parser';
import type { ProjectFiles } from './project-files.ts';

export type Json = null | boolean | number | string | readonly Json[] | JsonRecord;
export interface JsonRecord {
  readonly [key: string]: Json | undefined;
}

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
    const value: Json | undefined = parse(text, [], { allowTrailingComma: true }) as Json | undefined;
    return recordOf(value);
  }
}

export function recordOf(value: Json | undefined): JsonRecord | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonRecord) : undefined;
}

export function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The texts of a list; a text alone is a list of one. */
export function textsOf(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}
