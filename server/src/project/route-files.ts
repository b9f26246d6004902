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

/** The files of a package that give routers what answers for a path; read once, and again where a text has changed. */
export class RouteFiles {
  readonly #sources: Sources;
  readonly #known = new Map<string, Known>();

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  of(file: string): readonly string[] {
    const home = this.#sources.homeOf(file);
    if (home === undefined) return [];
    const known = this.#known.get(home) ?? this.#read(home);
    for (const each of known.changed) {
      if (known.all.has(each) && this.#holdsRoutes(each, home)) known.found.add(each);
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
    const found = new Set(all.filter((each) => this.#holdsRoutes(each, home)));
    const known: Known = { found, all: new Set(all), changed: new Set() };
    this.#known.set(home, known);
    return known;
  }

  #holdsRoutes(file: string, home: string): boolean {
    return !isTestPlace(file, home) && routing.test(this.#sources.files.read(file) ?? '');
  }
}

/** `router.post('/orders', validate(order), create)`, `app.use(guard)`, `router.route('/orders').post(create)`, `const orders = Router()`. */
const routing =
  /(?:\b\w*(?:router|route|routes|app|server|api)|\))\s*\.(?:get|post|put|patch|delete|all|use)\(|\bRouter\(|\bnew Hono\b/i;
