import type { Span } from '../../../shared/src/finding.ts';
import type { Reported } from './analysis.ts';
import { mentionsOf, namesDeclaredBy } from './declared-names.ts';
import { placeAt } from './places.ts';
import type { FileFacts } from './snapshot.ts';
import { ts } from './syntax.ts';

/** What rules reported while they looked at one statement at the top of a file. */
export interface KeptStatement {
  readonly start: number;
  readonly names: readonly string[];
  /** Undefined when it has to be looked at anew whatever happens: what was found points to other places in the file. */
  readonly reported: readonly Reported[] | undefined;
}

/** What was found in the code of one version of a file. */
export interface KeptReports {
  readonly facts: FileFacts;
  readonly statements: ReadonlyMap<ts.Statement, KeptStatement>;
}

/** Keeps what was found for the next version of the same file. Whoever owns it forgets when anything else changes. */
export interface ReportKeeper {
  get(file: string): KeptReports | undefined;
  set(file: string, kept: KeptReports): void;
}

export function keptStatement(statement: ts.Statement, reported: readonly Reported[]): KeptStatement {
  const staysInside = reported.every((item) => pointsNowhereElse(item, statement));
  return {
    start: statement.pos,
    names: namesDeclaredBy(statement),
    reported: staysInside ? reported : undefined,
  };
}

function pointsNowhereElse({ node, report }: Reported, { pos, end }: ts.Statement): boolean {
  if (node === undefined || node.pos < pos || end < node.end) return false;
  const own = node.getSourceFile().fileName;
  return (report.related ?? []).every(({ file, span }) => file !== own || (pos <= span.start && span.end <= end));
}

/**
 * Of the statements that an edit left as they were, those for which what was found still stands: they name nothing that an edited
 * statement declares, nor anything that depends on that. What the edit means to them otherwise, such as by a value that it assigns,
 * is found when the whole file is looked at again.
 */
export function stillStanding(
  before: KeptReports | undefined,
  tree: ts.SourceFile,
  facts: FileFacts,
): ReadonlyMap<ts.Statement, readonly Reported[]> {
  if (before === undefined || !isSame(before.facts, facts)) return nothing;
  const present = new Set(tree.statements);
  const gone = [...before.statements].filter(([statement]) => !present.has(statement));
  const added = tree.statements.filter((statement) => !before.statements.has(statement));
  if ([...gone.map(([statement]) => statement), ...added].some(swaysTheFile)) return nothing;
  const names = [...gone.flatMap(([, kept]) => kept.names), ...added.flatMap(namesDeclaredBy)];
  const outdated = dependentsOf(names, tree, before.statements);
  return new Map(
    tree.statements.flatMap((statement) => {
      const kept = outdated.has(statement) ? undefined : before.statements.get(statement);
      return kept?.reported === undefined ? [] : [[statement, moved(kept.reported, statement.pos - kept.start, tree)]];
    }),
  );
}

const nothing: ReadonlyMap<ts.Statement, readonly Reported[]> = new Map();

const isSame = (one: FileFacts, other: FileFacts): boolean =>
  one.runtime === other.runtime && one.fileClass === other.fileClass;

/** What it brings in or lets out may change what any other statement means. */
function swaysTheFile(statement: ts.Statement): boolean {
  return (
    ts.isImportDeclaration(statement) ||
    ts.isImportEqualsDeclaration(statement) ||
    ts.isExportDeclaration(statement) ||
    ts.isExportAssignment(statement) ||
    ts.isModuleDeclaration(statement)
  );
}

/** Statements that name one of `names`, or something that is declared by one that does. */
function dependentsOf(
  names: readonly string[],
  tree: ts.SourceFile,
  statements: KeptReports['statements'],
): ReadonlySet<ts.Statement> {
  const dependents = new Set<ts.Statement>();
  const asked = new Set(names);
  for (const name of asked) {
    for (const statement of mentionsOf(name, tree)) {
      if (dependents.has(statement)) continue;
      dependents.add(statement);
      for (const declared of statements.get(statement)?.names ?? []) asked.add(declared);
    }
  }
  return dependents;
}

function moved(reported: readonly Reported[], delta: number, tree: ts.SourceFile): readonly Reported[] {
  if (delta === 0) return reported;
  const shifted = ({ start, end }: Span): Span => ({ start: start + delta, end: end + delta });
  return reported.map((item) => {
    const related = item.report.related?.map((each) =>
      each.file === tree.fileName ? { ...each, ...placeAt(tree, shifted(each.span)) } : each,
    );
    return {
      ...item,
      span: shifted(item.span),
      report: related === undefined ? item.report : { ...item.report, related },
    };
  });
}
