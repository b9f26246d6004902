import { parse } from 'jsonc-parser';

export type Json = null | boolean | number | string | readonly Json[] | JsonRecord;
export interface JsonRecord {
  readonly [key: string]: Json | undefined;
}

/** Of a broken text what could be read; nothing of one that is nested so deep that no tool wrote it. */
export function parsedJson(text: string): Json | undefined {
  try {
    return parse(text, [], { allowTrailingComma: true }) as Json | undefined;
  } catch {
    return undefined;
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
