import type { Outcome } from './access.ts';
import type { Call, Calls } from './calls.ts';
import type { Failure, Value } from './lattice.ts';
import { Op } from './ops.ts';
import { Outcomes } from './outcomes.ts';
import type { PathNode } from './paths.ts';
import { isThenable, rejectionOf } from './rejection.ts';
import type { Unit } from './units.ts';
import { usesOf } from './uses.ts';

export type Combination = 'all' | 'allSettled' | 'any' | 'race' | 'resolve' | 'reject' | 'try';

/** Promises that are made of others: chains, the static methods of `Promise`, and executors. */
export class Promises {
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  /** Whether a method of the name on the value is one of a promise, as far as the value tells. */
  chain(receiver: Value, method: string, call: Call): Outcome | undefined {
    const { access, lattice } = this.#calls;
    const handler = call.given[0] ?? access.plain;
    const isKnown = receiver.promise !== undefined || receiver.paths.some(isThenable);
    const looksLikeOne =
      receiver.paths.some(isCallOfParameter) ||
      (method !== 'catch' && isFunction(handler) && receiver.paths.some(mayBePromise));
    if (!isKnown && !looksLikeOne) return undefined;
    const before = rejectionOf(access, receiver, true);
    const given = access.awaited(receiver);
    const outcomes = new Outcomes(lattice);
    const first = this.#handled(handler, given, call, outcomes);
    if (method === 'then') return this.#then(before, first, call, outcomes);
    if (method === 'finally') {
      return this.#giving(given, lattice.eitherFails(before, first.failure), outcomes);
    }
    return this.#giving(lattice.join(given, first.of), isHandler(handler) ? first.failure : before, outcomes);
  }

  #then(before: Failure, first: Handled, call: Call, outcomes: Outcomes): Outcome {
    const { access, lattice } = this.#calls;
    const onRejected = call.given[1] ?? access.plain;
    if (!isHandler(onRejected)) return this.#giving(first.of, lattice.eitherFails(before, first.failure), outcomes);
    const second = this.#handled(onRejected, access.unknown, call, outcomes);
    return this.#giving(
      lattice.join(first.of, second.of),
      lattice.eitherFails(first.failure, second.failure),
      outcomes,
    );
  }

  #giving(of: Value, failure: Failure, outcomes: Outcomes): Outcome {
    outcomes.gives(this.#calls.lattice.promise(of, failure));
    return outcomes;
  }

  /** A handler that the project does not know, such as a state setter, is taken to do its work. */
  #handled(handler: Value, given: Value, call: Call, outcomes: Outcomes): Handled {
    const { access, lattice } = this.#calls;
    const { result, failure, effects } = this.#calls.call(handler, { ...call, given: [given], constructs: false });
    outcomes.effects |= effects;
    const isOwn = handler.paths.some(({ origin }) => origin.kind === 'function' || origin.kind === 'parameter');
    if (!isOwn) return { of: isFunction(handler) ? access.awaited(result) : given, failure: lattice.safe };
    return { of: access.awaited(result), failure: lattice.eitherFails(failure, rejectionOf(access, result, false)) };
  }

  combined(how: Combination, call: Call): Value {
    const { access, lattice } = this.#calls;
    const argument = call.given[0];
    if (how === 'allSettled') return lattice.promise(access.listOf(access.unknown), lattice.safe);
    if (how === 'reject') return lattice.promise(lattice.bottom, lattice.evident);
    if (argument === undefined) return lattice.promise(access.plain, lattice.safe);
    if (how === 'try') {
      const handled = this.#handled(argument, access.unknown, call, new Outcomes(lattice));
      return lattice.promise(handled.of, handled.failure);
    }
    if (how === 'resolve') return lattice.promise(access.awaited(argument), rejectionOf(access, argument, false));
    return this.#ofAll(how, argument, call.evident);
  }

  #ofAll(how: Combination, array: Value, evident: Call['evident']): Value {
    const { access, lattice } = this.#calls;
    const { fields } = array;
    if (fields === undefined) {
      const isKnown = array === lattice.bottom;
      return lattice.promise(isKnown ? lattice.bottom : access.unknown, isKnown ? lattice.safe : lattice.evident);
    }
    let failure = lattice.safe;
    const awaited = new Map<string, Value>();
    for (const [name, value] of fields) {
      if (name === 'length') continue;
      const isCall = evident?.[Number(name)] === true;
      failure = lattice.eitherFails(failure, rejectionOf(access, value, isCall));
      awaited.set(name, access.awaited(value));
    }
    const all = how === 'all' ? lattice.object(new Map([...awaited, ['length', access.plain]])) : undefined;
    const of = all ?? lattice.joinAll([...awaited.values()]);
    return lattice.promise(of, lattice.seriously(failure));
  }

  /** `new Promise((resolve, reject) => …)` rejects when it throws or lets `reject` be called. */
  executed(call: Call): Value {
    const { access, lattice } = this.#calls;
    const { world } = access;
    let whole = lattice.bottom;
    for (const path of call.given[0]?.paths ?? []) {
      const unit = path.origin.kind === 'function' ? world.unit(path.origin.unit) : undefined;
      if (unit === undefined || unit.body.isAsync) {
        whole = lattice.join(whole, lattice.promise(access.unknown, lattice.evident));
        continue;
      }
      whole = lattice.join(whole, this.#executedBy(unit, path, call));
    }
    return whole;
  }

  #executedBy(unit: Unit, path: PathNode, call: Call): Value {
    const { access, lattice } = this.#calls;
    const { world } = access;
    const outcome = this.#calls.call(lattice.ofPath(path), {
      ...call,
      given: [access.unknown, access.unknown],
      constructs: false,
    });
    const slot = unit.parameterCalls.get(world.paths.parameter(unit.number, 0));
    const resolved = slot === undefined ? undefined : world.read(slot).fields?.get('0');
    const adopted = resolved === undefined ? lattice.safe : rejectionOf(access, resolved, false);
    const failure = usesParameter(unit, 1) ? lattice.evident : lattice.eitherFails(outcome.failure, adopted);
    return lattice.promise(resolved === undefined ? access.plain : access.awaited(resolved), failure);
  }
}

interface Handled {
  readonly of: Value;
  readonly failure: Failure;
}

const isFunction = (value: Value): boolean => value.paths.some(({ origin }) => origin.kind === 'function');

const isCallOfParameter = ({ origin, edge }: PathNode): boolean => origin.kind === 'parameter' && edge === '()';

/** `undefined` and `null` as a handler are none. */
const isHandler = (value: Value): boolean =>
  value.isSaturated || value.paths.length === 0 || value.paths.some(({ origin }) => origin.kind !== 'plain');

const mayBePromise = ({ origin, state }: PathNode): boolean =>
  origin.kind === 'unknown' ||
  origin.kind === 'parameter' ||
  (origin.kind === 'library' && !(state?.facts ?? []).some((fact) => 'ignorable' in fact));

function usesParameter({ body }: Unit, index: number): boolean {
  for (let value = 0; value < body.size; value++) {
    if (body.op(value) === Op.Param && body.a(value) === index && usesOf(body).of(value).length > 0) return true;
  }
  return false;
}
