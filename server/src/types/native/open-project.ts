import type { ts } from '../../engine/syntax.ts';
import type { BuiltProgram } from '../built-program.ts';
import type { Configs, ProjectConfig } from '../configs.ts';
import type { Documents } from '../documents.ts';
import { folderOf } from '../paths.ts';
import type { ParseContext, Trees } from '../trees.ts';
import { NativeProgram } from './program.ts';
import { servedConfig } from './served-config.ts';
import type { NativeSession } from './session.ts';

interface NativeWorld {
  readonly documents: Documents;
  readonly trees: Trees;
  readonly configs: Configs;
  readonly host: { readonly currentDirectory: string };
}

interface ProjectToOpen extends ParseContext {
  readonly name: string;
  readonly config: ProjectConfig | undefined;
  readonly files: readonly string[];
}

export function openNative(session: NativeSession, world: NativeWorld, project: ProjectToOpen): BuiltProgram {
  const { documents, configs, trees, host } = world;
  const { config, options, files } = project;
  const references = config === undefined ? [] : configs.referencesOf(config).map(({ path }) => path);
  const path = config?.path ?? inferredPath(project.name, options, host.currentDirectory);
  const opened = session.open(path, servedConfig({ options, files, references }));
  return new NativeProgram(session, opened, {
    tree: (file) => trees.get(file, project),
    canonical: (file) => documents.canonical(file),
    isCaseSensitive: documents.isCaseSensitive,
  });
}

/** What configuration a referenced project is read by; null for one that may not be read. */
export function servedText(configs: Configs, path: string): string | null {
  const config = configs.readable(path);
  if (config === undefined) return null;
  const references = configs.referencesOf(config).map((each) => each.path);
  return servedConfig({ options: config.options, files: config.files, references });
}

/** Where TypeScript looks for `@types` on behalf of files that no configuration lists. */
function inferredPath(name: string, { configFilePath }: ts.CompilerOptions, currentDirectory: string): string {
  const folder = typeof configFilePath === 'string' ? folderOf(configFilePath) : currentDirectory;
  const nearest = name.replace(/\W+/g, '-');
  return `${folder === '/' ? '' : folder}/tsconfig.temper-${nearest}.json`;
}
