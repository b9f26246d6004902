import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { floating, withEditor } from './project.ts';

const timeout = 180_000;
const large = Array.from({ length: 110_000 }, (_, line) => `export const n${line} = 1;\n`).join('');
const circular = (name: string, other: string) =>
  `import { ${other} } from './${other}';\nexport async function ${name}(n: number): Promise<void> {\n  if (n > 0) await ${other}(n - 1);\n  throw new Error('end');\n}\nexport function run${name}() {\n  ${other}(1);\n}\n`;

describe('input that nobody would write on purpose', { timeout }, () => {
  const current = withEditor({
    files: {
      'broken/tsconfig.json': `{ "compilerOptions": { "strict": "very", "moduleResolution": , "target": "es1" }, "extends": "./nowhere.json", "include": [3] `,
      'broken/src/run.ts': floating,
      'broken/src/send.ts':
        'export async function send(order: string): Promise<void> {\n  throw new Error(order);\n}\n',
      'src/even.ts': circular('even', 'odd'),
      'src/odd.ts': circular('odd', 'even'),
      'src/itself.ts': `export * from './itself';\n${circular('itself', 'itself')}`,
      'src/video.ts': Buffer.from([0x47, 0x40, 0, 0x10, 0, 0, 0xb0, 0x0d, 0xff, 0xfe, 0, 1]),
      'src/large.ts': large,
    },
  });

  it('broken syntax is checked as far as it goes', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/syntax.ts');
    await editor.open(uri, `${floating}\nexport function half(\n  const {{{ = => \`\${`);
    await editor.analyzed(uri);
    assert.deepEqual(
      editor.diagnosticsOf(uri).map(({ range }) => range.start.line),
      [3],
    );
    for (const text of ['', '}', '((((((((', '<div', '\u0000', '/*', '`${', '\uD800', '@', 'export default class {']) {
      await editor.change(uri, [{ text }]);
    }
    await editor.change(uri, [{ text: floating }]);
    await editor.analyzed(uri);
    assert.equal(editor.diagnosticsOf(uri).length, 1);
  });

  it('a document of 2 MB is ignored with one line in the log', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/large.ts');
    await editor.open(uri, large);
    await editor.replace(uri, '', '\n');
    await editor.close(uri);
    await editor.open(uri, large);
    await answersStill();
    const lines = editor.told.filter(
      ({ kind, params }) => kind === 'log' && /large\.ts is larger/.test(params.message),
    );
    assert.equal(lines.length, 1);
    assert.deepEqual(editor.publishes(uri), []);
  });

  it('a document that grows too large is let go of', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/grows.ts');
    await editor.open(uri, floating);
    await editor.analyzed(uri);
    assert.equal(editor.diagnosticsOf(uri).length, 1);
    await editor.replace(uri, '', large.slice(0, 1_100_000));
    await editor.shows(uri, (diagnostics) => diagnostics.length === 0);
    await answersStill();
  });

  it('a binary file with the ending of code is left alone', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/video.ts');
    await editor.open(uri, 'G@\u0000\u0010\u0000\u0000°\r\uFFFD\uFFFD\u0000\u0001');
    await editor.analyzed(uri);
    assert.deepEqual(editor.diagnosticsOf(uri), []);
  });

  it('imports in a circle come to an end', async () => {
    const { editor, project } = current();
    for (const name of ['even', 'odd', 'itself']) {
      const uri = project.uri(`src/${name}.ts`);
      const other = { even: 'odd', odd: 'even', itself: 'itself' }[name] ?? '';
      await editor.open(
        uri,
        name === 'itself' ? `export * from './itself';\n${circular(name, other)}` : circular(name, other),
      );
      await editor.analyzed(uri);
      assert.equal(editor.diagnosticsOf(uri).length, 1, name);
    }
    await editor.save(project.uri('src/even.ts'));
    await answersStill();
  });

  it('a tsconfig with errors does not keep its files from being checked', async () => {
    const { editor, project } = current();
    const uri = project.uri('broken/src/run.ts');
    await editor.open(uri, floating);
    await editor.analyzed(uri);
    assert.equal(editor.diagnosticsOf(uri).length, 1);
  });

  it('edits that lie outside of the text do no harm', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/outside.ts');
    await editor.open(uri, floating);
    const far = { line: 10_000, character: 10_000 };
    await editor.change(uri, [{ range: { start: far, end: far }, text: '\n' }]);
    await editor.change(uri, [{ range: { start: { line: 3, character: 900 }, end: far }, text: '\n}\n' }]);
    await editor.analyzed(uri);
    assert.equal(editor.diagnosticsOf(uri).length, 1);
  });

  it('changes and closes of documents that were never opened are ignored', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/never-opened.ts');
    await editor.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: floating }],
    });
    await editor.connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
    await editor.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    await answersStill();
  });

  it('ten thousand rapid edits are answered with the last text and do not pile up', async () => {
    const { editor, project } = current();
    const uri = project.uri('src/rapid.ts');
    await editor.open(uri, floating);
    await editor.analyzed(uri);
    const before = editor.publishes(uri).length;
    const start = { line: 0, character: 0 };
    const inserted = { line: 0, character: 1 };
    for (let key = 0; key < 5_000; key++) {
      await editor.change(uri, [{ range: { start, end: start }, text: '\n' }]);
      await editor.change(uri, [{ range: { start: inserted, end: inserted }, text: '/' }]);
    }
    await editor.analyzed(uri);
    const publishes = editor.publishes(uri).slice(before);
    assert.ok(publishes.length < 2_000, `${publishes.length} publishes`);
    assert.equal(publishes.at(-1)?.version, 10_001);
    assert.deepEqual(
      publishes.at(-1)?.diagnostics.map(({ range }) => range.start.line),
      [5_003],
    );
    for (const { version = 0, diagnostics } of publishes) {
      assert.equal(diagnostics.length, 1, `version ${version}`);
    }
  });

  async function answersStill(): Promise<void> {
    const { editor, project } = current();
    const uri = project.uri('src/still.ts');
    await editor.open(uri, floating);
    await editor.analyzed(uri);
    assert.equal(editor.diagnosticsOf(uri).length, 1);
    assert.equal(editor.isServerRunning, true);
    await editor.close(uri);
  }
});
