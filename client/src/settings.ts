import * as vscode from 'vscode';
import type { TypeBackend } from '../../shared/src/protocol.ts';

/** Settings that the server is started with, so that a change of theirs starts it anew. */
const startSettings = ['temper.enable', 'temper.restDelay', 'temper.maxFiles', 'temper.typeOracle'];

export function isEnabled(scope: vscode.Uri | undefined): boolean {
  return vscode.workspace.getConfiguration('temper', scope).get('enable', true);
}

export function isEnabledAnywhere(): boolean {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.length === 0 ? isEnabled(undefined) : folders.some((folder) => isEnabled(folder.uri));
}

export function restDelay(): number {
  return vscode.workspace.getConfiguration('temper').get('restDelay', 600);
}

export function maxFiles(): number {
  return vscode.workspace.getConfiguration('temper').get('maxFiles', 5_000);
}

export function typeOracle(): TypeBackend {
  return vscode.workspace.getConfiguration('temper').get('typeOracle', 'auto');
}

export function showsBaselined(): boolean {
  return vscode.workspace.getConfiguration('temper').get('showBaselined', false);
}

/** Whether findings that another extension marks on the same code are marked twice. */
export function repeatsOthers(scope: vscode.Uri): boolean {
  return vscode.workspace.getConfiguration('temper', scope).get('repeatOthers', false);
}

export function onDidChangeRepeatOthers(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('temper.repeatOthers')) listener();
  });
}

export function onDidChangeShowBaselined(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('temper.showBaselined')) listener();
  });
}

export function checksWorkspaceOnStart(): boolean {
  return vscode.workspace.getConfiguration('temper').get('checkWorkspaceOnStart', true);
}

export function onDidChangeStartSettings(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (startSettings.some((setting) => event.affectsConfiguration(setting))) listener();
  });
}

export function recognisesSuggestions(): boolean {
  return vscode.workspace.getConfiguration('temper.suggestions').get('enable', true);
}

export function showsEndOfLineMessages(scope: vscode.Uri): boolean {
  return vscode.workspace.getConfiguration('temper.suggestions', scope).get('endOfLine', true);
}

export function showsSuggestionLens(scope: vscode.Uri): boolean {
  return vscode.workspace.getConfiguration('temper.suggestions', scope).get('codeLens', false);
}
