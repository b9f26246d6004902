import type { FileEdit, TextEdit } from '../../../../shared/src/finding.ts';
import { ts } from '../../engine/syntax.ts';
import { publicPrefix } from '../../secrets/public-variables.ts';
import { type Environment, environmentOf } from '../../semantics/environment.ts';
import { moduleFactsOf } from '../../semantics/module-facts.ts';
import { moduleEnding, usesRequire } from '../imports.ts';
import { foldedText, placesOf, preferredVariable, replacedText } from './literal-places.ts';
import { requiredVariable, type RequiredVariable, type VariableContext } from './required-variable.ts';
import { pieceWith, secretPart } from './secret-part.ts';
import { writtenValue } from './settings-file.ts';
import { settingEdits, settingsFile, settingsOf } from './settings-place.ts';
import { bindingAt } from './worker-binding.ts';

/** What a finding knows of a secret; never the value. */
export interface MovedSecret {
  /** The name it is to have in the environment. */
  readonly variable: string;
  /** The id of its format, or `generic`. */
  readonly format: string;
}

/**
 * The literal becomes the project's own way to the environment; the value goes to the file that holds the developer's settings,
 * the name to its example. All in the order in which nothing is published if one of the files cannot be written.
 */
export function moveToEnvironment(
  found: ts.Node,
  { variable: wanted, format }: MovedSecret,
  ctx: VariableContext,
): readonly FileEdit[] | undefined {
  const environment = environmentOf(ctx);
  const node = ts.isTemplateExpression(found) ? pieceWith(found, format) : found;
  const text = node && foldedText(node);
  if (environment === undefined || node === undefined || text === undefined) return undefined;
  if (environmentRefusal(ctx, node) !== undefined) return undefined;
  if (isSharedWithBrowser(ctx, environment)) return undefined;
  const secret = secretPart(text, format);
  const place = settingsFile(environment, ctx.snapshot);
  const written = writtenValue(secret, environment.platform.expands);
  if (place === undefined || written === undefined || secret === '') return undefined;
  const settings = settingsOf(environment, ctx.snapshot);
  const variable = preferredVariable(node) ?? nameFor(secret, wanted, settings);
  const moved = movedIn(ctx, { node, text, secret, variable });
  if (moved === undefined) return undefined;
  // A program that is told otherwise already goes on with that.
  const isSet = (settings.get(variable) ?? '') !== '';
  return merged([
    ...(isSet ? [] : settingEdits(place, { variable, written }, environment, ctx.snapshot)),
    ...moved.required.files,
    { file: ctx.file, edits: moved.edits },
    ...elsewhere(ctx, environment, { node, text, secret, variable }, moved.required),
  ]);
}

/** Why a secret cannot be moved into the environment here, and what to do instead. Asked for single findings only. */
export function environmentRefusal(
  ctx: Omit<VariableContext, 'tree'> & { readonly tree?: ts.SourceFile | undefined },
  node?: ts.Node,
): string | undefined {
  const environment = environmentOf(ctx);
  if (environment === undefined) {
    return 'An environment variable would be shipped to every visitor all the same: use the key on a server, and have the browser ask that.';
  }
  if (settingsFile(environment, ctx.snapshot) === undefined) {
    const [name = '.env'] = environment.platform.files;
    return `\`${name}\` is committed, so the value would be published again from there: run \`git rm --cached ${name}\` first.`;
  }
  if (environment.platform.access === 'binding' && node !== undefined && bindingAt(node) === undefined) {
    return 'A Worker is given its environment with each request: read the value from `env` in the handler and hand it on to this code.';
  }
  return undefined;
}

interface Moved {
  readonly node: ts.Node;
  /** The whole text of the literal. */
  readonly text: string;
  readonly secret: string;
  readonly variable: string;
}

/** A variable that has the value already, or a name that has no other. */
function nameFor(secret: string, wanted: string, settings: ReadonlyMap<string, string>): string {
  const base = wanted.replace(publicPrefix, '').replaceAll(/\W/g, '_') || 'SECRET';
  const same = [...settings].find(([name, value]) => value === secret && !publicPrefix.test(name));
  if (same !== undefined) return same[0];
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base}_${number}`;
    if ((settings.get(name) ?? '') === '') return name;
  }
}

/** All uses of the secret in one file, and how the file gets the variable. */
function movedIn(
  ctx: VariableContext,
  { node, text, secret, variable }: Moved,
): { readonly edits: readonly TextEdit[]; readonly required: RequiredVariable } | undefined {
  const required = requiredVariable(variable, node, ctx);
  const own = required && replacedText(node, secret, required.expression);
  if (required === undefined || own === undefined) return undefined;
  const others = isDistinctive(secret) ? placesOf(ctx.tree, text).filter((place) => place !== node) : [];
  const also = others.flatMap((place) => {
    const expression = required.expressionAt(place);
    return expression === undefined ? [] : (replacedText(place, secret, expression) ?? []);
  });
  return { edits: [...required.edits, own, ...also], required };
}

/** No word that code uses for something else as well. */
const isDistinctive = (secret: string): boolean => secret.length >= 16 && /\d/.test(secret) && /[a-z]/i.test(secret);

/** The same literal in other files of the program, where they can share the way to it. */
function elsewhere(
  ctx: VariableContext,
  environment: Environment,
  moved: Moved,
  required: RequiredVariable,
): readonly FileEdit[] {
  if (!isDistinctive(moved.secret)) return [];
  const { snapshot } = ctx;
  return snapshot.codeBelow(environment.folder).flatMap((file): readonly FileEdit[] => {
    if (file === ctx.file || snapshot.text(file)?.includes(moved.secret) !== true) return [];
    const tree = snapshot.tree(file);
    const [first] = tree === undefined ? [] : placesOf(tree, moved.text);
    if (tree === undefined || first === undefined) return [];
    const other = { file, tree, snapshot, facts: snapshot.factsOf(file), made: required.made };
    if (!isAlike(other, ctx, environment)) return [];
    const there = movedIn(other, { ...moved, node: first });
    return there === undefined ? [] : [...there.required.files, { file, edits: there.edits }];
  });
}

function isAlike(other: VariableContext, ctx: VariableContext, { platform }: Environment): boolean {
  const isOurs = /^(?:source|test|story|fixture)$/.test(other.facts.fileClass);
  return (
    isOurs &&
    environmentOf(other)?.platform === platform &&
    moduleEnding(other.tree) === moduleEnding(ctx.tree) &&
    usesRequire(other.tree) === usesRequire(ctx.tree)
  );
}

/** Code of a file that says nothing of where it runs goes with whoever imports it. */
function isSharedWithBrowser({ file, facts, snapshot }: VariableContext, { folder }: Environment): boolean {
  if (facts.runtime !== 'unknown') return false;
  const stem = file.replace(/(?:\/index)?\.[cm]?[jt]sx?$/, '');
  const name = stem.slice(stem.lastIndexOf('/') + 1);
  return snapshot.codeBelow(folder).some((each) => {
    if (snapshot.text(each)?.includes(name) !== true || snapshot.factsOf(each).runtime !== 'browser') return false;
    const tree = snapshot.tree(each);
    return (
      tree !== undefined &&
      moduleFactsOf(tree).loads.some(({ specifier, isTypeOnly }) => {
        const found = isTypeOnly ? undefined : snapshot.resolveModule(specifier, each);
        return found?.kind === 'file' && found.file === file;
      })
    );
  });
}

/** One list of edits a file, those that two of its parts want alike once; files in the order of their first edit. */
function merged(edits: readonly FileEdit[]): readonly FileEdit[] {
  const byFile = new Map<string, TextEdit[]>();
  for (const { file, edits: own } of edits) {
    const known = byFile.get(file) ?? [];
    byFile.set(file, known);
    const isKnown = (edit: TextEdit): boolean =>
      known.some(
        ({ span, text }) => span.start === edit.span.start && span.end === edit.span.end && text === edit.text,
      );
    known.push(...own.filter((edit) => !isKnown(edit)));
  }
  return [...byFile].map(([file, own]) => ({ file, edits: own }));
}
