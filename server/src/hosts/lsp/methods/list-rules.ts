import type { ListRulesResult } from '../../../../../shared/src/protocol.ts';
import { rules } from '../../../rules/index.ts';

export function listRules(): ListRulesResult {
  const summaries = rules.map(({ meta: { id, family, docs } }) => ({ id, family, why: docs.why }));
  return { rules: summaries.sort((one, other) => (one.id < other.id ? -1 : 1)) };
}
