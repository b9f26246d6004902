import { ts } from '../../engine/syntax.ts';
import { analyzeFile } from '../../engine/analyze.ts';
import { buildFix, mergeFixes } from '../../engine/fixes.ts';
import type { FailureListener } from '../../engine/rule-failures.ts';
import type { ReportKeeper } from '../../engine/kept-reports.ts';
import type { Snapshot } from '../../engine/snapshot.ts';
import { fixToEnd } from '../../edits/fix-to-end.ts';
import { nodeFileSystem, type NodeFileSystem } from '../../project/file-system.ts';
import { ProjectStore } from '../../project/snapshot-store.ts';
import { nativeOption } from '../../project/type-backend.ts';
import { isCode } from '../../project/trees.ts';
import { createOracle, type OracleWithTrees } from '../../types/create-oracle.ts';
import type { FileEdit, FileFindings, Finding, FixOffer } from '../../../../shared/src/finding.ts';
import { analysisOptions, dayOf } from './analysis-options.ts';
import { contentKey } from './content-key.ts';
import { editedPlace } from './edited-place.ts';
import { isWithin } from './files.ts';
import { LastReports } from './last-reports.ts';
import { listFiles } from './list-files.ts';
import { timeRules } from './time-rules.ts';
import type {
  Analysis,
  AnalysisAnswer,
  Answers,
  JobMessage,
  Question,
  Surroundings,
  TimedRules,
  UnsavedText,
  WorkerData,
  WorkerJob,
} from './worker-protocol.ts';

/** Thrown out of a job that a newer edit preempts. */
export class Preempted extends Error {}

export interface WorkerListeners {
  readonly ruleFailed: FailureListener;
  /** Told when types are answered about by something else than what was asked for. */
  readonly typesNotice: (text: string) => void;
}

/** The project as the analysis worker knows it, and the jobs it does on it. */
export class WorkerState {
  readonly #counter: Int32Array;
  readonly #fileSystem: NodeFileSystem;
  readonly #listeners: WorkerListeners;
  readonly #installation: string;
  readonly #kept = new LastReports();
  readonly #unsaved = new Map<string, string>();
  #surroundings: Surroundings = { folders: [], suppressions: true, types: 'auto' };
  #oracle: OracleWithTrees;
  #store: ProjectStore;
  #epoch = 0;

  constructor({ counter, libFolder, installation }: WorkerData, listeners: WorkerListeners) {
    this.#listeners = listeners;
    this.#installation = installation;
    this.#counter = new Int32Array(counter);
    this.#fileSystem = nodeFileSystem({ currentDirectory: '/', libFolder });
    this.#oracle = this.#createOracle();
    this.#store = this.#createStore();
  }

  do({ epoch, surroundings, texts, changes, job }: JobMessage): Answers[WorkerJob['kind']] {
    this.#epoch = epoch;
    if (changes.length > 0 || surroundings !== undefined) this.#kept.forget();
    for (const change of changes) {
      this.#oracle.filesChanged(change);
      this.#store.filesChanged(change);
    }
    for (const text of texts) {
      this.#kept.forgetAllBut(text.file);
      this.#setText(text);
    }
    if (surroundings !== undefined) this.#surround(surroundings);
    return job.kind === 'analyze' ? this.#analyze(job) : this.#answer(job);
  }

  #analyze({ file, afresh, editOffset, wantsKey }: Analysis): AnalysisAnswer {
    if (afresh) {
      this.#oracle.refresh(file);
      this.#kept.forget();
    }
    const snapshot = this.#store.snapshot();
    const result = this.#findingsOf(snapshot, file, this.#kept);
    const isSaid = result === undefined && !this.#store.isLeftOut(file);
    const limit = isSaid ? this.#store.limitOf(file) : undefined;
    const limits = limit === undefined ? (result?.limits ?? []) : [`It is ${limit} and was not checked.`];
    const tree = editOffset === undefined ? undefined : snapshot.tree(file);
    const place = editOffset === undefined ? undefined : tree && editedPlace(tree, editOffset);
    const key = wantsKey === true ? this.#keyOf(file) : undefined;
    return { result, limits, place, key, ...importsOf(snapshot, file) };
  }

  #answer(question: Question): Answers[Question['kind']] {
    if (question.kind === 'fix') {
      // A fix may make files, and must know which are there.
      this.#store.lookAtDiskAgain();
      return this.#editsOf(question.finding, question.fix);
    }
    if (question.kind === 'fixAllOfRule') return this.#fixAllOfRule(question);
    if (question.kind === 'fixAllSafe') return this.#fixAllSafe(question.file);
    if (question.kind === 'timeRules') return this.#timeRules(question.file);
    if (question.kind === 'contentKeys') return this.#keysOf(question.files);
    const listed = listFiles(this.#fileSystem, this.#surroundings.folders, question.maxFiles);
    // Files of no tsconfig join one project: told of them one by one, the oracle would rebuild it for each.
    for (const file of listed.files) this.#oracle.forFile(file);
    return listed;
  }

  #keysOf(files: readonly string[]): ReadonlyMap<string, string> {
    return new Map(
      files.flatMap((file) => {
        const key = this.#keyOf(file);
        return key === undefined ? [] : [[file, key] as const];
      }),
    );
  }

  /** Of the text on disk. */
  #keyOf(file: string): string | undefined {
    const text = this.#fileSystem.readFile(file);
    return text === undefined ? undefined : contentKey(text, dayOf(new Date()));
  }

  #editsOf(finding: Finding, fix: FixOffer['id']): readonly FileEdit[] | undefined {
    const options = analysisOptions(this.#surroundings, finding.file, 'flow');
    return options && buildFix(this.#store.snapshot(), options, finding, fix);
  }

  #fixAllOfRule({ file, rule, fix, only }: Question & { kind: 'fixAllOfRule' }): readonly FileEdit[] {
    const findings = this.#findingsOf(this.#store.snapshot(), file)?.findings ?? [];
    const wanted = findings.filter((each) => each.rule === rule && only?.includes(each.fingerprint) !== false);
    return mergeFixes(
      wanted.flatMap((finding) => {
        const offer = fix === undefined ? finding.fixes[0] : finding.fixes.find(({ id }) => id === fix);
        // What moves secrets about is chosen one by one.
        return offer === undefined || offer.sensitive ? [] : [this.#editsOf(finding, offer.id) ?? []];
      }),
    );
  }

  #timeRules(file: string): TimedRules | undefined {
    const options = analysisOptions(this.#surroundings, file, 'flow');
    return options && { ...timeRules(this.#store.snapshot(), file, options), types: this.#oracle.backend };
  }

  #fixAllSafe(file: string): readonly FileEdit[] | undefined {
    const first = this.#store.text(file);
    if (first === undefined) return undefined;
    const before = this.#unsaved.get(file);
    try {
      const edits = fixToEnd(first, {
        file,
        findingsIn: (text) => this.#findingsAfter({ file, text }),
        editsOf: (finding, fix) => this.#editsOf(finding, fix),
      });
      return edits.length === 0 ? [] : [{ file, edits }];
    } finally {
      this.#setText({ file, text: before });
    }
  }

  #findingsAfter(text: UnsavedText): readonly Finding[] {
    this.#setText(text);
    return this.#findingsOf(this.#store.snapshot(), text.file)?.findings ?? [];
  }

  #findingsOf(snapshot: Snapshot, file: string, kept?: ReportKeeper): FileFindings | undefined {
    const options = analysisOptions(this.#surroundings, file, 'flow');
    if (options === undefined) return undefined;
    const analysis = analyzeFile(snapshot, file, {
      ...options,
      ruleFailed: this.#listeners.ruleFailed,
      ...(kept === undefined ? {} : { kept }),
    });
    for (;;) {
      const step = analysis.next();
      if (step.done === true) return step.value;
      if (Atomics.load(this.#counter, 0) !== this.#epoch) throw new Preempted();
    }
  }

  #setText({ file, text }: UnsavedText): void {
    if (text === undefined) this.#unsaved.delete(file);
    else this.#unsaved.set(file, text);
    if (isCode(file)) this.#oracle.setText(file, text);
    this.#store.setText(file, text);
  }

  #surround(surroundings: Surroundings): void {
    const before = [this.#surroundings.types, ...this.#roots()].join('\n');
    this.#surroundings = surroundings;
    if (before === [surroundings.types, ...this.#roots()].join('\n')) return;
    this.#oracle.close();
    this.#oracle = this.#createOracle();
    this.#store = this.#createStore();
    for (const [file, text] of this.#unsaved) this.#setText({ file, text });
  }

  #roots(): readonly string[] {
    return this.#surroundings.folders.map(({ folder }) => folder);
  }

  #createOracle(): OracleWithTrees {
    const { types } = this.#surroundings;
    const native = nativeOption(types, 'portable', this.#installation, this.#listeners.typesNotice);
    return createOracle({ host: this.#fileSystem, roots: this.#roots(), ...(native && { native }) });
  }

  #createStore(): ProjectStore {
    const oracle = this.#oracle;
    return new ProjectStore({
      fileSystem: this.#fileSystem,
      roots: this.#roots(),
      oracle: (file) => oracle.forFile(file),
      sourceFile: (file) => oracle.sourceFile(file),
    });
  }
}

/** Which files must be checked anew when another one changes. */
function importsOf(snapshot: Snapshot, file: string): Pick<AnalysisAnswer, 'imports' | 'missesImports'> {
  const targets = (snapshot.tree(file)?.statements ?? []).flatMap((statement) => {
    const isLink = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);
    const specifier = isLink ? statement.moduleSpecifier : undefined;
    return specifier !== undefined && ts.isStringLiteral(specifier)
      ? [snapshot.resolveModule(specifier.text, file)]
      : [];
  });
  const imports = targets.flatMap((target) => (target.kind === 'file' ? [target.file] : []));
  return {
    imports: [...new Set(imports)].filter((each) => !isWithin(each, file)),
    missesImports: targets.some(({ kind }) => kind === 'unresolved'),
  };
}
