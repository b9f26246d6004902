import * as vscode from 'vscode';
import { meetsLines } from '../findings/changed-lines.ts';
import { byFile, byRule, grouped, type FindingNode, type GroupNode } from '../findings/finding-nodes.ts';
import { killerName, killerOf, killers } from '../findings/killers.ts';
import { LinesSinceCommit } from '../findings/lines-since-commit.ts';
import type { ShownFinding } from '../findings/shown-findings.ts';
import type { WrittenLines } from '../findings/written-lines.ts';
import type { LanguageServer } from '../language-server.ts';
import { FindingTree } from './finding-tree.ts';
import { SeverityFilter } from './severity-filter.ts';

export type ViewName = 'aiWritten' | 'sinceCommit' | 'byKiller';

/** The views of the activity bar, all of what is on screen already. */
export class FindingViews implements vscode.Disposable {
  readonly #server: LanguageServer;
  readonly #sinceCommit = new LinesSinceCommit();
  readonly #filter: SeverityFilter;
  readonly #trees: Readonly<Record<ViewName, FindingTree>>;
  readonly #subscriptions: vscode.Disposable;
  #isChecking = false;

  constructor(server: LanguageServer, aiWritten: WrittenLines, memento: vscode.Memento) {
    this.#server = server;
    this.#filter = new SeverityFilter(memento);
    this.#trees = {
      aiWritten: new FindingTree({
        id: 'temper.aiWritten',
        hasBadge: false,
        roots: async () => byFile(await this.#within(aiWritten), relativePath),
      }),
      sinceCommit: new FindingTree({
        id: 'temper.sinceCommit',
        hasBadge: true,
        roots: async () => {
          const roots = byFile(await this.#within(this.#sinceCommit), relativePath);
          void setContext('temper.hasRepository', await this.#sinceCommit.hasRepository());
          return roots;
        },
      }),
      byKiller: new FindingTree({ id: 'temper.byKiller', hasBadge: false, roots: () => this.#byKiller() }),
    };
    const { aiWritten: ai, sinceCommit } = this.#trees;
    this.#subscriptions = vscode.Disposable.from(
      this.#sinceCommit,
      this.#filter,
      ...Object.values(this.#trees),
      server.shown.onDidChange(() => this.#refresh()),
      this.#filter.onDidChange(() => this.#refresh()),
      server.onDidChangeState(() => this.#showState()),
      server.onDidReport(({ state }) => {
        this.#isChecking = state === 'busy';
        this.#showState();
      }),
      aiWritten.onDidChange(() => ai.refresh()),
      this.#sinceCommit.onDidChange(() => sinceCommit.refresh()),
    );
    this.#showState();
    this.#refresh();
  }

  /** What a view shows, read anew. */
  async rows(view: ViewName): Promise<readonly FindingNode[]> {
    await this.#trees[view].read();
    return this.#trees[view].roots;
  }

  /** After each change of what a view that is looked at shows. */
  onDidChange(view: ViewName, listener: () => void): vscode.Disposable {
    return this.#trees[view].onDidChangeTreeData(listener);
  }

  chooseSeverities(): Promise<void> {
    return this.#filter.choose();
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #refresh(): void {
    for (const tree of Object.values(this.#trees)) tree.refresh();
  }

  #showState(): void {
    void setContext('temper.state', this.#server.state.kind);
    void setContext('temper.isChecking', this.#isChecking);
  }

  #wanted(): readonly ShownFinding[] {
    return this.#server.shown.all().filter(({ severity }) => this.#filter.lets(severity));
  }

  async #within(lines: WrittenLines): Promise<readonly ShownFinding[]> {
    const files = grouped(this.#wanted(), ({ uri }) => uri.toString());
    const found = [...files.values()].map(async (own) => {
      const [first] = own;
      const ranges = first === undefined ? [] : await lines.linesOf(first.uri);
      return own.filter(({ range }) => meetsLines(ranges, range.start.line, range.end.line));
    });
    return (await Promise.all(found)).flat();
  }

  async #byKiller(): Promise<readonly FindingNode[]> {
    const families = await this.#server.familiesOfRules();
    const groups = grouped(this.#wanted(), ({ finding }) => killerOf(families.get(finding.rule)));
    return killers.flatMap((killer): readonly GroupNode[] => {
      const children = byRule(groups.get(killer) ?? [], killer);
      const label = killerName(killer, vscode.l10n);
      return children.length === 0 ? [] : [{ kind: 'group', id: killer, label, children }];
    });
  }
}

function relativePath(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri);
}

function setContext(name: string, value: unknown): Thenable<unknown> {
  return vscode.commands.executeCommand('setContext', name, value);
}
