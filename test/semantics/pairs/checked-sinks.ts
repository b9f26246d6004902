import { sql, statement } from './query-sinks.ts';
import type { Sink } from './sink.ts';

/** Twins that look at the value first, by the validators that projects have. */
const queried = (validator: string, setup: string, good: string): Sink =>
  sql(
    `pg, checked by ${validator}`,
    `import pg from 'pg';\nconst pool = new pg.Pool();\n${setup}`,
    `await pool.query(${statement});`,
    good,
  );
const sorted = (name: string): string => `await pool.query(\`SELECT * FROM orders ORDER BY \${${name}}\`);`;

export const checked: readonly Sink[] = [
  queried(
    'zod',
    "import { z } from 'zod';\nconst Sort = z.enum(['name', 'price']);",
    `const sort = Sort.parse(value);\n  ${sorted('sort')}`,
  ),
  queried(
    'valibot',
    "import * as v from 'valibot';\nconst Sort = v.picklist(['name', 'price']);",
    `const sort = v.parse(Sort, value);\n  ${sorted('sort')}`,
  ),
  queried(
    'yup',
    "import * as yup from 'yup';\nconst Sort = yup.string().oneOf(['name', 'price']).required();",
    `const sort = await Sort.validate(value);\n  ${sorted('sort')}`,
  ),
  queried(
    'joi',
    "import Joi from 'joi';\nconst Sort = Joi.string().valid('name', 'price');",
    `const { error, value: sort } = Sort.validate(value);\n  if (!error) ${sorted('sort')}`,
  ),
  queried(
    'ajv',
    "import Ajv from 'ajv';\nconst isSort = new Ajv().compile({ enum: ['name', 'price'] });",
    `if (isSort(value)) ${sorted('value')}`,
  ),
  queried(
    'validator',
    "import validator from 'validator';",
    `if (validator.isUUID(value)) await pool.query(${statement});`,
  ),
];
