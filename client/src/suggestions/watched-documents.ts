import type * as vscode from 'vscode';

export const watchedSchemes: readonly vscode.DocumentFilter[] = [{ scheme: 'file' }, { scheme: 'untitled' }];

export function isWatched({ uri }: Pick<vscode.TextDocument, 'uri'>): boolean {
  return uri.scheme === 'file' || uri.scheme === 'untitled';
}
