import { nearestName } from '../../engine/nearest-name.ts';
import { rulePage } from '../../report/rule-page.ts';
import { rules } from '../../rules/index.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

export function explain(id: string, terminal: Terminal): number {
  const rule = rules.find(({ meta }) => meta.id === id);
  if (rule === undefined) throw new UsageError(noRule(id));
  terminal.out(rulePage(rule));
  return 0;
}

function noRule(id: string): string {
  const ids = rules.map(({ meta }) => meta.id);
  const meant = nearestName(id, ids);
  return meant === undefined
    ? `There is no rule ${id}. Rules: ${ids.join(', ')}.`
    : `There is no rule ${id}; ${meant} may be meant.`;
}
