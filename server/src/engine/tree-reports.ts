import { semanticsOf } from '../semantics/semantics.ts';
import type { Analysis, Reported } from './analysis.ts';
import { levelOf, optionsOf, projectFactsOf } from './config.ts';
import { spanOf } from './places.ts';
import type { AnyRule, Visitors } from './rule.ts';
import type { ts } from './syntax.ts';
import { walk } from './walk.ts';

/** One walk for all rules that look at code. Yields between functions. */
export function* treeReports(analysis: Analysis): Generator<void, readonly Reported[]> {
  const { options, failures } = analysis;
  const wanted = options.rules.filter((rule) => looksInTier(rule, options.tier));
  const tree = wanted.length === 0 ? undefined : analysis.tree();
  if (tree === undefined) return [];
  const reported: Reported[] = [];
  const owners = new Map<Visitors, AnyRule>();
  for (const rule of wanted.filter((each) => isOn(each, analysis))) {
    const visitors = failures.guard(rule, () => visitorsOf(rule, analysis, tree, reported));
    if (visitors !== undefined) owners.set(visitors, rule);
  }
  yield* walk(tree, [...owners.keys()], (visitors, error) => {
    const rule = owners.get(visitors);
    if (rule !== undefined) failures.add(rule, error);
  });
  return reported;
}

/** Whether a rule has code to look at in a tier. */
export function looksInTier(rule: AnyRule, tier: Analysis['options']['tier']): boolean {
  return rule.check !== undefined && (tier === 'flow' || rule.meta.needs === 'text');
}

/** Whether the most severe that a rule may report would be shown in this file. */
export function isOn({ meta }: AnyRule, { options, file, facts }: Analysis): boolean {
  return levelOf(options.config, meta, file, facts, 'error') !== 'off';
}

function visitorsOf(
  rule: AnyRule,
  { snapshot, facts, options: { config } }: Analysis,
  tree: ts.SourceFile,
  reported: Reported[],
): Visitors | undefined {
  return rule.check?.({
    file: tree.fileName,
    tree,
    facts,
    snapshot,
    semantics: semanticsOf(snapshot, projectFactsOf(config)),
    options: optionsOf(config, rule.meta.id, tree.fileName),
    showsHints: levelOf(config, rule.meta, tree.fileName, facts, 'hint') !== 'off',
    report: (node, data, { span, ...report } = {}) => {
      if (!isBroken(tree, node)) reported.push({ rule, node, span: span ?? spanOf(node, tree), data, report });
    },
  });
}

/** A node over which the parser stumbled is half typed: what it seems to say may not be what it will say. */
function isBroken(tree: ts.SourceFile, node: ts.Node): boolean {
  if (parseErrorsOf(tree).length === 0) return false;
  return parseErrorsOf(tree).some(
    (error) => error.start <= node.end && error.start + error.length >= node.getStart(tree),
  );
}

/** The parser keeps its errors on the tree, though its public type does not say so. */
function parseErrorsOf(tree: ts.SourceFile): readonly { readonly start: number; readonly length: number }[] {
  return (tree as { parseDiagnostics?: readonly { start: number; length: number }[] }).parseDiagnostics ?? [];
}
