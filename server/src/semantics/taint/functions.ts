import { ts } from '../../engine/syntax.ts';
import { none, Op } from '../flow/ir.ts';
import { isFunctionNode } from '../nodes.ts';
import { scopesOf } from '../scopes.ts';
import { type FunctionGraph, graphOf } from './graphs.ts';
import { skipPis } from './texts.ts';

/** The instructions of a function that make another one. */
export function functionValuesOf(parent: FunctionGraph, fn: FunctionGraph): readonly number[] {
  const found: number[] = [];
  for (let at = 0; at < parent.body.size; at++) {
    if (parent.body.op(at) === Op.Func && parent.nested(parent.body.a(at)) === fn) found.push(at);
  }
  return found;
}

/** The function that a value is, where it is written out or declared in the same file. */
export const functionIn = (graph: FunctionGraph, value: number): FunctionGraph | undefined => {
  const at = skipPis(graph, value);
  if (at === none) return undefined;
  if (graph.body.op(at) === Op.Func) return graph.nested(graph.body.a(at));
  const node = graph.nodeOf(at);
  const declaration =
    node && ts.isIdentifier(node) ? scopesOf(node.getSourceFile()).bindingOf(node)?.declarations[0] : undefined;
  if (declaration === undefined) return undefined;
  if (isFunctionNode(declaration)) return graphOf(declaration);
  const initial = ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  return initial && isFunctionNode(initial) ? graphOf(initial) : undefined;
};

export const isFunctionValue = (graph: FunctionGraph, value: number, fn: FunctionGraph): boolean =>
  functionIn(graph, value) === fn;

/** The function in which a node stands, or which it is. */
export function graphAround(node: ts.Node): FunctionGraph | undefined {
  for (let each: ts.Node | undefined = node; each !== undefined; each = each.parent) {
    const graph = graphOf(each);
    if (graph !== undefined) return graph;
  }
  return undefined;
}

/** The class whose `this` a function has. */
export function classAround(node: ts.Node): ts.ClassLikeDeclaration | undefined {
  for (let each: ts.Node | undefined = node.parent; each !== undefined; each = each.parent) {
    if (ts.isClassLike(each)) return each;
    if (isFunctionNode(each) && !ts.isArrowFunction(each)) return undefined;
  }
  return undefined;
}
