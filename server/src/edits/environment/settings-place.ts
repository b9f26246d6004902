import type { FileEdit } from '../../../../shared/src/finding.ts';
import type { Snapshot } from '../../engine/snapshot.ts';
import type { Environment } from '../../semantics/environment.ts';
import { foldersUp } from '../../types/paths.ts';
import { lineAtEnd, settingEdit, settingsIn } from './settings-file.ts';

/** The file of a developer's own settings. */
export interface SettingsFile {
  readonly file: string;
  readonly name: string;
}

/** The one that is there, else the usual one. Undefined where it is committed: what is written there is published. */
export function settingsFile({ platform, folder }: Environment, snapshot: Snapshot): SettingsFile | undefined {
  const all = platform.files.map((name) => ({ name, file: `${folder}/${name}` }));
  // A program that loads `.env` itself would not look into another one.
  const loaded = platform.isLoaded ? all : all.slice(0, 1);
  const [first, ...others] = loaded.filter(({ file }) => snapshot.trackingOf(file) !== 'tracked');
  const isThere = ({ file }: SettingsFile): boolean => snapshot.text(file) !== undefined;
  return first === undefined || isThere(first) ? first : (others.find(isThere) ?? first);
}

/** The names and values that a developer's machine has. */
export function settingsOf({ platform, folder }: Environment, snapshot: Snapshot): ReadonlyMap<string, string> {
  const texts = platform.files.map((name) => snapshot.text(`${folder}/${name}`) ?? '');
  return new Map(texts.flatMap(settingsIn).map(({ name, value }) => [name, value]));
}

const examples = ['.env.example', '.env.sample', '.env.template', '.env.dist', 'env.example', '.env.local.example'];

/**
 * The value for this machine, the name for everybody, and the file kept out of Git, in the order that publishes nothing
 * if one of them fails.
 */
export function settingEdits(
  { file, name }: SettingsFile,
  setting: { readonly variable: string; readonly written: string },
  environment: Environment,
  snapshot: Snapshot,
): readonly FileEdit[] {
  const { folder } = environment;
  const usual = name === '.dev.vars' ? ['.dev.vars.example', ...examples] : examples;
  const known = usual.find((each) => snapshot.text(`${folder}/${each}`) !== undefined);
  const example = known ?? usual[0] ?? '.env.example';
  const exampleText = snapshot.text(`${folder}/${example}`) ?? '';
  const isListed = settingsIn(exampleText).some((each) => each.name === setting.variable);
  const settingsText = snapshot.text(file) ?? '';
  const isHidden = known === undefined && snapshot.trackingOf(`${folder}/${example}`) === 'ignored';
  const ignored = [...(snapshot.trackingOf(file) === 'ignored' ? [] : [name]), ...(isHidden ? [`!${example}`] : [])];
  return [
    ...ignoreEdits(ignored, folder, snapshot),
    ...(isListed ? [] : [{ file: `${folder}/${example}`, edits: [lineAtEnd(exampleText, `${setting.variable}=`)] }]),
    { file, edits: [settingEdit(settingsText, setting.variable, setting.written)] },
  ];
}

/** Lines for the nearest ignore file; where there is none, one is made. */
export function ignoreEdits(lines: readonly string[], folder: string, snapshot: Snapshot): readonly FileEdit[] {
  if (lines.length === 0) return [];
  const root = snapshot.rootOf(folder) ?? folder;
  const folders = [...foldersUp(folder, root)];
  const file = `${folders.find((each) => snapshot.text(`${each}/.gitignore`) !== undefined) ?? folder}/.gitignore`;
  const text = snapshot.text(file) ?? '';
  return [{ file, edits: [lineAtEnd(text, lines.join(text.includes('\r\n') ? '\r\n' : '\n'))] }];
}
