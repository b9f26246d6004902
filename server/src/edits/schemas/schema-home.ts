import type { Snapshot } from '../../engine/snapshot.ts';
import { ts } from '../../engine/syntax.ts';
import { moduleFactsOf } from '../../semantics/module-facts.ts';
import { hasModifier } from '../../semantics/nodes.ts';
import { folderOf } from '../../types/paths.ts';
import { usesRequire } from '../imports.ts';
import type { Validator } from './validator.ts';
import { importedAs } from './validators.ts';

/** A module of the project that schemas are kept in. */
export interface SchemaHome {
  readonly file: string;
  /** The module, or the one beside it that a new one is made after. */
  readonly like: ts.SourceFile;
  readonly isNew: boolean;
}

/** Names that say nothing but that schemas are here; in a folder of that name some more say no more. */
const named = /^(?:schemas?|validations?|validators?)$/i;
const general = /^(?:index|schemas?|validations?|validators?|common|shared)$/i;
/** `order` of `order.schema.ts` and `orderSchema.ts`. */
const withSubject = /^(\w[\w-]*?)([.-]?(?:schemas?|validations?|validators?))$/i;
/** Folders whose modules run in a browser alone. */
const inBrowser = /\/(?:client|frontend|web|components|features|hooks|ui)\//;

/**
 * Where the project keeps such schemas: a module that the handler's file takes some from already, the module about the same
 * subject, the one for all subjects, or a new one in the folder that has a module for each. Undefined where schemas stand beside
 * the handlers, or where there are none yet.
 * @param subjects words for what the request is about, the best first: `gmb-posts`, `posts`
 */
export function schemaHome(
  tree: ts.SourceFile,
  validator: Validator,
  subjects: readonly string[],
  snapshot: Snapshot,
): SchemaHome | undefined {
  const holds = (each: ts.SourceFile): boolean => schemasIn(each, validator);
  if (holds(tree) || usesRequire(tree)) return undefined;
  const known = importedBy(tree, snapshot).find((each) => isNamedSo(each.fileName, tree.fileName) && holds(each));
  if (known !== undefined) return { file: known.fileName, like: known, isNew: false };
  const modules = modulesAround(tree, validator, snapshot).filter(holds);
  const folder = modules[0] && folderOf(modules[0].fileName);
  const near = modules.filter(({ fileName }) => folderOf(fileName) === folder);
  return aboutSubject(near, subjects) ?? forAll(near) ?? besides(near, subjects, snapshot);
}

function aboutSubject(modules: readonly ts.SourceFile[], subjects: readonly string[]): SchemaHome | undefined {
  for (const subject of subjects) {
    const like = modules.find(({ fileName }) => singular(partsOf(fileName).subject) === singular(subject));
    if (like) return { file: like.fileName, like, isNew: false };
  }
  return undefined;
}

function forAll(modules: readonly ts.SourceFile[]): SchemaHome | undefined {
  const like = modules.find(({ fileName }) => general.test(stemOf(fileName)));
  return like && { file: like.fileName, like, isNew: false };
}

/** A module for the subject beside those for others. */
function besides(
  [like]: readonly ts.SourceFile[],
  [subject]: readonly string[],
  snapshot: Snapshot,
): SchemaHome | undefined {
  if (like === undefined || subject === undefined) return undefined;
  const { ending, isCamel } = partsOf(like.fileName);
  const name = isCamel ? camel(subject) : subject;
  const file = `${folderOf(like.fileName)}/${name}${ending}`;
  return snapshot.text(file) === undefined ? { file, like, isNew: true } : undefined;
}

/** Whether something is exported there that the validator has made. */
const schemasIn = (tree: ts.SourceFile, validator: Validator): boolean => {
  const library = importedAs(tree, validator);
  return library !== undefined && tree.statements.some((statement) => isSchema(statement, library));
};

function isSchema(statement: ts.Statement, library: string): boolean {
  if (!ts.isVariableStatement(statement) || !hasModifier(statement, ts.SyntaxKind.ExportKeyword)) return false;
  return statement.declarationList.declarations.some(
    ({ initializer }) => initializer && rootOf(initializer) === library,
  );
}

/** `z` of `z.object({…}).strict()`, not what such a schema has let through. */
function rootOf(node: ts.Expression): string | undefined {
  let at = node;
  while (ts.isCallExpression(at) || ts.isPropertyAccessExpression(at)) {
    if (ts.isPropertyAccessExpression(at) && /^(?:safeP|p)arse/.test(at.name.text)) return undefined;
    at = at.expression;
  }
  return at !== node && ts.isIdentifier(at) ? at.text : undefined;
}

function importedBy(tree: ts.SourceFile, snapshot: Snapshot): readonly ts.SourceFile[] {
  return moduleFactsOf(tree).loads.flatMap(({ specifier }) => {
    const target = snapshot.resolveModule(specifier, tree.fileName);
    const found = target.kind === 'file' && !target.file.includes('/node_modules/') && snapshot.tree(target.file);
    return found ? [found] : [];
  });
}

/** Modules that are named as those for schemas are, the nearest first. */
function modulesAround(
  { fileName }: ts.SourceFile,
  { packages }: Validator,
  snapshot: Snapshot,
): readonly ts.SourceFile[] {
  const base = baseFolder(fileName, snapshot);
  if (base === undefined) return [];
  const loads = (file: string): boolean => packages.some((name) => snapshot.text(file)?.includes(name) === true);
  const around = snapshot.codeBelow(base).filter((file) => isNamedSo(file, fileName) && loads(file));
  const reach = (file: string): number => sharedLength(file, fileName);
  const nearest = around.sort((a, b) => reach(b) - reach(a) || (a < b ? -1 : 1));
  return nearest.flatMap((file) => snapshot.tree(file) ?? []);
}

/** Edge functions are put online folder by folder, with what they share beside them. */
function baseFolder(file: string, snapshot: Snapshot): string | undefined {
  const functions = /^.*\/supabase\/functions(?=\/)/.exec(file)?.[0];
  const pkg = snapshot.packageOf(file);
  return functions ?? (pkg && folderOf(pkg.file));
}

function isNamedSo(file: string, user: string): boolean {
  if (/\.(?:d|test|spec)\.[cm]?ts$/.test(file) || file === user) return false;
  const folder = folderOf(file);
  const stem = stemOf(file);
  const isBeside = folder === folderOf(user);
  if (!named.test(baseOf(folder)) && !named.test(stem) && !(isBeside && withSubject.test(stem))) return false;
  return !inBrowser.test(file) || sharedLength(file, user) > (inBrowser.exec(file)?.index ?? 0);
}

/** How many characters two paths share from their beginning, in whole folders. */
function sharedLength(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return one.lastIndexOf('/', at);
}

const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const stemOf = (file: string): string => baseOf(file).replace(/\.[cm]?[jt]sx?$/, '');

function partsOf(file: string): { readonly subject: string; readonly ending: string; readonly isCamel: boolean } {
  const stem = stemOf(file);
  const [, subject = stem] = withSubject.exec(stem) ?? [];
  return { subject, ending: baseOf(file).slice(subject.length), isCamel: /[a-z][A-Z]/.test(stem) };
}

/** `gmb-posts`, `gmbPost` and `GmbPosts` as one. */
const singular = (words: string): string =>
  words
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/_/g, '-')
    .replace(/ies$/, 'y')
    .replace(/s$/, '');

const camel = (words: string): string => words.replace(/-(\w)/g, (_, next: string) => next.toUpperCase());
