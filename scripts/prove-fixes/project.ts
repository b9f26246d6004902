import type { FileEdit, Finding } from '../../shared/src/finding.ts';
import { analyzeWhole, type AnalyzeOptions } from '../../server/src/engine/analyze.ts';
import type { Profile } from '../../server/src/engine/config.ts';
import { applyEdits, buildFix } from '../../server/src/engine/fixes.ts';
import { ts } from '../../server/src/engine/syntax.ts';
import { parseCommand } from '../../server/src/hosts/cli/arguments.ts';
import { findFiles } from '../../server/src/hosts/cli/find-files.ts';
import { loadConfig } from '../../server/src/hosts/cli/load-config.ts';
import { libFolder } from '../../server/src/hosts/cli/package-files.ts';
import { forwardSlashes } from '../../server/src/hosts/cli/paths.ts';
import { nodeFileSystem } from '../../server/src/project/file-system.ts';
import { ProjectStore } from '../../server/src/project/snapshot-store.ts';
import { isCode } from '../../server/src/project/trees.ts';
import { rules } from '../../server/src/rules/index.ts';
import { createOracle } from '../../server/src/types/create-oracle.ts';
import { Compiler } from './compiler.ts';

/** A project on disk, checked as the command line checks it; edits are tried in memory alone. */
export class ProvedProject {
  readonly root: string;
  /** All code files of the project. */
  readonly files: readonly string[];
  readonly compiler: Compiler;
  readonly #analysis: AnalyzeOptions;
  readonly #store: ProjectStore;
  readonly #oracle;
  readonly #importers: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(folder: string, profile: Profile) {
    const root = forwardSlashes(folder);
    const fileSystem = nodeFileSystem({ currentDirectory: root, libFolder: forwardSlashes(libFolder()) });
    const command = parseCommand(['check', root, '--profile', profile]);
    if (command.name !== 'check') throw new Error('The command line no longer knows `check`.');
    const config = loadConfig(command.arguments, root, root);
    const oracle = createOracle({ host: fileSystem, roots: [root] });
    this.root = root;
    this.files = findFiles([{ path: root, isFile: false }], { fileSystem, config, root }).files.filter(isCode);
    this.#analysis = {
      rules,
      config,
      tier: 'flow',
      suppressions: true,
      root,
      today: new Date().toISOString().slice(0, 10),
      ruleFailed: (_rule, error) => {
        throw error;
      },
    };
    this.#oracle = oracle;
    this.#store = new ProjectStore({
      fileSystem,
      roots: [root],
      oracle: (file) => oracle.forFile(file),
      sourceFile: (file) => oracle.sourceFile(file),
    });
    this.compiler = new Compiler(fileSystem, root);
    for (const file of this.files) this.compiler.add(file, oracle.forFile(file)?.tsconfig);
    this.#importers = this.#findImporters();
  }

  text(file: string): string {
    return this.#store.text(file) ?? '';
  }

  /** @param alone the one rule that is asked, so that none outranks it */
  findingsIn(file: string, alone?: string): readonly Finding[] {
    const asked = rules.filter(({ meta }) => alone === undefined || meta.id === alone);
    return analyzeWhole(this.#store.snapshot(), file, { ...this.#analysis, rules: asked })?.findings ?? [];
  }

  /** Files that some of the rules find something in, by those alone: most files need not be asked for all. */
  filesFoundBy(ids: readonly string[]): readonly string[] {
    const own = { ...this.#analysis, rules: rules.filter(({ meta }) => ids.includes(meta.id)) };
    return this.files.filter((file) => analyzeWhole(this.#store.snapshot(), file, own)?.findings.length);
  }

  editsOf(finding: Finding, fix: string): readonly FileEdit[] | undefined {
    return buildFix(this.#store.snapshot(), this.#analysis, finding, fix);
  }

  /** Files that import one of these, these left out. */
  importersOf(files: readonly string[]): readonly string[] {
    const importers = files.flatMap((file) => [...(this.#importers.get(file) ?? [])]);
    return [...new Set(importers)].filter((file) => !files.includes(file));
  }

  /** What is so while the edits are in the files; afterwards the files are as they are on disk. */
  whileEdited<Result>(edits: readonly FileEdit[], look: () => Result): Result {
    const texts = edits.map(({ file, edits: own }) => ({ file, text: applyEdits(this.text(file), own) }));
    try {
      for (const { file, text } of texts) this.#setText(file, text);
      return look();
    } finally {
      for (const { file } of texts) this.#setText(file, undefined);
    }
  }

  close(): void {
    this.#oracle.close();
    this.compiler.close();
  }

  #setText(file: string, text: string | undefined): void {
    this.#oracle.setText(file, text);
    this.#store.setText(file, text);
    this.compiler.setText(file, text);
  }

  #findImporters(): ReadonlyMap<string, ReadonlySet<string>> {
    const snapshot = this.#store.snapshot();
    const importers = new Map<string, Set<string>>();
    for (const from of this.files) {
      for (const { fileName } of ts.preProcessFile(this.text(from), true, true).importedFiles) {
        const target = snapshot.resolveModule(fileName, from);
        if (target.kind !== 'file') continue;
        importers.set(target.file, (importers.get(target.file) ?? new Set()).add(from));
      }
    }
    return importers;
  }
}
