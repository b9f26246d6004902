import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

/** The official schema, which a package of Microsoft's ships. Draft 4 differs only in how it names itself. */
const schema: Record<string, unknown> = createRequire(import.meta.url)(
  '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json',
);
const { id: _id, $schema: _dialect, ...official } = schema;
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);

export const validateSarif = ajv.compile(official);
