import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { json } from '../../server/src/report/json.ts';
import { pretty } from '../../server/src/report/pretty.ts';
import { firstSentence, rulePage } from '../../server/src/report/rule-page.ts';
import { rules } from '../../server/src/rules/index.ts';
import { empty, finding, sample, secret } from './sample.ts';

describe('the report for people', () => {
  it('shows place, code, message, related places and fixes', () => {
    const [first] = pretty(sample, { color: false }).split('\n\n');
    assert.equal(
      first,
      [
        'src/the shop/ä.ts:2:2  error  unused-suppression',
        '  2 │ \tsend("😀", order);',
        '    │ \t~~~~~~~~~~~~~~~~~',
        '  If `send` rejects, nobody hears it.',
        '  /elsewhere/lib.ts:1:7 It can reject here.',
        '  fix: Await `send()`',
        '  fix: Move the key to `process.env`',
      ].join('\n'),
    );
  });

  it('sums up, hints and suppressed findings apart', () => {
    assert.equal(
      pretty(sample, { color: false }).trimEnd().split('\n').at(-1),
      '1 error, 1 to decide in 12 files checked; 1 ignored with a reason.',
    );
    assert.equal(pretty(empty, { color: false }), 'Nothing to mend in 1 file checked.\n');
  });

  it('says which limits were met', () => {
    const text = pretty(sample, { color: false });
    assert.match(text, /ä\.ts {2}Stopped at 50,000 functions\./);
    assert.match(text, /500 files were left out\./);
  });

  it('uses colour only when asked', () => {
    assert.ok(!pretty(sample, { color: false }).includes('\u001b'));
    assert.ok(pretty(sample, { color: true }).includes('\u001b[31merror\u001b[0m'));
  });

  it('lets no checked code steer the terminal', () => {
    const file = { ...sample.files[0]!, text: 'const a = 1;\n\tsend("\u001b[2J\u202e", order);\n' };
    const hostile = { ...sample, files: [{ ...file, findings: [finding('error', { message: 'a\u001b[2Jb\r\n' })] }] };
    const text = pretty(hostile, { color: false });
    for (const hidden of '\u001b\u202e\r') assert.ok(!text.includes(hidden));
    assert.match(text, /a�\[2Jb��/);
  });
});

describe('the report for programs', () => {
  const report = JSON.parse(json(sample));

  it('has lines and columns that count from 1', () => {
    const { rule, line, column, endLine, endColumn, fingerprint } = report.files[0].findings[0];
    assert.deepEqual(
      { rule, line, column, endLine, endColumn, fingerprint },
      { rule: 'unused-suppression', line: 2, column: 2, endLine: 2, endColumn: 19, fingerprint: '00ff00ff00ff00ff' },
    );
  });

  it('has the edits of fixes, except of sensitive ones', () => {
    const [await_, sensitive] = report.files[0].findings[0].fixes;
    assert.equal(await_.changes[0].edits[0].text, 'await ');
    assert.equal(sensitive.changes, undefined);
    assert.ok(!json(sample).includes(secret));
  });

  it('has the reasons of suppressed findings', () => {
    assert.equal(report.files[0].suppressed[0].reason, 'the queue retries');
    assert.equal(report.summary.suppressed, 1);
  });
});

describe('the page of a rule', () => {
  for (const rule of rules) {
    it(`of ${rule.meta.id} says why, shows both codes and every fix`, () => {
      const page = rulePage(rule);
      for (const part of [rule.meta.id, rule.meta.docs.why, rule.meta.docs.bad, rule.meta.docs.good]) {
        assert.ok(page.includes(part), part);
      }
      for (const { id } of rule.fixes) assert.ok(page.includes(`\`${id}\``));
      const { why, bad, good, silent = [] } = rule.meta.docs;
      const around = [why, bad, good, ...silent].reduce((text, own) => text.replace(own, ''), page);
      assert.doesNotMatch(around, /undefined/);
      assert.doesNotMatch(page, /\n{3}/);
    });
  }

  it('begins with a sentence', () => {
    const rule = rules[0];
    assert.ok(rule);
    const meta = { ...rule.meta, docs: { ...rule.meta.docs, why: 'Node.js ends it. Then nothing.' } };
    assert.equal(firstSentence(meta), 'Node.js ends it.');
  });
});
