import type { Range } from '../../../shared/src/finding.ts';
import { shownPath, totalsOf, type CheckResult, type ReportedFinding, type ReportedFix } from './check-result.ts';

/** For programs. Lines and columns count from 1, columns in UTF-16 units; paths are relative to the root. */
export function json(result: CheckResult): string {
  const totals = totalsOf(result);
  const report = {
    format: 1,
    tool: { name: 'temper', version: result.version },
    summary: {
      filesChecked: result.filesChecked,
      ...totals.bySeverity,
      suppressed: totals.suppressed,
      ...(result.baseline && { baselined: totals.baselined, staleInBaseline: result.baseline.stale }),
      fixed: result.fixed,
    },
    limits: result.limits,
    files: result.files.map((file) => ({
      file: shownPath(result, file.file),
      findings: file.findings.map((finding) => findingOf(result, finding)),
      suppressed: file.suppressed.map((finding) => ({ ...headOf(finding), reason: finding.reason })),
      ...(result.baseline && { baselined: file.baselined.map(headOf) }),
      limits: file.limits,
    })),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

/** The rule's own `data` stays inside: it may hold what no report should. */
function headOf(finding: ReportedFinding) {
  const { rule, severity, message, fingerprint, range } = finding;
  return { rule, severity, message, ...placed(range), fingerprint };
}

function findingOf(result: CheckResult, finding: ReportedFinding) {
  const related = finding.related.map(({ file, message, range }) => ({
    file: shownPath(result, file),
    message,
    ...placed(range),
  }));
  return { ...headOf(finding), related, fixes: finding.fixes.map((fix) => fixOf(result, fix)) };
}

function fixOf(result: CheckResult, { id, title, safety, sensitive, edits }: ReportedFix) {
  const changes = (sensitive ? undefined : edits)?.map((change) => ({
    file: shownPath(result, change.file),
    edits: change.edits.map(({ range, text }) => ({ ...placed(range), text })),
  }));
  return { id, title, safety, ...(changes && { changes }) };
}

function placed({ start, end }: Range) {
  return { line: start.line + 1, column: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 };
}
