import type { JsonObject, JsonValue } from '../../../shared/src/finding.ts';
import { libraryName, libraryPath, longestGlob, longestLibraryPath } from '../engine/config-parse.ts';
import { libraryWords, profiles, ruleLevels } from '../engine/config.ts';
import type { AnyRule } from '../engine/rule.ts';
import { families, fileClasses, runtimes } from '../engine/vocabulary.ts';

/** The JSON schema of `temper.config.json`, for completion and checks in editors. */
export function configSchema(rules: readonly AnyRule[]): JsonObject {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'temper.config.schema.json',
    title: 'Temper configuration',
    type: 'object',
    additionalProperties: false,
    allowComments: true,
    allowTrailingCommas: true,
    properties: {
      $schema: { type: 'string', description: 'Where this schema is, for editors.' },
      extends: {
        enum: profiles,
        default: 'recommended',
        description: 'The profile to start from.',
        markdownEnumDescriptions: [
          'Each rule at its own severity; calls that cannot reject are left alone.',
          'Everything, hints included.',
          'Errors and warnings only.',
        ],
      },
      rules: rulesSchema(rules),
      families: {
        type: 'object',
        additionalProperties: false,
        description: 'A level for all rules of a family that `rules` does not name.',
        properties: Object.fromEntries(families.map((family) => [family, { $ref: '#/definitions/level' }])),
      },
      include: globs('The files to check; all by default.'),
      exclude: globs('Files to leave out. What `.gitignore` names is left out anyway.'),
      overrides: {
        type: 'array',
        description: 'Settings for some files; where several fit, the last one that names a rule wins.',
        items: overrideSchema(rules),
      },
      libraries: librariesSchema(),
      neverRejects: names('Functions whose promise never rejects, such as `./lib/report.track` or `pkg.fn`.'),
    },
    definitions: {
      level: { enum: ruleLevels, description: 'How a finding is shown; `off` shows none.' },
      ruleSetting: {
        oneOf: [
          { $ref: '#/definitions/level' },
          {
            type: 'array',
            items: [{ $ref: '#/definitions/level' }, { type: 'object' }],
            minItems: 1,
            maxItems: 2,
            additionalItems: false,
          },
        ],
      },
      globs: {
        type: 'array',
        items: { type: 'string', minLength: 1, maxLength: longestGlob, pattern: '^(?!!)(?!(.*/)?\\.\\.(/|$))' },
      },
    },
  };
}

function librariesSchema(): JsonObject {
  return {
    type: 'object',
    description:
      'Packages that Temper does not know: what their calls do, by their path behind the name of the package.',
    propertyNames: { pattern: libraryName.source },
    additionalProperties: {
      type: 'object',
      propertyNames: {
        maxLength: longestLibraryPath,
        allOf: [{ pattern: libraryPath.source }, { pattern: String.raw`\(\)|\*\*$` }],
      },
      additionalProperties: {
        enum: libraryWords,
        markdownEnumDescriptions: [
          'Gives a promise that may reject.',
          'Gives a promise that never rejects.',
          'Throws when it fails.',
          'Does nothing until its result is awaited.',
          'Does nothing until `execute()` is called on its result.',
          'Gives a promise that is not meant to be awaited.',
        ],
      },
    },
  };
}

function rulesSchema(rules: readonly AnyRule[]): JsonObject {
  const properties = Object.fromEntries(
    rules.map(({ meta }): [string, JsonValue] => [
      meta.id,
      { description: meta.docs.why, default: meta.severity, allOf: [{ $ref: '#/definitions/ruleSetting' }] },
    ]),
  );
  return { type: 'object', additionalProperties: false, description: 'A level for each rule, by its id.', properties };
}

function overrideSchema(rules: readonly AnyRule[]): JsonObject {
  return {
    type: 'object',
    additionalProperties: false,
    required: ['files'],
    properties: {
      files: globs('The files these settings are for.'),
      rules: rulesSchema(rules),
      fileClass: {
        enum: fileClasses,
        description: 'What these files are; only `source` gets the rules of all families.',
      },
      runtime: { enum: runtimes, description: 'Where this code runs.' },
    },
  };
}

function globs(description: string): JsonObject {
  return { description, allOf: [{ $ref: '#/definitions/globs' }] };
}

function names(description: string): JsonObject {
  return { description, type: 'array', items: { type: 'string' } };
}
