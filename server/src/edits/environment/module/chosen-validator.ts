import type { Snapshot } from '../../../engine/snapshot.ts';
import { canonicalModule } from '../../../semantics/module-names.ts';
import { moduleFactsOf } from '../../../semantics/module-facts.ts';
import { environmentValidators, type EnvironmentValidator, withoutValidator } from './validators.ts';

export interface ChosenValidator {
  readonly validator: EnvironmentValidator;
  readonly specifier?: string | undefined;
}

/** The one that most files of the project load, among those that it declares. */
export function chosenValidator(folder: string, snapshot: Snapshot): ChosenValidator {
  const manifest = snapshot.packageOf(`${folder}/index.ts`);
  const known = environmentValidators.filter(({ name, since }) => {
    const version =
      manifest?.dependencies.has(name) === true ? snapshot.packageVersion(name, `${folder}/index.ts`) : undefined;
    return version !== undefined && isSince(version, since);
  });
  if (known.length === 0) return { validator: withoutValidator };
  const counted = known.map((validator) => ({ validator, ...loadsOf(validator.name, folder, snapshot) }));
  const [first] = counted.sort((one, other) => other.count - one.count);
  return first ?? { validator: withoutValidator };
}

function isSince(version: string, [major, minor]: EnvironmentValidator['since']): boolean {
  const [, ownMajor, ownMinor] = /(\d+)(?:\.(\d+))?/.exec(version) ?? [];
  if (ownMajor === undefined) return false;
  return Number(ownMajor) > major || (Number(ownMajor) === major && Number(ownMinor ?? 0) >= minor);
}

function loadsOf(name: string, folder: string, snapshot: Snapshot): { count: number; specifier?: string } {
  let count = 0;
  let specifier: string | undefined;
  for (const file of snapshot.codeBelow(folder)) {
    const tree = snapshot.text(file)?.includes(name) === true ? snapshot.tree(file) : undefined;
    for (const load of tree === undefined ? [] : moduleFactsOf(tree).loads) {
      const module = canonicalModule(load.specifier)?.name;
      if (module !== name && !(name === 'zod' && /^zod\/v[34]$/.test(module ?? ''))) continue;
      count += 1;
      specifier ??= load.specifier;
    }
  }
  return specifier === undefined ? { count } : { count, specifier };
}
