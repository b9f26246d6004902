import type { Family } from './rule.ts';
import type { FileClass, Runtime } from './snapshot.ts';

/** The words configuration may use, held complete by the compiler: a new member of a type is missing here until it is added. */
const familyNames: Readonly<Record<Family, true>> = {
  promises: true,
  errors: true,
  validation: true,
  secrets: true,
  security: true,
  scale: true,
  integration: true,
  debt: true,
  suppressions: true,
};

const fileClassNames: Readonly<Record<FileClass, true>> = {
  source: true,
  test: true,
  trial: true,
  story: true,
  fixture: true,
  generated: true,
  vendored: true,
  minified: true,
  declaration: true,
};

const runtimeNames: Readonly<Record<Runtime, true>> = {
  node: true,
  browser: true,
  edge: true,
  cli: true,
  test: true,
  build: true,
  unknown: true,
};

export const families = namesOf(familyNames);
export const fileClasses = namesOf(fileClassNames);
export const runtimes = namesOf(runtimeNames);

function namesOf<Name extends string>(record: Readonly<Record<Name, true>>): readonly Name[] {
  return Object.keys(record).filter((key): key is Name => key in record);
}
