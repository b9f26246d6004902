// Where the packages of bench/package.json lie once they are installed, and what version they are.
import { readFileSync } from 'node:fs';
import path from 'node:path';

const modules = path.join(import.meta.dirname, 'node_modules');

export function versionOf(name) {
  try {
    return JSON.parse(readFileSync(path.join(modules, name, 'package.json'), 'utf8')).version;
  } catch {
    return 'not installed';
  }
}

export function binary(name, file) {
  return path.join(modules, name, file);
}
