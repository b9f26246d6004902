import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { rules } from '../../server/src/rules/index.ts';
import { repositoryRoot } from '../command.ts';
import { formatVerdicts, merged, parseVerdicts, type Verdict } from './verdicts.ts';

export const ownVerdicts = path.join(repositoryRoot, 'bench/audit');

export function allVerdicts(folder: string): readonly Verdict[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  return names.sort().flatMap((name) => verdictsIn(path.join(folder, name)));
}

/** Writes verdicts down, a file for each family of rules. */
export function keepVerdicts(verdicts: readonly Verdict[], folder: string): void {
  const families = new Map(rules.map(({ meta }) => [meta.id, meta.family]));
  const unknown = verdicts.find(({ rule }) => !families.has(rule));
  if (unknown !== undefined) throw new Error(`There is no rule ${unknown.rule}.`);
  for (const family of new Set(families.values())) {
    const own = verdicts.filter(({ rule }) => families.get(rule) === family);
    if (own.length === 0) continue;
    const file = path.join(folder, `${family}.jsonl`);
    writeFileSync(file, formatVerdicts(merged(verdictsIn(file), own)));
  }
}

function verdictsIn(file: string): readonly Verdict[] {
  if (!existsSync(file)) return [];
  try {
    return parseVerdicts(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
