import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { run } from '../../server/src/hosts/cli/run.ts';
import { shop, temporaryProject } from './project.ts';

const project = temporaryProject(shop);

describe('words that make no command', () => {
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [['chek'], /There is no command chek; check may be meant/],
    [['check', '--fi'], /--fi/],
    [['check', '--format', 'xml'], /--format takes one of pretty, json, sarif, not “xml”/],
    [['check', '--fail-on'], /--fail-on/],
    [['check', '--profile=loose'], /recommended, strict, relaxed/],
    [['check', 'nowhere.ts'], /There is no file or folder nowhere\.ts\./],
    [['check', 'src', 'nowhere'], /There is no file or folder nowhere\./],
    [['check', '--output', 'package.json/report'], /The report cannot be written/],
    [['explain'], /takes one rule/],
    [['explain', 'floating-promises'], /There is no rule floating-promises; floating-promise may be meant/],
    [['explain', 'nothing-like-it'], /Rules: /],
    [['explain', 'floating-promise', '--fix'], /--fix belongs to temper check/],
    [['init', 'here'], /takes nothing more/],
    [['lsp', 'src'], /temper lsp takes nothing more/],
    [['lsp', '--fix'], /--fix belongs to temper check, not to temper lsp/],
    [['check', '--stdio'], /--stdio belongs to temper lsp, not to temper check/],
  ];
  for (const [words, message] of cases) {
    it(`temper ${words.join(' ')}`, () => {
      const { exitCode, err } = project.temper(words);
      assert.equal(exitCode, 2);
      assert.match(err, message);
      assert.doesNotMatch(err, /\n {4}at /);
    });
  }
});

describe('what needs no project', () => {
  it('explains a rule', () => {
    const { exitCode, out } = project.temper(['explain', 'floating-promise']);
    assert.equal(exitCode, 0);
    assert.match(out, /^# floating-promise\n/);
  });

  it('helps and tells its version', () => {
    for (const words of [[], ['--help'], ['check', '-h']])
      assert.match(project.temper(words).out, /temper check \[PATHS\]/);
    assert.match(project.temper(['--version']).out, /^\d+\.\d+\.\d+\n$/);
  });
});

describe('a failure of Temper itself', () => {
  it('exits with 3 and says that it is one', () => {
    let err = '';
    const exitCode = run(['--version'], {
      folder: project.folder,
      environment: {},
      out: () => {
        throw new Error('The disk is full.');
      },
      err: (text) => void (err += text),
      outIsTerminal: false,
      errIsTerminal: false,
    });
    assert.equal(exitCode, 3);
    assert.match(err, /^Temper failed, which is a defect of its own: Error: The disk is full\./);
  });
});

describe('as a program', () => {
  const entry = fileURLToPath(new URL('../../server/src/hosts/cli/main.ts', import.meta.url));
  const loader = import.meta.resolve('tsx');

  it('gives its exit code and writes to the right streams', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', loader, entry, 'check', 'src'], {
      cwd: path.resolve(project.folder),
      encoding: 'utf8',
    });
    assert.equal(status, 1);
    assert.match(stdout, /1 error in 2 files checked/);
    assert.equal(stderr, '');
  });
});
