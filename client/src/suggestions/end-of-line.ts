import * as vscode from 'vscode';
import { showsEndOfLineMessages } from '../settings.ts';
import type { Found, OpenSuggestions } from './open-suggestions.ts';
import { endOfLineText } from './wording.ts';

const errorLens = 'usernamehw.errorlens';

/** What is to be fixed in AI-written code, in the theme's muted colour at the ends of the lines concerned. */
export function createEndOfLineMessages(suggestions: OpenSuggestions): vscode.Disposable {
  const type = vscode.window.createTextEditorDecorationType({
    after: { color: new vscode.ThemeColor('editorCodeLens.foreground'), margin: '0 0 0 3ch', fontStyle: 'italic' },
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen,
  });
  const draw = (editor: vscode.TextEditor) => editor.setDecorations(type, messagesFor(editor, suggestions));
  const drawAll = () => vscode.window.visibleTextEditors.forEach(draw);
  drawAll();
  return vscode.Disposable.from(
    type,
    suggestions.onDidChange((uri) => {
      const editors = vscode.window.visibleTextEditors;
      editors.filter(({ document }) => document.uri.toString() === uri.toString()).forEach(draw);
    }),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (isCurrent(textEditor.document, suggestions)) draw(textEditor);
    }),
    vscode.window.onDidChangeActiveTextEditor(drawAll),
    vscode.window.onDidChangeVisibleTextEditors(drawAll),
    vscode.extensions.onDidChange(drawAll),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('temper.suggestions') || event.affectsConfiguration('errorLens')) drawAll();
    }),
  );
}

/** Lines with what is at their ends. */
export function messagesFor(
  editor: vscode.TextEditor,
  suggestions: OpenSuggestions,
): readonly vscode.DecorationOptions[] {
  const { uri } = editor.document;
  if (!showsEndOfLineMessages(uri) || isErrorLensOn(uri)) return [];
  const lines = new Map<number, Found[]>();
  for (const found of suggestions.of(uri).flatMap(({ findings }) => findings)) {
    const { line } = found.range.start;
    if (line < editor.document.lineCount && !mayHoldGhostText(editor, line)) {
      lines.set(line, [...(lines.get(line) ?? []), found]);
    }
  }
  return [...lines].map(([line, found]) => messageAt(editor.document, line, found));
}

/** Right after an edit findings lag behind the text, and VS Code moves what is drawn already by itself. */
function isCurrent({ uri, version }: vscode.TextDocument, suggestions: OpenSuggestions): boolean {
  const [first] = suggestions.of(uri);
  return first?.findings.every(({ data }) => data.version === version) ?? false;
}

/** No published API tells where ghost text is, only that it never is anywhere but at the cursor. */
function mayHoldGhostText(editor: vscode.TextEditor, line: number): boolean {
  return editor === vscode.window.activeTextEditor && editor.selections.some(({ active }) => active.line === line);
}

function messageAt(document: vscode.TextDocument, line: number, found: readonly Found[]): vscode.DecorationOptions {
  const { end } = document.lineAt(line).range;
  const worstFirst = found.toSorted((one, other) => one.severity - other.severity);
  const contentText = endOfLineText(
    worstFirst.map(({ message }) => message),
    vscode.l10n,
  );
  return { range: new vscode.Range(end, end), renderOptions: { after: { contentText } } };
}

/** It draws messages at the ends of lines, of Temper's findings, too. */
function isErrorLensOn(uri: vscode.Uri): boolean {
  if (vscode.extensions.getExtension(errorLens) === undefined) return false;
  return vscode.workspace.getConfiguration('errorLens', uri).get('enabled', true);
}
