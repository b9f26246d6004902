import { placeAt } from '../../server/src/engine/places.ts';
import { parse } from '../engine/findings.ts';
import type { CheckResult, ReportedFinding, ReportedFix } from '../../server/src/report/check-result.ts';
import { rules } from '../../server/src/rules/index.ts';
import type { Severity } from '../../shared/src/finding.ts';

const file = '/app/src/the shop/ä.ts';
const text = 'const a = 1;\n\tsend("😀", order);\n';
const tree = parse(text, file);

const editStart = { line: 1, character: 1 };
export const fix: ReportedFix = {
  id: 'await',
  title: 'Await `send()`',
  safety: 'unsafe',
  sensitive: false,
  edits: [{ file, edits: [{ range: { start: editStart, end: editStart }, text: 'await ' }] }],
};

export const secret = 'sk_live_51NotForReports';
const sensitiveFix: ReportedFix = {
  ...fix,
  id: 'move-to-env',
  title: 'Move the key to `process.env`',
  sensitive: true,
  edits: [{ file: '/app/.env', edits: [{ range: { start: editStart, end: editStart }, text: `KEY=${secret}` }] }],
};

export function finding(severity: Severity, more: Partial<ReportedFinding> = {}): ReportedFinding {
  const start = text.indexOf('send');
  const span = { start, end: text.indexOf(';', start) };
  return {
    ...placeAt(tree, span),
    rule: 'unused-suppression',
    severity,
    message: 'If `send` rejects, nobody hears it.',
    related: [{ ...placeAt(tree, { start: 6, end: 7 }), file: '/elsewhere/lib.ts', message: 'It can reject here.' }],
    fixes: [fix, sensitiveFix],
    node: { kind: 'CallExpression', ...span },
    data: { value: secret },
    fingerprint: '00ff00ff00ff00ff',
    ...more,
  };
}

export const sample: CheckResult = {
  version: '1.2.3',
  root: '/app',
  files: [
    {
      file,
      text,
      findings: [finding('error'), finding('information', { related: [], fixes: [] }), finding('hint', { fixes: [] })],
      suppressed: [{ ...finding('warning'), reason: 'the queue retries' }],
      baselined: [],
      limits: ['Stopped at 50,000 functions.'],
    },
  ],
  filesChecked: 12,
  limits: ['500 files were left out.'],
  rules,
  exitCode: 1,
  fixed: 0,
};

export const empty: CheckResult = { ...sample, files: [], limits: [], exitCode: 0, filesChecked: 1 };
