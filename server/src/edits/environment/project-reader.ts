import type { Snapshot } from '../../engine/snapshot.ts';
import { ts } from '../../engine/syntax.ts';
import type { Environment } from '../../semantics/environment.ts';
import { moduleFactsOf } from '../../semantics/module-facts.ts';
import { functionReader } from './env-function.ts';
import type { EnvReader } from './env-reader.ts';
import { schemaReader } from './env-schema.ts';

export interface ProjectReader extends EnvReader {
  readonly file: string;
}

const readsEnvironment = /\b(?:process|Deno|Bun|import\.meta)\.env\b|\$env\/dynamic\/private/;

/** The module of the project that others ask for variables: one that the file imports already, else the nearest. */
export function projectReader(
  tree: ts.SourceFile,
  { folder }: Environment,
  snapshot: Snapshot,
): ProjectReader | undefined {
  const own = new Set(importsOf(tree, snapshot));
  const candidates = snapshot
    .codeBelow(folder)
    .filter((file) => file !== tree.fileName && readsEnvironment.test(snapshot.text(file) ?? ''))
    .map((file) => ({ file, rank: (own.has(file) ? 1_000 : 0) + sharedLength(file, tree.fileName) }))
    .sort((one, other) => other.rank - one.rank);
  for (const { file } of candidates) {
    const reader = readerAt(file, tree, snapshot);
    if (reader !== undefined) return { file, ...reader };
  }
  return undefined;
}

function readerAt(file: string, user: ts.SourceFile, snapshot: Snapshot): EnvReader | undefined {
  const { runtime, fileClass } = snapshot.factsOf(file);
  const tree = snapshot.tree(file);
  if (tree === undefined || fileClass !== 'source' || runtime === 'browser' || !isQuiet(tree)) return undefined;
  // A circle of imports would find it empty.
  if (importsOf(tree, snapshot).includes(user.fileName)) return undefined;
  return schemaReader(tree) ?? functionReader(tree);
}

function importsOf(tree: ts.SourceFile, snapshot: Snapshot): readonly string[] {
  return moduleFactsOf(tree).loads.flatMap(({ specifier }) => {
    const found = snapshot.resolveModule(specifier, tree.fileName);
    return found.kind === 'file' ? [found.file] : [];
  });
}

/** Importing it does nothing but read settings: a server that it starts would start in every program that asks it. */
function isQuiet(tree: ts.SourceFile): boolean {
  return tree.statements.every((statement) => {
    const call = ts.isExpressionStatement(statement) ? statement.expression : undefined;
    return (
      call === undefined ||
      !ts.isCallExpression(call) ||
      /\b(?:config|loadEnvFile)$/.test(call.expression.getText(tree))
    );
  });
}

function sharedLength(one: string, other: string): number {
  const there = other.split('/');
  const apart = one.split('/').findIndex((segment, at) => segment !== there[at]);
  return apart === -1 ? there.length : apart;
}
