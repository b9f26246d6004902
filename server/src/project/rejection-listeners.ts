import type { PackageFacts, RejectionHearer } from '../engine/snapshot.ts';
import { ListenerScans, type ListenerScan } from './listener-scans.ts';
import { recordOf, textOf, type JsonRecord } from './json.ts';
import type { JsonFiles } from './json-files.ts';
import { folderOf, isInstalled, joined } from './paths.ts';
import type { ProjectFiles } from './project-files.ts';
import type { Listener } from './rejection-listener-text.ts';

interface Sources {
  readonly files: ProjectFiles;
  readonly json: JsonFiles;
  readonly packageOf: (file: string) => PackageFacts | undefined;
  readonly resolve: (specifier: string, from: string) => string | undefined;
}

/** Whose own process takes the place of Node's, and goes on. */
type Framework = Exclude<RejectionHearer, 'program' | 'page'>;

/** Imports away from an entry, and files in all, that are looked at. */
const deepest = 3;
const mostFiles = 200;

const serving = /^(?:start|dev|serve)(?:[:-]|$)/;
const runner = /(?:^|\s)(?:node|tsx|ts-node\S*|nodemon|bun|vite-node)\s+(.*)$/;
/** Folders of sources and of what is built from them. */
const layers = /^(?:\.\/)?(?:dist|build|out|lib|src)\//;
const extensions = ['.ts', '.js', '.mts', '.mjs', '.tsx', '.jsx', '.cts', '.cjs'];
const usualFolders = ['', 'src/', 'server/', 'src/server/'];
const usualNames = ['index', 'server', 'app', 'main'];
const pageFolders = ['', 'src', 'app', 'src/app', 'client', 'client/src'];
const pageNames = [
  'main',
  'index',
  'App',
  'app',
  'layout',
  'providers',
  'root',
  '_layout',
  'pages/_app',
  'routes/__root',
];

/** Who a program tells of the promises that nobody handles. Answered when asked, and kept until something changes. */
export class RejectionListeners {
  readonly #sources: Sources;
  readonly #byPackage = new Map<string, Listener | Framework>();
  readonly #mutationsByPackage = new Map<string, boolean>();
  readonly #shownByPackage = new Map<string, boolean>();
  readonly #shownByFile = new Map<string, boolean>();
  readonly #scans: ListenerScans;

  constructor(sources: Sources) {
    this.#sources = sources;
    this.#scans = new ListenerScans(sources.files);
  }

  hearerAt(file: string, within: 'package' | 'file' | 'page'): RejectionHearer | undefined {
    if (this.#scans.haveChanged()) this.forgetAnswers();
    if (within === 'page') return this.#isShownByPage(file) ? 'page' : undefined;
    const pkg = within === 'file' ? undefined : this.#sources.packageOf(file);
    const { listener: own, specifiers } = this.#scans.of(file);
    // What drives Electron is never part of the server beside it, nor does that one's listener hear of it.
    const isShell = within === 'package' && specifiers.includes('electron');
    const around = pkg === undefined ? 'none' : this.#ofPackage(pkg);
    const ofPackage = isShell ? 'electron' : around;
    if (own === 'ends' || ofPackage === 'ends') return undefined;
    if (own === 'goes-on' || ofPackage === 'goes-on') return 'program';
    return ofPackage === 'none' ? undefined : ofPackage;
  }

  /** Whether the pages of the file's package have one query client that tells of all mutations that fail. */
  hearsMutationsAt(file: string): boolean {
    if (this.#scans.haveChanged()) this.forgetAnswers();
    const pkg = this.#sources.packageOf(file);
    if (pkg === undefined) return false;
    const known = this.#mutationsByPackage.get(pkg.file);
    if (known !== undefined) return known;
    const answer = this.#reachedFrom(this.#pagesOf(pkg)).some(({ hearsMutations }) => hearsMutations);
    this.#mutationsByPackage.set(pkg.file, answer);
    return answer;
  }

  /** By the start of the package's pages, or by what the file itself brings along. */
  #isShownByPage(file: string): boolean {
    const pkg = this.#sources.packageOf(file);
    if (this.#isShownFrom(file)) return true;
    if (pkg === undefined) return false;
    const known = this.#shownByPackage.get(pkg.file);
    if (known !== undefined) return known;
    const answer = this.#reachedFrom(this.#pagesOf(pkg)).some(({ showsRejections }) => showsRejections);
    this.#shownByPackage.set(pkg.file, answer);
    return answer;
  }

  #isShownFrom(file: string): boolean {
    const key = this.#sources.files.keyOf(file);
    const known = this.#shownByFile.get(key);
    if (known !== undefined) return known;
    const answer = this.#reachedFrom([file]).some(({ showsRejections }) => showsRejections);
    this.#shownByFile.set(key, answer);
    return answer;
  }

  #pagesOf({ file }: PackageFacts): readonly string[] {
    return this.#pageFoldersOf(folderOf(file)).flatMap((each) =>
      pageNames.flatMap((name) => this.#fileOf(joined(each, name)) ?? []),
    );
  }

  /** Next keeps its layouts below folders such as `[locale]` and `(site)`. */
  #pageFoldersOf(root: string): readonly string[] {
    const folders = pageFolders.map((each) => (each === '' ? root : joined(root, each)));
    const nested = folders.flatMap((each) =>
      this.#sources.files.foldersIn(each).flatMap((name) => (/^[[(]/.test(name) ? joined(each, name) : [])),
    );
    return [...folders, ...nested];
  }

  /** The text may be another one now. */
  touch(file: string): void {
    this.#scans.touch(file);
  }

  /** An import may lead elsewhere now. */
  forgetAnswers(): void {
    this.#byPackage.clear();
    this.#mutationsByPackage.clear();
    this.#shownByPackage.clear();
    this.#shownByFile.clear();
  }

  forget(): void {
    this.forgetAnswers();
    this.#scans.forget();
  }

  #ofPackage(pkg: PackageFacts): Listener | Framework {
    const known = this.#byPackage.get(pkg.file);
    if (known !== undefined) return known;
    const own = this.#among(this.#entriesOf(pkg));
    const answer = own === 'none' ? (this.#frameworkOf(pkg) ?? own) : own;
    this.#byPackage.set(pkg.file, answer);
    return answer;
  }

  /** One listener that ends the process decides, however many others only log. */
  #among(entries: readonly string[]): Listener {
    const listeners = this.#reachedFrom(entries).map(({ listener }) => listener);
    return listeners.find((each) => each === 'ends') ?? listeners.find((each) => each === 'goes-on') ?? 'none';
  }

  /** The entries and what they import, directly or not. */
  #reachedFrom(entries: readonly string[]): readonly ListenerScan[] {
    const seen = new Set(entries);
    const found: ListenerScan[] = [];
    let level: readonly string[] = entries;
    for (let depth = 0; depth <= deepest && level.length > 0; depth++) {
      const next: string[] = [];
      for (const file of level) {
        const scan = this.#scans.of(file);
        found.push(scan);
        const { specifiers } = scan;
        for (const specifier of depth < deepest ? specifiers : []) {
          const target = this.#sources.resolve(specifier, file);
          if (target === undefined || isInstalled(target) || seen.has(target) || seen.size >= mostFiles) continue;
          seen.add(target);
          next.push(target);
        }
      }
      level = next;
    }
    return found;
  }

  #entriesOf({ file }: PackageFacts): readonly string[] {
    const json = this.#sources.json.read(file) ?? {};
    const folder = folderOf(file);
    const declared = entryPathsOf(json).flatMap((entry) => this.#sourceOf(entry, folder) ?? []);
    if (declared.length > 0) return [...new Set(declared)];
    const usual = usualFolders.flatMap((each) => usualNames.map((name) => `${each}${name}`));
    return usual.flatMap((stem) => this.#fileOf(joined(folder, stem)) ?? []);
  }

  /** What was built names what was written: `dist/server.js` is `src/server.ts`. */
  #sourceOf(entry: string, folder: string): string | undefined {
    const plain = entry.replace(/\.[cm]?[jt]sx?$/, '');
    const stem = plain.replace(layers, '');
    const places = stem === plain ? [plain] : [`src/${stem}`, stem, plain];
    for (const place of places) {
      const found = this.#fileOf(joined(folder, place)) ?? this.#fileOf(joined(folder, `${place}/index`));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #fileOf(stem: string): string | undefined {
    return extensions.map((extension) => stem + extension).find((file) => this.#sources.files.exists(file));
  }

  /** Electron has Node warn, in all of its processes. */
  #frameworkOf(pkg: PackageFacts): Framework | undefined {
    if (this.#isServedByNext(pkg)) return 'next';
    return pkg.dependencies.has('electron') ? 'electron' : undefined;
  }

  /** Next's own server listens and logs; a program that starts Next by itself may not. */
  #isServedByNext({ file, dependencies }: PackageFacts): boolean {
    if (!dependencies.has('next')) return false;
    const folder = folderOf(file);
    if (this.#fileOf(joined(folder, 'next.config')) === undefined) return false;
    const start = textOf(recordOf(this.#sources.json.read(file)?.['scripts'])?.['start']);
    return filesRunBy(start).every((each) => this.#sourceOf(each, folder) === undefined);
  }
}

function entryPathsOf(json: JsonRecord): readonly string[] {
  const bin = textOf(json['bin']) ?? Object.values(recordOf(json['bin']) ?? {});
  const scripts = Object.entries(recordOf(json['scripts']) ?? {}).filter(([name]) => serving.test(name));
  return [
    ...[json['main'], ...(typeof bin === 'string' ? [bin] : bin)].flatMap((each) => textOf(each) ?? []),
    ...scripts.flatMap(([, script]) => filesRunBy(textOf(script))),
  ];
}

/** Every word behind the runner that may name a file; which of them is one, the disk tells. */
function filesRunBy(script: string | undefined): readonly string[] {
  return (script ?? '')
    .slice(0, 2_000)
    .split(/&&|\|\||[;"'|]/)
    .flatMap((command) => (runner.exec(command)?.[1] ?? '').split(/\s+/))
    .filter((word) => /^[\w.@/][\w.@/-]*$/.test(word));
}
