import type { Finding } from '../../../shared/src/finding.ts';
import type { Localization } from '../localization.ts';

export interface AgentText {
  readonly finding: Finding;
  /** Relative to the workspace. */
  readonly path: string;
  /** Zero-based, as it is on screen. */
  readonly line: number;
  /** The lines of the finding; undefined where they hold a secret. */
  readonly code: string | undefined;
  readonly pathOf: (file: string) => string;
}

/** A finding as a task for a coding agent, in Markdown: what happens, where, why, and how it is meant to be mended. */
export function agentText({ finding, path, line, code, pathOf }: AgentText, l10n: Localization): string {
  const { rule, message, related, fixes } = finding;
  const [fix] = fixes;
  const parts = [
    l10n.t('Mend this in {0}, line {1} (Temper, rule {2}):', path, line + 1, rule),
    message,
    ...(code === undefined ? [l10n.t('The line holds a secret and is left out here.')] : [fenced(code)]),
    ...(related.length === 0
      ? []
      : [related.map((each) => `- ${pathOf(each.file)}:${each.range.start.line + 1} ${each.message}`).join('\n')]),
    ...(fix === undefined ? [] : [l10n.t('A fix that Temper would make: {0}.', fix.title)]),
    l10n.t('Mend the cause. Do not silence the finding with a comment, and change nothing else.'),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The fence outgrows any run of backticks in the code. */
function fenced(code: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${code}\n${fence}`;
}
