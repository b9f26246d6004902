import * as vscode from 'vscode';
import type { LanguageServer } from '../language-server.ts';
import type { Awareness } from '../suggestions/awareness.ts';
import { fixSuggestion } from '../suggestions/fix-suggestion.ts';
import type { OpenSuggestions, Suggestion } from '../suggestions/open-suggestions.ts';
import { reviewSuggestion } from '../suggestions/review-suggestion.ts';
import { isSuggestionAddress, type suggestionCommands } from '../suggestions/suggestion-commands.ts';

export async function actOnSuggestion(
  action: keyof typeof suggestionCommands,
  server: LanguageServer,
  awareness: Awareness | undefined,
  argument: unknown,
): Promise<void> {
  const suggestion = awareness && meant(awareness.suggestions, argument);
  if (awareness === undefined || suggestion === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is nothing to fix in AI-written code of this file.'),
    );
    return;
  }
  if (action === 'dismiss') awareness.written.dismiss(suggestion.uri, suggestion.block);
  else if (action === 'fix') await fixSuggestion(server, awareness, suggestion);
  else await reviewSuggestion(server, awareness, suggestion);
}

function meant(suggestions: OpenSuggestions, argument: unknown): Suggestion | undefined {
  return isSuggestionAddress(argument) ? suggestions.find(argument) : suggestions.atCursor;
}
