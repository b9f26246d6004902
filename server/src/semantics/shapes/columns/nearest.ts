import type { Snapshot } from '../../../engine/snapshot.ts';

/** Where a kind of file lies, below whichever folder. */
export interface Places {
  readonly below: readonly string[];
  /** Whether a text at such a place is one. */
  readonly isOne: (text: string) => boolean;
}

const remembered = new WeakMap<Snapshot, Map<Places, Map<string, string | undefined>>>();

/** The nearest file of a kind, from another file's folder upwards to the folder of the workspace; remembered for one snapshot. */
export function nearestOf(places: Places, file: string, snapshot: Snapshot): string | undefined {
  const kinds = remembered.get(snapshot) ?? new Map<Places, Map<string, string | undefined>>();
  remembered.set(snapshot, kinds);
  const folders = kinds.get(places) ?? new Map<string, string | undefined>();
  kinds.set(places, folders);
  return inFolder(folderOf(file), { places, snapshot, folders, root: snapshot.rootOf(file) ?? '' });
}

interface Search {
  readonly places: Places;
  readonly snapshot: Snapshot;
  readonly folders: Map<string, string | undefined>;
  readonly root: string;
}

function inFolder(folder: string, search: Search): string | undefined {
  const { places, snapshot, folders, root } = search;
  if (folder.length < root.length || folder === '') return undefined;
  if (folders.has(folder)) return folders.get(folder);
  const own = places.below
    .map((place) => `${folder}/${place}`)
    .find((path) => {
      const text = snapshot.text(path);
      return text !== undefined && places.isOne(text);
    });
  const found = own ?? inFolder(folderOf(folder), search);
  folders.set(folder, found);
  return found;
}

const folderOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), 0));
