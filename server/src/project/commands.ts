import { recordOf, textOf, type JsonRecord } from './json.ts';
import type { JsonFiles } from './json-files.ts';
import { folderOf, joined } from './paths.ts';

/** Scripts that start something that stays up: what they run is no command. */
const serving =
  /^(?:(?:start|dev|develop|serve|server|watch|preview|worker|web)(?::|$)|(?:start|dev|run|serve)[:-](?:server|backend|api|app|web|worker|prod|production|dev)(?:[:-]|$))/;

/** Programs that run the file behind them. */
const runner =
  /\b(?:node|tsx|ts-node|ts-node-esm|bun(?: run)?|deno run|esno|jiti|vite-node)((?:\s+-{1,2}[\w:=./-]+)*)\s+([\w./@-]+\.[cm]?[jt]sx?)\b/g;

/** Folders of sources and of what is built from them: a `bin` names the second, the author wrote the first. */
const layers = /^(?:src|lib|dist|build|out|esm|cjs)\//;

/** The files that a package's `bin` and scripts run by hand. */
export class Commands {
  readonly #json: JsonFiles;
  readonly #byPackage = new Map<string, ReadonlySet<string>>();

  constructor(json: JsonFiles) {
    this.#json = json;
  }

  /** @param packageFile the package.json that the file belongs to */
  has(file: string, packageFile: string): boolean {
    let stems = this.#byPackage.get(packageFile);
    if (stems === undefined) {
      stems = stemsOf(this.#json.read(packageFile) ?? {}, folderOf(packageFile));
      this.#byPackage.set(packageFile, stems);
    }
    return stems.size > 0 && stems.has(stemOf(file, folderOf(packageFile)));
  }

  forget(): void {
    this.#byPackage.clear();
  }
}

function stemsOf(json: JsonRecord, folder: string): ReadonlySet<string> {
  const bin = textOf(json['bin']);
  const bins =
    bin === undefined ? Object.values(recordOf(json['bin']) ?? {}).flatMap((each) => textOf(each) ?? []) : [bin];
  const scripts = Object.entries(recordOf(json['scripts']) ?? {});
  const served = new Set(
    scripts.filter(([name]) => serving.test(name)).flatMap(([, text]) => filesRunBy(textOf(text))),
  );
  const run = scripts.flatMap(([, text]) => filesRunBy(textOf(text))).filter((file) => !served.has(file));
  return new Set([...bins, ...run].map((file) => stemOf(joined(folder, file), folder)));
}

function filesRunBy(script: string | undefined): readonly string[] {
  return [...(script ?? '').slice(0, 2_000).matchAll(runner)].map((match) => match[2] ?? '');
}

function stemOf(file: string, folder: string): string {
  const relative = file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : file;
  return relative.replace(layers, '').replace(/\.[cm]?[jt]sx?$/, '');
}
