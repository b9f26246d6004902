import { ts } from '../../engine/syntax.ts';
import { isFunctionNode, memberName } from '../nodes.ts';
import type { SinkNode } from './sinks.ts';

/** Nothing that is written out in full can be untrusted. */
export const isWrittenOut = (node: ts.Expression): boolean =>
  ts.isStringLiteralLike(node) ||
  ts.isNumericLiteral(node) ||
  node.kind === ts.SyntaxKind.TrueKeyword ||
  node.kind === ts.SyntaxKind.FalseKeyword ||
  isFunctionNode(node);

/** A call without arguments and a comparison hurt nobody. */
export function mayHurt(node: SinkNode): boolean {
  if (ts.isCallExpression(node) && memberName(node.expression) === 'join') return true;
  if (ts.isCallExpression(node) || ts.isNewExpression(node))
    return (node.arguments?.length ?? 0) > 0 && node.arguments?.every(isWrittenOut) !== true;
  return true;
}

const nodesIn = new WeakMap<ts.Node, readonly SinkNode[]>();

/** The calls and assignments of a function, those of functions inside of it included. */
export function sinkNodesIn(fn: ts.Node): readonly SinkNode[] {
  let known = nodesIn.get(fn);
  if (known === undefined) {
    const nodes: SinkNode[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node))
        nodes.push(node);
      else if (ts.isJsxAttribute(node) || isAssignment(node)) nodes.push(node);
      ts.forEachChild(node, visit);
    };
    ts.forEachChild(fn, visit);
    nodesIn.set(fn, (known = nodes));
  }
  return known;
}

const isAssignment = (node: ts.Node): node is ts.BinaryExpression =>
  ts.isBinaryExpression(node) &&
  (node.operatorToken.kind === ts.SyntaxKind.EqualsToken || node.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken);
