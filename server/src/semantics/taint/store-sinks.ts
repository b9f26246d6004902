import { ts } from '../../engine/syntax.ts';
import { none } from '../flow/ir.ts';
import type { Harm } from '../libraries/untrusted/model.ts';
import { memberName, unwrap } from '../nodes.ts';
import type { PlacedValue } from './graphs.ts';
import type { Sink } from './sinks.ts';

/** Methods that stores of documents alone have; Prisma has `updateMany`, too, and many have `find`. */
const ofDocuments =
  /^(?:updateOne|deleteOne|replaceOne|findOneAndUpdate|findOneAndDelete|findOneAndReplace|countDocuments)$/;
const shared = /^(?:find|findOne|distinct|updateMany|deleteMany)$/;

/** A filter that is given to a collection, wherever its handle comes from: `this.collection.updateOne({ token }, …)`. */
export function ofUnknownStore(
  node: ts.CallExpression | ts.NewExpression,
  { graph, value }: PlacedValue,
): readonly Sink[] {
  const callee = unwrap(node.expression);
  const [given] = node.arguments ?? [];
  const method = memberName(callee);
  if (given === undefined || method === undefined || !ts.isPropertyAccessExpression(callee)) return [];
  const isStore = ofDocuments.test(method) || (shared.test(method) && /collection/i.test(callee.expression.getText()));
  const filter = graph.body.listItem(graph.body.c(value), 0);
  if (!isStore || filter === none) return [];
  const called = `${callee.getText().replace(/\s+/g, ' ').slice(-40)}()`;
  const at = { harm: 'nosql' satisfies Harm, graph, value: filter, use: value, given, node, called } as const;
  return [
    { ...at, members: ['*'] },
    { ...at, members: [] },
  ];
}
