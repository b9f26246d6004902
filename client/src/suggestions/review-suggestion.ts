import * as vscode from 'vscode';
import type { FixOffer } from '../../../shared/src/finding.ts';
import { suppressWithReasonCommand } from '../../../shared/src/protocol.ts';
import type { LanguageServer } from '../language-server.ts';
import { applyFix, edit, fixData } from './apply-fix.ts';
import type { Awareness } from './awareness.ts';
import { FixPreview } from './fix-preview.ts';
import type { Found, Suggestion } from './open-suggestions.ts';
import { plainText, questionText } from './wording.ts';

type Answer =
  | { readonly kind: 'fix'; readonly fix: FixOffer }
  | { readonly kind: 'skip' }
  | { readonly kind: 'ignore' }
  | { readonly kind: 'dismiss' };

type Choice = vscode.QuickPickItem & { readonly answer?: Answer };

interface Step {
  readonly suggestion: Suggestion;
  readonly found: Found;
  readonly number: number;
  readonly total: number;
}

/** Goes through a suggestion finding by finding; each fix is shown as a comparison before it is taken. */
export async function reviewSuggestion(
  server: LanguageServer,
  awareness: Awareness,
  suggestion: Suggestion,
): Promise<void> {
  const address = { uri: suggestion.uri.toString(), block: suggestion.block };
  const passed = new Set<string>();
  const preview = new FixPreview(server);
  try {
    for (let number = 1; ; number += 1) {
      const current = awareness.suggestions.find(address);
      const open = current?.findings.filter(({ data }) => !passed.has(data.finding.fingerprint)) ?? [];
      const [found] = open;
      if (current === undefined || found === undefined) break;
      const step = { suggestion: current, found, number, total: number + open.length - 1 };
      const answer = await ask(step, preview, server);
      if (answer === undefined || answer.kind === 'dismiss') {
        if (answer !== undefined) awareness.written.dismiss(current.uri, current.block);
        break;
      }
      // What is mended goes, and the next of its kind takes its place.
      if (!(await act(answer, step, server, awareness))) passed.add(found.data.finding.fingerprint);
    }
  } finally {
    await preview.close();
  }
  await vscode.window.showTextDocument(suggestion.uri);
}

/** Whether the code was edited. */
async function act(
  answer: Exclude<Answer, { kind: 'dismiss' }>,
  { suggestion, found }: Step,
  server: LanguageServer,
  awareness: Awareness,
): Promise<boolean> {
  if (answer.kind === 'fix') return applyFix(server, awareness, suggestion, found, answer.fix);
  if (answer.kind === 'skip') return false;
  const { version, finding } = found.data;
  const place = { uri: server.client.code2ProtocolConverter.asUri(suggestion.uri), version, finding, scope: 'line' };
  return edit(server, awareness, suggestion.uri, () =>
    vscode.commands.executeCommand(suppressWithReasonCommand, place),
  );
}

function ask(step: Step, preview: FixPreview, server: LanguageServer): Promise<Answer | undefined> {
  const { suggestion, found, number, total } = step;
  const pick = vscode.window.createQuickPick<Choice>();
  pick.title = vscode.l10n.t('Review of AI-written code, {0} of {1}', number, total);
  askAbout(found.message, pick);
  pick.ignoreFocusOut = true;
  pick.items = choicesFor(found);
  const show = ([choice]: readonly Choice[]): void => {
    const fix = choice?.answer?.kind === 'fix' ? choice.answer.fix : undefined;
    preview.show(suggestion.uri, found, fix && fixData(suggestion, found, fix, server));
  };
  return new Promise((resolve) => {
    let answer: Answer | undefined;
    pick.onDidChangeActive(show);
    pick.onDidAccept(() => {
      answer = pick.activeItems[0]?.answer;
      pick.hide();
    });
    pick.onDidHide(() => {
      pick.dispose();
      resolve(answer);
    });
    pick.show();
  });
}

/** Where VS Code has no room for a text under the box, a shorter one stands in it. */
function askAbout(message: string, pick: vscode.QuickPick<Choice>): void {
  // VS Code of 2026 has `prompt`, which the typings of the oldest one that is supported do not know.
  if (!('prompt' in pick)) {
    pick.placeholder = questionText(message);
    return;
  }
  pick.prompt = plainText(message);
  pick.placeholder = vscode.l10n.t('Choose how to go on');
}

function choicesFor({ data }: Found): readonly Choice[] {
  const { l10n } = vscode;
  const separator: Choice = { label: '', kind: vscode.QuickPickItemKind.Separator };
  return [
    ...data.finding.fixes.map((fix): Choice => choiceOf(fix)),
    separator,
    { label: l10n.t('$(arrow-right) Leave it and go on'), answer: { kind: 'skip' } },
    { label: l10n.t('$(comment) Ignore here, with a reason'), answer: { kind: 'ignore' } },
    { label: l10n.t('$(eye-closed) Say no more of this suggestion here'), answer: { kind: 'dismiss' } },
  ];
}

function choiceOf(fix: FixOffer): Choice {
  const { l10n } = vscode;
  const label = `$(lightbulb) ${fix.title}`;
  const answer: Answer = { kind: 'fix', fix };
  // Beside a long title there is no room, and that most fixes change what the program does is what the comparison shows.
  return fix.safety === 'safe'
    ? { label, answer, description: l10n.t('Keeps what the program does') }
    : { label, answer };
}
