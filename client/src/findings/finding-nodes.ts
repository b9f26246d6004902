import type * as vscode from 'vscode';
import type { ShownFinding } from './shown-findings.ts';

/** A row of a tree: findings under a heading, or one of them. */
export type FindingNode = GroupNode | LeafNode;

export interface GroupNode {
  readonly kind: 'group';
  readonly id: string;
  readonly label: string;
  /** Of a file. */
  readonly uri?: vscode.Uri;
  /** Of a rule. */
  readonly rule?: string;
  readonly children: readonly FindingNode[];
}

export interface LeafNode {
  readonly kind: 'finding';
  readonly id: string;
  readonly shown: ShownFinding;
  /** Whether it stands under its file, so that the row need not name it. */
  readonly isUnderFile: boolean;
}

/** Files by how bad the worst of them is, then by name. */
export function byFile(found: readonly ShownFinding[], nameOf: (uri: vscode.Uri) => string): readonly FindingNode[] {
  const groups = grouped(found, ({ uri }) => uri.toString());
  return [...groups.values()]
    .flatMap((own): readonly GroupNode[] => {
      const [first] = own;
      if (first === undefined) return [];
      const { uri } = first;
      return [
        { kind: 'group', id: uri.toString(), label: nameOf(uri), uri, children: leaves(own, uri.toString(), true) },
      ];
    })
    .sort((one, other) => worstOf(one) - worstOf(other) || compare(one.label, other.label));
}

/** Rules under a heading, those with the most findings first. */
export function byRule(found: readonly ShownFinding[], heading: string): readonly FindingNode[] {
  return [...grouped(found, ({ finding }) => finding.rule)]
    .map(([rule, own]): GroupNode => {
      const id = `${heading} ${rule}`;
      return { kind: 'group', id, label: rule, rule, children: leaves(own, id, false) };
    })
    .sort((one, other) => other.children.length - one.children.length || compare(one.label, other.label));
}

export function countIn(nodes: readonly FindingNode[]): number {
  return nodes.reduce((sum, node) => sum + (node.kind === 'finding' ? 1 : countIn(node.children)), 0);
}

export function grouped<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): ReadonlyMap<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** Within its heading a row keeps its id while lines move, so that the tree keeps its selection. */
function leaves(found: readonly ShownFinding[], heading: string, isUnderFile: boolean): readonly LeafNode[] {
  const seen = new Map<string, number>();
  return [...found].sort(inOrder).map((shown) => {
    const name = `${heading} ${shown.uri.toString()} ${shown.finding.rule} ${shown.finding.fingerprint}`;
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return { kind: 'finding', id: count === 0 ? name : `${name} ${count}`, shown, isUnderFile };
  });
}

function inOrder(one: ShownFinding, other: ShownFinding): number {
  return (
    one.severity - other.severity ||
    compare(one.uri.path, other.uri.path) ||
    one.range.start.line - other.range.start.line ||
    one.range.start.character - other.range.start.character
  );
}

function worstOf(node: FindingNode): number {
  return node.kind === 'finding' ? node.shown.severity : Math.min(...node.children.map(worstOf));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
