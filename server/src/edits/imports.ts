import type { TextEdit } from '../../../shared/src/finding.ts';
import type { Snapshot } from '../engine/snapshot.ts';
import { ts } from '../engine/syntax.ts';
import { moduleFactsOf } from '../semantics/module-facts.ts';
import { type Binding, scopesOf } from '../semantics/scopes.ts';
import { folderOf } from '../types/paths.ts';
import { insertion } from './handling.ts';
import { quoted, styleOf } from './style.ts';

/** A file that imports may still load something late by `require`, and has no `require` at all where its package is ESM. */
export function usesRequire(tree: ts.SourceFile): boolean {
  if (/\.c[jt]s$/.test(tree.fileName)) return true;
  return (
    !tree.statements.some(ts.isImportDeclaration) && moduleFactsOf(tree).loads.some(({ kind }) => kind === 'require')
  );
}

/** The ending of a module that is made for the file: `.ts` beside `a.tsx`. */
export function moduleEnding(tree: ts.SourceFile): string {
  return /\.[cm]?[jt]s(?=x?$)/.exec(tree.fileName)?.[0] ?? '.js';
}

/** After the last import or `require` at the top of the file, else after its directives. */
export function importEdit(tree: ts.SourceFile, names: string, specifier: string): TextEdit {
  const { lineEnd, semicolon } = styleOf(tree);
  const from = quoted(tree, specifier);
  const text = usesRequire(tree)
    ? `const ${names} = require(${from})${semicolon}`
    : `import ${names} from ${from}${semicolon}`;
  const last = lastAtTop(tree);
  return last ? insertion(endWithComment(last, tree), lineEnd + text) : insertion(startOf(tree), text + lineEnd);
}

/** A comment behind a statement belongs to it. */
const endWithComment = ({ end }: ts.Node, tree: ts.SourceFile): number =>
  ts.getTrailingCommentRanges(tree.text, end)?.at(-1)?.end ?? end;

/** A declaration of the file's own, apart from the imports and from what follows. */
export function declarationEdit(tree: ts.SourceFile, text: string): TextEdit {
  const { lineEnd } = styleOf(tree);
  const last = lastAtTop(tree);
  return last ? insertion(last.end, lineEnd + lineEnd + text) : insertion(startOf(tree), text + lineEnd + lineEnd);
}

const lastAtTop = (tree: ts.SourceFile): ts.Statement | undefined =>
  tree.statements.findLast(isLoad) ?? tree.statements.findLast(isDirective);

function isDirective(statement: ts.Statement): boolean {
  return ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression);
}

function isLoad(statement: ts.Statement): boolean {
  if (ts.isImportDeclaration(statement)) return true;
  if (!ts.isVariableStatement(statement)) return false;
  return statement.declarationList.declarations.some(({ initializer }) => {
    let node: ts.Node | undefined = initializer;
    while (node && (ts.isCallExpression(node) || ts.isPropertyAccessExpression(node))) {
      if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'require')
        return true;
      node = node.expression;
    }
    return false;
  });
}

const startOf = (tree: ts.SourceFile): number => tree.statements[0]?.getStart(tree) ?? 0;

/** How the file would name another of the project: by the alias that it uses, or by the way there; with the ending it writes. */
export function specifierTo(tree: ts.SourceFile, target: string, snapshot: Snapshot): string {
  const bare = target.replace(/\.[cm]?[jt]sx?$/, '');
  const stem = aliased(tree, bare, snapshot) ?? relative(folderOf(tree.fileName), bare);
  return stem + writtenEnding(tree, target.slice(bare.length), snapshot);
}

/** `../lib/env` for a file of `src/routes` that names `src/lib/env`. */
function relative(from: string, to: string): string {
  const here = from.split('/');
  const there = to.split('/');
  const shared = here.findIndex((segment, at) => segment !== there[at]);
  const common = shared === -1 ? here.length : shared;
  const up = here.slice(common).map(() => '..');
  return [...(up.length === 0 ? ['.'] : up), ...there.slice(common)].join('/');
}

/** `@/lib/env` where the file says `@/lib/db` for `src/lib/db.ts`, unless the target lies in the same folder. */
function aliased(tree: ts.SourceFile, target: string, snapshot: Snapshot): string | undefined {
  if (folderOf(target) === folderOf(tree.fileName)) return undefined;
  for (const { specifier } of moduleFactsOf(tree).loads) {
    const prefix = /^[@~#]?[\w-]*\//.exec(specifier)?.[0];
    const found = prefix === undefined ? undefined : snapshot.resolveModule(specifier, tree.fileName);
    if (prefix === undefined || found?.kind !== 'file') continue;
    const rest = specifier.slice(prefix.length - 1).replace(/\.[cm]?[jt]sx?$/, '');
    const stem = found.file.replace(/(?:\/index)?\.[cm]?[jt]sx?$/, '');
    const base = stem.endsWith(rest) ? stem.slice(0, stem.length - rest.length + 1) : undefined;
    if (base !== undefined && target.startsWith(base)) return prefix + target.slice(base.length);
  }
  return undefined;
}

/** `.js` or `.ts` where imports have an ending, and nothing where they have none. */
function writtenEnding(tree: ts.SourceFile, ending: string, snapshot: Snapshot): string {
  const own = endingIn(tree);
  if (own !== undefined) return own;
  if (!/^\.[cm]?ts$/.test(ending)) return usesRequire(tree) ? '' : ending;
  if (moduleFactsOf(tree).loads.some(({ specifier }) => /^(?:https?:|npm:|jsr:)/.test(specifier))) return ending;
  if (/\bDeno\.\w/.test(tree.text)) return ending;
  if (needsEndings(tree, snapshot)) return ending.replace('ts', 'js');
  return endingOfNeighbours(tree, snapshot) ?? '';
}

/** The ending with which a file writes its imports of the project. */
function endingIn(tree: ts.SourceFile): string | undefined {
  const load = moduleFactsOf(tree).loads.find(
    ({ specifier }) => /^\.{1,2}\//.test(specifier) && !/\.(?:json|css|svg|node)$/.test(specifier),
  );
  return load && (/\.[cm]?[jt]s(?=x?$)/.exec(load.specifier)?.[0] ?? '');
}

/** What the files around write, where a file imports none of the project. */
function endingOfNeighbours({ fileName }: ts.SourceFile, snapshot: Snapshot): string | undefined {
  const pkg = snapshot.packageOf(fileName);
  if (pkg === undefined) return undefined;
  for (const file of snapshot.codeBelow(folderOf(pkg.file))) {
    const isSource = file.endsWith('.ts') && /from\s*['"]\.{1,2}\//.test(snapshot.text(file) ?? '');
    const tree = isSource ? snapshot.tree(file) : undefined;
    const written = tree && endingIn(tree);
    if (written !== undefined) return written;
  }
  return undefined;
}

/** Node's own resolution of ES modules takes no import without an ending. */
function needsEndings({ fileName }: ts.SourceFile, snapshot: Snapshot): boolean {
  const pkg = snapshot.packageOf(fileName);
  if (pkg === undefined || !pkg.isModule) return false;
  const config = snapshot.text(`${folderOf(pkg.file)}/tsconfig.json`) ?? '';
  return /"module(?:Resolution)?"\s*:\s*"node(?:next|1[68])"/i.test(config);
}

/** A name of another file of the project, in scope: as it is imported already, in an import of that file, or in one more. */
export interface ImportedName {
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

/**
 * @param exported an export's name, or `default`
 * @param users where the name is to mean it
 */
export function importedName(
  tree: ts.SourceFile,
  target: string,
  exported: string,
  snapshot: Snapshot,
  users: readonly ts.Node[] = [tree],
): ImportedName | undefined {
  const leads = (specifier: string): boolean => {
    const found = snapshot.resolveModule(specifier, tree.fileName);
    return found.kind === 'file' && found.file === target;
  };
  return nameFrom(tree, exported, { leads, specifier: () => specifierTo(tree, target, snapshot) }, users);
}

/** A name of a package. */
export const importedFromPackage = (
  tree: ts.SourceFile,
  specifier: string,
  exported: string,
): ImportedName | undefined =>
  nameFrom(tree, exported, { leads: (each) => each === specifier, specifier: () => specifier }, [tree]);

interface ImportTarget {
  readonly leads: (specifier: string) => boolean;
  readonly specifier: () => string;
}

function nameFrom(
  tree: ts.SourceFile,
  exported: string,
  target: ImportTarget,
  users: readonly ts.Node[],
): ImportedName | undefined {
  const scopes = scopesOf(tree);
  const means = (name: string, wanted: Binding | undefined): boolean =>
    users.every((user) => scopes.lookup(name, user) === wanted);
  for (const [binding, imported] of moduleFactsOf(tree).imports) {
    if (imported.exported !== exported || !target.leads(imported.specifier)) continue;
    if (binding.scope === tree && means(binding.name, binding)) return { name: binding.name, edits: [] };
  }
  const usual = exported === 'default' ? 'env' : exported;
  const name = [usual, `${usual}Value`, `own${usual}`].find((each) => means(each, undefined));
  if (name === undefined) return undefined;
  const separator = usesRequire(tree) ? ':' : ' as';
  const specific = name === exported ? name : `${exported}${separator} ${name}`;
  const joined = exported === 'default' ? undefined : namedImportOf(tree, target.leads);
  if (joined !== undefined) return { name, edits: [insertion(joined.end, `, ${specific}`)] };
  const names = exported === 'default' ? name : `{ ${specific} }`;
  return { name, edits: [importEdit(tree, names, target.specifier())] };
}

/** The last name in `import { a, b } from` of the module. */
function namedImportOf(tree: ts.SourceFile, leads: (specifier: string) => boolean): ts.ImportSpecifier | undefined {
  for (const statement of tree.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const clause = statement.importClause;
    const bindings = clause?.phaseModifier === undefined ? clause?.namedBindings : undefined;
    if (bindings === undefined || !ts.isNamedImports(bindings) || !leads(statement.moduleSpecifier.text)) continue;
    return bindings.elements.at(-1);
  }
  return undefined;
}
