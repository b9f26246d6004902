import { ts } from '../engine/syntax.ts';
import type { CalleeQuestions } from './callees.ts';
import type { FunctionNode } from './nodes.ts';

const maxFunctions = 20;
const maxDepth = 2;

/** The functions of the project that a function calls, and those that these call; at most 20. */
export function calledFunctions(fn: FunctionNode, callees: CalleeQuestions): readonly FunctionNode[] {
  const found = new Set<FunctionNode>();
  const visit = (node: ts.Node, depth: number): void => {
    if (ts.isCallExpression(node)) {
      for (const called of callees.bySyntax(node).functions) {
        if (found.has(called) || found.size >= maxFunctions) continue;
        found.add(called);
        if (depth < maxDepth && called.body) visit(called.body, depth + 1);
      }
    }
    ts.forEachChild(node, (child) => visit(child, depth));
  };
  if (fn.body) visit(fn.body, 0);
  return [...found];
}
