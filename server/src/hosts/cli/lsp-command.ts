import { createRequire } from 'node:module';
import { serverFile } from './package-files.ts';

/** Becomes the language server: it lives on standard input and output until the editor leaves. Hosts share no code. */
export function serve(): number {
  const file = serverFile();
  createRequire(file)(file);
  return 0;
}
