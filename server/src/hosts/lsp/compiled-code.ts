import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { constants, Script } from 'node:vm';

type Loaded = { exports: unknown };
type Wrapped = (
  exports: unknown,
  require: (name: string) => unknown,
  module: Loaded,
  file: string,
  folder: string,
) => void;

/** Milliseconds after the start: by then what a session needs was compiled, and nobody waits for a start any more. */
const keptAfter = 5_000;
const hashLength = 20;
const ending = '.compiled';

/**
 * Loads the bundles of the installation with what V8 compiled of them in an earlier life, functions that were called included: Node's
 * own compile cache keeps those alone that run at load. Whatever is wrong with what was kept, code is compiled from its source.
 * V8 takes nothing that was compiled under other flags, so all are to be set before.
 */
export class CompiledCode {
  readonly #folder: string | undefined;
  readonly #modules = new Map<string, Loaded>();
  readonly #unkept = new Map<string, Script>();

  /** @param folder where compiled code is kept; undefined keeps none */
  constructor(folder: string | undefined) {
    this.#folder = folder;
  }

  /** What a CommonJS file exports; files beside it that it requires are loaded in the same way. */
  load(file: string): unknown {
    const before = this.#modules.get(file);
    if (before !== undefined) return before.exports;
    const module: Loaded = { exports: {} };
    this.#modules.set(file, module);
    const folder = path.dirname(file);
    const require = createRequire(file);
    const run = this.#compile(file).runInThisContext() as Wrapped;
    const requireFrom = (name: string): unknown =>
      name.startsWith('./') ? this.load(path.join(folder, name)) : (require(name) as unknown);
    run.call(module.exports, module.exports, requireFrom, module, file, folder);
    return module.exports;
  }

  keepLater(): void {
    if (this.#folder !== undefined) setTimeout(() => this.keep(), keptAfter).unref();
  }

  /** Writes down what was compiled of files of which nothing was kept, in place of what was kept of their older states. */
  keep(): void {
    if (this.#folder === undefined) return;
    try {
      mkdirSync(this.#folder, { recursive: true });
      for (const [file, script] of this.#unkept) write(this.#folder, file, script.createCachedData());
      this.#unkept.clear();
    } catch {
      // A full disk or a folder that may not be written to costs the next start some time and nothing else.
    }
  }

  #compile(file: string): Script {
    const cachedData = this.#folder === undefined ? undefined : read(path.join(this.#folder, nameOf(file)));
    // On one line with the code, so that lines stay what they are.
    const source = `(function (exports, require, module, __filename, __dirname) { ${readFileSync(file, 'utf8')}\n})`;
    const script = new Script(source, {
      filename: file,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
      ...(cachedData !== undefined && { cachedData }),
    });
    if (cachedData === undefined || script.cachedDataRejected === true) this.#unkept.set(file, script);
    return script;
  }
}

/** V8 looks at a source's length alone. */
function nameOf(file: string): string {
  const { size, mtimeMs } = statSync(file);
  const { version, arch, versions } = process;
  const state = JSON.stringify([file, size, mtimeMs, version, arch, versions.v8]);
  return `${path.basename(file)}-${createHash('sha1').update(state).digest('hex').slice(0, 16)}${ending}`;
}

/** Undefined for what is not there, or not as it was written: V8 does not check it, and would crash on it. */
function read(kept: string): Buffer | undefined {
  try {
    const whole = readFileSync(kept);
    const data = whole.subarray(hashLength);
    return hashOf(data).equals(whole.subarray(0, hashLength)) ? data : undefined;
  } catch {
    return undefined;
  }
}

function write(folder: string, file: string, data: Buffer): void {
  const name = nameOf(file);
  for (const other of readdirSync(folder)) {
    if (other !== name && other.startsWith(`${path.basename(file)}-`))
      rmSync(path.join(folder, other), { force: true });
  }
  // Two windows may write at once: each its own file, and the name changes hands whole.
  const made = path.join(folder, `${name}-${process.pid}`);
  try {
    writeFileSync(made, Buffer.concat([hashOf(data), data]));
    renameSync(made, path.join(folder, name));
  } finally {
    rmSync(made, { force: true });
  }
}

const hashOf = (data: Buffer): Buffer => createHash('sha1').update(data).digest();
