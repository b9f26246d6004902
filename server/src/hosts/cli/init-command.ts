import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { configFile } from './load-config.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

const text = `{
  // "recommended", "strict" (hints too) or "relaxed" (errors and warnings only)
  "extends": "recommended",
  // Levels by rule: "error", "warning", "information", "hint", "off"
  "rules": {},
  "exclude": [],
  // Functions whose promise never rejects, such as "./src/report.track"
  "neverRejects": []
}
`;

/** Writes a configuration to begin with; never over one that is there. */
export function init(terminal: Terminal): number {
  const file = path.join(terminal.folder, configFile);
  if (existsSync(file)) throw new UsageError(`${configFile} is there already; it was left as it is.`);
  writeFileSync(file, text, { flag: 'wx' });
  terminal.out(`Wrote ${configFile}.\n`);
  return 0;
}
