import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { repositoryRoot } from '../../../scripts/command.ts';
import { ts } from '../../../server/src/engine/syntax.ts';
import { lowerModule } from '../../../server/src/semantics/flow/lower.ts';
import { printFunction } from '../../../server/src/semantics/flow/print.ts';
import { assertSound } from './invariants.ts';

/** Each case is `## title`, code, `---`, and what the code is lowered to; TEMPER_UPDATE=1 writes the last part anew. */
const file = path.join(repositoryRoot, 'test/semantics/flow/lowering.txt');

interface Case {
  readonly title: string;
  readonly code: string;
  readonly expected: string;
}

function casesOf(text: string): readonly Case[] {
  const sections = text.split(/^## /m).slice(1);
  return sections.map((section) => {
    const [title = '', ...rest] = section.split('\n');
    const [code = '', expected = ''] = rest.join('\n').split('\n---\n');
    return { title, code, expected: expected.trim() };
  });
}

function lowered(code: string): string {
  const module = lowerModule(ts.createSourceFile('/case.tsx', code, ts.ScriptTarget.Latest, true));
  assertSound(module);
  const shown = module.functions.filter(({ body }) => body.size > 0);
  const functions = shown.map(({ id, body }) => `${id === '' ? 'module' : id}:\n${printFunction(body)}`);
  const exports = [...module.exports].map(([name, target]) => `exports ${name}: ${JSON.stringify(target)}`);
  return [...functions, ...exports, ...module.stars.map((each) => `exports * from ${each}`)].join('\n');
}

const cases = casesOf(readFileSync(file, 'utf8'));

describe('lowering', () => {
  for (const { title, code, expected } of cases) it(title, () => assert.equal(lowered(code), expected));
});

if (process.env['TEMPER_UPDATE'] === '1') {
  writeFileSync(file, cases.map(({ title, code }) => `## ${title}\n${code}\n---\n${lowered(code)}\n`).join('\n'));
}
