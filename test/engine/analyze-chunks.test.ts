import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analyzeWhole } from '../../server/src/engine/analyze.ts';
import { defaultConfigIn } from '../../server/src/engine/config.ts';
import { sourceText } from '../../server/src/engine/source-text.ts';
import { nodeFileSystem } from '../../server/src/project/file-system.ts';
import { ProjectStore } from '../../server/src/project/snapshot-store.ts';
import { rules } from '../../server/src/rules/index.ts';
import { DiskFolder } from '../disk-folder.ts';
import { jwtSecret, stripeKey } from '../made-up-keys.ts';
import { pem } from '../secrets/samples.ts';

/** Where one window ends and the next begins, in UTF-16 units. */
const seam = 1_000_000;

/** What is found on disk, where the text is too large to be held. */
function foundIn(text: string, name = 'server.log') {
  const folder = new DiskFolder({ [name]: text });
  const file = folder.file(name).replaceAll('\\', '/');
  const fileSystem = nodeFileSystem({ currentDirectory: folder.folder, libFolder: folder.folder });
  const snapshot = new ProjectStore({ fileSystem, roots: [folder.folder] }).snapshot();
  assert.equal(snapshot.text(file), undefined, 'is not held');
  const options = { rules, config: defaultConfigIn(folder.folder), root: folder.folder, today: '2027-01-31' };
  const found = analyzeWhole(snapshot, file, { ...options, tier: 'flow', suppressions: true });
  assert.ok(found);
  return found;
}

/** Lines of a log up to a length, and the text behind it. */
function withTextAt(at: number, text: string, line = 'GET /orders 200 – 12 ms 😀\r\n'): string {
  const before = line.repeat(Math.ceil(at / line.length)).slice(0, at);
  return `${before}${text}${line.repeat(20_000)}`;
}

describe('a text that is too large to be held', () => {
  const value = `key=${stripeKey}`;
  for (const offset of [-2_000, -value.length, -20, -1, 0, 1, 500]) {
    it(`has each key once, where it stands, ${offset} from where two windows meet`, () => {
      const text = withTextAt(seam + offset, `\n${value}\n`);
      const { findings } = foundIn(text);
      assert.deepEqual(
        findings.map(({ span }) => text.slice(span.start, span.end)),
        [stripeKey],
      );
      const whole = sourceText('/server.log', text);
      assert.deepEqual(
        findings.map(({ range }) => range),
        findings.map(({ span }) => ({
          start: whole.getLineAndCharacterOfPosition(span.start),
          end: whole.getLineAndCharacterOfPosition(span.end),
        })),
      );
    });
  }

  it('has keys of several lines across where two windows meet', () => {
    const key = pem();
    const { findings } = foundIn(withTextAt(seam - 100, `\n${key}\n`), 'dump.sql');
    assert.equal(findings.length, 1);
    assert.match(findings[0]?.message ?? '', /private key/);
  });

  it('is known in one line, too', () => {
    const text = `{"a":"${'x '.repeat(700_000)}","jwtSecret":"${jwtSecret}","b":"${'y '.repeat(700_000)}"}`;
    const [finding] = foundIn(text, 'state.json').findings;
    assert.deepEqual(finding?.range.start, { line: 0, character: text.indexOf(jwtSecret) });
  });

  it('numbers what it holds through all windows', () => {
    const line = `token: ${stripeKey}\n`;
    const text = [0, 1, 2].map((at) => `${'-'.repeat(900_000)}\n${line.replace('7Rk2', `7Rk${at}`)}`).join('');
    const { findings } = foundIn(text, 'server.yml');
    assert.equal(findings.length, 3);
    assert.equal(new Set(findings.map(({ fingerprint }) => fingerprint)).size, 3);
  });

  it('may say what to leave, on the line, before it and for the whole file', () => {
    const lines = 'x: 1\n'.repeat(250_000);
    const said = foundIn(
      `${lines}a: ${stripeKey} # temper-ignore-line hardcoded-secret -- revoked\n# temper-ignore-next-line hardcoded-secret -- revoked\nb: ${stripeKey}\nc: ${stripeKey}\n`,
      'a.yml',
    );
    assert.deepEqual([said.findings.length, said.suppressed.length], [1, 2]);
    const all = foundIn(`# temper-ignore-file hardcoded-secret -- all revoked\n${lines}c: ${stripeKey}\n`, 'b.yml');
    assert.deepEqual([all.findings.length, all.suppressed.length], [0, 1]);
  });

  it('is none where it turns out to be binary', () => {
    const folder = new DiskFolder({ 'a.log': `${'x'.repeat(1_500_000)}\0` });
    const fileSystem = nodeFileSystem({ currentDirectory: folder.folder, libFolder: folder.folder });
    const store = new ProjectStore({ fileSystem, roots: [folder.folder] });
    const options = { rules, config: defaultConfigIn(folder.folder), root: folder.folder, today: '2027-01-31' };
    const file = folder.file('a.log').replaceAll('\\', '/');
    assert.equal(analyzeWhole(store.snapshot(), file, { ...options, tier: 'flow', suppressions: true }), undefined);
    assert.equal(store.limitOf(file), 'binary');
  });
});
