import * as vscode from 'vscode';
import type { FixOffer } from '../../../shared/src/finding.ts';
import type { LanguageServer } from '../language-server.ts';
import { applyFix } from './apply-fix.ts';
import type { Awareness } from './awareness.ts';
import type { Found, Suggestion } from './open-suggestions.ts';
import { reviewSuggestion } from './review-suggestion.ts';

/** A fix may bring another finding, which may have a safe fix, too; it ends here at the latest. */
const mostFixes = 50;

/** Applies all safe fixes, one after the other, and then goes through what is left. */
export async function fixSuggestion(
  server: LanguageServer,
  awareness: Awareness,
  suggestion: Suggestion,
): Promise<void> {
  const address = { uri: suggestion.uri.toString(), block: suggestion.block };
  for (let fixes = 0; fixes < mostFixes; fixes += 1) {
    const safe = safeFixIn(awareness.suggestions.find(address)?.findings ?? []);
    if (safe === undefined || !(await applyFix(server, awareness, suggestion, safe.found, safe.fix))) break;
  }
  const left = awareness.suggestions.find(address);
  if (left !== undefined) await reviewSuggestion(server, awareness, left);
  else
    void vscode.window.setStatusBarMessage(vscode.l10n.t('$(check) Nothing is left to fix in this suggestion.'), 4_000);
}

function safeFixIn(findings: readonly Found[]): { readonly found: Found; readonly fix: FixOffer } | undefined {
  for (const found of findings) {
    const fix = found.data.finding.fixes.find(({ safety }) => safety === 'safe');
    if (fix !== undefined) return { found, fix };
  }
  return undefined;
}
