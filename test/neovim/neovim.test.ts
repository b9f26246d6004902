import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { repositoryRoot } from '../../scripts/command.ts';
import { findNeovim } from '../../scripts/neovim.ts';
import { floating, Project } from '../protocol/project.ts';

interface Diagnostic {
  readonly line: number;
  readonly column: number;
  readonly severity: string;
  readonly source: string;
  readonly message: string;
}

/** What a scenario hands over; `problem` when it broke off. */
interface Seen {
  readonly problem?: string;
  readonly client?: { readonly name: string; readonly root: string };
  readonly found?: readonly Diagnostic[];
  readonly offered?: readonly string[];
  readonly second?: readonly Diagnostic[];
  readonly servers?: number;
  readonly left?: readonly Diagnostic[];
}

const timeout = 180_000;
const folder = path.join(repositoryRoot, 'test/neovim');
const page = readFileSync(path.join(repositoryRoot, 'docs/editors/neovim.md'), 'utf8');

/** A character of two UTF-16 units stands before the finding. */
const withEmoji = floating.replace('  send(', '  /* 😀 */ send(');
const awaited = floating.replace('send(order);', 'await send(order);');

describe('Neovim with the documented configuration', { timeout }, () => {
  const project = new Project({ 'src/run.ts': withEmoji, 'src/clean.ts': awaited, 'src/second.ts': floating });

  it('shows a finding, applies the fix that is chosen, and writes it to disk', () => {
    const { client, found = [], offered = [], left } = drive(project, 'fix-and-write.lua', 'src/run.ts');
    assert.deepEqual(client, { name: 'temper', root: project.folder });
    assert.deepEqual(
      found.map(({ line, column, severity, source }) => ({ line, column, severity, source })),
      // Neovim counts columns in bytes.
      [{ line: 4, column: 14, severity: 'ERROR', source: 'temper' }],
    );
    assert.match(found[0]?.message ?? '', /`send\(…\)` rejects/);
    assert.ok(offered.length >= 3, offered.join(', '));
    assert.deepEqual(left, []);
    assert.equal(readFileSync(project.file('src/run.ts'), 'utf8'), withEmoji.replace(' send(', ' await send('));
  });

  it('follows what is typed, and has one server for a project', () => {
    const { found, second, servers, left } = drive(project, 'typing.lua', 'src/clean.ts');
    assert.deepEqual(linesOf(found), [5]);
    assert.deepEqual(linesOf(second), [4]);
    assert.equal(servers, 1);
    assert.deepEqual(left, []);
  });
});

/** Runs a scenario in a Neovim of its own, with a file of the project open, and answers what it saw. */
function drive(project: Project, scenario: string, file: string): Seen {
  const neovim = findNeovim();
  assert.ok(neovim, 'Neovim was there when the tests began.');
  project.write('home/config/nvim/init.lua', documentedConfiguration());
  project.write('home/bin/temper', `#!/bin/sh\nexec "${process.execPath}" "${repositoryRoot}/dist/cli.cjs" "$@"\n`);
  chmodSync(project.file('home/bin/temper'), 0o755);
  const { status, stderr } = spawnSync(neovim, ['--headless', '-n', file, '-S', path.join(folder, scenario)], {
    cwd: project.folder,
    encoding: 'utf8',
    timeout,
    env: environmentIn(project),
  });
  const seen = JSON.parse(readFileSync(project.file('home/seen.json'), 'utf8')) as Seen;
  assert.equal(seen.problem, undefined, stderr);
  assert.equal(status, 0, stderr);
  return seen;
}

/** The page's first block is the configuration for the oldest Neovim it speaks of. */
function documentedConfiguration(): string {
  const block = /^```lua\n(.*?)^```$/ms.exec(page)?.[1];
  assert.ok(block, 'The page holds a configuration.');
  return block;
}

/** No configuration, data or state of the user's own. */
function environmentIn(project: Project): NodeJS.ProcessEnv {
  const home = Object.fromEntries(
    ['CONFIG', 'DATA', 'STATE', 'CACHE'].map((each) => [
      `XDG_${each}_HOME`,
      project.file(`home/${each.toLowerCase()}`),
    ]),
  );
  return {
    ...process.env,
    ...home,
    PATH: `${project.file('home/bin')}${path.delimiter}${process.env['PATH'] ?? ''}`,
    TEMPER_SESSION: path.join(folder, 'session.lua'),
    TEMPER_SEEN: project.file('home/seen.json'),
  };
}

function linesOf(diagnostics: readonly Diagnostic[] = []): readonly number[] {
  return diagnostics.map(({ line }) => line);
}
