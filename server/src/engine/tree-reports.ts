import { semanticsOf } from '../semantics/semantics.ts';
import type { Analysis, Reported } from './analysis.ts';
import { levelOf, optionsOf, projectFactsOf } from './config.ts';
import { keptStatement, stillStanding, type KeptStatement } from './kept-reports.ts';
import { spanOf } from './places.ts';
import type { AnyRule, Visitors } from './rule.ts';
import type { ts } from './syntax.ts';
import { parseErrorsOf } from './parse-errors.ts';
import { Walk } from './walk.ts';

/** One walk for all rules that look at code. Yields between functions. Statements for which what was found still stands are passed over. */
export function* treeReports(analysis: Analysis): Generator<void, readonly Reported[]> {
  const { options, failures } = analysis;
  const wanted = options.rules.filter((rule) => looksInTier(rule, options.tier));
  const tree = wanted.length === 0 ? undefined : analysis.tree();
  if (tree === undefined) return [];
  const looking: Looking = { reported: [] };
  const owners = new Map<Visitors, AnyRule>();
  for (const rule of wanted.filter((each) => isOn(each, analysis))) {
    const visitors = failures.guard(rule, () => visitorsOf(rule, analysis, tree, looking));
    if (visitors !== undefined) owners.set(visitors, rule);
  }
  const walk = new Walk([...owners.keys()], (visitors, error) => {
    const rule = owners.get(visitors);
    if (rule !== undefined) failures.add(rule, error);
  });
  const reported = yield* throughFile(tree, walk, looking, analysis);
  return firstAboutEach(reported).filter(({ node }) => node === undefined || !isBroken(tree, node));
}

function firstAboutEach(reported: readonly Reported[]): readonly Reported[] {
  const told = new Map<AnyRule, Set<ts.Node>>();
  return reported.filter(({ rule, report: { about = [] } }) => {
    if (about.length === 0) return true;
    const ofRule = told.get(rule) ?? new Set();
    told.set(rule, ofRule);
    const isFirst = !about.some((node) => ofRule.has(node));
    if (isFirst) for (const node of about) ofRule.add(node);
    return isFirst;
  });
}

/** Where rules report to at the moment. */
interface Looking {
  reported: Reported[];
}

function* throughFile(
  tree: ts.SourceFile,
  walk: Walk,
  looking: Looking,
  { file, facts, failures, options: { kept: keeper } }: Analysis,
): Generator<void, readonly Reported[]> {
  const standing = stillStanding(keeper?.get(file), tree, facts);
  walk.visit(tree);
  const all: Reported[] = looking.reported;
  const statements = new Map<ts.Statement, KeptStatement>();
  for (const statement of tree.statements) {
    looking.reported = [];
    const known = standing.get(statement);
    if (known === undefined) yield* walk.through(statement);
    const reported = known ?? looking.reported;
    all.push(...reported);
    if (keeper !== undefined) statements.set(statement, keptStatement(statement, reported));
  }
  const { runtime, fileClass } = facts;
  if (failures.areNone) keeper?.set(file, { facts: { runtime, fileClass }, statements });
  return all;
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
  looking: Looking,
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
      looking.reported.push({ rule, node, span: span ?? spanOf(node, tree), data, report });
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
