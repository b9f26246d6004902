import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TemperExports } from '../../client/src/extension.ts';
import { floatingPromise, findingsWhenThereAre, openNewFile, ruleOf } from './workspace.ts';

const before = `import { sendReceipt } from './receipts.js';

export async function checkout(orderId: string): Promise<string> {

  return orderId;
}
`;
const place = new vscode.Position(3, 0);
const inside = new vscode.Position(3, 4);
const suggested = "  sendReceipt(orderId);\n  sendReceipt('again');";

/** Does something and answers once an event says that it is so; mocha's timeout bounds the wait. */
function whenSo<Event>(event: vscode.Event<Event>, isSo: () => boolean | PromiseLike<boolean>): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = async (): Promise<void> => {
      if (!(await isSo())) return;
      subscription.dispose();
      resolve();
    };
    const subscription = event(() => void look().catch(reject));
    look().catch(reject);
  });
}

async function changesOfSuggestions(): Promise<vscode.Event<void>> {
  const extension = vscode.extensions.getExtension<TemperExports>('temper.temper-hardening');
  assert.ok(extension);
  return (await extension.activate()).onDidChangeSuggestions;
}

async function hoverAt({ uri }: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers: vscode.Hover[] = await vscode.commands.executeCommand('vscode.executeHoverProvider', uri, position);
  const contents = hovers.flatMap((hover) => hover.contents);
  return contents.map((each) => (typeof each === 'string' ? each : each.value)).join('\n');
}

async function hoverSays(text: RegExp, document: vscode.TextDocument, position = inside): Promise<void> {
  await whenSo(await changesOfSuggestions(), async () => text.test(await hoverAt(document, position)));
}

async function lensesOf({ uri }: vscode.TextDocument): Promise<readonly string[]> {
  const lenses: vscode.CodeLens[] = await vscode.commands.executeCommand('vscode.executeCodeLensProvider', uri, 20);
  const titles = lenses.map(({ command }) => command?.title ?? '');
  return titles.filter((title) => /suggestion/.test(title));
}

/** Another extension's assistant: it hears nothing of what becomes of its suggestion. */
function suggest(text: string): vscode.Disposable {
  return vscode.languages.registerInlineCompletionItemProvider(
    { scheme: 'file' },
    {
      provideInlineCompletionItems: (document, position) => {
        const written = document.getText(new vscode.Range(place, position));
        if (!text.startsWith(written) || written === text) return [];
        return [new vscode.InlineCompletionItem(text.slice(written.length), new vscode.Range(position, position))];
      },
    },
  );
}

/** Nothing is taken while the ghost text is not on screen yet, as little as by Tab, so it is asked for and taken again. */
async function accept(document: vscode.TextDocument, command: string): Promise<void> {
  const length = document.getText().length;
  while (document.getText().length === length) {
    await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
    await vscode.commands.executeCommand(`editor.action.inlineSuggest.${command}`);
  }
}

async function openAtPlace(name: string): Promise<vscode.TextDocument> {
  const document = await openNewFile(name, before);
  const editor = vscode.window.activeTextEditor;
  assert.ok(editor);
  editor.selection = new vscode.Selection(place, place);
  return document;
}

async function openWithSuggestion(name: string, text = suggested): Promise<vscode.TextDocument> {
  const document = await openAtPlace(name);
  const provider = suggest(text);
  await accept(document, 'commit');
  provider.dispose();
  assert.ok(document.getText().includes(text));
  return document;
}

/** What the fixed code that is shown beside the code is called. */
function preview(): string | undefined {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const inputs = tabs.map(({ input }) => input).filter((input) => input instanceof vscode.TabInputTextDiff);
  return inputs.map(({ modified }) => modified.toString()).find((uri) => uri.startsWith('temper-preview:'));
}

describe('an accepted suggestion', () => {
  it('is recognised, and the hover says what there is to fix in it', async () => {
    const document = await openWithSuggestion('accepted.ts');
    const findings = await findingsWhenThereAre(2, document.uri);
    assert.deepEqual(findings.map(ruleOf), [floatingPromise, floatingPromise]);
    await hoverSays(/2 to fix in this suggestion/, document);
    const hover = await hoverAt(document, inside);
    for (const command of ['fix', 'review', 'dismiss'])
      assert.ok(hover.includes(`command:temper.${command}Suggestion`));
  });

  it('has a line above it that says so, where a setting asks for it', async () => {
    const settings = vscode.workspace.getConfiguration('temper');
    const document = await openWithSuggestion('lens.ts');
    await findingsWhenThereAre(2, document.uri);
    assert.deepEqual(await lensesOf(document), []);
    await settings.update('suggestions.codeLens', true, vscode.ConfigurationTarget.Workspace);
    try {
      await whenSo(await changesOfSuggestions(), async () => (await lensesOf(document)).length > 0);
      const [first] = await lensesOf(document);
      assert.match(first ?? '', /2 to fix in this suggestion/);
    } finally {
      await settings.update('suggestions.codeLens', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it('is recognised word by word', async () => {
    const document = await openAtPlace('words.ts');
    const provider = suggest('sendReceipt(orderId);');
    while (!document.getText().includes('sendReceipt(orderId);')) await accept(document, 'acceptNextWord');
    provider.dispose();
    await hoverSays(/1 to fix in this suggestion/, document, new vscode.Position(3, 2));
  });

  it('is known again after a new start', async () => {
    const document = await openWithSuggestion('again.ts');
    await hoverSays(/2 to fix in this suggestion/, document);
    const settings = vscode.workspace.getConfiguration('temper.suggestions');
    await settings.update('enable', false, vscode.ConfigurationTarget.Workspace);
    await whenSo(await changesOfSuggestions(), async () => !/suggestion/.test(await hoverAt(document, inside)));
    await settings.update('enable', undefined, vscode.ConfigurationTarget.Workspace);
    await hoverSays(/2 to fix in this suggestion/, document);
  });

  it('is dismissed, and its findings stay', async () => {
    const document = await openWithSuggestion('dismissed.ts');
    await hoverSays(/2 to fix in this suggestion/, document);
    await vscode.commands.executeCommand('temper.dismissSuggestion');
    assert.doesNotMatch(await hoverAt(document, inside), /in this suggestion/);
    await findingsWhenThereAre(2, document.uri);
  });

  it('with nothing to fix shows nothing', async () => {
    const document = await openWithSuggestion(
      'clean.ts',
      '  await sendReceipt(orderId);\n  await sendReceipt("again");',
    );
    await findingsWhenThereAre(0, document.uri);
    assert.doesNotMatch(await hoverAt(document, new vscode.Position(3, 10)), /in this suggestion/);
  });
});

describe('what is not accepted', () => {
  it('is no suggestion: what is typed', async () => {
    const document = await openAtPlace('typed.ts');
    for (const key of "  sendReceipt('typed');") await vscode.commands.executeCommand('type', { text: key });
    await findingsWhenThereAre(1, document.uri);
    assert.doesNotMatch(await hoverAt(document, inside), /in this suggestion/);
  });
});

describe('a review', () => {
  it('shows each fix beside the code, and goes on to the next finding', async () => {
    const document = await openWithSuggestion('review.ts');
    await hoverSays(/2 to fix in this suggestion/, document);
    const takeFix = async (shownBefore: string | undefined): Promise<string | undefined> => {
      const isNew = () => preview() !== undefined && preview() !== shownBefore;
      await whenSo(vscode.window.tabGroups.onDidChangeTabs, isNew);
      const shown = preview();
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return shown;
    };
    const review = vscode.commands.executeCommand('temper.reviewSuggestion');
    const first = await takeFix(undefined);
    await takeFix(first);
    await review;
    assert.equal(preview(), undefined);
    assert.match(document.getText(), /await sendReceipt\(orderId\);\n {2}await sendReceipt\('again'\);/);
    await findingsWhenThereAre(0, document.uri);
  });
});

describe('fixing all of a suggestion', () => {
  it('applies what is safe', async () => {
    const text =
      "  try {\n    await sendReceipt(orderId);\n  } catch (error) {\n    throw new Error('No receipt');\n  }";
    const document = await openWithSuggestion('safe.ts', text);
    await hoverSays(/1 to fix in this suggestion/, document, new vscode.Position(6, 12));
    await vscode.commands.executeCommand('temper.fixSuggestion');
    assert.match(document.getText(), /new Error\('No receipt', \{ cause: error \}\)/);
    await findingsWhenThereAre(0, document.uri);
  });
});
