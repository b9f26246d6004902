import { ts } from '../../../engine/syntax.ts';
import { Join, type LowerExpression, type Lowering } from './lowering.ts';

/** Lowers what may be an optional chain: `a?.b.c()` is undefined as a whole when `a` is missing. */
export function inChain(lower: LowerExpression): LowerExpression {
  return (fn, node) =>
    (node.flags & ts.NodeFlags.OptionalChain) !== 0 && isOutermost(node) ? whole(fn, node, lower) : lower(fn, node);
}

/** The rest of the chain is further out. */
function isOutermost(node: ts.Node): boolean {
  const { parent } = node;
  return (parent.flags & ts.NodeFlags.OptionalChain) === 0 || (parent as ts.AccessExpression).expression !== node;
}

function whole(fn: Lowering, node: ts.Node, lower: LowerExpression): number {
  const outer = fn.chainEnd;
  const end = new Join(fn);
  fn.chainEnd = end;
  end.from(lower(fn, node));
  fn.chainEnd = outer;
  return end.value(node);
}
