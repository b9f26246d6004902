import type { UntrustedModel } from './model.ts';

const value = { parses: 'value', schema: 'receiver', value: 0 } as const;
const data = { parses: 'data', schema: 'receiver', value: 0 } as const;

/** What is parsed by a schema has the schema's shape. */
export const schemas: readonly UntrustedModel[] = [
  {
    library: 'zod',
    entries: [
      { path: 'zod...{parse,parseAsync,spa}()', is: [value] },
      { path: 'zod...{safeParse,safeParseAsync}()', is: [data] },
    ],
  },
  {
    library: 'yup',
    entries: [
      { path: 'yup...{validate,validateSync,cast}()', is: [value] },
      { path: 'yup...{isValid,isValidSync}()', is: [{ checks: 0, schema: 'receiver' }] },
    ],
  },
  {
    library: '@sinclair/typebox',
    entries: [
      {
        path: '@sinclair/typebox/value.{Value.,}{Parse,Decode}()',
        is: [{ parses: 'value', schema: 0, value: 1 }],
      },
      { path: '@sinclair/typebox/value.{Value.,}{Clean,Convert,Default}()', is: [{ passes: [1] }] },
      { path: '@sinclair/typebox/value.{Value.,}Check()', is: [{ checks: 1, schema: 0 }] },
    ],
  },
  {
    library: 'joi',
    entries: [
      { path: 'joi...validateAsync()', is: [value] },
      { path: 'joi...validate()', is: [data] },
      { path: 'joi.attempt()', is: [{ parses: 'value', schema: 1, value: 0 }] },
    ],
  },
  {
    library: 'valibot',
    entries: [
      { path: 'valibot.{parse,parseAsync}()', is: [{ parses: 'value', schema: 0, value: 1 }] },
      { path: 'valibot.{safeParse,safeParseAsync}()', is: [{ parses: 'data', schema: 0, value: 1 }] },
      { path: 'valibot.is()', is: [{ checks: 1, schema: 0 }] },
    ],
  },
  {
    library: 'arktype',
    entries: [{ path: 'arktype.type()()', is: [{ parses: 'value', schema: 'compiled', value: 0 }] }],
  },
  {
    library: 'io-ts',
    entries: [
      { path: 'io-ts...decode()', is: [data] },
      { path: 'io-ts...is()', is: [{ checks: 0, schema: 'receiver' }] },
    ],
  },
  {
    library: 'ajv',
    entries: [
      { path: 'ajv{,/dist/2019,/dist/2020}{,.Ajv}().compile()()', is: [{ checks: 0, schema: 'compiled' }] },
      { path: 'ajv{,/dist/2019,/dist/2020}{,.Ajv}().validate()', is: [{ checks: 1, schema: 0 }] },
    ],
  },
  {
    library: '@sinclair/typebox/compiler',
    entries: [
      { path: '@sinclair/typebox/compiler.TypeCompiler.Compile().Check()', is: [{ checks: 0, schema: 'compiled' }] },
    ],
  },
  // An instance holds whatever came until its class has been asked.
  {
    library: 'class-transformer',
    entries: [{ path: 'class-transformer.{plainToInstance,plainToClass}()', is: [{ passes: [1], only: ['shape'] }] }],
  },
  {
    library: 'superstruct',
    entries: [
      { path: 'superstruct.{create,mask}()', is: [{ parses: 'value', schema: 1, value: 0 }] },
      { path: 'superstruct.validate()', is: [{ parses: 'data', schema: 1, value: 0 }] },
      { path: 'superstruct.is()', is: [{ checks: 0, schema: 1 }] },
    ],
  },
];
