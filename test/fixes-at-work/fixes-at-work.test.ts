/** Fixes that meet what they are for: each program runs on plain Node against a service that fails, before its fix and after. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { repositoryRoot } from '../../scripts/command.ts';
import { DiskFolder } from '../disk-folder.ts';
import { mend } from './mended.ts';
import { scenes } from './scenes.ts';

const programs = path.join(import.meta.dirname, 'programs');
const shared = readdirSync(programs).filter((name) => name.endsWith('.mjs'));

describe('a fix holds', () => {
  for (const { program, playOf, title, rule, fix, message, flawed, fixed } of scenes) {
    it(`${rule}, ${fix}: ${title}`, () => {
      const folder = folderOf(program, playOf);
      assert.deepEqual(saidBy(folder), flawed);
      assert.match(mend(folder, { rule, fix, file: 'src/app.mjs' }), message);
      assert.deepEqual(saidBy(folder), fixed, folder.read('src/app.mjs'));
    });
  }

  it('each program has a scene', () => {
    const folders = readdirSync(programs).filter((name) => !shared.includes(name));
    assert.deepEqual(scenes.map(({ program }) => program).sort(), folders.sort());
  });
});

/** A project of its own with the packages of this repository. */
function folderOf(program: string, playOf = program): DiskFolder {
  const { devDependencies } = JSON.parse(readFileSync(path.join(repositoryRoot, 'package.json'), 'utf8'));
  const folder = new DiskFolder({ 'package.json': { type: 'module', dependencies: devDependencies } });
  for (const name of shared) folder.write(name, textIn(name));
  folder.write('play.mjs', textIn(playOf, 'play.mjs'));
  for (const name of readdirSync(path.join(programs, program)).filter((each) => each !== 'play.mjs'))
    folder.write(`src/${name}`, textIn(program, name));
  assert.ok(folder.link('node_modules', path.join(repositoryRoot, 'node_modules')));
  return folder;
}

const textIn = (...names: readonly string[]): string => readFileSync(path.join(programs, ...names), 'utf8');

/** What the program of this folder says; one that does not come to its end fails here. */
function saidBy({ folder }: DiskFolder): readonly string[] {
  const output = execFileSync(process.execPath, ['play.mjs'], { cwd: folder, encoding: 'utf8', timeout: 20_000 });
  return output.replace(/\n$/, '').split('\n');
}
