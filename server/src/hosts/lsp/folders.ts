import { existsSync, readFileSync } from 'node:fs';
import { parseTree, type ParseError } from 'jsonc-parser';
import { parseBaseline } from '../../engine/baseline-text.ts';
import { parseConfig, type ConfigProblem } from '../../engine/config-parse.ts';
import { defaultConfigIn, type Config } from '../../engine/config.ts';
import { folderOf, foldersUp } from '../../project/paths.ts';
import { rules } from '../../rules/index.ts';
import { isBaselineFile } from './files.ts';
import type { ConfiguredFolder } from './worker-protocol.ts';

export const configName = 'temper.config.json';

export interface ConfigReport {
  readonly file: string;
  readonly text: string;
  readonly problems: readonly ConfigProblem[];
}

/** The workspace's folders, each with the configuration that rules in it. */
export class Folders {
  readonly #isTrusted: boolean;
  readonly #configs = new Map<string, Config>();
  #folders: readonly string[];
  #reports: readonly ConfigReport[] = [];

  constructor(folders: readonly string[], isTrusted: boolean) {
    this.#folders = folders;
    this.#isTrusted = isTrusted;
    this.reload();
  }

  get configured(): readonly ConfiguredFolder[] {
    return this.#folders.map((folder) => ({
      folder,
      config: this.#configs.get(folder) ?? defaultConfigIn(folder),
    }));
  }

  /** What was read, each file once, with what is wrong in it. */
  get reports(): readonly ConfigReport[] {
    return this.#reports;
  }

  change(added: readonly string[], removed: readonly string[]): void {
    this.#folders = [...this.#folders.filter((folder) => !removed.includes(folder)), ...added];
    this.reload();
  }

  /** Reads the configurations from disk. One that is no JSON leaves the last good one in force. */
  reload(): void {
    const reports = new Map<string, ConfigReport>();
    for (const folder of this.#folders) {
      const file = this.#isTrusted ? configAbove(folder) : undefined;
      const text = file === undefined ? undefined : readText(file);
      if (file === undefined || text === undefined) {
        this.#configs.set(folder, defaultConfigIn(repositoryAbove(folder) ?? folder));
        continue;
      }
      const { config, problems } = parsedConfig(file, text);
      reports.set(file, { file, text, problems });
      if (isJson(text) || !this.#configs.has(folder)) this.#configs.set(folder, config);
    }
    this.#reports = [...reports.values()];
  }
}

/** What is wrong in the text of a configuration or a baseline. */
export function configProblems(file: string, text: string): readonly ConfigProblem[] {
  if (isBaselineFile(file)) {
    const parsed = parseBaseline(text);
    return parsed.baseline === undefined ? [parsed.problem] : [];
  }
  return parsedConfig(file, text).problems;
}

function parsedConfig(file: string, text: string) {
  return parseConfig(text, { folder: folderOf(file), ruleIds: rules.map(({ meta }) => meta.id) });
}

/** The nearest one, as the command line finds it, but never from outside the repository. */
function configAbove(folder: string): string | undefined {
  return foldersUp(folder, repositoryAbove(folder) ?? folder)
    .map((each) => `${each}/${configName}`)
    .find((file) => existsSync(file));
}

function repositoryAbove(folder: string): string | undefined {
  return foldersUp(folder, undefined).find((each) => existsSync(`${each}/.git`));
}

function isJson(text: string): boolean {
  const errors: ParseError[] = [];
  return parseTree(text, errors, { allowTrailingComma: true }) !== undefined && errors.length === 0;
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return undefined;
  }
}
