import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { suppressionEdit } from '../../server/src/edits/suppress.ts';
import { sourceText } from '../../server/src/engine/source-text.ts';
import { applySuppressions } from '../../server/src/engine/suppressions.ts';
import type { Finding } from '../../shared/src/finding.ts';
import { applyEdits } from '../engine/text-edits.ts';

/** The finding on the first SESAME of a text. */
function findingIn(file: string, text: string): Finding {
  const source = sourceText(file, text);
  const start = text.indexOf('SESAME');
  const span = { start, end: start + 6 };
  const range = {
    start: source.getLineAndCharacterOfPosition(start),
    end: source.getLineAndCharacterOfPosition(span.end),
  };
  const node = { ...span, kind: 'Text' };
  return {
    file,
    span,
    range,
    node,
    rule: 'hardcoded-secret',
    severity: 'error',
    message: '',
    related: [],
    fixes: [],
    data: {},
    fingerprint: '',
  };
}

function suppressed(
  name: string,
  text: string,
  scope: 'line' | 'file' = 'line',
  reason = 'an example',
): string | undefined {
  const file = `/shop/${name}`;
  const edit = suppressionEdit(sourceText(file, text), { finding: findingIn(file, text), scope, reason });
  const result = edit && applyEdits(text, [edit]);
  if (result !== undefined && reason !== '') {
    const { findings } = applySuppressions(sourceText(file, result), [findingIn(file, result)], '2026-01-31');
    assert.deepEqual(findings, [], `${name}:\n${result}`);
  }
  return result;
}

const words = 'temper-ignore-next-line hardcoded-secret -- an example';

describe('the comment that hides a finding in a text that is no code', () => {
  const lines: readonly (readonly [name: string, text: string, comment: string])[] = [
    ['.env.production', 'A=SESAME\n', `# ${words}`],
    ['Dockerfile', 'ENV A=SESAME\n', `# ${words}`],
    ['deploy.yml', '  a: SESAME\n', `  # ${words}`],
    ['main.tf', '\ta = "SESAME"\n', `\t# ${words}`],
    ['.npmrc', 'a=SESAME\n', `# ${words}`],
    ['app.properties', 'a=SESAME\r\n', `# ${words}`],
    ['php.ini', 'a=SESAME\n', `; ${words}`],
    ['seed.sql', "select 'SESAME';\n", `-- ${words}`],
    ['notes.md', 'SESAME\n', `<!-- ${words} -->`],
    ['index.html', '  <p>SESAME</p>\n', `  <!-- ${words} -->`],
    ['tsconfig.json', '  "a": "SESAME"\n', `  // ${words}`],
    ['.vscode/settings.json', '  "a": "SESAME"\n', `  // ${words}`],
    ['main.go', 'a := "SESAME"\n', `// ${words}`],
    ['site.css', 'a { b: SESAME }\n', `/* ${words} */`],
    ['config.json', '  "a": "SESAME"\n', `  "//": "${words}",`],
  ];
  for (const [name, text, comment] of lines) {
    it(`stands over its line in ${name}`, () => {
      const end = text.endsWith('\r\n') ? '\r\n' : '\n';
      const first = `x${end}`;
      assert.equal(suppressed(name, first + text), `${first}${comment}${end}${text}`);
    });
  }

  it('is that of the part of a page or component it stands in', () => {
    assert.match(suppressed('a.vue', '<script>\nconst a = "SESAME";\n</script>\n') ?? '', /^\/\/ temper/m);
    assert.match(suppressed('a.svelte', '<style>\na { b: SESAME }\n</style>\n') ?? '', /^\/\* temper.*\*\/$/m);
    assert.match(suppressed('a.astro', '---\nconst a = "SESAME";\n---\n<p></p>\n') ?? '', /^\/\/ temper/m);
    assert.match(suppressed('a.html', '<script>\n</script>\n<p>SESAME</p>\n') ?? '', /^<!-- temper.*-->$/m);
  });

  it('stands at the top for the whole file, behind what has to come first', () => {
    const file = 'temper-ignore-file hardcoded-secret -- an example';
    assert.equal(suppressed('a.sh', '#!/bin/sh\nA=SESAME\n', 'file'), `#!/bin/sh\n# ${file}\nA=SESAME\n`);
    assert.equal(
      suppressed('a.xml', '<?xml version="1.0"?>\n<a>SESAME</a>\n', 'file'),
      `<?xml version="1.0"?>\n<!-- ${file} -->\n<a>SESAME</a>\n`,
    );
    assert.equal(
      suppressed('a.md', '---\ntitle: a\n---\nSESAME\n', 'file'),
      `---\ntitle: a\n---\n<!-- ${file} -->\nSESAME\n`,
    );
    assert.equal(
      suppressed('a.json', '{\n  "a": "SESAME"\n}\n', 'file'),
      `{\n  "//": "${file}",\n  "a": "SESAME"\n}\n`,
    );
  });

  it('is none where it would change what the text says, or nobody knows how to write one', () => {
    const none: readonly (readonly [string, string])[] = [
      ['list.json', '[\n  "SESAME"\n]\n'],
      ['one-line.json', '{ "a": ["SESAME"] }\n'],
      ['data.csv', 'a;SESAME\n'],
      ['ci.yml', 'run: |\n  echo\n  echo SESAME\n'],
      ['run.sh', 'docker run \\\n  -e A=SESAME\n'],
      ['notebook.ipynb', '{\n "source": [\n  "SESAME"\n ]\n}\n'],
    ];
    for (const [name, text] of none) assert.equal(suppressed(name, text), undefined, name);
  });

  it('holds a reason that would end it', () => {
    assert.match(suppressed('a.md', 'SESAME\n', 'line', 'see --> there') ?? '', /see - - > there -->\n/);
    assert.match(suppressed('a.json', '{\n"a": "SESAME"\n}', 'line', 'said "no"') ?? '', /said \\"no\\"",\n/);
  });

  it('hides nothing without a reason', () => {
    const text = suppressed('.env', 'A=SESAME\n', 'line', '') ?? '';
    assert.equal(text, '# temper-ignore-next-line hardcoded-secret --\nA=SESAME\n');
    assert.equal(
      applySuppressions(sourceText('/shop/.env', text), [findingIn('/shop/.env', text)], '2026-01-31').findings.length,
      1,
    );
  });
});
