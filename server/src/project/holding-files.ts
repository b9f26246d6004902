import { isTestPlace } from '../semantics/trial-places.ts';
import { codeBelow } from './code-below.ts';
import type { ProjectFiles } from './project-files.ts';

interface Sources {
  readonly files: ProjectFiles;
  /** The folder of the file's package, or of the workspace. */
  readonly homeOf: (file: string) => string | undefined;
}

interface Known {
  readonly found: Set<string>;
  readonly all: ReadonlySet<string>;
  /** Whose text changed since. */
  readonly changed: Set<string>;
}

/** The files of a package whose text holds something, tests left out; read once, and again where a text has changed. */
export class HoldingFiles {
  readonly #holding: RegExp;
  readonly #sources: Sources;
  readonly #known = new Map<string, Known>();

  constructor(holding: RegExp, sources: Sources) {
    this.#holding = holding;
    this.#sources = sources;
  }

  of(file: string): readonly string[] {
    const home = this.#sources.homeOf(file);
    if (home === undefined) return [];
    const known = this.#known.get(home) ?? this.#read(home);
    for (const each of known.changed) {
      if (known.all.has(each) && this.#holds(each, home)) known.found.add(each);
      else known.found.delete(each);
    }
    known.changed.clear();
    return [...known.found];
  }

  touch(file: string): void {
    for (const { changed } of this.#known.values()) changed.add(file);
  }

  forget(): void {
    this.#known.clear();
  }

  #read(home: string): Known {
    const all = codeBelow(this.#sources.files, home);
    const found = new Set(all.filter((each) => this.#holds(each, home)));
    const known: Known = { found, all: new Set(all), changed: new Set() };
    this.#known.set(home, known);
    return known;
  }

  #holds(file: string, home: string): boolean {
    return !isTestPlace(file, home) && this.#holding.test(this.#sources.files.read(file) ?? '');
  }
}

/** `router.post('/orders', validate(order), create)`, `app.use(guard)`, `router.route('/orders').post(create)`, `const orders = Router()`. */
export const routing =
  /(?:\b\w*(?:router|route|routes|app|server|api)|\))\s*\.(?:get|post|put|patch|delete|all|use)\(|\bRouter\(|\bnew Hono\b/i;

/** `import 'dotenv/config'`, `process.loadEnvFile()`. */
export const settingsLoading = /\bdotenv\b|\bloadEnvFile\s*\(/;
