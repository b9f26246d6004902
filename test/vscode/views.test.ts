import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import type { FindingNode } from '../../client/src/findings/finding-nodes.ts';
import { openGit, type GitRepository } from '../../client/src/findings/git.ts';
import type { TemperExports } from '../../client/src/extension.ts';
import type { ViewName } from '../../client/src/views/finding-views.ts';
import { fixAllRequest, type FixAllParams, type FixAllResult } from '../../shared/src/protocol.ts';
import { stripeKey } from '../made-up-keys.ts';
import { sampleSource } from '../sample-project.ts';
import { accept, suggest } from './assistant.ts';
import { findingsWhenThereAre, floatingPromise, onlyFinding, openNewFile, workspaceFile } from './workspace.ts';

const source = sampleSource('src/checkout.ts');
const baselineFile = 'temper.baseline.json';

function parts(): TemperExports {
  const extension = vscode.extensions.getExtension<TemperExports>('temper.temper-hardening');
  assert.ok(extension);
  return extension.exports;
}

async function labelsIn(view: ViewName): Promise<readonly string[]> {
  const labels = (nodes: readonly FindingNode[], depth: number): readonly string[] =>
    nodes.flatMap((node) =>
      node.kind === 'finding'
        ? [`${'  '.repeat(depth)}${node.shown.finding.rule}`]
        : [`${'  '.repeat(depth)}${node.label}`, ...labels(node.children, depth + 1)],
    );
  return labels(await parts().views.rows(view), 0);
}

/** As soon as it is there; mocha's timeout bounds the wait. */
function pageOf(label: string): Promise<vscode.Tab> {
  return new Promise((resolve) => {
    const look = (): void => {
      const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
      const page = tabs.find((tab) => tab.input instanceof vscode.TabInputWebview && tab.label === label);
      if (page === undefined) return;
      subscription.dispose();
      resolve(page);
    };
    const subscription = vscode.window.tabGroups.onDidChangeTabs(look);
    look();
  });
}

/** As soon as a view that is looked at is as wanted; mocha's timeout bounds the wait. */
async function labelsOnce(
  view: ViewName,
  isWanted: (labels: readonly string[]) => boolean,
): Promise<readonly string[]> {
  for (;;) {
    const labels = await labelsIn(view);
    if (isWanted(labels)) return labels;
    await new Promise<void>((resolve) => {
      const subscription = parts().views.onDidChange(view, () => {
        subscription.dispose();
        resolve();
      });
    });
  }
}

async function selectFinding(document: vscode.TextDocument): Promise<void> {
  const { range } = await onlyFinding(document.uri);
  const editor = await vscode.window.showTextDocument(document);
  editor.selection = new vscode.Selection(range.start, range.start);
}

describe('the view by killer', () => {
  it('has findings under their rule, under what they do', async () => {
    const document = await openNewFile('by-killer.ts', source);
    await onlyFinding(document.uri);
    const labels = await labelsIn('byKiller');
    const killer = labels.indexOf('Fails and nobody hears it');
    assert.equal(labels[killer + 1], `  ${floatingPromise}`);
    assert.match(labels[killer + 2] ?? '', /^ {4}floating-promise$/);
  });
});

describe('the view of what an AI wrote', () => {
  it('has what is in an accepted suggestion, and not what is beside it', async () => {
    const document = await openNewFile('ai-view.ts', source.replace('\n  sendReceipt', '\n\n  sendReceipt'));
    await onlyFinding(document.uri);
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(3, 0, 3, 0);
    const provider = await suggest(`  sendReceipt('first');\n  sendReceipt('second');`);
    await accept(document);
    provider.dispose();
    await findingsWhenThereAre(3, document.uri);
    await vscode.commands.executeCommand('temper.aiWritten.focus');
    const isHere = (label: string): boolean => label.endsWith('src/ai-view.ts');
    const labels = await labelsOnce('aiWritten', (all) => all.some(isHere));
    const file = labels.findIndex(isHere);
    assert.deepEqual(labels.slice(file + 1, file + 3), [`  ${floatingPromise}`, `  ${floatingPromise}`]);
    assert.ok(!(labels[file + 3] ?? '').startsWith(' '));
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });
});

describe('the view since the last commit', () => {
  const git = (...words: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...words], {
      cwd: workspaceFile('').fsPath,
      encoding: 'utf8',
    });

  async function repository(): Promise<GitRepository> {
    const api = await openGit();
    assert.ok(api);
    const folder = workspaceFile('');
    const open = await vscode.commands.executeCommand('git.openRepository', folder.fsPath).then(
      () => api.getRepository(folder),
      () => api.getRepository(folder),
    );
    assert.ok(open, 'The repository is open.');
    return open;
  }

  /** As soon as Git's extension knows what we did. */
  async function when(opened: GitRepository, isTrue: () => boolean): Promise<void> {
    while (!isTrue()) {
      await new Promise<void>((resolve) => {
        const subscription = opened.state.onDidChange(() => {
          subscription.dispose();
          resolve();
        });
        void vscode.commands.executeCommand('git.refresh', opened.rootUri);
      });
    }
  }

  it('has what is on changed lines, unsaved ones and new files included, and nothing else', async () => {
    const old = await openNewFile('committed.ts', source);
    await onlyFinding(old.uri);
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '--message', 'Begin');
    const opened = await repository();
    await when(opened, () => opened.state.HEAD?.commit !== undefined);
    assert.ok(!(await labelsIn('sinceCommit')).includes('src/committed.ts'));

    const fresh = await openNewFile('uncommitted.ts', source);
    await onlyFinding(fresh.uri);
    const pending = (): readonly string[] => {
      const { workingTreeChanges, untrackedChanges = [] } = opened.state;
      return [...workingTreeChanges, ...untrackedChanges].map(({ uri }) => uri.path);
    };
    await when(opened, () => pending().includes(fresh.uri.path));

    const edit = new vscode.WorkspaceEdit();
    edit.insert(old.uri, new vscode.Position(old.lineCount, 0), `\nsendReceipt('7');\n\nexport const sent = true;\n`);
    assert.ok(await vscode.workspace.applyEdit(edit));
    await findingsWhenThereAre(2, old.uri);
    const labels = (await labelsIn('sinceCommit')).map((label) => label.replace('shop/', ''));
    assert.deepEqual(
      labels.filter((label) => /ommitted|^ /.test(label)),
      // The file with the worse finding comes first.
      ['src/uncommitted.ts', `  ${floatingPromise}`, 'src/committed.ts', `  ${floatingPromise}`],
    );
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });
});

describe('a finding', () => {
  it('is copied for an agent, with its place, its code and a fix', async () => {
    await selectFinding(await openNewFile('copied.ts', source));
    await vscode.commands.executeCommand('temper.copyForAgent');
    const text = await vscode.env.clipboard.readText();
    assert.match(text, /^Mend this in .*src\/copied\.ts, line 4 \(Temper, rule floating-promise\):/);
    assert.match(text, /```\n {2}sendReceipt\(orderId\);\n```/);
    assert.match(text, /receipts\.ts:\d+ In `sendReceipt`: it throws/);
    assert.match(text, /A fix that Temper would make: Await `sendReceipt\(…?\)`/);
  });

  it('is copied for an agent without a secret', async () => {
    await selectFinding(await openNewFile('key.ts', `export const key = '${stripeKey}';\n`));
    await vscode.commands.executeCommand('temper.copyForAgent');
    const text = await vscode.env.clipboard.readText();
    assert.match(text, /rule hardcoded-secret/);
    assert.ok(!text.includes(stripeKey.slice(8)));
  });

  it('that is no secret is remembered without its value', async () => {
    const document = await openNewFile('example-key.ts', `export const key = '${stripeKey}';\n`);
    await selectFinding(document);
    await vscode.commands.executeCommand('temper.notASecret');
    await findingsWhenThereAre(0, document.uri);
    const baseline = new TextDecoder().decode(await vscode.workspace.fs.readFile(workspaceFile(baselineFile)));
    assert.match(baseline, /"src\/example-key\.ts": \[\n.*"hardcoded-secret".*"reason": "Not a secret\."/);
    assert.ok(!baseline.includes(stripeKey.slice(8)));
    await vscode.workspace.fs.delete(workspaceFile(baselineFile));
    await onlyFinding(document.uri);
  });

  it('opens a page that says why', async () => {
    await selectFinding(await openNewFile('why.ts', source));
    await vscode.commands.executeCommand('temper.whyIsThisHere');
    await vscode.window.tabGroups.close(await pageOf(floatingPromise));
  });
});

describe('the baseline', () => {
  it('takes in all findings, hides them, and shows them when asked', async () => {
    const document = await openNewFile('before.ts', source);
    await onlyFinding(document.uri);
    await vscode.commands.executeCommand('temper.updateBaseline');
    await findingsWhenThereAre(0, document.uri);
    await vscode.commands.executeCommand('temper.toggleBaselined');
    await onlyFinding(document.uri);
    await vscode.commands.executeCommand('temper.toggleBaselined');
    await findingsWhenThereAre(0, document.uri);
    await vscode.workspace.fs.delete(workspaceFile(baselineFile));
    await onlyFinding(document.uri);
  });
});

describe('snoozing', () => {
  it('takes everything off the screen, and waking up brings back what is true by then', async () => {
    const document = await openNewFile('snoozed.ts', source);
    await onlyFinding(document.uri);
    parts().snooze.start(30);
    await findingsWhenThereAre(0, document.uri);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(
      document.uri,
      new vscode.Position(document.lineCount, 0),
      `\nsendReceipt('7');\n\nexport const sent = 1;\n`,
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    await vscode.commands.executeCommand('temper.wakeUp');
    await findingsWhenThereAre(2, document.uri);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });
});

describe('fixing all of a rule', () => {
  it('edits nothing before somebody has ticked it in the preview', async () => {
    const folder = workspaceFile('src/many');
    const text = source.replace('./receipts.js', '../receipts.js');
    const document = await openNewFile('many/open.ts', text);
    await onlyFinding(document.uri);
    const params: FixAllParams = { rule: floatingPromise, within: folder.toString() };
    const fixed = parts().server.client.sendRequest<FixAllResult>(fixAllRequest, params);
    // The preview is the editor's own; there is no event that tells that it is there.
    while ((await Promise.race([fixed, soon()])) === undefined) {
      await vscode.commands.executeCommand('refactorPreview.apply').then(undefined, () => undefined);
    }
    assert.deepEqual(await fixed, { files: 1, isApplied: false });
    assert.equal(document.getText(), text);
  });

  function soon(): Promise<undefined> {
    return new Promise((resolve) => {
      setTimeout(() => resolve(undefined), 200);
    });
  }
});

describe('the page on what runs', () => {
  it('lists the rules of the file at hand', async () => {
    await selectFinding(await openNewFile('runs.ts', source));
    await vscode.commands.executeCommand('temper.showWhatRuns');
    const page = vscode.window.activeTextEditor?.document.getText() ?? '';
    assert.match(page, /^# What Temper runs, and how long\n/);
    assert.match(page, /\| floating-promise +\| +[\d.]+ \| \w+ +\| +1 \|/);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});
