import type { Localization } from '../../client/src/localization.ts';

/** As `vscode.l10n.t` does without a translation. */
export const english: Localization = {
  t: (message, ...args) => message.replace(/\{(\d+)\}/g, (_, index: string) => String(args[Number(index)])),
};
