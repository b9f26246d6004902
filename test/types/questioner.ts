import assert from 'node:assert/strict';
import { ts } from '../../server/src/engine/syntax.ts';
import type { Contract, FileOracle, OracleStatistics, Ref, Tri, TypeOracle } from '../../server/src/types/oracle.ts';
import { createOracle } from '../../server/src/types/create-oracle.ts';
import { nativeLauncher } from '../../server/src/project/native-process.ts';
import { installedNative } from './native-package.ts';
import { MemoryWorld, root, tsconfig } from './memory-world.ts';

interface BackendUnderTest {
  readonly name: string;
  create(world: MemoryWorld, roots: readonly string[]): TypeOracle;
}

/** Every backend has to pass the same suite. */
export const backends: readonly BackendUnderTest[] = [
  { name: 'portable', create: (world, roots) => createOracle({ host: world.host, roots }) },
  {
    name: 'native',
    create: (world, roots) =>
      createOracle({
        host: world.host,
        roots,
        native: { launcher: nativeLauncher(installedNative()), notice: (text) => assert.fail(text) },
      }),
  },
];

/** Asks by words instead of offsets. */
export class Questioner {
  readonly world: MemoryWorld;
  readonly oracle: TypeOracle;
  readonly #unsaved = new Map<string, string>();

  constructor(backend: BackendUnderTest, files: Readonly<Record<string, string>>, roots: readonly string[] = [root]) {
    this.world = new MemoryWorld(files);
    this.oracle = backend.create(this.world, roots);
  }

  /** Of a file, as a project of its own would see it. */
  static of(backend: BackendUnderTest, text: string, file = 'src/code.ts', options: object = {}): Questioner {
    return new Questioner(backend, { 'tsconfig.json': tsconfig(options), [file]: text });
  }

  type(file: string, text: string | undefined): void {
    if (text === undefined) this.#unsaved.delete(file);
    else this.#unsaved.set(file, text);
    this.oracle.setText(`${root}/${file}`, text);
  }

  replace(file: string, before: string, after: string): void {
    const text = this.text(file);
    if (!text.includes(before)) throw new Error(`${file} has no \`${before}\`.`);
    this.type(
      file,
      text.replace(before, () => after),
    );
  }

  text(file: string): string {
    const saved = this.world.host.readFile(`${root}/${file}`);
    return this.#unsaved.get(file) ?? saved?.replace(/^\uFEFF/, '') ?? '';
  }

  file(file: string): FileOracle {
    const answers = this.oracle.forFile(`${root}/${file}`);
    if (answers === undefined) throw new Error(`No oracle for ${file}.`);
    return answers;
  }

  /** The last node with these words, or its `skip`th predecessor; of nodes with the same words the outermost. */
  ref(words: string, file: string, skip = 0): Ref {
    return refOf(words, file, this.text(file), skip);
  }

  isThenable(words: string, file = 'src/code.ts'): Tri {
    return this.file(file).isThenable(this.ref(words, file));
  }

  isPromise(words: string, file = 'src/code.ts'): Tri {
    return this.file(file).isPromise(this.ref(words, file));
  }

  isThenableArray(words: string, file = 'src/code.ts'): Tri {
    return this.file(file).isThenableArray(this.ref(words, file));
  }

  nullish(words: string, file = 'src/code.ts'): Tri {
    return this.file(file).nullish(this.ref(words, file));
  }

  /** `module#export.path`, with the root left out of paths. */
  callee(words: string, file = 'src/code.ts'): readonly string[] | 'unknown' {
    return named(this.file(file).calleeOf(this.ref(words, file)));
  }

  origin(words: string, file = 'src/code.ts'): readonly string[] | 'unknown' {
    return named(this.file(file).typeOrigin(this.ref(words, file)));
  }

  expects(words: string, file = 'src/code.ts'): 'thenable' | 'void' | 'value' | 'unknown' {
    const answer = this.file(file).expects(this.ref(words, file));
    if (answer === 'unknown') return 'unknown';
    if (answer.acceptsThenable) return 'thenable';
    return answer.voidCallback ? 'void' : 'value';
  }

  contractOf(words: string, file = 'src/code.ts'): Contract {
    return this.file(file).contractOf(this.ref(words, file));
  }

  returnsPromise(words: string, file = 'src/code.ts'): Tri {
    return this.file(file).returnsPromise(this.ref(words, file));
  }

  /** What the counters gained while asking. */
  counting(ask: () => void): OracleStatistics {
    const before = this.oracle.statistics;
    ask();
    const after = this.oracle.statistics;
    return {
      asked: after.asked - before.asked,
      kept: after.kept - before.kept,
      checked: after.checked - before.checked,
      failures: after.failures - before.failures,
      programs: after.programs - before.programs,
      carried: after.carried - before.carried,
    };
  }
}

function named(answer: ReturnType<FileOracle['calleeOf']>): readonly string[] | 'unknown' {
  if (answer === 'unknown') return answer;
  return answer.map(({ module, exportPath }) => `${module.replace(`${root}/`, '')}#${exportPath}`);
}

/** Of nodes with these words the last one's outermost, or its `skip`th predecessor. */
export function refOf(words: string, file: string, text: string, skip = 0): Ref {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (node.getText(tree) === words && !ts.isExpressionStatement(node)) found.push(node);
    else ts.forEachChild(node, visit);
  };
  visit(tree);
  const node = found.at(-1 - skip);
  if (node === undefined) throw new Error(`${file} has no node \`${words}\`.`);
  return { kind: node.kind, pos: node.pos, end: node.end };
}
