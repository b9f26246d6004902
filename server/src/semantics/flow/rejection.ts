import type { Access } from './access.ts';
import type { Failure, Value } from './lattice.ts';
import type { FlowFact, PathNode } from './paths.ts';

/**
 * How waiting for a value can fail.
 *
 * @param isEvident whether it counts as evidence that nothing is known of the value: it is the result of the very call that is
 * awaited. Many await what is no promise, so a mere name says nothing.
 */
export function rejectionOf(access: Access, value: Value, isEvident: boolean): Failure {
  const { lattice } = access.world;
  let failure = value.promise?.failure ?? lattice.safe;
  if (value.isSaturated && isEvident) failure = lattice.evident;
  for (const path of value.paths) failure = lattice.eitherFails(failure, rejectionOfPath(access, path, isEvident));
  return failure;
}

function rejectionOfPath(access: Access, path: PathNode, isEvident: boolean): Failure {
  const { lattice } = access.world;
  switch (path.origin.kind) {
    case 'parameter':
      if (path.edge === '~') return lattice.safe;
      return lattice.failsIf(path, isEvident ? 'awaited' : 'adopted');
    case 'unknown':
      return isEvident ? lattice.evident : lattice.safe;
    case 'library':
      return rejectionOfLibrary(access, path, isEvident);
    case 'class':
    case 'context':
    case 'function':
    case 'instance':
    case 'namespace':
    case 'plain':
    default:
      return lattice.safe;
  }
}

function rejectionOfLibrary(access: Access, { state }: PathNode, isEvident: boolean): Failure {
  const { lattice } = access.world;
  for (const fact of state?.facts ?? []) {
    if ('rejects' in fact) {
      if (fact.rejects === 'never') return lattice.safe;
      return fact.isMinor === true ? lattice.minor : lattice.evident;
    }
  }
  return isEvident || isLazy(state?.facts ?? []) ? lattice.evident : lattice.safe;
}

/** A query that `await` starts. */
const isLazy = (facts: readonly FlowFact[]): boolean => facts.some((fact) => 'lazy' in fact && fact.lazy === 'then');

/** Whether the models say that a library's value is a promise, or acts as one. */
export const isThenable = ({ state }: PathNode): boolean =>
  (state?.facts ?? []).some((fact) => 'rejects' in fact || ('lazy' in fact && fact.lazy === 'then'));
