import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shop, temporaryProject, unused } from './project.ts';

describe('temper check', () => {
  it('reports what it finds and exits with 1', () => {
    const { exitCode, out, err } = temporaryProject(shop).temper(['check']);
    assert.equal(exitCode, 1);
    assert.match(out, /^src\/checkout\.ts:4:3 {2}error {2}floating-promise\n/);
    assert.match(out, /1 error in 4 files checked\.\n$/);
    assert.equal(err, '');
  });

  it('exits with 0 when there is nothing to mend', () => {
    const { exitCode, out } = temporaryProject({ 'a.ts': 'export const a = 1;\n' }).temper(['check']);
    assert.deepEqual({ exitCode, out }, { exitCode: 0, out: 'Nothing to mend in 1 file checked.\n' });
  });

  it('takes files and folders, each file once', () => {
    const project = temporaryProject(shop);
    assert.equal(project.temper(['check', 'src/receipts.ts']).exitCode, 0);
    assert.match(project.temper(['check', 'src', 'src/checkout.ts']).out, /1 error in 2 files checked/);
    assert.match(project.temper(['check', 'checkout.ts'], { below: 'src' }).out, /^checkout\.ts:4:3/);
  });

  it('knows the project of a single file where there is no repository', () => {
    const project = temporaryProject({
      'package.json': '{ "dependencies": { "express": "^4.21.2" } }',
      'src/app.ts': `import express from 'express';\nexpress().get('/', async () => {\n  throw new Error('No.');\n});\n`,
    });
    const found = /app\.ts:2:20 {2}error {2}async-route-without-catch/;
    for (const words of [['src/app.ts'], ['src'], []]) assert.match(project.temper(['check', ...words]).out, found);
    assert.match(project.temper(['check', 'app.ts'], { below: 'src' }).out, found);
  });

  it('checks files that no tsconfig holds, and JavaScript', () => {
    const project = temporaryProject({ 'a.js': 'async function f() { throw 1; }\nexport function g() { f(); }\n' });
    assert.equal(project.temper(['check', 'a.js']).exitCode, 1);
  });

  it('checks projects of one workspace each by its own tsconfig', () => {
    const files = ['a', 'b'].flatMap((name) =>
      Object.entries(shop).map(([file, text]) => [`packages/${name}/${file}`, text]),
    );
    assert.match(temporaryProject(Object.fromEntries(files)).temper(['check']).out, /2 errors in 8 files checked/);
  });

  it('leaves out what Git ignores and what was built or installed', () => {
    const broken = 'async function f() { throw 1; }\nexport function g() { f(); }\n';
    const project = temporaryProject({
      '.gitignore': 'private\n',
      'private/a.ts': broken,
      'node_modules/x/index.js': broken,
      'src/ok.ts': 'export {};\n',
    });
    project.write('.git/HEAD', 'ref: refs/heads/main\n');
    assert.match(project.temper(['check']).out, /in 2 files checked/);
    assert.match(project.temper(['check', 'private']).out, /There is nothing to check in private\./);
    assert.equal(project.temper(['check', 'private/a.ts']).exitCode, 1);
  });

  it('says which named files nobody reads', () => {
    const { exitCode, out } = temporaryProject({ 'logo.png': 'x', 'yarn.lock': 'x' }).temper([
      'check',
      'logo.png',
      'yarn.lock',
    ]);
    assert.equal(exitCode, 0);
    assert.match(out, /logo\.png is neither code nor a text that people write\./);
    assert.match(out, /yarn\.lock is neither code/);
  });

  it('says which files were not checked', () => {
    const project = temporaryProject({ 'src/large.ts': `export const a = '${'x'.repeat(1_000_001)}';\n` });
    assert.match(project.temper(['check']).out, /larger than 1 MB/);
  });

  it('counts what comments ignore with a reason', () => {
    const text = (shop['src/checkout.ts'] ?? '').replace(
      '  send',
      '  // temper-ignore-next-line floating-promise -- resent\n  send',
    );
    const { exitCode, out } = temporaryProject({ ...shop, 'src/checkout.ts': text }).temper(['check']);
    assert.equal(exitCode, 0);
    assert.match(out, /Nothing to mend in 4 files checked; 1 ignored with a reason\./);
  });
});

describe('--fail-on', () => {
  it('sets the level from which on findings fail', () => {
    const project = temporaryProject({ 'a.ts': unused });
    const exitCodes = ['error', 'warning', 'information', 'hint', 'never'].map(
      (level) => project.temper(['check', '--fail-on', level]).exitCode,
    );
    assert.deepEqual(exitCodes, [0, 1, 1, 1, 0]);
    assert.equal(temporaryProject(shop).temper(['check', '--fail-on=never']).exitCode, 0);
  });
});

describe('--fix', () => {
  it('applies safe fixes, leaves unsafe ones, and reports what is left', () => {
    const project = temporaryProject({ ...shop, 'src/answer.ts': unused });
    const { exitCode, out } = project.temper(['check', '--fix']);
    assert.equal(project.read('src/answer.ts'), 'export const answer = 42;\n');
    assert.equal(project.read('src/checkout.ts'), shop['src/checkout.ts']);
    assert.equal(exitCode, 1);
    assert.match(out, /1 error in 5 files checked; 1 finding mended\./);
    assert.match(project.temper(['check', '--fix']).out, /1 error in 5 files checked\.\n$/);
  });

  it('keeps a byte order mark and Windows line ends', () => {
    const project = temporaryProject({ 'a.ts': `\u{feff}${unused.replaceAll('\n', '\r\n')}` });
    project.temper(['check', '--fix']);
    assert.equal(project.read('a.ts'), '\u{feff}export const answer = 42;\r\n');
  });

  it('leaves a file alone that is not UTF-8', () => {
    const project = temporaryProject({});
    const latin1 = Buffer.from(`${unused}// caf\u00e9\n`, 'latin1');
    project.write('a.ts', latin1);
    assert.match(project.temper(['check', '--fix']).out, /It is not UTF-8 and was not mended\./);
    assert.match(project.read('a.ts'), /temper-ignore/);
  });

  it('changes nothing without being asked', () => {
    const project = temporaryProject({ 'a.ts': unused });
    assert.match(project.temper(['check']).out, /1 can be mended by --fix/);
    assert.equal(project.read('a.ts'), unused);
  });
});

describe('--format and --output', () => {
  it('writes JSON with the edits of fixes', () => {
    const report = JSON.parse(temporaryProject({ 'a.ts': unused }).temper(['check', '--format', 'json']).out);
    assert.equal(report.files[0].file, 'a.ts');
    assert.deepEqual(report.files[0].findings[0].fixes[0].changes, [
      { file: 'a.ts', edits: [{ line: 1, column: 1, endLine: 2, endColumn: 1, text: '' }] },
    ]);
  });

  it('writes SARIF with paths relative to the repository, wherever it is started', () => {
    const project = temporaryProject(shop);
    project.write('.git/HEAD', 'ref: refs/heads/main\n');
    const [above, below] = ['', 'src'].map((folder) => {
      const { out } = project.temper(['check', '--format=sarif'], { below: folder });
      return JSON.parse(out).runs[0].results[0];
    });
    assert.equal(above.locations[0].physicalLocation.artifactLocation.uri, 'src/checkout.ts');
    assert.deepEqual(below, above);
  });

  it('writes a report to a file, in folders that are yet to be made', () => {
    const project = temporaryProject(shop);
    const { exitCode, out } = project.temper(['check', '--format', 'sarif', '--output', 'reports/temper.sarif']);
    assert.deepEqual({ exitCode, out }, { exitCode: 1, out: '' });
    assert.equal(JSON.parse(project.read('reports/temper.sarif')).version, '2.1.0');
  });

  it('shows colour on a terminal, and as the environment says', () => {
    const project = temporaryProject(shop);
    const isColored = (isTerminal: boolean, environment: Readonly<Record<string, string>> = {}): boolean =>
      project.temper(['check'], { isTerminal, environment }).out.includes('\u001b[');
    assert.deepEqual(
      [
        isColored(true),
        isColored(false),
        isColored(true, { NO_COLOR: '1' }),
        isColored(false, { FORCE_COLOR: '1' }),
        isColored(true, { TERM: 'dumb' }),
      ],
      [true, false, false, true, false],
    );
  });

  it('shows progress on a terminal alone, and takes it away', () => {
    const project = temporaryProject(shop);
    const { err } = project.temper(['check'], { isTerminal: true });
    assert.match(err, /Checking 0 of 4 files/);
    assert.ok(err.endsWith('\r\u001b[2K'));
    assert.equal(project.temper(['check'], { isTerminal: true, environment: { CI: 'true' } }).err, '');
  });
});
