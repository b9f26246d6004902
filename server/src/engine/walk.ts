import type { Visitors, VisitedNodes } from './rule.ts';
import { ts } from './syntax.ts';

type Visit = (node: ts.Node) => void;
interface Listener {
  readonly of: Visitors;
  readonly visit: Visit;
}
type Dispatch = ReadonlyMap<ts.SyntaxKind, readonly Listener[]>;

function dispatchOf(visitors: readonly Visitors[]): Dispatch {
  const dispatch = new Map<ts.SyntaxKind, Listener[]>();
  for (const visitor of visitors) {
    for (const name of Object.keys(visitor) as (keyof VisitedNodes)[]) {
      const kind = ts.SyntaxKind[name];
      // The kind that selects the visitor is the kind of the node it is given.
      const visit = visitor[name] as unknown as Visit;
      const listeners = dispatch.get(kind);
      if (listeners === undefined) dispatch.set(kind, [{ of: visitor, visit }]);
      else listeners.push({ of: visitor, visit });
    }
  }
  return dispatch;
}

/** One walk for all rules, in source order. Visitors that throw are told and asked no more. */
export class Walk {
  readonly #visitors: readonly Visitors[];
  readonly #threw: (visitors: Visitors, error: unknown) => void;
  readonly #broken = new Set<Visitors>();
  #dispatch: Dispatch;

  constructor(visitors: readonly Visitors[], threw: (visitors: Visitors, error: unknown) => void) {
    this.#visitors = visitors;
    this.#threw = threw;
    this.#dispatch = dispatchOf(visitors);
  }

  /** The node alone. */
  visit(node: ts.Node): void {
    for (const listener of this.#dispatch.get(node.kind) ?? []) {
      try {
        listener.visit(node);
      } catch (error) {
        this.#threw(listener.of, error);
        this.#broken.add(listener.of);
        this.#dispatch = dispatchOf(this.#visitors.filter((each) => !this.#broken.has(each)));
      }
    }
  }

  /** The node and all below. Yields before each function and before the whole. */
  *through(top: ts.Node): Generator<void> {
    if (this.#dispatch.size === 0) return;
    const open: ts.Node[] = [top];
    const children: ts.Node[] = [];
    const collect = (child: ts.Node): void => {
      children.push(child);
    };
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (ts.isFunctionLike(node) || node === top) yield;
      this.visit(node);
      ts.forEachChild(node, collect);
      for (let child = children.pop(); child !== undefined; child = children.pop()) open.push(child);
    }
  }
}
