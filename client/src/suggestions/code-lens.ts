import * as vscode from 'vscode';
import { showsSuggestionLens } from '../settings.ts';
import type { OpenSuggestions, Suggestion } from './open-suggestions.ts';
import { suggestionCommands, type SuggestionAddress } from './suggestion-commands.ts';
import { watchedSchemes } from './watched-documents.ts';
import { summaryText } from './wording.ts';

/** Above a suggestion with something to fix, for who does not mind that code moves down a line. */
export function createCodeLens(suggestions: OpenSuggestions): vscode.Disposable {
  const changes = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    changes,
    suggestions.onDidChange(() => changes.fire()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('temper.suggestions.codeLens')) changes.fire();
    }),
    vscode.languages.registerCodeLensProvider(watchedSchemes, {
      onDidChangeCodeLenses: changes.event,
      provideCodeLenses: ({ uri }) => (showsSuggestionLens(uri) ? suggestions.of(uri).flatMap(lensesOf) : []),
    }),
  );
}

function lensesOf(suggestion: Suggestion): readonly vscode.CodeLens[] {
  const { uri, block, findings, range } = suggestion;
  const address: SuggestionAddress = { uri: uri.toString(), block };
  const lens = (title: string, command: string): vscode.CodeLens =>
    new vscode.CodeLens(range, { title, command, arguments: [address] });
  return [
    lens(`$(shield) ${summaryText(findings.length, vscode.l10n)}`, suggestionCommands.review),
    lens(vscode.l10n.t('Fix'), suggestionCommands.fix),
    lens(vscode.l10n.t('Dismiss'), suggestionCommands.dismiss),
  ];
}
