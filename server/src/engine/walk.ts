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
      dispatch.set(kind, [...(dispatch.get(kind) ?? []), { of: visitor, visit }]);
    }
  }
  return dispatch;
}

/**
 * One walk for all rules, in source order. Yields before each function and each statement at the top of the file. Visitors that throw
 * are told and asked no more.
 */
export function* walk(
  tree: ts.SourceFile,
  visitors: readonly Visitors[],
  threw: (visitors: Visitors, error: unknown) => void,
): Generator<void> {
  const broken = new Set<Visitors>();
  let dispatch = dispatchOf(visitors);
  if (dispatch.size === 0) return;
  const open: ts.Node[] = [tree];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (ts.isFunctionLike(node) || node.parent === tree) yield;
    for (const listener of dispatch.get(node.kind) ?? []) {
      try {
        listener.visit(node);
      } catch (error) {
        threw(listener.of, error);
        broken.add(listener.of);
        dispatch = dispatchOf(visitors.filter((each) => !broken.has(each)));
      }
    }
    const children: ts.Node[] = [];
    ts.forEachChild(node, (child) => {
      children.push(child);
    });
    for (let at = children.length - 1; at >= 0; at--) {
      const child = children[at];
      if (child !== undefined) open.push(child);
    }
  }
}
