import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import { type ClassConstructor, plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { dtoClasses } from '../../../server/src/edits/schemas/dto-class.ts';
import { DiskFolder } from '../../disk-folder.ts';
import { repositoryRoot } from '../../../scripts/command.ts';
import path from 'node:path';
import { ts } from '../../../server/src/engine/syntax.ts';
import { Changed, type ShapeCase, shapeCases } from './shapes.ts';

const style = { lineEnd: '\n', indent: '  ', quote: "'", semicolon: ';', isTypeScript: true } as const;
const folder = new DiskFolder({});
folder.write('package.json', { type: 'commonjs' });
folder.link('node_modules', path.join(repositoryRoot, 'node_modules'));
const load = createRequire(folder.file('package.json'));
load('reflect-metadata');

/** The class that is written for a shape, compiled and loaded. */
function loaded({ name, shape }: ShapeCase): ClassConstructor<object> | undefined {
  const classes = dtoClasses('Given', shape, { style, mark: '!' });
  if (classes === undefined) return undefined;
  const source = [
    `import { ${[...classes.checks].join(', ')} } from 'class-validator';`,
    `import { Type } from 'class-transformer';`,
    `enum Level { Low = 'low', High = 'high' }`,
    `enum Rank { First, Second }`,
    ...classes.texts,
    'module.exports = Given;',
  ].join('\n');
  const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, experimentalDecorators: true };
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { ...options, useDefineForClassFields: false },
  });
  const file = `${name.replaceAll(/\W/g, '-')}.js`;
  folder.write(file, outputText);
  return load(folder.file(file)) as ClassConstructor<object>;
}

/** As NestJS's ValidationPipe does it. */
function errorsIn(given: ClassConstructor<object>, value: unknown): number {
  const instance: unknown = plainToInstance(given, value);
  return validateSync(Object(instance), { whitelist: true }).length;
}

/** `@IsOptional()`, which everybody writes, lets `null` through as well. */
const isLoose = ({ shape }: ShapeCase, value: unknown): boolean =>
  shape.is === 'object' && shape.fields.some(({ name, isOptional }) => isOptional && Object(value)[name] === null);
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
const said = shapeCases
  .filter((each) => each.shape.is === 'object')
  .flatMap((each) => {
    const given = loaded(each);
    return given ? [{ each, given }] : [];
  });

describe('classes of class-validator', () => {
  it('say most shapes', () => {
    assert.ok(said.length > 25, String(said.length));
  });

  for (const { each, given } of said) {
    it(each.name, () => {
      for (const value of each.good) {
        const sent = value instanceof Changed ? value.from : value;
        assert.equal(errorsIn(given, sent), 0, `turned away: ${JSON.stringify(sent).slice(0, 200)}`);
      }
      for (const value of each.bad.filter((bad) => isObject(bad) && !isLoose(each, bad))) {
        assert.notEqual(errorsIn(given, value), 0, `let through: ${JSON.stringify(value)}`);
      }
    });
  }
});
