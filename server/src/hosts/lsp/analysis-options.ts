import type { AnalyzeOptions } from '../../engine/analyze.ts';
import { defaultConfig, isIncluded } from '../../engine/config.ts';
import { rules } from '../../rules/index.ts';
import { isWithin } from './files.ts';
import type { ConfiguredFolder, Surroundings } from './worker-protocol.ts';

/** How a file is to be checked; undefined when the configuration leaves it out. */
export function analysisOptions(
  { folders, suppressions }: Surroundings,
  file: string,
  tier: AnalyzeOptions['tier'],
): AnalyzeOptions | undefined {
  const config = folderOf(folders, file)?.config ?? defaultConfig;
  if (!isIncluded(config, file)) return undefined;
  return { rules, config, tier, suppressions, root: config.folder, today: dayOf(new Date()) };
}

/** The innermost of the folders that hold a file. */
export function folderOf(folders: readonly ConfiguredFolder[], file: string): ConfiguredFolder | undefined {
  return folders
    .filter(({ folder }) => isWithin(file, folder))
    .reduce<ConfiguredFolder | undefined>(
      (deepest, each) => (deepest !== undefined && deepest.folder.length >= each.folder.length ? deepest : each),
      undefined,
    );
}

/** As `2027-01-31`, in the user's time zone. */
export function dayOf(date: Date): string {
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
}
