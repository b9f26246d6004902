import type { FileEdit, TextEdit } from '../../../../shared/src/finding.ts';
import type { FixContext } from '../../engine/rule.ts';
import type { ts } from '../../engine/syntax.ts';
import { moduleFactsOf } from '../../semantics/module-facts.ts';
import { canonicalModule } from '../../semantics/module-names.ts';
import { importedFromPackage, importEdit, usesRequire } from '../imports.ts';
import { freeName } from '../free-name.ts';
import { withDependency } from './dependency.ts';
import { arktype } from './arktype.ts';
import { joi } from './joi.ts';
import { superstruct } from './superstruct.ts';
import { typebox } from './typebox.ts';
import { valibot } from './valibot.ts';
import type { Validator, Writing } from './validator.ts';
import { yup } from './yup.ts';
import { zod } from './zod.ts';

/** Those that Temper writes schemas for; the first one serves where a project has none of them. */
export const validators: readonly Validator[] = [zod, valibot, arktype, typebox, joi, yup, superstruct];

export interface ChosenValidator {
  readonly is: Validator;
  readonly writing: Pick<Writing, 'library' | 'major'>;
  /** What the validator's other import is called. */
  readonly also: string;
  /** What a file needs that writes schemas. */
  readonly edits: readonly TextEdit[];
  /** What a file needs that checks by schemas of another module. */
  readonly editsToCheck: readonly TextEdit[];
  /** What other files need. */
  readonly files: readonly FileEdit[];
}

export type ValidatorContext = Pick<FixContext, 'file' | 'tree' | 'snapshot'>;

/** The validator of the file or of its package, else zod, which is added to the package's dependencies. */
export function validatorFor(ctx: ValidatorContext): ChosenValidator | undefined {
  const { file, tree, snapshot } = ctx;
  const declared = snapshot.packageOf(file)?.dependencies;
  const has = ({ packages }: Validator): boolean => packages.some((name) => declared?.has(name) === true);
  const loaded = validators.find((each) => isLoaded(tree, each));
  const is = loaded ?? validators.find(has) ?? validators[0];
  if (is === undefined) return undefined;
  const [name = ''] = is.packages;
  const major = majorNamed(tree, is) ?? Number(/\d+/.exec(snapshot.packageVersion(name, file) ?? '')?.[0] ?? 4);
  const also = is.also ? importedFromPackage(tree, is.also.specifier, is.also.exported) : { name: '', edits: [] };
  if (also === undefined) return undefined;
  const known = importedAs(tree, is);
  if (known)
    return {
      is,
      writing: { library: known, major },
      also: also.name,
      edits: also.edits,
      editsToCheck: also.edits,
      files: [],
    };
  const library = freeName([is.usual, `${is.usual}${is.usual}`, name], tree);
  if (library === undefined) return undefined;
  const specifier = specifierOf(name, major, tree);
  const isNew = loaded === undefined && !has(is) && specifier === name;
  const files = isNew ? withDependency(name, ctx) : [];
  const edits = [importEdit(tree, importedNames(is, library, tree), specifier), ...also.edits];
  const editsToCheck = is.checksByLibrary === true ? edits : also.edits;
  return files && { is, writing: { library, major }, also: also.name, edits, editsToCheck, files };
}

function importedNames({ exported }: Validator, library: string, tree: ts.SourceFile): string {
  if (exported === 'default') return library;
  if (exported === '*') return usesRequire(tree) ? library : `* as ${library}`;
  const separator = usesRequire(tree) ? ':' : ' as';
  return exported === library ? `{ ${library} }` : `{ ${exported}${separator} ${library} }`;
}

const isOf = ({ packages }: Validator, specifier: string): boolean =>
  packages.includes(canonicalModule(specifier)?.name.replace(/^(zod)\/v\d$/, '$1') ?? '');

/** `zod/v3`, `npm:zod@3.23.8` */
function majorNamed(tree: ts.SourceFile, validator: Validator): number | undefined {
  const specifier = moduleFactsOf(tree).loads.find((each) => isOf(validator, each.specifier))?.specifier;
  const named = specifier && /(?:\/v|\w@[\^~]?)(\d+)/.exec(specifier)?.[1];
  return named ? Number(named) : undefined;
}

const isLoaded = (tree: ts.SourceFile, validator: Validator): boolean =>
  moduleFactsOf(tree).loads.some(({ specifier }) => isOf(validator, specifier));

/** What the validator is called in a file that loads it. */
export function importedAs(tree: ts.SourceFile, validator: Validator): string | undefined {
  const { exported } = validator;
  const isWhole = exported === 'z' || exported === 'default';
  for (const [binding, imported] of moduleFactsOf(tree).imports) {
    const isIt = imported.exported === exported || (isWhole && /^(?:\*|default)$/.test(imported.exported));
    if (isIt && isOf(validator, imported.specifier) && binding.scope === tree) return binding.name;
  }
  return undefined;
}

/** As the file loads its other packages: by name, from npm through Deno, or from a CDN. */
function specifierOf(name: string, major: number, tree: ts.SourceFile): string {
  const specifiers = moduleFactsOf(tree).loads.map(({ specifier }) => specifier);
  if (specifiers.some((each) => each.startsWith('npm:'))) return `npm:${name}@${String(major)}`;
  if (specifiers.some((each) => each.startsWith('https://esm.sh/'))) return `https://esm.sh/${name}@${String(major)}`;
  const isDeno =
    specifiers.some((each) => /^(?:https?:\/\/deno\.land|jsr:)/.test(each)) || /\bDeno\.\w/.test(tree.text);
  return isDeno ? `npm:${name}@${String(major)}` : name;
}
