import * as vscode from 'vscode';
import type { Replacement, Select } from '../provenance/events.ts';
import { largeInsert } from '../provenance/inserts.ts';
import { isCopyIn, RememberedLine } from '../provenance/remembered-line.ts';
import { isWatched, watchedSchemes } from './watched-documents.ts';
import type { WrittenCode } from './written-code.ts';

/** Tells `written` what the published API says of edits and of what goes on around them. */
export function watchEdits(written: WrittenCode): vscode.Disposable {
  const line = new RememberedLine();
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument((document) => written.opened(document)),
    vscode.workspace.onDidCloseTextDocument((document) => written.closed(document)),
    vscode.workspace.onDidChangeTextDocument((event) => takeChange(written, line, event)),
    vscode.window.onDidChangeTextEditorSelection((event) => takeSelection(written, line, event)),
    vscode.window.onDidChangeActiveTextEditor((editor) => remember(line, editor)),
    vscode.workspace.onWillSaveTextDocument(({ document }) => written.take(document, { kind: 'saving' })),
    vscode.workspace.onDidSaveTextDocument((document) => written.take(document, { kind: 'saved' })),
    watchPastes(written),
    watchCodeActions(written),
  );
}

function takeChange(
  written: WrittenCode,
  line: RememberedLine,
  { document, contentChanges, reason }: vscode.TextDocumentChangeEvent,
): void {
  if (!isWatched(document)) return;
  const replacements = contentChanges.map(({ rangeOffset, rangeLength, text }): Replacement => {
    const isActive = document === vscode.window.activeTextEditor?.document;
    const removedText = rangeLength === 0 || isActive ? line.removedText(rangeOffset, rangeLength) : undefined;
    return { start: rangeOffset, removed: rangeLength, text, ...(removedText !== undefined && { removedText }) };
  });
  const large = largeInsert(replacements);
  const isCopy = large !== undefined && isCopyIn(document.getText(), large.text);
  written.take(document, { kind: 'change', replacements, cause: causeOf(reason), isDirty: document.isDirty, isCopy });
}

function causeOf(reason: vscode.TextDocumentChangeReason | undefined): 'undo' | 'redo' | undefined {
  if (reason === vscode.TextDocumentChangeReason.Undo) return 'undo';
  return reason === vscode.TextDocumentChangeReason.Redo ? 'redo' : undefined;
}

function takeSelection(
  written: WrittenCode,
  line: RememberedLine,
  { textEditor, selections, kind }: vscode.TextEditorSelectionChangeEvent,
): void {
  const { document } = textEditor;
  remember(line, textEditor);
  const offsets = selections.map(({ anchor, active }) => ({
    anchor: document.offsetAt(anchor),
    active: document.offsetAt(active),
  }));
  written.take(document, { kind: 'select', selections: offsets, by: kind && movers[kind] });
}

const movers: Readonly<Record<vscode.TextEditorSelectionChangeKind, Select['by']>> = {
  [vscode.TextEditorSelectionChangeKind.Keyboard]: 'keyboard',
  [vscode.TextEditorSelectionChangeKind.Mouse]: 'mouse',
  [vscode.TextEditorSelectionChangeKind.Command]: 'command',
};

function remember(line: RememberedLine, editor: vscode.TextEditor | undefined): void {
  if (editor === undefined) return;
  const { text, range } = editor.document.lineAt(editor.selection.active);
  line.remember(editor.document.offsetAt(range.start), text);
}

/** Offers nothing: VS Code pastes and drops as ever, and this has seen it. */
function watchPastes(written: WrittenCode): vscode.Disposable {
  const see = (document: vscode.TextDocument): undefined => written.take(document, { kind: 'paste' }) as undefined;
  return vscode.Disposable.from(
    vscode.languages.registerDocumentPasteEditProvider(
      watchedSchemes,
      { provideDocumentPasteEdits: (document) => see(document) },
      { providedPasteEditKinds: [], pasteMimeTypes: ['text/*', 'files'] },
    ),
    vscode.languages.registerDocumentDropEditProvider(watchedSchemes, {
      provideDocumentDropEdits: (document) => see(document),
    }),
  );
}

/** Offers nothing either, and sees who opens the menu of code actions; the light bulb asks unbidden. */
function watchCodeActions(written: WrittenCode): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(watchedSchemes, {
    provideCodeActions: (document, _range, { triggerKind }) => {
      if (triggerKind === vscode.CodeActionTriggerKind.Invoke) written.take(document, { kind: 'codeActions' });
      return [];
    },
  });
}
