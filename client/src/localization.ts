/** The part of `vscode.l10n` that wording needs, so that it can be tested without an editor. */
export interface Localization {
  t(message: string, ...args: (string | number | boolean)[]): string;
}
