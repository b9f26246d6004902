import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Finding } from '../../shared/src/finding.ts';
import { openProject } from '../harness/project.ts';
import { createWorld, worldRoot } from '../harness/world.ts';
import type { Sink } from './pairs/sink.ts';
import { sinks } from './pairs/sinks.ts';
import { type Source, sources } from './pairs/sources.ts';

interface Pair {
  readonly source: Source;
  readonly sink: Sink;
}

/** What a source gives has to be able to do the harm, and on a page other things hurt than on a server. */
const fits = (source: Source, sink: Sink): boolean =>
  source.side === sink.side && (sink.needs === 'text' || source.gives === 'anything');

/** Two sources for each sink, each source as often as the others. */
function pairsOf(): readonly Pair[] {
  const used = new Map<Source, number>();
  const countOf = (source: Source): number => used.get(source) ?? 0;
  return sinks.flatMap((sink) => {
    const fitting = sources.filter((source) => fits(source, sink)).sort((one, other) => countOf(one) - countOf(other));
    return fitting.slice(0, 2).map((source) => {
      used.set(source, countOf(source) + 1);
      return { source, sink };
    });
  });
}

const imports = /^import [^;]*;$/gm;

/** Imports first, then what the sink needs, then the handler; a directive stays at the top. */
function textOf({ source, sink }: Pair, body: string): string {
  const code = source.code(`${body} // here`).trim();
  const [directive = ''] = /^'use server';/.exec(code) ?? [];
  const whole = `${sink.setup}\n${code.slice(directive.length)}`;
  return [directive, ...(whole.match(imports) ?? []), whole.replace(imports, ''), ''].join('\n');
}

const pairs = pairsOf();
const variants = pairs.flatMap((pair, at) =>
  (['bad', 'good'] as const).map((kind) => {
    const folder = `${worldRoot}/${kind}${String(at)}`;
    return { pair, kind, file: `${folder}/${pair.source.file}`, folder, text: textOf(pair, pair.sink[kind]) };
  }),
);
const files = new Map(
  variants.flatMap(({ file, folder, text }) => [
    [`${folder}/package.json`, '{"name":"pair","type":"module"}'] as const,
    [file, text] as const,
  ]),
);
const project = openProject(createWorld(files, 'none'), 'untyped');

/** What is somebody else's subject: that values come in unchecked, and what becomes of errors. */
const injections = new Set(sinks.map(({ rule }) => rule));
const findingsOf = (file: string): readonly Finding[] =>
  project.check(file, 'strict').filter(({ rule }) => injections.has(rule));

describe('an untrusted value that gets to where it hurts, and its secure twin', () => {
  it('are a hundred pairs, and no source or sink is left out', () => {
    assert.ok(pairs.length >= 100, `There are ${String(pairs.length)}.`);
    assert.deepEqual(
      sources.filter((source) => !pairs.some((pair) => pair.source === source)).map(({ name }) => name),
      [],
    );
  });

  for (const { pair, kind, file, text } of variants) {
    const { source, sink } = pair;
    if (kind === 'bad')
      it(`finds ${source.name} → ${sink.name}`, () => {
        const lines = findingsOf(file)
          .filter(({ rule }) => rule === sink.rule)
          .map(({ range }) => text.split('\n')[range.start.line]);
        assert.ok(
          lines.some((line) => line?.includes('// here')),
          `${sink.rule} is not found:\n${text}`,
        );
      });
    else
      it(`is silent about ${source.name} → ${sink.name}, mended`, () => {
        const told = findingsOf(file).map(({ rule, message }) => `${rule}: ${message}`);
        assert.deepEqual(told, [], text);
      });
  }
});
