import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { ExplainRuleParams, ExplainRuleResult } from '../../../../../shared/src/protocol.ts';
import { rulePage } from '../../../report/rule-page.ts';
import { rules } from '../../../rules/index.ts';

export function explainRule({ rule: id }: ExplainRuleParams): ExplainRuleResult {
  const rule = rules.find(({ meta }) => meta.id === id);
  if (rule === undefined) throw new ResponseError(LSPErrorCodes.RequestFailed, `There is no rule ${id}.`);
  const { why, bad, good } = rule.meta.docs;
  return { markdown: rulePage(rule), why, bad, good };
}
