import * as vscode from 'vscode';
import { pickFinding } from '../findings/pick-finding.ts';
import type { LanguageServer } from '../language-server.ts';
import { showWhy } from '../views/why-page.ts';
import { fixFinding } from './fix-finding.ts';

export async function whyIsThisHere(server: LanguageServer, argument: unknown): Promise<void> {
  const shown = await pickFinding(server.shown, argument);
  if (shown !== undefined) await showWhy(server, shown);
}

/** From the page of a finding, which may be gone meanwhile. */
export async function fixAt(server: LanguageServer, argument: unknown): Promise<void> {
  if (!isReference(argument)) return;
  const uri = vscode.Uri.parse(argument.uri);
  const shown = server.shown
    .of(uri)
    .find(({ finding }) => finding.rule === argument.rule && finding.fingerprint === argument.fingerprint);
  if (shown === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('This finding is no longer there.'));
    return;
  }
  await fixFinding(server, { kind: 'finding', id: argument.fingerprint, shown, isUnderFile: true });
}

interface Reference {
  readonly uri: string;
  readonly rule: string;
  readonly fingerprint: string;
}

function isReference(argument: unknown): argument is Reference {
  return (
    typeof argument === 'object' &&
    argument !== null &&
    'uri' in argument &&
    typeof argument.uri === 'string' &&
    'rule' in argument &&
    'fingerprint' in argument
  );
}
