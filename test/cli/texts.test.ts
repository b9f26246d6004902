import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { jwtSecret, stripeKey } from '../made-up-keys.ts';
import { temporaryProject } from './project.ts';

const files = {
  '.git/HEAD': 'ref: refs/heads/main\n',
  '.env': `PORT=3000\nJWT_SECRET=${jwtSecret}\n`,
  'config/app.json': `{\n  "stripe": "${stripeKey}"\n}\n`,
  Dockerfile: `FROM node\nENV STRIPE=${stripeKey} # gitleaks:allow\n`,
  'docs/setup.md': `Call it with \`${stripeKey}\`.\n`,
  'src/pay.ts': `// ${stripeKey}\nexport const key = '${stripeKey}';\n`,
};

describe('temper check on texts that are no code', () => {
  it('finds secrets in all of them and shows none', () => {
    const project = temporaryProject(files);
    for (const format of ['pretty', 'json', 'sarif']) {
      const { out, err, exitCode } = project.temper(['check', '--format', format, '--profile', 'strict']);
      assert.equal(exitCode, 1);
      for (const name of ['.env', 'config/app.json', 'docs/setup.md', 'src/pay.ts'])
        assert.ok(out.includes(name), `${format}: ${name}`);
      for (const value of [stripeKey, jwtSecret]) {
        assert.ok(!(out + err).includes(value.slice(8, 20)), `${format} holds a value.`);
      }
    }
  });

  it('tells place, severity and what to do', () => {
    const { out } = temporaryProject(files).temper(['check']);
    assert.match(
      out,
      /^\.env:2:1 {2}error {2}committed-env-file\n {2}`\.env` holds a JWT secret, and no \.gitignore leaves it out/m,
    );
    assert.match(out, /^ {2}fix: Add `\.env` to \.gitignore$/m);
    assert.match(out, /^config\/app\.json:2:14 {2}error {2}hardcoded-secret$/m);
    assert.match(out, /^docs\/setup\.md:1:15 {2}warning {2}hardcoded-secret$/m);
    assert.match(out, /4 errors, 1 warning in 5 files checked; 1 ignored with a reason\.\n$/);
  });

  it('writes the edit of another file that is yet to be made into JSON', () => {
    const report = JSON.parse(temporaryProject(files).temper(['check', '--format', 'json', '.env']).out);
    assert.deepEqual(report.files[0].findings[0].fixes[0].changes, [
      { file: '.gitignore', edits: [{ line: 1, column: 1, endLine: 1, endColumn: 1, text: '.env\n' }] },
    ]);
  });

  it('mends suppressions in them, too', () => {
    const project = temporaryProject({ 'a.yml': '# temper-ignore-next-line hardcoded-secret -- for now\na: 1\n' });
    assert.match(project.temper(['check', '--fix']).out, /1 finding mended/);
    assert.equal(project.read('a.yml'), 'a: 1\n');
  });

  it('lives with what is no text, says so of names that promise one, and does not count the others', () => {
    const { out, exitCode } = temporaryProject({
      'data.json': Buffer.from([0x7b, 0, 0x7d]),
      blob: Buffer.from([1, 0, 2]),
      'half.txt': Buffer.from([0x61, 0xed, 0xa0, 0xbd, 0x62]),
      'wide.yml': Buffer.from(`\uFEFFstripe: ${stripeKey}\n`, 'utf16le'),
    }).temper(['check']);
    assert.equal(exitCode, 1);
    assert.match(out, /^data\.json {2}It is binary and was not checked\.$/m);
    assert.match(out, /^wide\.yml:1:9 {2}error/m);
    assert.match(out, /1 error in 3 files checked\.\n$/);
  });

  it('looks through a text of several megabytes', () => {
    const line = `${'lorem ipsum dolor '.repeat(20)}\n`;
    const { out } = temporaryProject({
      'big.log': line.repeat(6_000) + `key ${stripeKey}\n` + line.repeat(3_000),
    }).temper(['check']);
    assert.match(out, /^big\.log:6001:5 {2}(?:error|warning)/m);
  });
});
