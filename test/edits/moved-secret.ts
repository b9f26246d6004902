import assert from 'node:assert/strict';
import { placesOf } from '../../server/src/edits/environment/literal-places.ts';
import { environmentRefusal, moveToEnvironment } from '../../server/src/edits/environment/move-to-environment.ts';
import { applyEdits } from '../../server/src/engine/fixes.ts';
import type { ProjectFileSystem } from '../../server/src/project/file-system.ts';
import { ProjectStore } from '../../server/src/project/snapshot-store.ts';

/** No secret of anybody, nor in the shape of one. */
export const key = 'k3y-of-a-test-0123456789';

export interface MoveOptions {
  readonly fileSystem: ProjectFileSystem;
  /** The folder of the project. */
  readonly root: string;
  /** Relative to it. */
  readonly file: string;
  /** The literal that is moved; `key` by default. */
  readonly text?: string;
  readonly format?: string;
  readonly variable?: string;
}

/** The texts of the files that change, by name, in the order of the edits; undefined where the fix cannot be made. */
export function moved(options: MoveOptions): ReadonlyMap<string, string> | undefined {
  const { root, fileSystem, variable = 'API_KEY', format = 'generic' } = options;
  const { place, ctx } = found(options);
  const edits = moveToEnvironment(place, { variable, format }, ctx);
  return (
    edits &&
    new Map(
      edits.map(({ file, edits: own }) => [
        file.slice(root.length + 1),
        applyEdits(fileSystem.readFile(file) ?? '', own),
      ]),
    )
  );
}

export function refusal(options: MoveOptions): string | undefined {
  const { place, ctx } = found(options);
  return environmentRefusal(ctx, place);
}

function found({ fileSystem, root, file, text = key }: MoveOptions) {
  const snapshot = new ProjectStore({ fileSystem, roots: [root] }).snapshot();
  const path = `${root}/${file}`;
  const tree = snapshot.tree(path);
  const place = tree && placesOf(tree, text)[0];
  assert.ok(tree && place, `There is no such literal in ${file}.`);
  return { place, ctx: { file: path, tree, snapshot, facts: snapshot.factsOf(path) } };
}
