import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Ajv } from 'ajv';
import { parse as parseJsonc } from 'jsonc-parser';
import { parseConfig } from '../../server/src/engine/config-parse.ts';
import {
  defaultConfigIn,
  isIncluded,
  levelOf,
  optionsOf,
  overriddenFacts,
  type Config,
  type RuleLevel,
} from '../../server/src/engine/config.ts';
import type { Family, RuleMeta } from '../../server/src/engine/rule.ts';
import type { FileClass, FileFacts } from '../../server/src/engine/snapshot.ts';
import { configSchema } from '../../server/src/report/config-schema.ts';
import { rules } from '../../server/src/rules/index.ts';
import type { Severity } from '../../shared/src/finding.ts';

const ruleIds = [...rules.map(({ meta }) => meta.id), 'floating-promise', 'hardcoded-secret'];
const origin = { folder: '/app', ruleIds };

function read(text: string) {
  const { config, problems } = parseConfig(text, origin);
  return { config, problems, marked: problems.map(({ span }) => text.slice(span.start, span.end)) };
}

function configOf(value: object): Config {
  const { config, problems } = read(JSON.stringify(value));
  assert.deepEqual(problems, []);
  return config;
}

describe('reading a configuration', () => {
  it('takes comments and trailing commas', () => {
    const { config, problems } = read('{\n  // ours\n  "extends": "strict", /* all */\n}');
    assert.deepEqual(problems, []);
    assert.equal(config.profile, 'strict');
  });

  it('fills in every field', () => {
    assert.deepEqual(read('{}').config, defaultConfigIn('/app'));
  });

  it('takes a level alone or with options', () => {
    const config = configOf({ rules: { 'floating-promise': ['warning', { deep: [1] }], 'unused-suppression': 'off' } });
    assert.deepEqual(
      [...config.rules],
      [
        ['floating-promise', 'warning'],
        ['unused-suppression', 'off'],
      ],
    );
    assert.deepEqual(structuredClone(optionsOf(config, 'floating-promise', '/app/a.ts')), { deep: [1] });
  });

  it('marks the key, rule, family, level or value that is wrong and keeps the rest', () => {
    const { config, marked, problems } = read(
      `{ "extend": "strict", "rules": { "floating-promises": "error", "floating-promise": "eror" },
         "families": { "promise": "off", "errors": "off" }, "neverRejects": ["a", 1], "exclude": "dist" }`,
    );
    assert.deepEqual(marked, ['"extend"', '"floating-promises"', '"eror"', '"promise"', '1', '"dist"']);
    assert.match(problems[0]?.message ?? '', /`extends` may be meant/);
    assert.match(problems[2]?.message ?? '', /One of `error`, `warning`, `information`, `hint`, `off` is expected/);
    assert.deepEqual([...config.families], [['errors', 'off']]);
    assert.deepEqual(config.facts.neverRejects, ['a']);
  });

  it('says where JSON is broken', () => {
    for (const text of ['', '{', '{ "extends" "strict" }', 'null', '[]', '{ "rules": { "a" } }', '\u0000', '{"a":']) {
      const { problems } = read(text);
      assert.ok(problems.length > 0, text);
      for (const { span } of problems) assert.ok(span.start >= 0 && span.end >= span.start && span.end <= text.length);
    }
  });

  it('never throws on parts of a configuration', () => {
    const whole =
      '{ "rules": { "floating-promise": ["warning", { "a": [true] }] }, "overrides": [{ "files": ["a"] }] }';
    for (let length = 0; length < whole.length; length++) read(whole.slice(0, length));
  });
});

describe('the schema', () => {
  const validate = new Ajv({ strict: false }).compile(
    configSchema([...rules, ...extraRules('floating-promise', 'hardcoded-secret')]),
  );
  const right: readonly string[] = [
    '{}',
    '{ "$schema": "./x.json", "extends": "relaxed" }',
    '{ "rules": { "floating-promise": "off", "hardcoded-secret": ["error"] } }',
    '{ "rules": { "floating-promise": ["hint", {}] } }',
    '{ "families": { "promises": "hint" }, "include": ["src/**"], "exclude": [] }',
    '{ "overrides": [{ "files": ["a"], "rules": { "floating-promise": "off" }, "fileClass": "test", "runtime": "cli" }] }',
    '{ "neverRejects": ["./a.b"] }',
    '{ "libraries": { "@acme/api": { "createClient().{orders,users}.**": "rejects", "send()": "neverRejects" }, "kv": {} } }',
    '{ "libraries": { "acme": { "transaction#0.0.query()": "lazy" } } }',
  ];
  const wrong: readonly string[] = [
    '[]',
    '"strict"',
    '{ "extends": "loose" }',
    '{ "extends": ["strict"] }',
    '{ "$schema": 1 }',
    '{ "rule": {} }',
    '{ "rules": [] }',
    '{ "rules": { "nothing": "off" } }',
    '{ "rules": { "floating-promise": "warn" } }',
    '{ "rules": { "floating-promise": 2 } }',
    '{ "rules": { "floating-promise": [] } }',
    '{ "rules": { "floating-promise": ["off", 1] } }',
    '{ "rules": { "floating-promise": ["off", {}, {}] } }',
    '{ "rules": { "floating-promise": [{}] } }',
    '{ "families": { "promises": ["off"] } }',
    '{ "families": { "promise": "off" } }',
    '{ "include": "src" }',
    '{ "include": [1] }',
    '{ "include": [""] }',
    '{ "exclude": ["!a"] }',
    '{ "exclude": ["a/../../b"] }',
    `{ "exclude": ["${'a'.repeat(201)}"] }`,
    '{ "overrides": {} }',
    '{ "overrides": [1] }',
    '{ "overrides": [{}] }',
    '{ "overrides": [{ "files": ["a"], "families": {} }] }',
    '{ "overrides": [{ "files": ["a"], "fileClass": "tests" }] }',
    '{ "overrides": [{ "files": ["a"], "runtime": "deno" }] }',
    '{ "neverRejects": "a" }',
    '{ "neverRejects": [{}] }',
    '{ "libraries": [] }',
    '{ "libraries": { "a b": {} } }',
    '{ "libraries": { "acme": "lazy" } }',
    '{ "libraries": { "acme": { "query()": "slow" } } }',
    '{ "libraries": { "acme": { "query()": ["lazy"] } } }',
    '{ "libraries": { "acme": { "query": "lazy" } } }',
    '{ "libraries": { "acme": { "query (x)": "lazy" } } }',
  ];
  for (const text of right) {
    it(`and the parser take ${text}`, () => {
      assert.deepEqual(read(text).problems, []);
      assert.ok(validate(parseJsonc(text)), JSON.stringify(validate.errors));
    });
  }
  for (const text of wrong) {
    it(`and the parser refuse ${text.slice(0, 80)}`, () => {
      assert.equal(read(text).problems.length, 1);
      assert.ok(!validate(parseJsonc(text)));
    });
  }
});

describe('the level of a finding', () => {
  it('is the reported one by default', () => {
    assert.equal(level({}, 'promises', 'warning'), 'warning');
    assert.equal(level({}, 'debt', 'hint', 'source', 'hint'), 'hint');
  });

  it('leaves out findings that their rule lowered to a hint, except in strict', () => {
    assert.equal(level({}, 'promises', 'hint'), 'off');
    assert.equal(level({ extends: 'strict' }, 'promises', 'hint'), 'hint');
  });

  it('leaves out what decides nothing at once in relaxed', () => {
    const relaxed = { extends: 'relaxed' };
    assert.deepEqual(
      (['error', 'warning', 'information', 'hint'] as const).map((each) => level(relaxed, 'promises', each)),
      ['error', 'warning', 'off', 'off'],
    );
  });

  it('is the configured one: override, rule, family', () => {
    const families = { families: { promises: 'information' } };
    assert.equal(level(families, 'promises', 'error'), 'information');
    assert.equal(level({ ...families, rules: { 'floating-promise': 'warning' } }, 'promises', 'error'), 'warning');
    const overrides = [
      { files: ['src/**'], rules: { 'floating-promise': 'off' } },
      { files: ['src/a.ts'], rules: { 'floating-promise': 'hint' } },
    ];
    assert.equal(level({ overrides }, 'promises', 'error'), 'hint');
  });

  it('is shown at any configured level, whatever the profile', () => {
    assert.equal(level({ extends: 'relaxed', families: { promises: 'hint' } }, 'promises', 'error'), 'hint');
  });

  it('is off outside of the profile that a rule is made for, unless its own name is configured', () => {
    const rule = { ...metaOf('floating-promise'), severity: 'information', onlyIn: 'strict' } as const;
    const facts = { runtime: 'node', fileClass: 'source' } as const;
    const levelIn = (value: object): RuleLevel => levelOf(configOf(value), rule, '/app/src/a.ts', facts, 'information');
    assert.equal(levelIn({}), 'off');
    assert.equal(levelIn({ families: { promises: 'warning' } }), 'off');
    assert.equal(levelIn({ extends: 'strict' }), 'information');
    assert.equal(levelIn({ rules: { [rule.id]: 'warning' } }), 'warning');
    assert.equal(levelIn({ overrides: [{ files: ['src/**'], rules: { [rule.id]: 'hint' } }] }), 'hint');
  });

  it('is not raised by configuration where the rule lowered it', () => {
    const config = { extends: 'strict', rules: { 'floating-promise': 'error' } };
    assert.equal(level(config, 'promises', 'hint'), 'hint');
    assert.equal(level({ rules: { 'floating-promise': 'off' } }, 'promises', 'hint'), 'off');
    assert.equal(level({ rules: { 'floating-promise': 'information' } }, 'promises', 'warning'), 'information');
  });

  it('is off in code that is no source, except for secrets and suppressions', () => {
    const strict = { extends: 'strict' };
    assert.equal(level(strict, 'promises', 'error', 'test'), 'off');
    assert.equal(level(strict, 'secrets', 'error', 'test'), 'information');
    assert.equal(level({ rules: { 'floating-promise': 'error' } }, 'secrets', 'error', 'fixture'), 'information');
    assert.equal(level(strict, 'suppressions', 'warning', 'generated'), 'warning');
  });
});

describe('globs of a configuration', () => {
  it('decide which files are checked', () => {
    const config = configOf({ include: ['src', '*.config.ts'], exclude: ['**/gen/**', '*.d.ts', '/src/old'] });
    const included = ['src/a.ts', 'src/deep/b.ts', 'vite.config.ts', 'deep/vite.config.ts', 'src/.hidden/a.ts'];
    const excluded = ['lib/a.ts', 'src/gen/a.ts', 'src/a.d.ts', 'src/old/a.ts'];
    for (const path of included) assert.ok(isIncluded(config, `/app/${path}`), path);
    for (const path of excluded) assert.ok(!isIncluded(config, `/app/${path}`), path);
    assert.ok(isIncluded(configOf({ include: ['{src,lib}/*.{ts,tsx}'] }), '/app/lib/a.tsx'));
    assert.ok(!isIncluded(configOf({ include: ['{src,lib}/*.{ts,tsx}'] }), '/app/lib/a.js'));
    assert.ok(isIncluded(configOf({ include: ['src/[a-c]?.ts'] }), '/app/src/b1.ts'));
    assert.ok(!isIncluded(configOf({ include: ['src/[!a-c]?.ts'] }), '/app/src/b1.ts'));
    assert.ok(isIncluded(configOf({ include: ['a/**/b/*.ts'] }), '/app/a/b/c.ts'));
  });

  it('take no time that grows beyond bounds', () => {
    const config = configOf({ include: [`**/${'*a'.repeat(40)}b`, `${'**/a/'.repeat(30)}b`] });
    const start = performance.now();
    assert.ok(!isIncluded(config, `/app/${'a/'.repeat(500)}${'a'.repeat(2000)}`));
    assert.ok(performance.now() - start < 500);
  });

  it('change what a file is', () => {
    const config = configOf({
      overrides: [
        { files: ['tools'], runtime: 'build' },
        { files: ['tools/*.ts'], fileClass: 'test' },
      ],
    });
    const facts: FileFacts = { runtime: 'node', fileClass: 'source' };
    assert.deepEqual(overriddenFacts(config, '/app/tools/a.ts', facts), { runtime: 'build', fileClass: 'test' });
    assert.deepEqual(overriddenFacts(config, '/app/src/a.ts', facts), facts);
  });

  it('leave a configuration that can go to a worker', () => {
    assert.deepEqual(structuredClone(configOf({ rules: { 'floating-promise': 'off' } })).rules.size, 1);
  });
});

function level(
  value: object,
  family: Family,
  reported: Severity,
  fileClass: FileClass = 'source',
  severity: Severity = 'error',
): RuleLevel {
  const rule = { ...metaOf('floating-promise'), family, severity };
  return levelOf(configOf(value), rule, '/app/src/a.ts', { runtime: 'node', fileClass }, reported);
}

function metaOf(id: string): RuleMeta {
  return { id, family: 'promises', severity: 'error', needs: 'flow', docs: { why: '', bad: '', good: '' } };
}

function extraRules(...ids: readonly string[]) {
  const missing = ids.filter((id) => !rules.some(({ meta }) => meta.id === id));
  return missing.map((id) => ({ meta: metaOf(id), check: () => ({}), message: () => '', fixes: [] }));
}
