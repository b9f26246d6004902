import type { FileEdit, TextEdit } from '../../../../shared/src/finding.ts';
import type { FileFacts, Snapshot } from '../../engine/snapshot.ts';
import type { ts } from '../../engine/syntax.ts';
import { type Environment, environmentOf } from '../../semantics/environment.ts';
import { importedName } from '../imports.ts';
import { ownReader, requireCall } from './env-function.ts';
import { projectReader } from './project-reader.ts';
import { settingsFile } from './settings-place.ts';
import { requireEnv, sharedModule, sharedModuleEdit } from './shared-module.ts';
import { bindingAt, bindingTypeEdits } from './worker-binding.ts';

export interface VariableContext {
  readonly file: string;
  readonly tree: ts.SourceFile;
  readonly snapshot: Snapshot;
  readonly facts: FileFacts;
  /** A module with `requireEnv` that is made in the same go. */
  readonly made?: string | undefined;
}

/** How a file gets a variable that it cannot run without. */
export interface RequiredVariable {
  /** `requireEnv('NAME')`, or `env.NAME` of a module that checks the environment once. */
  readonly expression: string;
  /** In the file itself. */
  readonly edits: readonly TextEdit[];
  /** In others: what has to be known or made before. */
  readonly files: readonly FileEdit[];
  /** The module with `requireEnv` that those make. */
  readonly made?: string | undefined;
  /** The expression at another place of the file; undefined where there is none. */
  expressionAt(place: ts.Node): string | undefined;
}

/**
 * The project's own way to a variable, else a shared `requireEnv` that is made once. Undefined where the code has no
 * environment at hand.
 *
 * @param at where the value is used
 */
export function requiredVariable(variable: string, at: ts.Node, ctx: VariableContext): RequiredVariable | undefined {
  const environment = environmentOf(ctx);
  if (environment === undefined) return undefined;
  const { tree } = ctx;
  if (environment.platform.access === 'binding') return boundVariable(variable, at, environment, ctx);
  if (environment.platform.access === 'astro') return everywhere(`import.meta.env.${variable}`);
  const own = ownReader(tree, at);
  if (own !== undefined) return everywhere(requireCall(own, variable, tree));
  return throughProject(variable, environment, ctx) ?? throughNewModule(variable, environment, ctx);
}

function everywhere(
  expression: string,
  edits: readonly TextEdit[] = [],
  files: readonly FileEdit[] = [],
): RequiredVariable {
  return { expression, edits, files, expressionAt: () => expression };
}

function boundVariable(
  variable: string,
  at: ts.Node,
  { folder }: Environment,
  { tree, snapshot }: VariableContext,
): RequiredVariable | undefined {
  const binding = bindingAt(at);
  if (binding === undefined) return undefined;
  const typed = bindingTypeEdits(variable, tree, folder, snapshot);
  return {
    expression: `${binding}.${variable}`,
    edits: typed.flatMap(({ file, edits }) => (file === tree.fileName ? edits : [])),
    files: typed.filter(({ file }) => file !== tree.fileName),
    // What is at hand differs from handler to handler.
    expressionAt: (place) => {
      const other = bindingAt(place);
      return other && `${other}.${variable}`;
    },
  };
}

function throughProject(
  variable: string,
  environment: Environment,
  { tree, snapshot }: VariableContext,
): RequiredVariable | undefined {
  const reader = projectReader(tree, environment, snapshot);
  const imported = reader && importedName(tree, reader.file, reader.exported, snapshot);
  if (reader === undefined || imported === undefined) return undefined;
  const edits = reader.edits(variable);
  const files = edits.length === 0 ? [] : [{ file: reader.file, edits }];
  return everywhere(reader.expression(imported.name, variable, tree), imported.edits, files);
}

function throughNewModule(
  variable: string,
  environment: Environment,
  { tree, snapshot, made }: VariableContext,
): RequiredVariable | undefined {
  const file = made ?? sharedModule(tree, environment, snapshot);
  const imported = file === undefined ? undefined : importedName(tree, file, requireEnv, snapshot);
  if (file === undefined || imported === undefined) return undefined;
  const settings = settingsFile(environment, snapshot)?.name ?? environment.platform.files[0] ?? '.env';
  const files = made === undefined ? [sharedModuleEdit(file, tree, { ...environment, settings }, snapshot)] : [];
  return { ...everywhere(requireCall(imported.name, variable, tree), imported.edits, files), made: file };
}
