import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { repositoryRoot } from '../../scripts/command.ts';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly walkthroughs: readonly { readonly steps: readonly Step[] }[];
  };
}

interface Step {
  readonly id: string;
  readonly description: string;
  readonly media: { readonly image: string };
  readonly completionEvents?: readonly string[];
}

const read = (name: string): string => readFileSync(path.join(repositoryRoot, name), 'utf8');
const { contributes } = JSON.parse(read('package.json')) as Manifest;
const texts = JSON.parse(read('package.nls.json')) as Readonly<Record<string, string>>;
const commands = new Set(contributes.commands.map(({ command }) => command));
const steps = contributes.walkthroughs.flatMap((each) => each.steps);

describe('the walkthrough', () => {
  it('has three or four steps', () => assert.ok(steps.length === 3 || steps.length === 4));

  it('shows pictures that there are and that are packaged', () => {
    assert.match(read('.vscodeignore'), /^!docs\/images\/\*\.png$/m);
    for (const { media } of steps) {
      assert.match(media.image, /^docs\/images\/[\w-]+\.png$/);
      assert.ok(existsSync(path.join(repositoryRoot, media.image)), media.image);
    }
  });

  it('leads to commands that there are', () => {
    const named = steps.flatMap(({ description, completionEvents = [] }) => [
      ...[...(texts[description.slice(1, -1)] ?? '').matchAll(/\(command:([\w.]+)\)/g)].map(([, command]) => command),
      ...completionEvents.map((event) => event.replace('onCommand:', '')),
    ]);
    assert.ok(named.length > 0);
    for (const command of named) assert.ok(command !== undefined && commands.has(command), command);
  });
});
