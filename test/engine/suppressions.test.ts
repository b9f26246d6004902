import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyEdits } from './text-edits.ts';
import { findingAt, findingsOn, parse } from './findings.ts';
import { suppressionReports, type SuppressionReport } from '../../server/src/engine/suppression-reports.ts';
import { applySuppressions } from '../../server/src/engine/suppressions.ts';
import type { TextEdit } from '../../shared/src/finding.ts';
import type { RuleMeta, TextFixContext } from '../../server/src/engine/rule.ts';
import { rules as suppressionRules } from '../../server/src/rules/index.ts';

const today = '2026-06-15';
const known: readonly RuleMeta[] = [
  ...['floating-promise', 'query-never-run'].map((id) => ({
    id,
    family: 'promises' as const,
    severity: 'error' as const,
    needs: 'flow' as const,
    docs: { why: '', bad: '', good: '' },
  })),
  ...suppressionRules.map(({ meta }) => meta).filter(({ family }) => family === 'suppressions'),
];
const allRan = new Set(known.map(({ id }) => id));

/** How many of the findings on `risky` are left, and what is wrong with the comments. */
function outcome(text: string, options: { readonly ran?: ReadonlySet<string>; readonly file?: string } = {}) {
  const tree = parse(text, options.file);
  const applied = applySuppressions(tree, findingsOn(tree, 'risky'), today);
  const reports = suppressionReports(applied, { rules: known, ran: options.ran ?? allRan, today });
  return {
    left: applied.findings.length,
    reasons: applied.suppressed.map(({ reason }) => reason),
    reports: reports.map(({ rule }) => rule),
  };
}

function reportsOf(text: string): readonly SuppressionReport[] {
  const tree = parse(text);
  const applied = applySuppressions(tree, findingsOn(tree, 'risky'), today);
  return suppressionReports(applied, { rules: known, ran: allRan, today });
}

/** The text after the first fix of the first report, or the fix of that id. */
function mended(text: string, fixId?: string): string {
  const report = reportsOf(text)[0];
  assert.ok(report);
  const rule = suppressionRules.find(({ meta }) => meta.id === report.rule);
  const fix = rule?.fixes.find(({ id }) => fixId === undefined || id === fixId);
  const tree = parse(text);
  assert.ok(fix && 'textEdits' in fix);
  const context = { file: tree.fileName, source: tree } as unknown as TextFixContext;
  return applyEdits(text, fix.textEdits(report.data, context) as readonly TextEdit[]);
}

function riskyUntil(day: string): string {
  return `// temper-ignore-next-line floating-promise until ${day} -- why\nrisky();`;
}

const clean = { left: 0, reasons: ['why'], reports: [] };

describe('what a suppression hides', () => {
  it('hides a finding that starts on the next line', () => {
    assert.deepEqual(outcome('// temper-ignore-next-line floating-promise -- why\nrisky();'), clean);
  });

  it('passes over further comments and blank lines', () => {
    const text = '// temper-ignore-next-line floating-promise -- why\n\n// another\n/* and\n another */\nrisky();';
    assert.deepEqual(outcome(text), clean);
  });

  it('hides a statement of several lines by its first', () => {
    const tree = parse('// temper-ignore-next-line floating-promise -- why\nsend(\n  a,\n);');
    const start = tree.text.indexOf('send');
    const { suppressed } = applySuppressions(tree, [findingAt(tree, { start, end: tree.end })], today);
    assert.equal(suppressed.length, 1);
  });

  it('leaves the second line alone', () => {
    const text = '// temper-ignore-next-line floating-promise -- why\nrisky();\nrisky();';
    assert.deepEqual(outcome(text), { left: 1, reasons: ['why'], reports: [] });
  });

  it('hides a finding on the line of a trailing comment, also at the end of its statement', () => {
    assert.deepEqual(outcome('risky(); // temper-ignore-line floating-promise -- why'), clean);
    const tree = parse('send(\n  a,\n); // temper-ignore-line floating-promise -- why\n');
    const end = tree.text.indexOf(';') + 1;
    assert.equal(applySuppressions(tree, [findingAt(tree, { start: 0, end })], today).suppressed.length, 1);
  });

  it('hides a whole file from anywhere in it', () => {
    const text = 'risky();\n/* temper-ignore-file floating-promise -- why */\nrisky();';
    assert.deepEqual(outcome(text).left, 0);
  });

  it('hides a block, rule by rule', () => {
    const text = [
      'risky();',
      '// temper-ignore-start floating-promise, query-never-run -- why',
      'risky();',
      '// temper-ignore-end floating-promise',
      'risky();',
      '// temper-ignore-end query-never-run',
    ].join('\n');
    const result = outcome(text, { ran: new Set(['floating-promise']) });
    assert.deepEqual(result, { left: 2, reasons: ['why'], reports: [] });
  });

  it('hides to the end of the file when a block is left open', () => {
    assert.deepEqual(outcome('// temper-ignore-start floating-promise -- why\nrisky();'), clean);
  });

  it('hides in JSX, where a comment stands in braces', () => {
    const text =
      'const a = (\n  <p>\n    {/* temper-ignore-next-line floating-promise -- why */}\n    {risky()}\n  </p>\n);';
    assert.deepEqual(outcome(text), clean);
    const stacked = text.replace('\n    {risky', '\n    {/* more */}\n\n    {risky');
    assert.deepEqual(outcome(stacked), clean);
  });

  it('hides between attributes and arguments', () => {
    assert.equal(outcome('<p\n  // temper-ignore-next-line floating-promise -- why\n  onClick={risky()}\n/>').left, 0);
    assert.equal(outcome('f(\n  // temper-ignore-next-line floating-promise -- why\n  risky(),\n);').left, 0);
  });

  it('hides only the rules it names', () => {
    assert.deepEqual(outcome('// temper-ignore-next-line query-never-run -- why\nrisky();'), {
      left: 1,
      reasons: [],
      reports: ['unused-suppression'],
    });
  });

  it('takes the comment at the line before the one for the file', () => {
    const text =
      '// temper-ignore-file floating-promise -- all\n// temper-ignore-next-line floating-promise -- why\nrisky();';
    assert.deepEqual(outcome(text), { left: 0, reasons: ['why'], reports: ['unused-suppression'] });
  });

  it('reads a reason that runs over lines', () => {
    const text = '/* temper-ignore-next-line floating-promise -- it is\n * logged inside\n */\nrisky();';
    assert.deepEqual(outcome(text).reasons, ['it is logged inside']);
  });

  it('works with Windows line ends', () => {
    assert.deepEqual(outcome('// temper-ignore-next-line floating-promise -- why\r\n\r\nrisky();\r\n'), clean);
  });
});

describe('what is no suppression', () => {
  const comment = '// temper-ignore-next-line floating-promise -- why';
  const cases: readonly (readonly [string, string])[] = [
    ['a string', `const a = '${comment}';\nrisky();`],
    ['a template', `const a = \`\${1}\n${comment}\n\${2}\n${comment}\n\`;\nrisky();`],
    ['a template without substitutions', `const a = \`\n${comment}\nrisky\`;`],
    ['text of JSX', `const a = <p>\n${comment}\n{risky()}</p>;`],
    ['an attribute of JSX', `const a = <p title="${comment}">\n{risky()}</p>;`],
    ['a regular expression', `const a = /[/][/] temper-ignore-next-line floating-promise -- why/;\nrisky();`],
    ['prose', `// See temper-ignore-next-line floating-promise -- why\nrisky();`],
  ];
  for (const [name, text] of cases) {
    it(name, () => assert.deepEqual(outcome(text), { left: 1, reasons: [], reports: [] }));
  }

  it('still reads a comment inside a substitution', () => {
    assert.equal(outcome(`const a = \`\${\n${comment}\nrisky()}\`;`).left, 0);
  });

  it('reads a comment at the end of the file and after a shebang', () => {
    assert.deepEqual(outcome(`#!/usr/bin/env node\n${comment}\nrisky();`), clean);
    assert.deepEqual(outcome(`risky();\n${comment}`).reports, ['unused-suppression']);
  });
});

describe('what is wrong with a suppression', () => {
  it('needs a reason to act', () => {
    for (const tail of ['', ' --', ' --  ']) {
      assert.deepEqual(outcome(`// temper-ignore-next-line floating-promise${tail}\nrisky();`), {
        left: 1,
        reasons: [],
        reports: ['suppression-without-reason'],
      });
    }
  });

  it('acts through the day it names', () => {
    assert.deepEqual(outcome(riskyUntil('2026-06-15')), clean);
    for (const day of ['2026-06-14', '2026-02-30', '15.6.2026', '']) {
      assert.deepEqual(outcome(riskyUntil(day)), { left: 1, reasons: [], reports: ['expired-suppression'] }, day);
    }
  });

  it('names rules that exist', () => {
    const [report] = reportsOf('// temper-ignore-next-line floating-promises -- why\nrisky();');
    assert.equal(report?.rule, 'unknown-rule-in-suppression');
    assert.equal(report?.data['meant'], 'floating-promise');
  });

  it('still acts for the known rules beside an unknown one', () => {
    assert.deepEqual(outcome('// temper-ignore-next-line nothing-like-it, floating-promise -- why\nrisky();'), {
      left: 0,
      reasons: ['why'],
      reports: ['unknown-rule-in-suppression'],
    });
  });

  it('names at least one rule, no rule about suppressions, and a form that exists', () => {
    for (const head of ['-line', '-line unused-suppression', '-nextline floating-promise', ' floating-promise', '']) {
      assert.deepEqual(outcome(`risky(); // temper-ignore${head} -- why`).reports, ['unknown-rule-in-suppression']);
    }
  });

  it('is not called unused for rules that did not run', () => {
    const text = '// temper-ignore-next-line floating-promise -- why\nsafe();';
    assert.deepEqual(outcome(text, { ran: new Set() }).reports, []);
    assert.deepEqual(outcome(text).reports, ['unused-suppression']);
  });

  it('is reported when it ends nothing', () => {
    assert.deepEqual(outcome('// temper-ignore-end floating-promise\n').reports, ['unused-suppression']);
    assert.deepEqual(outcome('// temper-ignore-end\n').reports, ['unused-suppression']);
  });

  it('gets one report for each comment', () => {
    assert.equal(outcome('// temper-ignore-line nothing-like-it until 2020-01-01\n').reports.length, 1);
  });
});

describe('how a suppression is mended', () => {
  const unused = 'temper-ignore-next-line query-never-run -- why';

  it('goes with its line', () => {
    assert.equal(mended(`a();\n  // ${unused}\n  b();\n`), 'a();\n  b();\n');
    assert.equal(mended(`a();\r\n// ${unused}\r\nb();\r\n`), 'a();\r\nb();\r\n');
    assert.equal(mended(`// ${unused}`), '');
  });

  it('leaves the code beside it', () => {
    assert.equal(mended('a(); // temper-ignore-line query-never-run -- why\nb();'), 'a();\nb();');
    assert.equal(mended('f(/* temper-ignore-line query-never-run -- why */ b);'), 'f(b);');
  });

  it('goes with its braces in JSX', () => {
    assert.equal(
      mended(`x = (\n  <p>\n    {/* ${unused} */}\n    <b />\n  </p>\n);`),
      'x = (\n  <p>\n    <b />\n  </p>\n);',
    );
  });

  it('keeps the rules that it still hides', () => {
    assert.equal(
      mended('// temper-ignore-next-line query-never-run, floating-promise -- why\nrisky();'),
      '// temper-ignore-next-line floating-promise -- why\nrisky();',
    );
  });

  it('goes with the end of its block', () => {
    assert.equal(
      mended('// temper-ignore-start query-never-run -- why\na();\n// temper-ignore-end query-never-run\nb();'),
      'a();\nb();',
    );
    const both = 'query-never-run, floating-promise';
    assert.equal(
      mended(`// temper-ignore-start ${both} -- why\nrisky();\n// temper-ignore-end ${both}\n`),
      '// temper-ignore-start floating-promise -- why\nrisky();\n// temper-ignore-end floating-promise\n',
    );
    assert.equal(
      mended(`// temper-ignore-start ${both} -- why\nrisky();\n// temper-ignore-end\n`),
      '// temper-ignore-start floating-promise -- why\nrisky();\n// temper-ignore-end\n',
    );
  });

  it('is given the name that was meant', () => {
    assert.equal(
      mended('// temper-ignore-next-line floating-promises -- why\nrisky();', 'correct-rule'),
      '// temper-ignore-next-line floating-promise -- why\nrisky();',
    );
  });
});

describe('a comment for another tool', () => {
  const cases: readonly (readonly [string, number, string])[] = [
    [
      '// eslint-disable-next-line @typescript-eslint/no-floating-promises\nrisky();\nrisky();',
      1,
      'eslint-disable-next-line',
    ],
    [
      'risky(); // eslint-disable-line no-console, promise/catch-or-return -- the queue repeats it',
      0,
      'the queue repeats it',
    ],
    [
      'risky();\n/* eslint-disable typescript/no-floating-promises */\nrisky();\n/* eslint-enable */\nrisky();',
      2,
      'eslint-disable',
    ],
    ['// oxlint-disable-next-line typescript/no-floating-promises\nrisky();', 0, 'oxlint-disable-next-line'],
    ['// biome-ignore lint/nursery/noFloatingPromises: it is only a hint\nrisky();', 0, 'it is only a hint'],
    ['risky(); // NOSONAR', 0, 'NOSONAR'],
  ];
  for (const [text, left, reason] of cases) {
    it(`holds where it speaks of the same: ${text.split('\n').join(' ⏎ ')}`, () => {
      assert.deepEqual(outcome(text), { left, reasons: [reason], reports: [] });
    });
  }

  const others = [
    '// eslint-disable-next-line no-console\nrisky();',
    '/* eslint-disable */\nrisky();',
    '// eslint-disable-next-line\nrisky();',
    '// eslint-disable-next-line @typescript-eslint/no-floating-promises\nsound();\nrisky();',
    'const said = "eslint-disable-line promise/catch-or-return"; risky();',
    '// biome-ignore lint/suspicious/noExplicitAny: not this\nrisky();',
  ];
  for (const text of others) {
    it(`hides nothing else: ${text.split('\n').join(' ⏎ ')}`, () => {
      assert.deepEqual(outcome(text), { left: 1, reasons: [], reports: [] });
    });
  }
});
