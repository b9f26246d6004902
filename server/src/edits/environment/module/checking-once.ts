import type { FileEdit, TextEdit } from '../../../../../shared/src/finding.ts';
import { spanOf } from '../../../engine/places.ts';
import type { FixContext } from '../../../engine/rule.ts';
import type { Snapshot } from '../../../engine/snapshot.ts';
import { environmentOf } from '../../../semantics/environment.ts';
import { requires } from '../../../semantics/validated-environment.ts';
import type { EnvironmentUse } from '../../../semantics/environment-uses.ts';
import { folderOf } from '../../../types/paths.ts';
import { insertion } from '../../handling.ts';
import { importedName, usesRequire } from '../../imports.ts';
import { projectReader } from '../project-reader.ts';
import { chosenValidator } from './chosen-validator.ts';
import { moduleText } from './module-text.ts';
import { modulePlace, type ModulePlace } from './place.ts';
import { projectUses, type ProjectUses, type UsingFile } from './project-uses.ts';
import { settingsLoading } from './settings-loading.ts';
import { type Side, type SideContext, sideOf } from './side.ts';

/** Whether a module can check a variable for all the code that reads it. */
export function canCheckOnce(use: Pick<EnvironmentUse, 'name' | 'base'>, ctx: Omit<FixContext, 'semantics'>): boolean {
  const side = sideOf(use, ctx);
  if (side === undefined) return false;
  return loadingIn(side, ctx) !== undefined || (side === 'server' && ownReader(ctx)?.isSchema === true);
}

const loadingIn = (side: Side, ctx: Omit<FixContext, 'semantics'>): readonly string[] | undefined =>
  side === 'public' ? [] : settingsLoading(ctx, environmentOf(ctx)?.platform, isCommonJs(ctx));

const isCommonJs = ({ tree, file }: SideContext): boolean => usesRequire(tree) && !/\.[cm]?tsx?$/.test(file);

function ownReader(ctx: Omit<FixContext, 'semantics'>): ReturnType<typeof projectReader> {
  const environment = environmentOf(ctx);
  return environment && projectReader(ctx.tree, environment, ctx.snapshot);
}

/** A module that checks all variables in use when it is loaded, and every use moved to it; or the one that the project has. */
export function checkOnceEdits(
  use: Pick<EnvironmentUse, 'name' | 'base'>,
  ctx: FixContext,
): readonly FileEdit[] | undefined {
  const side = sideOf(use, ctx);
  const manifest = ctx.snapshot.packageOf(ctx.file)?.file;
  if (side === undefined || manifest === undefined) return undefined;
  const found = projectUses(use.name, side, folderOf(manifest), ctx);
  if (found === undefined) return undefined;
  return throughOwnModule(use.name, side, found, ctx) ?? throughNewModule(use.base, side, found, ctx);
}

function throughOwnModule(
  name: string,
  side: Side,
  { files }: ProjectUses,
  ctx: FixContext,
): readonly FileEdit[] | undefined {
  const reader = side === 'server' ? ownReader(ctx) : undefined;
  if (reader?.isSchema !== true) return undefined;
  const edits = reader.edits(name);
  const listed = edits.length === 0 ? ctx.snapshot.tree(reader.file) : undefined;
  // What it lists as optional stays optional, so that the code would still only claim it.
  if (listed !== undefined && !requires(name, listed)) return [];
  const moved = files.flatMap((each) => {
    if (each.file === reader.file) return [];
    const own = { ...each, uses: each.uses.filter((use) => use.name === name) };
    return movedIn(own, reader, new Map([[name, true]]), ctx.snapshot);
  });
  return [...(edits.length === 0 ? [] : [{ file: reader.file, edits }]), ...moved];
}

function throughNewModule(
  base: EnvironmentUse['base'],
  side: Side,
  { files, required }: ProjectUses,
  ctx: FixContext,
): readonly FileEdit[] | undefined {
  const { tree, snapshot } = ctx;
  const folder = folderOf(snapshot.packageOf(ctx.file)?.file ?? '');
  const platform = environmentOf(ctx)?.platform;
  const place = modulePlace(files, tree, side, snapshot);
  const loading = loadingIn(side, ctx);
  if (place === undefined || loading === undefined) return undefined;
  const moved = files.flatMap((each) => movedIn(each, place, required, snapshot));
  const isMoved = (file: string): boolean => moved.some((each) => each.file === file);
  if (!isMoved(ctx.file)) return undefined;
  const names = [...new Set(files.filter(({ file }) => isMoved(file)).flatMap(namesIn))].sort();
  const text = moduleText(
    {
      ...chosenValidator(folder, snapshot),
      exported: place.exported,
      variables: {
        required: names.filter((each) => required.get(each) === true),
        optional: names.filter((each) => required.get(each) === false),
      },
      isInlined: side === 'public' || platform?.id === 'next',
      base,
      isCommonJs: isCommonJs(ctx),
      loading,
      says:
        side === 'public'
          ? 'What the build tells this program, checked once.'
          : 'What the environment tells this program, checked once.',
    },
    tree,
  );
  return [{ file: place.file, edits: [insertion(0, text)] }, ...moved];
}

const namesIn = ({ uses }: UsingFile): readonly string[] => uses.map(({ name }) => name);

/** The uses of one file; none where every name for the module means something else there. */
function movedIn(
  { file, tree, uses }: UsingFile,
  { file: target, exported }: ModulePlace,
  required: ReadonlyMap<string, boolean>,
  snapshot: Snapshot,
): readonly FileEdit[] {
  const users = uses.map(({ read }) => read);
  const imported = users.length === 0 ? undefined : importedName(tree, target, exported, snapshot, users);
  if (imported === undefined) return [];
  const edits = uses.map(({ name, read, owner }): TextEdit => {
    const place = required.get(name) === true ? owner : read;
    return { span: spanOf(place, tree), text: `${imported.name}.${name}` };
  });
  return [{ file, edits: [...imported.edits, ...edits] }];
}
