import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rules } from '../server/src/rules/index.ts';
import { discoverCases, type FixtureCase } from './harness/cases.ts';
import { isLibraryModel, packagesImportedIn, quotedIn } from './repository/libraries.ts';
import { below, textOf } from './repository/tree.ts';

const enough = 15;
const cases = discoverCases();

/** What a suppression says is no question of many shapes. */
const measured = rules.filter(({ meta }) => meta.family !== 'suppressions');

describe('cases of a rule', () => {
  for (const { meta } of measured) {
    it(`${meta.id}: enough to flag and to leave alone, half of them without types`, () => {
      const flagged = (each: FixtureCase): number =>
        sum(each.files.map(({ expected }) => expected.filter(({ rule }) => rule === meta.id).length));
      const silent = (each: FixtureCase): number =>
        each.rule === meta.id ? sum(each.files.map(({ nearMisses }) => nearMisses.length)) : 0;
      for (const count of [flagged, silent]) {
        const all = sum(cases.map(count));
        const untyped = sum(cases.filter(({ modes }) => modes.includes('untyped')).map(count));
        assert.ok(all >= enough, `${String(all)} of ${String(enough)}`);
        assert.ok(untyped * 2 >= all, `${String(untyped)} of ${String(all)} are tried without types`);
      }
    });
  }
});

/** Neither is about a package: what the models are made of, and what a project says of its own. */
const machinery = ['index', 'match', 'model', 'project-models', 'telling-arguments', 'credentials/index'];
machinery.push('credentials/model', 'untrusted/index', 'untrusted/model');

/** Nobody imports these: they are the platform's, or what they declare comes with the types of another package. */
const notImported = [
  'globalThis',
  'response',
  'express-serve-static-core',
  '@tanstack/query-core',
  '@supabase/postgrest-js',
  '@supabase/auth-js',
  '@supabase/functions-js',
  '@supabase/realtime-js',
  '@supabase/storage-js',
];

describe('cases of a library', () => {
  const texts = cases.flatMap(({ files }) => files.map(({ text }) => text));
  const imported = new Set([...notImported, ...texts.flatMap(packagesImportedIn)]);
  const all = texts.join('\n');
  const folder = 'server/src/semantics/libraries';
  const files = below(folder).filter((file) => !machinery.includes(file.slice(folder.length + 1, -'.ts'.length)));

  for (const file of files) {
    it(`${file.slice(folder.length + 1)}: a fixture uses what it knows`, async () => {
      const exported: Record<string, unknown> = await import(`../${file}`);
      const models = Object.entries(exported).flatMap(([name, value]) => {
        const own = [value].flat().filter(isLibraryModel);
        return own.length > 0 ? [{ name, packages: own.map(({ library }) => library) }] : [];
      });
      for (const { name, packages } of models) {
        assert.ok(
          packages.some((each) => imported.has(each)),
          `no fixture imports a package of \`${name}\``,
        );
      }
      if (models.length === 0) assert.ok(quotedIn(textOf(file)).some((each) => all.includes(each)));
    });
  }
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
