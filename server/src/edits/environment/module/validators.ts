/** The variables of a module that checks the environment. */
export interface ModuleVariables {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

export interface ModuleSource {
  /** What holds the values of all. */
  readonly given: string;
  /** How one of them is read. */
  readonly read: (variable: string) => string;
}

/** A module in parts, written with tabs, semicolons and single quotes. */
export interface ModuleLines {
  /** What is loaded: the names, and the package. */
  readonly imports: readonly { readonly names: string; readonly from: string }[];
  readonly body: readonly string[];
  /** What the module exports. */
  readonly value: readonly string[];
}

/** Writes the check with a package that the project has. */
export interface EnvironmentValidator {
  readonly name: string;
  /** The first version with what is written here. */
  readonly since: readonly [major: number, minor: number];
  /** `each`: reads the variables itself. `values`: wants a literal of them, where others take the whole environment. */
  readonly takes?: 'each' | 'values';
  lines(variables: ModuleVariables, source: ModuleSource, isTypeScript: boolean): ModuleLines;
}

/** Names everything that is missing at once. */
const complaint = (names: string): string =>
  `throw new Error(\`These environment variables are not set: \${${names}.join(', ')}\`);`;

/** A literal with an entry for each variable, as the last argument of a call. */
const entries = (
  call: string,
  { required, optional }: ModuleVariables,
  [ofRequired, ofOptional]: readonly [string, string],
): readonly string[] => [
  `${call}({`,
  ...required.map((name) => `\t${name}: ${ofRequired},`),
  ...optional.map((name) => `\t${name}: ${ofOptional},`),
  '});',
];

const zod: EnvironmentValidator = {
  name: 'zod',
  since: [3, 0],
  lines: (variables, { given }) => ({
    imports: [{ names: '{ z }', from: 'zod' }],
    body: [
      ...entries('const schema = z.object', variables, ['z.string().min(1)', 'z.string().optional()']),
      '',
      `const parsed = schema.safeParse(${given});`,
      'if (!parsed.success) {',
      `\tconst names = parsed.error.issues.map(({ path }) => path.join('.'));`,
      `\t${complaint('names')}`,
      '}',
    ],
    value: ['parsed.data'],
  }),
};

const valibot: EnvironmentValidator = {
  name: 'valibot',
  since: [0, 31],
  lines: (variables, { given }) => ({
    imports: [{ names: '* as v', from: 'valibot' }],
    body: [
      ...entries('const schema = v.object', variables, [
        'v.pipe(v.string(), v.minLength(1))',
        'v.optional(v.string())',
      ]),
      '',
      `const parsed = v.safeParse(schema, ${given});`,
      'if (!parsed.success) {',
      '\tconst names = parsed.issues.map((issue) => v.getDotPath(issue));',
      `\t${complaint('names')}`,
      '}',
    ],
    value: ['parsed.output'],
  }),
};

const arktype: EnvironmentValidator = {
  name: 'arktype',
  since: [2, 0],
  lines: ({ required, optional }, { given }) => ({
    imports: [{ names: '{ type }', from: 'arktype' }],
    body: [
      'const schema = type({',
      ...required.map((name) => `\t${name}: 'string > 0',`),
      ...optional.map((name) => `\t'${name}?': 'string | undefined',`),
      '});',
      '',
      `const parsed = schema(${given});`,
      'if (parsed instanceof type.errors) {',
      `\tconst names = parsed.map(({ path }) => path.join('.'));`,
      `\t${complaint('names')}`,
      '}',
    ],
    value: ['parsed'],
  }),
};

const yup: EnvironmentValidator = {
  name: 'yup',
  since: [1, 0],
  lines: (variables, { given }) => ({
    imports: [{ names: '{ object, string, ValidationError }', from: 'yup' }],
    body: [
      ...entries('const schema = object', variables, ['string().required()', 'string()']),
      '',
      'function parsed() {',
      '\ttry {',
      `\t\treturn schema.validateSync(${given}, { abortEarly: false, stripUnknown: true });`,
      '\t} catch (error) {',
      '\t\tif (!(error instanceof ValidationError)) throw error;',
      '\t\tconst names = error.inner.map(({ path }) => path);',
      `\t\t${complaint('names')}`,
      '\t}',
      '}',
    ],
    value: ['parsed()'],
  }),
};

const joi: EnvironmentValidator = {
  name: 'joi',
  since: [17, 0],
  lines: (variables, { given }, isTypeScript) => ({
    imports: [{ names: 'Joi', from: 'joi' }],
    body: [
      ...(isTypeScript ? environmentType(variables) : []),
      ...entries(`const schema = Joi.object${isTypeScript ? '<Environment>' : ''}`, variables, [
        'Joi.string().required()',
        `Joi.string().allow('')`,
      ]),
      '',
      `const parsed = schema.validate(${given}, { abortEarly: false, stripUnknown: true });`,
      'if (parsed.error) {',
      `\tconst names = parsed.error.details.map(({ path }) => path.join('.'));`,
      `\t${complaint('names')}`,
      '}',
    ],
    value: ['parsed.value'],
  }),
};

const environmentType = ({ required, optional }: ModuleVariables): readonly string[] => [
  'interface Environment {',
  ...required.map((name) => `\t${name}: string;`),
  ...optional.map((name) => `\t${name}?: string;`),
  '}',
  '',
];

const typebox: EnvironmentValidator = {
  name: '@sinclair/typebox',
  since: [0, 26],
  takes: 'values',
  lines: (variables, { given }) => ({
    imports: [
      { names: '{ Type }', from: '@sinclair/typebox' },
      { names: '{ Value }', from: '@sinclair/typebox/value' },
    ],
    body: [
      ...entries('const schema = Type.Object', variables, [
        'Type.String({ minLength: 1 })',
        'Type.Optional(Type.String())',
      ]),
      '',
      `if (!Value.Check(schema, ${given})) {`,
      `\tconst names = new Set([...Value.Errors(schema, ${given})].map(({ path }) => path.slice(1)));`,
      `\t${complaint('[...names]')}`,
      '}',
    ],
    value: [given],
  }),
};

/** In the order in which one is chosen where a project uses none of those that it has. */
export const environmentValidators: readonly EnvironmentValidator[] = [zod, valibot, arktype, joi, yup, typebox];

/** A package would be a lot to bring in for what a few lines do, and for what browsers would have to load. */
export const withoutValidator: EnvironmentValidator = {
  name: '',
  since: [0, 0],
  takes: 'each',
  lines: ({ required, optional }, { read }, isTypeScript) => ({
    imports: [],
    body: isTypeScript
      ? [
          'function required<Name extends string>(values: Record<Name, string | undefined>): Record<Name, string> {',
          '\tconst names = (Object.keys(values) as Name[]).filter((name) => !values[name]);',
          `\tif (names.length > 0) ${complaint('names')}`,
          '\treturn values as Record<Name, string>;',
          '}',
        ]
      : [
          'function required(values) {',
          '\tconst names = Object.keys(values).filter((name) => !values[name]);',
          `\tif (names.length > 0) ${complaint('names')}`,
          '\treturn values;',
          '}',
        ],
    value:
      optional.length === 0
        ? ['required({', ...required.map((name) => `\t${name}: ${read(name)},`), '})']
        : [
            '{',
            '\t...required({',
            ...required.map((name) => `\t\t${name}: ${read(name)},`),
            '\t}),',
            ...optional.map((name) => `\t${name}: ${read(name)},`),
            '}',
          ],
  }),
};
