import type { FileEdit, Finding, JsonObject, NodeAddress, TextEdit } from '../../../shared/src/finding.ts';
import { semanticsOf } from '../semantics/semantics.ts';
import type { AnalyzeOptions } from './analysis.ts';
import { overriddenFacts, projectFactsOf } from './config.ts';
import type { NodeFix } from './rule.ts';
import type { Snapshot } from './snapshot.ts';
import { sourceText, type SourceText } from './source-text.ts';
import { ts } from './syntax.ts';
import { literalAround } from './text-places.ts';

/** As the finding was made with. */
export type FixOptions = Pick<AnalyzeOptions, 'rules' | 'config'>;

/**
 * Builds a fix's edits from a finding of the snapshot's text. Undefined when the node is gone or the fix cannot be made.
 */
export function buildFix(
  snapshot: Snapshot,
  options: FixOptions,
  finding: Finding,
  fixId: string,
): readonly FileEdit[] | undefined {
  const fix = options.rules.find((rule) => rule.meta.id === finding.rule)?.fixes.find(({ id }) => id === fixId);
  if (fix === undefined) return undefined;
  const { file, data } = finding;
  const edits =
    'textEdits' in fix
      ? fix.textEdits(data, { file, snapshot, source: sourceOf(snapshot, file) })
      : editsOfNode(snapshot, options, finding, fix);
  if (edits === undefined || edits.length === 0) return undefined;
  return byFile(file, edits);
}

function sourceOf(snapshot: Snapshot, file: string): SourceText {
  return snapshot.tree(file) ?? sourceText(file, snapshot.text(file) ?? '');
}

function editsOfNode(snapshot: Snapshot, { config }: FixOptions, finding: Finding, fix: NodeFix<JsonObject>) {
  const { file, data } = finding;
  const tree = snapshot.tree(file);
  const node = tree && findNode(tree, finding.node);
  if (tree === undefined || node === undefined) return undefined;
  const semantics = semanticsOf(snapshot, projectFactsOf(config));
  const facts = overriddenFacts(config, file, snapshot.factsOf(file));
  return fix.edits(node, data, { file, tree, snapshot, semantics, facts });
}

function byFile(file: string, edits: readonly TextEdit[] | readonly FileEdit[]): readonly FileEdit[] {
  const own = edits.filter((edit): edit is TextEdit => 'span' in edit);
  const others = edits.filter((edit): edit is FileEdit => 'edits' in edit);
  return own.length > 0 ? [{ file, edits: own }, ...others] : others;
}

function findNode(tree: ts.SourceFile, address: NodeAddress): ts.Node | undefined {
  if (address.kind === 'Text') return literalAround(tree, address);
  const kind = ts.SyntaxKind[address.kind as keyof typeof ts.SyntaxKind];
  const visit = (node: ts.Node): ts.Node | undefined => {
    if (node.end < address.end || node.pos > address.start) return undefined;
    if (node.kind === kind && node.end === address.end && node.getStart(tree) === address.start) return node;
    return ts.forEachChild(node, visit);
  };
  return visit(tree);
}

/** Edits of several findings merged by file; a fix that overlaps an earlier one is left out whole. */
export function mergeFixes(fixes: readonly (readonly FileEdit[])[]): readonly FileEdit[] {
  const merged = new Map<string, TextEdit[]>();
  for (const fix of fixes) {
    const wanted = fix.map(({ file, edits }) => ({ file, edits: withoutRepeats(edits, merged.get(file) ?? []) }));
    if (wanted.some(({ file, edits }) => edits.some((edit) => overlapsAny(edit, merged.get(file) ?? [])))) continue;
    for (const { file, edits } of wanted) merged.set(file, [...(merged.get(file) ?? []), ...edits]);
  }
  return [...merged].map(([file, edits]) => ({ file, edits: inOrder(edits) }));
}

/** The same insertion twice is one edit that both fixes want, such as `async` in front of their function. */
function withoutRepeats(edits: readonly TextEdit[], others: readonly TextEdit[]): readonly TextEdit[] {
  return edits.filter(
    (edit) =>
      !others.some(
        ({ span, text }) => text === edit.text && span.start === edit.span.start && span.end === edit.span.end,
      ),
  );
}

function overlapsAny(edit: TextEdit, others: readonly TextEdit[]): boolean {
  return others.some(({ span }) => {
    if (span.start === span.end && edit.span.start === edit.span.end) return span.start === edit.span.start;
    return edit.span.start < span.end && span.start < edit.span.end;
  });
}

const inOrder = (edits: readonly TextEdit[]): readonly TextEdit[] =>
  [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);

/** Applies edits that do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let at = 0;
  const parts: string[] = [];
  for (const { span, text: inserted } of inOrder(edits)) {
    parts.push(text.slice(at, span.start), inserted);
    at = span.end;
  }
  return [...parts, text.slice(at)].join('');
}
