import * as vscode from 'vscode';
import type { OpenSuggestions, Suggestion } from './open-suggestions.ts';
import { suggestionCommands, type SuggestionAddress } from './suggestion-commands.ts';
import { watchedSchemes } from './watched-documents.ts';
import { summaryText } from './wording.ts';

/** On what is found in AI-written code, what can be done with the suggestion as a whole. */
export function createHover(suggestions: OpenSuggestions): vscode.Disposable {
  return vscode.languages.registerHoverProvider(watchedSchemes, {
    provideHover: ({ uri }, position) => {
      for (const suggestion of suggestions.of(uri)) {
        const found = suggestion.findings.find(({ range }) => range.contains(position));
        if (found !== undefined) return new vscode.Hover(summaryOf(suggestion), found.range);
      }
      return undefined;
    },
  });
}

/** How much there is to fix, and the commands for it. */
export function summaryOf(suggestion: Suggestion): vscode.MarkdownString {
  const { fix, review, dismiss } = suggestionCommands;
  const links = [
    link(vscode.l10n.t('Fix'), vscode.l10n.t('Apply the safe fixes, then review the rest'), fix, suggestion),
    link(vscode.l10n.t('Review'), vscode.l10n.t('Go through them one by one, with a preview'), review, suggestion),
    link(vscode.l10n.t('Dismiss'), vscode.l10n.t('Say no more of this suggestion here'), dismiss, suggestion),
  ];
  const text = new vscode.MarkdownString(
    `$(shield) ${summaryText(suggestion.findings.length, vscode.l10n)}: ${links.join(' · ')}`,
    true,
  );
  text.isTrusted = { enabledCommands: Object.values(suggestionCommands) };
  return text;
}

function link(title: string, tooltip: string, command: string, { uri, block }: Suggestion): string {
  const address: SuggestionAddress = { uri: uri.toString(), block };
  return `[${title}](command:${command}?${encodeURIComponent(JSON.stringify([address]))} "${tooltip}")`;
}
