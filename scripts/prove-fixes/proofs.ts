import { severities, type FileEdit, type Finding, type FixOffer, type TextEdit } from '../../shared/src/finding.ts';
import { outrankedBy } from '../../server/src/engine/precedence.ts';
import { shownChange } from './change.ts';
import type { CompilerError } from './compiler.ts';
import { spanAfter } from './moved-spans.ts';
import type { ProvedProject } from './project.ts';

export interface Proof {
  readonly finding: Finding;
  readonly fix: FixOffer;
  /** Why the fix is none; empty when it was proved. */
  readonly failures: readonly string[];
  /** The lines that it changes, before and after. */
  readonly change: string;
}

/** Proves the fixes of one project one by one. What is so before a fix is asked once for each file. */
export class Prover {
  readonly #project: ProvedProject;
  readonly #findings = new Map<string, readonly Finding[]>();
  readonly #hidden = new Map<string, readonly Finding[]>();
  readonly #errors = new Map<string, readonly CompilerError[]>();

  constructor(project: ProvedProject) {
    this.#project = project;
  }

  findingsIn(file: string): readonly Finding[] {
    const known = this.#findings.get(file) ?? this.#project.findingsIn(file);
    this.#findings.set(file, known);
    return known;
  }

  prove(finding: Finding, fix: FixOffer): Proof {
    try {
      const edits = this.#project.editsOf(finding, fix.id);
      if (edits === undefined) return { finding, fix, failures: ['is offered and cannot be made'], change: '' };
      const change = edits.map(({ file, edits: own }) => shownChange(this.#project.text(file), own)).join('\n');
      return { finding, fix, failures: this.#failuresOf(finding, edits), change };
    } catch (error) {
      return { finding, fix, failures: [`throws: ${String(error)}`], change: '' };
    }
  }

  #failuresOf(finding: Finding, edits: readonly FileEdit[]): readonly string[] {
    const project = this.#project;
    const touched = edits.map(({ file }) => file);
    const files = [...touched, ...project.importersOf(touched)];
    // Asked before anything is edited.
    const before = files.map((file) => {
      const hidden = file === finding.file ? this.#hiddenBy(finding) : [];
      return { file, errors: this.#errorsIn(file), findings: [...this.findingsIn(file), ...hidden] };
    });
    return project.whileEdited(edits, () => {
      const failures = before.flatMap(({ file, errors, findings }) => {
        const own = edits.find((edit) => edit.file === file)?.edits ?? [];
        const moved = findings.map((each) => ({ ...each, span: spanAfter(each.span.start, own) }));
        const where = file === finding.file ? '' : ` in ${file.slice(project.root.length + 1)}`;
        const found = [
          ...newErrors(errors, project.compiler.errorsIn(file), own),
          ...newFindings(moved, project.findingsIn(file), finding.fingerprint),
        ];
        return found.map((failure) => failure + where);
      });
      return edits.some((edit) => edit.edits.length > 0) ? failures : ['changes nothing'];
    });
  }

  /** What the rule outranks in its file: it was there before, and is seen once the finding is gone. */
  #hiddenBy({ file, rule }: Finding): readonly Finding[] {
    return outrankedBy(rule).flatMap((loser) => {
      const key = `${loser} ${file}`;
      const found = this.#hidden.get(key) ?? this.#project.findingsIn(file, loser);
      this.#hidden.set(key, found);
      return found;
    });
  }

  #errorsIn(file: string): readonly CompilerError[] {
    const known = this.#errors.get(file) ?? this.#project.compiler.errorsIn(file);
    this.#errors.set(file, known);
    return known;
  }
}

/** A validator that the fix imports, where the project's packages are not installed. */
const isNotInstalled =
  /^Cannot find module '(?:npm:|https:\/\/esm\.sh\/)?(?:zod|valibot|arktype|yup|joi|@sinclair\/typebox)\b/;

/** Errors are told apart by code and place: the words that TypeScript finds for one depend on what it looked at before. */
function newErrors(
  before: readonly CompilerError[],
  after: readonly CompilerError[],
  edits: readonly TextEdit[],
): readonly string[] {
  const left = before.map(({ code, start }) => ({ code, span: spanAfter(start, edits) }));
  return after.flatMap(({ code, start, message, isSyntax }): readonly string[] => {
    if (isNotInstalled.test(message)) return [];
    const at = left.findIndex((each) => each.code === code && each.span.start <= start && start <= each.span.end);
    if (at < 0) return [`${isSyntax ? 'does not parse' : 'adds a type error'}: TS${code} ${message}`];
    left.splice(at, 1);
    return [];
  });
}

/** @param before findings by where they would start now; `mended` is the fingerprint of the one that must be gone */
function newFindings(before: readonly Finding[], after: readonly Finding[], mended: string): readonly string[] {
  return after.flatMap((now): readonly string[] => {
    const same = before.filter(({ rule, span }) => {
      return rule === now.rule && span.start <= now.span.start && now.span.start <= span.end;
    });
    const line = now.range.start.line + 1;
    if (same.some(({ fingerprint }) => fingerprint === mended)) return [`leaves its finding: ${now.message}`];
    if (same.length === 0) return [`adds ${now.rule} (${now.severity}) at line ${line}: ${now.message}`];
    const isWorse = same.every(({ severity }) => severities.indexOf(severity) > severities.indexOf(now.severity));
    return isWorse ? [`makes ${now.rule} at line ${line} an ${now.severity}: ${now.message}`] : [];
  });
}
