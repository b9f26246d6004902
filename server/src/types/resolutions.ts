import { ts } from '../engine/syntax.ts';
import type { Documents } from './documents.ts';
import { folderOf } from './paths.ts';

interface Resolution {
  readonly specifier: string;
  readonly result: ts.ResolvedModuleWithFailedLookupLocations;
}

/**
 * Where imports lead, kept from program to program. When files appear or vanish, only the imports that could lead
 * elsewhere now are resolved again.
 */
export class Resolutions {
  readonly cache: ts.ModuleResolutionCache;
  readonly #documents: Documents;
  readonly #options: ts.CompilerOptions;
  readonly #byFile = new Map<string, Map<string, Resolution>>();
  readonly #outdated = new Set<string>();

  constructor(documents: Documents, options: ts.CompilerOptions, currentDirectory: string) {
    this.#documents = documents;
    this.#options = options;
    this.cache = ts.createModuleResolutionCache(currentDirectory, (path) => documents.canonical(path), options);
  }

  resolve(
    literals: readonly ts.StringLiteralLike[],
    file: ts.SourceFile,
    options: ts.CompilerOptions,
    redirected: ts.ResolvedProjectReference | undefined,
    host: ts.ModuleResolutionHost,
  ): readonly ts.ResolvedModuleWithFailedLookupLocations[] {
    const known = this.#of(file.fileName);
    return literals.map((literal) => {
      const mode = ts.getModeForUsageLocation(file, literal, options);
      const key = `${mode ?? ''}|${literal.text}`;
      const before = known.get(key);
      if (before !== undefined) return before.result;
      const { fileName } = file;
      const result = ts.resolveModuleName(literal.text, fileName, options, host, this.cache, redirected, mode);
      known.set(key, { specifier: literal.text, result });
      return result;
    });
  }

  isOutdated(path: string): boolean {
    return this.#outdated.has(path);
  }

  /** A program was made with what is known now. */
  settled(): void {
    this.#outdated.clear();
  }

  filesAppeared(paths: readonly string[]): void {
    const stems = new Set(paths.flatMap(stemsOf));
    this.#drop(
      ({ specifier, result }) =>
        result.resolvedModule === undefined || stems.has(withoutExtension(lastSegment(specifier))),
    );
  }

  filesVanished(paths: readonly string[]): void {
    const names = new Set(paths.map((path) => this.#documents.canonical(path)));
    this.#drop(({ result }) => {
      const target = result.resolvedModule?.resolvedFileName;
      return target !== undefined && names.has(this.#documents.canonical(target));
    });
  }

  forgetAll(): void {
    this.#drop(() => true);
    this.cache.update(this.#options);
  }

  #drop(isOutdated: (resolution: Resolution) => boolean): void {
    this.cache.clear();
    for (const [file, known] of this.#byFile) {
      for (const [key, resolution] of known) {
        if (!isOutdated(resolution)) continue;
        known.delete(key);
        this.#outdated.add(file);
      }
    }
  }

  #of(path: string): Map<string, Resolution> {
    const name = this.#documents.canonical(path);
    let known = this.#byFile.get(name);
    if (known === undefined) {
      known = new Map();
      this.#byFile.set(name, known);
    }
    return known;
  }
}

function stemsOf(path: string): string[] {
  const stem = withoutExtension(lastSegment(path));
  return stem === 'index' || stem === 'package' ? [stem, lastSegment(folderOf(path))] : [stem];
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function withoutExtension(name: string): string {
  return name.replace(/(?:\.d)?\.[^.]+$/, '');
}
