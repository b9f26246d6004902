import type { FileEdit, FileFindings, Finding } from '../../../../shared/src/finding.ts';
import { fixToEnd } from '../../edits/fix-to-end.ts';
import { analyzeWhole, type AnalyzeOptions } from '../../engine/analyze.ts';
import type { BaselineEntry } from '../../engine/baseline.ts';
import { applyEdits, buildFix } from '../../engine/fixes.ts';
import type { NodeFileSystem } from '../../project/file-system.ts';
import { ProjectStore } from '../../project/snapshot-store.ts';
import type { ReportedFile, ReportedFinding } from '../../report/check-result.ts';
import { createOracle, type OracleOptions } from '../../types/create-oracle.ts';
import { placedEdits } from './placed-edits.ts';
import { writeBack } from './write-back.ts';

export interface CheckOptions {
  readonly analysis: AnalyzeOptions;
  readonly fileSystem: NodeFileSystem;
  readonly roots: readonly string[];
  readonly fix: boolean;
  /** Whether the report carries the edits of fixes. */
  readonly withEdits: boolean;
  /** Undefined where TypeScript 6 is to answer. */
  readonly native: OracleOptions['native'];
}

export interface CheckedFile extends ReportedFile {
  /** Entries of the baseline that nobody needs any more. */
  readonly stale: readonly BaselineEntry[];
  /** Findings that `--fix` mended. */
  readonly fixed: number;
}

/** What is known of one project while its files are checked; drop it to free its memory. */
export class ProjectCheck {
  readonly #options: CheckOptions;
  readonly #store: ProjectStore;
  readonly #oracle;

  constructor(options: CheckOptions) {
    const { fileSystem, roots, native } = options;
    const oracle = createOracle({ host: fileSystem, roots, ...(native && { native }) });
    this.#options = options;
    this.#oracle = oracle;
    this.#store = new ProjectStore({
      fileSystem,
      roots,
      oracle: (file) => oracle.forFile(file),
      sourceFile: (file) => oracle.sourceFile(file),
    });
  }

  /**
   * Names the files that will be checked. A file that no tsconfig holds joins a project when it is first asked about, and
   * each that joins later has the whole project looked at anew.
   */
  expect(files: readonly string[]): void {
    for (const file of files) this.#oracle.forFile(file);
  }

  /** Undefined for what turned out to be no text. */
  check(file: string): CheckedFile | undefined {
    const mended = this.#options.fix ? this.#mend(file) : { fixed: 0, limits: [] };
    const found = this.#findingsIn(file);
    if (found === undefined && this.#store.isLeftOut(file)) return undefined;
    const limits = [...mended.limits, ...(found?.limits ?? [this.#whyNotChecked(file)])];
    const findings = (found?.findings ?? []).map((finding) => this.#reported(finding));
    const text = findings.length === 0 ? undefined : this.#store.text(file);
    const suppressed = found?.suppressed ?? [];
    const shared = { file, findings, suppressed, baselined: [], stale: [], limits };
    return { ...shared, fixed: mended.fixed, ...(text !== undefined && { text }) };
  }

  close(): void {
    this.#oracle.close();
  }

  #findingsIn(file: string): FileFindings | undefined {
    return analyzeWhole(this.#store.snapshot(), file, this.#options.analysis);
  }

  #whyNotChecked(file: string): string {
    const limit = this.#store.limitOf(file);
    return limit === undefined ? 'It cannot be read and was not checked.' : `It is ${limit} and was not checked.`;
  }

  #reported(finding: Finding): ReportedFinding {
    if (!this.#options.withEdits) return finding;
    const fixes = finding.fixes.map((fix) => {
      const edits = fix.sensitive ? undefined : this.#editsOf(finding, fix.id);
      return edits === undefined ? fix : { ...fix, edits: placedEdits(edits, (file) => this.#store.text(file)) };
    });
    return { ...finding, fixes };
  }

  #editsOf(finding: Finding, fix: string): readonly FileEdit[] | undefined {
    return buildFix(this.#store.snapshot(), this.#options.analysis, finding, fix);
  }

  /** Applies the safe fixes of a file, on disk too. */
  #mend(file: string): { readonly fixed: number; readonly limits: readonly string[] } {
    const before = this.#store.text(file);
    if (before === undefined) return { fixed: 0, limits: [] };
    const counts: number[] = [];
    const edits = fixToEnd(before, {
      file,
      findingsIn: (text) => {
        const findings = this.#findingsAfter(file, text);
        counts.push(findings.length);
        return findings;
      },
      editsOf: (finding, fix) => this.#editsOf(finding, fix),
    });
    const problem = edits.length === 0 ? undefined : writeBack(file, before, applyEdits(before, edits));
    this.#setText(file, undefined);
    if (problem !== undefined) return { fixed: 0, limits: [problem] };
    return { fixed: Math.max(0, (counts[0] ?? 0) - (counts.at(-1) ?? 0)), limits: [] };
  }

  #findingsAfter(file: string, text: string): readonly Finding[] {
    this.#setText(file, text);
    return this.#findingsIn(file)?.findings ?? [];
  }

  #setText(file: string, text: string | undefined): void {
    this.#oracle.setText(file, text);
    this.#store.setText(file, text);
    if (text !== undefined) return;
    this.#oracle.filesChanged({ changed: [file] });
    this.#store.filesChanged({ changed: [file] });
  }
}
