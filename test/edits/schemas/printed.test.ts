import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, it } from 'node:test';
import { repositoryRoot } from '../../../scripts/command.ts';
import type { Validator } from '../../../server/src/edits/schemas/validator.ts';
import { validators } from '../../../server/src/edits/schemas/validators.ts';
import type { FileStyle } from '../../../server/src/edits/style.ts';
import { DiskFolder } from '../../disk-folder.ts';
import { typeCheck } from '../../harness/type-check.ts';
import { createWorld, worldRoot } from '../../harness/world.ts';
import { openShapeCases } from './open-shapes.ts';
import { Changed, type ShapeCase, shapeCases } from './shapes.ts';

interface Library {
  readonly name: string;
  readonly specifier: string;
  readonly is: Validator;
  readonly major: number;
  readonly style: FileStyle;
}

const style: FileStyle = { lineEnd: '\n', indent: '  ', quote: "'", semicolon: ';', isTypeScript: true };
const otherStyle: FileStyle = { lineEnd: '\r\n', indent: '\t', quote: '"', semicolon: '', isTypeScript: true };

const libraries: readonly Library[] = validators.flatMap((is) => {
  const [specifier = ''] = is.packages;
  const name = specifier.replace('@sinclair/', '');
  const newest: Library = { name, specifier, is, major: 4, style };
  const before: Library = { name: 'zod 3', specifier: 'zod/v3', is, major: 3, style };
  return [
    newest,
    { ...newest, name: `${name} in another style`, style: otherStyle },
    ...(name === 'zod' ? [before] : []),
  ];
});

const names: Readonly<Record<string, string>> = { '*': '* as library', default: 'library' };
const isSaid = ({ without = [] }: ShapeCase, { name }: Library): boolean => !without.includes(name.split(' ')[0] ?? '');
const said = (library: Library): readonly ShapeCase[] =>
  [...shapeCases, ...openShapeCases].filter((each) => isSaid(each, library));

/** A function for each case that checks a value as the fix does; what comes out has the case's type. */
function moduleOf(library: Library): string {
  const { is, specifier } = library;
  const { exported, also } = is;
  const imports = [
    `import ${names[exported] ?? `{ ${exported} as library }`} from '${specifier}';`,
    ...(also ? [`import { ${also.exported} as also } from '${also.specifier}';`] : []),
  ];
  const enums = `enum Level { Low = 'low', High = 'high' }\nenum Rank { First, Second }`;
  return [
    ...imports,
    enums,
    'export const checks: Record<string, (value: any) => unknown> = {};',
    'export const parses: Record<string, (value: any) => unknown> = {};',
    ...said(library).map((each, at) => checkOf(each, at, library)),
    '',
  ].join('\n');
}

function checkOf({ name, shape, type }: ShapeCase, at: number, { is, major, style: written }: Library): string {
  const writing = { library: 'library', style: written, major };
  const schema = `schema${at}`;
  const check = is.check({ schema, input: 'value', result: 'parsed', also: 'also' }, writing);
  return `const ${schema} = ${is.schema(shape, writing)};
checks[${JSON.stringify(name)}] = (value) => {
  ${check.statement};
  if (${check.failed}) return 'refused';
  const kept: ${type} = ${check.value};
  return kept;
};
parses[${JSON.stringify(name)}] = (value) => {
  const kept: ${type} = ${is.parse({ schema, input: 'value', also: 'also' }, writing)};
  return kept;
};`;
}

const folder = new DiskFolder(Object.fromEntries(libraries.map((each, at) => [`v${at}.ts`, moduleOf(each)])));
folder.write('package.json', { type: 'module' });
folder.link('node_modules', path.join(repositoryRoot, 'node_modules'));

type Checks = Readonly<Record<string, (value: unknown) => unknown>>;
const checksOf = async (library: Library): Promise<{ readonly checks: Checks; readonly parses: Checks }> => {
  const file = pathToFileURL(folder.file(`v${libraries.indexOf(library)}.ts`)).href;
  return (await import(file)) as { checks: Checks; parses: Checks };
};

/** Libraries leave out what is `undefined` or keep it; no code can tell by reading. */
const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(entries.map(([key, each]) => [key, plain(each)]));
};

const show = (value: unknown): string => (JSON.stringify(value) ?? 'undefined').slice(0, 200);

for (const library of libraries) {
  describe(`a schema in ${library.name}`, async () => {
    const { checks, parses } = await checksOf(library);
    for (const each of said(library)) {
      it(`says ${each.name}`, () => {
        const check = checks[each.name];
        const parse = parses[each.name];
        assert.ok(check && parse);
        for (const value of each.good) {
          const [from, to] = value instanceof Changed ? [value.from, value.to] : [value, value];
          assert.deepEqual(plain(check(structuredClone(from))), plain(to), show(from));
          assert.doesNotThrow(() => parse(structuredClone(from)), show(from));
        }
        for (const value of each.bad) {
          assert.equal(check(structuredClone(value)), 'refused', show(value));
          assert.throws(() => parse(structuredClone(value)), show(value));
        }
      });
    }

    it('is not written where the library cannot say it', () => {
      const { is, major } = library;
      for (const each of [...shapeCases, ...openShapeCases].filter((other) => !isSaid(other, library)))
        assert.equal(is.schema(each.shape, { library: 'library', style, major }), undefined, each.name);
    });
  });
}

it('schemas have the types that the code below them needs', () => {
  const plainly = libraries.filter((each) => each.style === style);
  const files = new Map(plainly.map((each, at) => [`${worldRoot}/v${at}.ts`, moduleOf(each)]));
  const errorsOf = typeCheck(createWorld(files, 'installed'));
  const errors = [...files].flatMap(([file, text], at) =>
    errorsOf(file).map(({ message, line }) => `${plainly[at]?.name}: ${text.split('\n')[line]}: ${message}`),
  );
  assert.deepEqual(errors, []);
});
