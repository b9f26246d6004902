import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shop, temporaryProject } from './project.ts';

describe('the configuration of a run', () => {
  it('is the nearest one at or above what is checked', () => {
    const config = '{ "rules": { "floating-promise": "off" } }';
    const project = temporaryProject({ ...shop, 'temper.config.json': config });
    assert.equal(project.temper(['check']).exitCode, 0);
    assert.equal(project.temper(['check'], { below: 'src' }).exitCode, 0);
    assert.equal(project.temper(['check', project.folder], { below: '..' }).exitCode, 0);
  });

  it('can be named, and a profile goes before its own', () => {
    const project = temporaryProject({ ...shop, 'ci.json': '{ "families": { "promises": "warning" } }' });
    assert.match(project.temper(['check', '--config', 'ci.json']).out, /1 warning in \d files checked/);
    const caught = `export async function f(): Promise<void> { try { await 1; } catch {} }\nf();\n`;
    const strict = temporaryProject({ 'a.ts': caught, 'temper.config.json': '{ "extends": "relaxed" }' });
    assert.doesNotMatch(strict.temper(['check']).out, /hint/);
    assert.match(strict.temper(['check', '--profile', 'strict']).out, /hint {2}floating-promise/);
  });

  it('leaves files out and changes what they are', () => {
    const project = temporaryProject({ ...shop, 'temper.config.json': '{ "exclude": ["src/checkout.ts"] }' });
    assert.doesNotMatch(project.temper(['check']).out, /checkout\.ts/);
    assert.match(project.temper(['check', 'src/checkout.ts']).out, /checkout\.ts is left out by the configuration/);
    project.write('temper.config.json', '{ "overrides": [{ "files": ["src"], "fileClass": "fixture" }] }');
    assert.equal(project.temper(['check']).exitCode, 0);
  });

  it('with mistakes ends the run with 2 and says where they are', () => {
    const project = temporaryProject({
      ...shop,
      'temper.config.json': '\u{feff}{\n  "extends": "strict",\n  "rules": { "floating": "off" }, "exlude": []\n}',
    });
    const { exitCode, out, err } = project.temper(['check']);
    assert.deepEqual({ exitCode, out }, { exitCode: 2, out: '' });
    assert.match(err, /^temper\.config\.json:3:35 There is no key `exlude`; `exclude` may be meant\.$/m);
    assert.match(err, /^temper\.config\.json:3:14 There is no rule `floating`/m);
  });

  it('must be there when it is named', () => {
    const { exitCode, err } = temporaryProject(shop).temper(['check', '--config', 'nowhere.json']);
    assert.deepEqual({ exitCode, err }, { exitCode: 2, err: 'There is no configuration file nowhere.json.\n' });
  });
});

describe('temper init', () => {
  it('writes a configuration that is sound, and never over one', () => {
    const project = temporaryProject(shop);
    assert.equal(project.temper(['init']).exitCode, 0);
    assert.equal(project.temper(['check']).exitCode, 1);
    project.write('temper.config.json', '{}');
    const { exitCode, err } = project.temper(['init']);
    assert.equal(exitCode, 2);
    assert.match(err, /is there already/);
    assert.equal(project.read('temper.config.json'), '{}');
  });
});
