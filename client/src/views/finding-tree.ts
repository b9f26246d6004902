import * as vscode from 'vscode';
import { countIn, type FindingNode } from '../findings/finding-nodes.ts';
import { rowOf } from './finding-rows.ts';

/** Edits come in bursts; a tree that follows each of them flickers. */
const settlingTime = 200;

export interface FindingTreeOptions {
  readonly id: string;
  /** What the view shows now. */
  readonly roots: () => Promise<readonly FindingNode[]>;
  /** Whether the icon of the container carries the count. */
  readonly hasBadge: boolean;
}

/** One view of findings. While nobody looks at it, it only counts, and that only for a badge. */
export class FindingTree implements vscode.TreeDataProvider<FindingNode>, vscode.Disposable {
  readonly #options: FindingTreeOptions;
  readonly #changes = new vscode.EventEmitter<void>();
  readonly #view: vscode.TreeView<FindingNode>;
  readonly onDidChangeTreeData = this.#changes.event;
  #roots: readonly FindingNode[] = [];
  #waiting: NodeJS.Timeout | undefined;
  #reading = 0;
  #latest: Promise<void> | undefined;

  constructor(options: FindingTreeOptions) {
    this.#options = options;
    this.#view = vscode.window.createTreeView(options.id, { treeDataProvider: this, showCollapseAll: true });
    this.#view.onDidChangeVisibility(({ visible }) => {
      if (visible) void this.read();
    });
  }

  /** What is shown, for tests and for the commands on the whole view. */
  get roots(): readonly FindingNode[] {
    return this.#roots;
  }

  getTreeItem(node: FindingNode): vscode.TreeItem {
    return rowOf(node);
  }

  getChildren(node?: FindingNode): readonly FindingNode[] & FindingNode[] {
    const children = node === undefined ? this.#roots : node.kind === 'group' ? node.children : [];
    return [...children];
  }

  /** Something changed: reads again once it is calm. */
  refresh(): void {
    if (!this.#view.visible && !this.#options.hasBadge) return;
    this.#waiting ??= setTimeout(() => {
      this.#waiting = undefined;
      void this.read();
    }, settlingTime);
  }

  /** What is shown once this is done is no older than now. */
  read(): Promise<void> {
    this.#latest = this.#read(++this.#reading);
    return this.#latest;
  }

  async #read(reading: number): Promise<void> {
    const roots = await this.#options.roots();
    // Somebody asked again meanwhile and knows more.
    if (reading !== this.#reading) return this.#latest;
    this.#roots = roots;
    const count = countIn(roots);
    this.#view.description = count === 0 ? '' : String(count);
    if (this.#options.hasBadge)
      this.#view.badge = count === 0 ? undefined : { value: count, tooltip: badgeText(count) };
    this.#changes.fire();
  }

  dispose(): void {
    clearTimeout(this.#waiting);
    this.#view.dispose();
    this.#changes.dispose();
  }
}

function badgeText(count: number): string {
  return count === 1
    ? vscode.l10n.t('1 finding since the last commit')
    : vscode.l10n.t('{0} findings since the last commit', count);
}
