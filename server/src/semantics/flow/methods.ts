import { callsBackAtOnce } from '../callback-names.ts';
import { closing } from '../rejection-reasons.ts';
import type { Outcome } from './access.ts';
import type { Call, Calls } from './calls.ts';
import type { Value } from './lattice.ts';
import { Outcomes } from './outcomes.ts';
import type { PathNode } from './paths.ts';

const chained: ReadonlySet<string> = new Set(['then', 'catch', 'finally']);

/** Calls of methods that the language brings, recognized by their name and what is known of the receiver. */
export class Methods {
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  call(receiver: Value, name: string, callee: Value, call: Call): Outcome {
    const { lattice, access, promises } = this.#calls;
    const chain = chained.has(name) ? promises.chain(receiver, name, call) : undefined;
    if (chain !== undefined) return chain;
    const outcomes = new Outcomes(lattice);
    if (closing.has(name) && !callee.paths.some(isOwnFunction)) {
      outcomes.gives(lattice.promise(access.plain, lattice.safe));
      return outcomes;
    }
    outcomes.add(this.#calls.call(callee, call));
    if (callsBackAtOnce(name) && mayBeArray(receiver)) this.#iterate(receiver, name, call, outcomes);
    if (receiver.paths.some(isOwnFunction)) this.#callFunction(receiver, name, call, outcomes);
    return outcomes;
  }

  #callFunction(fn: Value, name: string, call: Call, outcomes: Outcomes): void {
    const { lattice, access } = this.#calls;
    if (name === 'bind') outcomes.gives(lattice.ofPaths(fn.paths.filter(isOwnFunction)));
    if (name === 'call') outcomes.add(this.#calls.call(fn, { ...call, given: call.given.slice(1) }));
    if (name !== 'apply') return;
    const element = access.elementsOf(call.given[1] ?? access.plain);
    outcomes.add(this.#calls.call(fn, { ...call, given: [element, element, element, element] }));
  }

  #iterate(array: Value, name: string, call: Call, outcomes: Outcomes): void {
    const { access, lattice } = this.#calls;
    const [callback, initial] = call.given;
    if (callback === undefined) return outcomes.gives(array);
    const element = access.elementsOf(array);
    const isReduce = name === 'reduce';
    const given = isReduce ? [initial ?? element, element] : [element, access.plain, array];
    const each = this.#calls.call(callback, { ...call, given, constructs: false });
    outcomes.addEffects(each);
    outcomes.gives(
      this.#iterated(
        name,
        array,
        element,
        isReduce ? lattice.join(each.result, given[0] ?? lattice.bottom) : each.result,
      ),
    );
  }

  #iterated(name: string, array: Value, element: Value, result: Value): Value {
    const { access } = this.#calls;
    switch (name) {
      case 'map':
        return access.listOf(result);
      case 'flatMap':
        return access.listOf(access.elementsOf(result));
      case 'find':
        return element;
      case 'filter':
      case 'sort':
        return array;
      case 'reduce':
        return result;
      default:
        return access.plain;
    }
  }
}

const isOwnFunction = ({ origin }: PathNode): boolean => origin.kind === 'function';

function mayBeArray(value: Value): boolean {
  if (value.fields?.has('length') === true) return true;
  return value.paths.some(
    ({ origin, state }) =>
      origin.kind === 'unknown' ||
      origin.kind === 'parameter' ||
      origin.kind === 'plain' ||
      (origin.kind === 'library' && !state),
  );
}
