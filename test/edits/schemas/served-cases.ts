import assert from 'node:assert/strict';
import { type Framework, frameworks } from './served.ts';
import { nest } from './served-nest.ts';
import { validated } from './validated.ts';

/** A handler that stores an order, as it was and with the schema that it is given. */
export interface ServedCase {
  readonly name: string;
  readonly framework: Framework;
  readonly before: string;
  readonly after: string;
}

/** What a file says to have the validator; nothing where the project has none. */
export const imports: readonly (readonly [validator: string, statement: string])[] = [
  ['no validator', ''],
  ['zod', `import { z } from 'zod';`],
  ['zod 3', `import { z } from 'zod/v3';`],
  ['valibot', `import * as v from 'valibot';`],
  ['ArkType', `import { type } from 'arktype';`],
  ['TypeBox', `import { Type } from '@sinclair/typebox';`],
  ['Joi', `import Joi from 'joi';`],
  ['Yup', `import * as yup from 'yup';`],
  ['superstruct', `import * as s from 'superstruct';`],
];

const order = `
const pool = new Pool();

interface NewOrder {
  email: string;
  total: number;
  note?: string | null;
  tags: string[];
  status: 'draft' | 'open';
  address: { city: string; zip?: string };
}

`;

/** Imports first, as files have them. */
function fileOf(statement: string, { code }: Framework): string {
  const own = /^(?:import .*\n)*/.exec(code)?.[0] ?? '';
  return `${own}import { Pool } from 'pg';\n${statement}\n${order}${code.slice(own.length).trimStart()}`;
}

const strict = '{ "compilerOptions": { "strict": true } }';
const route = 'src/api/orders/route.ts';

function servedCase(
  framework: Framework,
  [validator, statement]: readonly [string, string],
  packages: Readonly<Record<string, string>> = {},
): ServedCase {
  const before = fileOf(statement, framework);
  const name = `${framework.name} with ${validator}`;
  const manifest = { name: 'shop', type: 'module', dependencies: { pg: '^8.0.0', ...packages } };
  const files = { 'package.json': manifest, 'tsconfig.json': strict, [route]: before };
  const { [route]: after, ...others } = validated(files, route);
  assert.ok(after, `There is no fix: ${name}`);
  const added = validator === 'no validator' ? ['package.json'] : [];
  assert.deepEqual(Object.keys(others), added, 'A package is added only where there is none.');
  return { name, framework, before, after };
}

const classes = { 'class-validator': '0.14.4', 'class-transformer': '0.5.1' };

export const servedCases: readonly ServedCase[] = [
  ...[...frameworks, nest].flatMap((framework) => imports.map((each) => servedCase(framework, each))),
  servedCase(nest, ['classes of class-validator', ''], classes),
];
