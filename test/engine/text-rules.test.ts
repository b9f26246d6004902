import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analyzeWhole } from '../../server/src/engine/analyze.ts';
import { defaultConfigIn, type Config } from '../../server/src/engine/config.ts';
import { buildFix } from '../../server/src/engine/fixes.ts';
import { defineRule, type AnyRule, type Rule } from '../../server/src/engine/rule.ts';
import { sight } from '../../server/src/engine/sight.ts';
import { ProjectStore } from '../../server/src/project/snapshot-store.ts';
import { rules as shipped } from '../../server/src/rules/index.ts';
import { MemoryFiles } from '../project/memory-files.ts';
import { applyEdits } from './text-edits.ts';

/** Marks every SESAME of a text, and in code every call that is given one. */
function sesame(more: Partial<Rule> = {}): AnyRule {
  return defineRule({
    meta: {
      id: 'hardcoded-secret',
      family: 'secrets',
      severity: 'error',
      needs: 'flow',
      docs: { why: 'It opens.', bad: 'open("SESAME")', good: 'open(word)' },
    },
    checkText: ({ text, report }) => {
      for (const { index } of text.matchAll(/SESAME/g)) report({ start: index, end: index + 6 }, {});
    },
    check: (ctx) => ({ CallExpression: (node) => ctx.report(node, {}) }),
    message: () => 'It opens.',
    fixes: [
      {
        id: 'name-it',
        safety: 'unsafe',
        title: () => 'Name it',
        edits: (node) => [{ span: { start: node.getStart(), end: node.end }, text: 'word' }],
      },
      {
        id: 'drop-it',
        safety: 'unsafe',
        title: () => 'Drop it',
        textEdits: (_data, { source }) => [{ span: { start: 0, end: source.end }, text: '' }],
      },
    ],
    ...more,
  });
}

interface Given {
  readonly file?: string;
  readonly tier?: 'text' | 'flow';
  readonly rule?: AnyRule;
  readonly config?: Partial<Config>;
  readonly suppressions?: boolean;
}

const suppressionRules = shipped.filter(({ meta }) => meta.family === 'suppressions');

function checked(text: string, { file = '/shop/.env', tier = 'text', rule = sesame(), ...more }: Given = {}) {
  const snapshot = new ProjectStore({ fileSystem: new MemoryFiles({ [file]: text }), roots: ['/shop'] }).snapshot();
  const options = {
    rules: [rule, ...suppressionRules],
    config: { ...defaultConfigIn('/shop'), ...more.config },
    suppressions: more.suppressions ?? true,
    root: '/shop',
    today: '2026-01-31',
    tier,
  };
  const found = analyzeWhole(snapshot, file, options);
  assert.ok(found);
  return {
    ...found,
    fix: (at: number, id: string) => {
      const finding = found.findings[at];
      assert.ok(finding);
      const edits = buildFix(snapshot, options, finding, id);
      return edits?.[0] && applyEdits(text, edits[0].edits);
    },
  };
}

const places = (text: string, given: Given = {}): readonly string[] =>
  checked(text, given).findings.map(
    ({ rule, severity, range: { start } }) => `${rule} ${severity} ${start.line}:${start.character}`,
  );

describe('a key whose checksum fails', () => {
  const hardcoded = shipped.find(({ meta }) => meta.id === 'hardcoded-secret');
  assert.ok(hardcoded);
  // Written apart, so that the test itself holds nothing that looks like a key.
  const failing = ['token: ghp', 'aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0zZ9yY8\n'].join('_');
  const seenIn = (profile: Config['profile']) =>
    places(failing, { file: '/shop/deploy.yml', rule: hardcoded, config: { profile } });

  it('is information in strict, which the list of problems shows', () => {
    assert.deepEqual(seenIn('strict'), ['hardcoded-secret information 0:7']);
  });

  it('is not shown otherwise', () => {
    assert.deepEqual(seenIn('recommended'), []);
    assert.deepEqual(seenIn('relaxed'), []);
  });
});

describe('a rule that looks at the text', () => {
  it('finds in files of any kind, and in code in both tiers', () => {
    assert.deepEqual(places('A=1\r\nB=SESAME\n'), ['hardcoded-secret error 1:2']);
    assert.deepEqual(places('a\rb SESAME', { file: '/shop/notes' }), ['hardcoded-secret error 1:2']);
    for (const tier of ['text', 'flow'] as const) {
      assert.deepEqual(places('const a = "SESAME";', { file: '/shop/a.ts', tier }), ['hardcoded-secret error 0:11']);
    }
  });

  it('speaks for its own half where both look at one place', () => {
    const text = 'open("SESAME");\nshut("door");\n';
    assert.deepEqual(places(text, { file: '/shop/a.ts', tier: 'text' }), ['hardcoded-secret error 0:6']);
    assert.deepEqual(places(text, { file: '/shop/a.ts', tier: 'flow' }), [
      'hardcoded-secret error 0:6',
      'hardcoded-secret error 1:0',
    ]);
  });

  it('lets the other half speak where what it found is hidden', () => {
    const rule = sesame({ checkText: ({ report }) => report({ start: 6, end: 12 }, {}, { severity: 'hint' }) });
    assert.deepEqual(places('open("SESAME");', { file: '/shop/a.ts', tier: 'flow', rule }), [
      'hardcoded-secret error 0:0',
    ]);
  });

  it('is obeyed by the configuration', () => {
    const rules = (level: 'off' | 'warning') => ({ rules: new Map([['hardcoded-secret', level]]) });
    assert.deepEqual(places('A=SESAME', { config: rules('off') }), []);
    assert.deepEqual(places('A=SESAME', { config: rules('warning') }), ['hardcoded-secret warning 0:2']);
    const override = { files: ['*.md'], options: new Map(), ...rules('off') };
    assert.deepEqual(places('A=SESAME', { file: '/shop/a.md', config: { overrides: [override] } }), []);
    assert.deepEqual(places('A=SESAME', { config: { overrides: [override] } }).length, 1);
  });

  it('is milder where the file is no source', () => {
    for (const file of [
      '/shop/test/data.json',
      '/shop/fixtures/a.yml',
      '/shop/__fixtures__/.env',
      '/shop/src/a.test.ts',
    ]) {
      assert.deepEqual(places('"SESAME"', { file }), ['hardcoded-secret information 0:1'], file);
    }
  });

  it('loses only its own findings when it throws', () => {
    const rule = sesame({
      checkText: () => {
        throw new Error('no');
      },
    });
    const { findings, limits } = checked('A=SESAME # temper-ignore-line hardcoded-secret -- why', { rule });
    assert.deepEqual(findings, []);
    assert.equal(limits.length, 1);
  });

  it('is given a very large text in pieces, and tells nothing twice', () => {
    const line = 'x'.repeat(99);
    const text = `${line}\n`.repeat(9_998) + `${'y'.repeat(197)}SESAME\n` + `${line}\n`.repeat(11_000) + 'SESAME';
    const lengths: number[] = [];
    const rule = sesame({
      checkText: (ctx) => {
        lengths.push(ctx.text.length);
        sesame().checkText?.(ctx);
      },
    });
    assert.deepEqual(places(text, { rule }), ['hardcoded-secret error 9998:197', 'hardcoded-secret error 20999:0']);
    assert.ok(lengths.length === 3 && Math.max(...lengths) <= 1_000_000 + sight.before + sight.behind, lengths.join());
  });
});

describe('a fingerprint of what is found in a text', () => {
  const printsOf = (text: string, given: Given = {}) =>
    checked(text, given).findings.map(({ fingerprint }) => fingerprint);

  it('knows the name on the line, not the value, the line or what lies around', () => {
    const [print] = printsOf('TOKEN=SESAME');
    assert.deepEqual(printsOf('# one\nOTHER=SESAME\n  export TOKEN = "SESAMEs"').at(1), print);
    assert.notEqual(printsOf('OTHER=SESAME')[0], print);
  });

  it('is the same in both tiers', () => {
    const text = 'function a() { open("SESAME", "SESAME"); shut("door"); }';
    const inText = printsOf(text, { file: '/shop/a.ts', tier: 'text' });
    assert.equal(new Set(inText).size, 2);
    assert.deepEqual(printsOf(text, { file: '/shop/a.ts', tier: 'flow' }).slice(0, 2), inText);
  });
});

describe('a fix of what is found in a text', () => {
  const offers = (text: string, file: string) => checked(text, { file }).findings[0]?.fixes.map(({ id }) => id);

  it('is offered where it can be made', () => {
    assert.deepEqual(offers('A=SESAME', '/shop/.env'), ['drop-it']);
    assert.deepEqual(offers('// SESAME\nopen("b")', '/shop/a.ts'), ['drop-it']);
    assert.deepEqual(offers('open("the SESAME")', '/shop/a.ts'), ['name-it', 'drop-it']);
  });

  it('is given the literal round the place', () => {
    const fixed = (text: string) => checked(text, { file: '/shop/a.tsx' }).fix(0, 'name-it');
    assert.equal(fixed('open(/* a */ "the SESAME");'), 'open(/* a */ word);');
    assert.equal(fixed('const a = `a ${b} SESAME ${c}`;'), 'const a = word;');
    assert.equal(fixed('const a = <p title="SESAME">b</p>;'), 'const a = <p title=word>b</p>;');
  });

  it('can be made of a text alone', () => {
    assert.equal(checked('A=SESAME').fix(0, 'drop-it'), '');
    assert.equal(checked('A=SESAME').fix(0, 'name-it'), undefined);
  });
});

describe('a suppression in a text that is no code', () => {
  const words = (kind: string): string => `temper-ignore-${kind} hardcoded-secret -- an example`;
  const over: Readonly<Record<string, string>> = {
    'a shell or .env': `# ${words('next-line')}\nA=SESAME`,
    'JSON with comments': `{\n  // ${words('next-line')}\n  "a": "SESAME"\n}`,
    JSON: `{\n  "//": "${words('next-line')}",\n  "a": "SESAME"\n}`,
    'a style sheet': `/* ${words('next-line')} */\na { b: SESAME }`,
    HTML: `<!-- ${words('next-line')} -->\n<p>SESAME</p>`,
    SQL: `-- ${words('next-line')}\nselect 'SESAME';`,
    'an INI file': `; ${words('next-line')}\nA=SESAME`,
    'a file of notes with blank lines': `# ${words('next-line')}\r\n\r\n  # ${words('next-line')}\r\nA=SESAME`,
  };
  for (const [kind, text] of Object.entries(over)) {
    it(`hides in ${kind}`, () => {
      const { suppressed, findings } = checked(text);
      assert.deepEqual(
        suppressed.map(({ reason }) => reason),
        ['an example'],
      );
      assert.deepEqual(
        findings.filter(({ rule }) => rule !== 'unused-suppression'),
        [],
      );
    });
  }

  it('hides on its own line, in a block and in the whole file', () => {
    assert.deepEqual(places(`A=SESAME # ${words('line')}\nB=SESAME`), ['hardcoded-secret error 1:2']);
    assert.deepEqual(places(`A=SESAME\n# ${words('start')}\nB=SESAME\n# temper-ignore-end\nC=SESAME`), [
      'hardcoded-secret error 0:2',
      'hardcoded-secret error 4:2',
    ]);
    assert.deepEqual(places(`A=SESAME\n# ${words('file')}\n`), []);
  });

  it('hides nothing where the workspace is not trusted', () => {
    const text = `A=SESAME # ${words('line')}\nB=SESAME # gitleaks:allow`;
    assert.equal(places(text, { suppressions: false }).length, 2);
  });

  it('is reported where it hides nothing, has no reason or names no rule', () => {
    assert.deepEqual(places(`# ${words('next-line')}\nA=1`), ['unused-suppression warning 0:0']);
    assert.deepEqual(places('A=SESAME # temper-ignore-line hardcoded-secret'), [
      'hardcoded-secret error 0:2',
      'suppression-without-reason warning 0:9',
    ]);
    assert.deepEqual(places('A=1 # temper-ignore-line hardcoded-secrets -- why'), [
      'unknown-rule-in-suppression warning 0:25',
    ]);
    assert.deepEqual(places('# temper-ignore-next-line hardcoded-secret until 2025-01-01 -- why\nA=SESAME'), [
      'expired-suppression warning 0:0',
      'hardcoded-secret error 1:2',
    ]);
  });

  it('is not called unused of a rule that never looks at such a file, or has looked only in part', () => {
    assert.deepEqual(places('# temper-ignore-line floating-promise -- why'), [
      'unknown-rule-in-suppression warning 0:21',
    ]);
    const text = `// ${words('next-line')}\nshut;`;
    assert.deepEqual(places(text, { file: '/shop/a.ts', tier: 'text' }), []);
    assert.deepEqual(places(text, { file: '/shop/a.ts', tier: 'flow' }), ['unused-suppression warning 0:0']);
  });

  it('is removed with its line, or with its entry in JSON', () => {
    const removed = (text: string) => checked(text).fix(0, 'remove-suppression');
    assert.equal(removed(`A=1\n# ${words('next-line')}\nB=1\n`), 'A=1\nB=1\n');
    assert.equal(removed(`A=1 # ${words('line')}\n`), 'A=1\n');
    assert.equal(removed(`<p>a</p> <!-- ${words('line')} --> <p>b</p>`), '<p>a</p> <p>b</p>');
    assert.equal(removed(`{\n  "//": "${words('next-line')}",\n  "a": 1\n}`), '{\n  "a": 1\n}');
  });

  it('is none in prose about suppressions, in an address or in a flag', () => {
    for (const text of [
      `Write ${words('line')} SESAME`,
      `see https://${words('line')} SESAME`,
      `a--${words('line')} SESAME`,
    ]) {
      assert.deepEqual(
        places(text).map((place) => place.split(' ')[0]),
        ['hardcoded-secret'],
        text,
      );
    }
  });
});

describe('what other tools are told of a line', () => {
  it('holds, without a reason, and is listed', () => {
    const { findings, suppressed } = checked('A=SESAME # gitleaks:allow\nB=SESAME\n# gitleaks:allow\n');
    assert.equal(findings.length, 1);
    assert.deepEqual(
      suppressed.map(({ reason, range }) => `${range.start.line} ${reason}`),
      ['0 gitleaks:allow'],
    );
  });

  it('stands in a comment where the file is code', () => {
    const given = { file: '/shop/a.ts' };
    assert.equal(checked('const a = "SESAME"; // gitleaks:allow', given).suppressed.length, 1);
    assert.equal(checked('const a = "SESAME gitleaks:allow";', given).suppressed.length, 0);
  });
});
