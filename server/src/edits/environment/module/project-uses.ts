import { ts } from '../../../engine/syntax.ts';
import type { Snapshot } from '../../../engine/snapshot.ts';
import { isClientModule, isUsed, staysOnServer } from '../../../semantics/client-modules.ts';
import { changedVariables, environmentUses, type EnvironmentUse } from '../../../semantics/environment-uses.ts';
import { moduleFactsOf } from '../../../semantics/module-facts.ts';
import { propertyNameText } from '../../../semantics/nodes.ts';
import { uncheckedVariable } from '../../../semantics/unchecked-environment.ts';
import { moduleEnding, usesRequire } from '../../imports.ts';
import type { Semantics } from '../../../semantics/semantics.ts';
import { type Side, type SideContext, sideOf } from './side.ts';

/** A file that is to take variables from the module, and where. */
export interface UsingFile {
  readonly file: string;
  readonly tree: ts.SourceFile;
  readonly uses: readonly EnvironmentUse[];
}

export interface ProjectUses {
  readonly files: readonly UsingFile[];
  /** Whether nothing runs without it. */
  readonly required: ReadonlyMap<string, boolean>;
}

/** Set by the platform, for the platform: code that asks for it knows where it runs. */
const ofPlatform =
  /^(?:HOME|USER|PATH|TZ|PWD|CI|TMPDIR|APPDATA|USERPROFILE|COMSPEC|EDITOR|SHELL|NEXT_RUNTIME|NEXT_PHASE)$|^(?:NEXT_PUBLIC_)?VERCEL(?:_|$)|^(?:RAILWAY|RENDER|FLY|REPL|REPLIT|CF|DENO|HEROKU|WEBSITE|npm|AWS_LAMBDA|GITHUB)_/;

/**
 * Every use of the variables that one module can check for all the code of a package that runs on one side.
 *
 * @param reported the variable that must be there, whatever others do without it
 */
export function projectUses(
  reported: string,
  side: Side,
  folder: string,
  ctx: SideContext & { readonly semantics: Semantics },
): ProjectUses | undefined {
  const all = ctx.snapshot.codeBelow(folder);
  const pages = side === 'server' ? filesOfPages(all, ctx.snapshot) : new Set<string>();
  const found = all.flatMap((file) => (pages.has(file) ? [] : usingFile(file, side, ctx)));
  const uses = found.flatMap((each) => each.uses);
  const required = needsOf(uses, reported, all, ctx);
  if (!required.has(reported)) return undefined;
  const files = found.flatMap((each) => {
    const own = each.uses.filter(({ name }) => required.has(name));
    return own.length === 0 ? [] : [{ ...each, uses: own }];
  });
  return { files, required };
}

/** The variables that a module can have, and which of them must be there. */
function needsOf(
  uses: readonly EnvironmentUse[],
  reported: string,
  all: readonly string[],
  { snapshot, semantics }: { readonly snapshot: Snapshot; readonly semantics: Semantics },
): ReadonlyMap<string, boolean> {
  const changed = changedIn(all, snapshot);
  const declared = declaredVariables(all, snapshot);
  const required = new Map<string, boolean>();
  for (const name of new Set(uses.map((use) => use.name))) {
    if (ofPlatform.test(name) || changed.has(name) || declared.get(name) === 'other') continue;
    const own = uses.filter((use) => use.name === name);
    const manners = own.map((use) => {
      const isFound = use.manner === 'empty' && uncheckedVariable(use.owner, semantics, snapshot) !== undefined;
      const isDeclared = use.manner === 'plain' && declared.get(name) === 'text';
      return isFound || isDeclared ? 'claimed' : use.manner;
    });
    const isRequired = name === reported || isNeeded(manners);
    // Vite's variables have no type, so that code may take them for anything.
    const fits = isRequired || own.every((use) => use.base === 'process.env' || use.takesText);
    if (fits) required.set(name, isRequired);
  }
  return required;
}

/** What some code can do without stays as it is. */
const isNeeded = (manners: readonly EnvironmentUse['manner'][]): boolean =>
  manners.includes('insisted') ||
  (manners.includes('claimed') && !manners.includes('excused') && !manners.includes('empty'));

function usingFile(file: string, side: Side, ctx: SideContext): readonly UsingFile[] {
  const { snapshot } = ctx;
  if (!/\b(?:process|meta)\.env\b/.test(snapshot.text(file) ?? '')) return [];
  const tree = file === ctx.file ? ctx.tree : snapshot.tree(file);
  if (tree === undefined || !isAlike(tree, ctx)) return [];
  const there = { file, tree, snapshot, facts: file === ctx.file ? ctx.facts : snapshot.factsOf(file) };
  const uses = environmentUses(tree).filter((use) => sideOf(use, there) === side);
  return uses.length === 0 ? [] : [{ file, tree, uses }];
}

/** Of the same package, and loaded the same way. */
const isAlike = (tree: ts.SourceFile, ctx: SideContext): boolean =>
  ctx.snapshot.packageOf(tree.fileName)?.file === ctx.snapshot.packageOf(ctx.file)?.file &&
  moduleEnding(tree) === moduleEnding(ctx.tree) &&
  usesRequire(tree) === usesRequire(ctx.tree);

/** What is shipped to browsers: what says so, and all that it imports. */
function filesOfPages(all: readonly string[], snapshot: Snapshot): ReadonlySet<string> {
  const reached = new Set(all.filter((file) => isPage(file, snapshot)));
  for (const file of reached) {
    const tree = snapshot.tree(file);
    for (const { specifier, isTypeOnly, node } of tree === undefined ? [] : moduleFactsOf(tree).loads) {
      const target = isTypeOnly || !isUsed(node) ? undefined : snapshot.resolveModule(specifier, file);
      const imported = target?.kind === 'file' ? snapshot.tree(target.file) : undefined;
      if (imported !== undefined && (isClientModule(imported) || !staysOnServer(imported)))
        reached.add(imported.fileName);
    }
  }
  return reached;
}

function isPage(file: string, snapshot: Snapshot): boolean {
  const { fileClass, runtime } = snapshot.factsOf(file);
  if (fileClass !== 'source') return false;
  if (runtime === 'browser') return true;
  const tree = /['"]use client['"]/.test(snapshot.text(file) ?? '') ? snapshot.tree(file) : undefined;
  return tree !== undefined && isClientModule(tree);
}

/** What code of the program sets or deletes while it runs. */
function changedIn(all: readonly string[], snapshot: Snapshot): ReadonlySet<string> {
  const found = new Set<string>();
  for (const file of all) {
    if (!/\bprocess\.env\.\w+\s*(?:[|&?]{0,2}=[^=])|delete\s+process\.env/.test(snapshot.text(file) ?? '')) continue;
    const tree = snapshot.factsOf(file).fileClass === 'source' ? snapshot.tree(file) : undefined;
    if (tree !== undefined) changedVariables(tree).forEach((name) => found.add(name));
  }
  return found;
}

/** `interface ProcessEnv { KEY: string }` says that a variable is there, or that it is one of a few words. */
function declaredVariables(all: readonly string[], snapshot: Snapshot): ReadonlyMap<string, 'text' | 'other'> {
  const found = new Map<string, 'text' | 'other'>();
  const visit = (node: ts.Node): void => {
    if (!ts.isInterfaceDeclaration(node) || !/^(?:ProcessEnv|ImportMetaEnv)$/.test(node.name.text)) {
      ts.forEachChild(node, visit);
      return;
    }
    for (const member of node.members) {
      const name = ts.isPropertySignature(member) ? propertyNameText(member.name) : undefined;
      if (name === undefined || !ts.isPropertySignature(member)) continue;
      const isText = member.type?.kind === ts.SyntaxKind.StringKeyword;
      if (!isText) found.set(name, 'other');
      else if (member.questionToken === undefined) found.set(name, 'text');
    }
  };
  for (const file of all) {
    const isDeclaring = /\binterface\s+(?:ProcessEnv|ImportMetaEnv)\b/.test(snapshot.text(file) ?? '');
    const tree = isDeclaring ? snapshot.tree(file) : undefined;
    if (tree !== undefined) visit(tree);
  }
  return found;
}
