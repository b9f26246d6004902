import { ts } from '../engine/syntax.ts';
import type { Ref } from './oracle.ts';

export function findNode(file: ts.SourceFile, ref: Ref): ts.Node | undefined {
  let node: ts.Node | undefined = file;
  while (node !== undefined) {
    if (node.pos === ref.pos && node.end === ref.end && node.kind === ref.kind) return node;
    node = childAround(node, ref);
  }
  return undefined;
}

function childAround(node: ts.Node, ref: Ref): ts.Node | undefined {
  // Empty nodes, such as a missing identifier, share their position with their neighbours: kind decides.
  let around: ts.Node | undefined;
  const exact = ts.forEachChild(node, (child) => {
    if (child.pos > ref.pos || child.end < ref.end) return undefined;
    if (child.kind === ref.kind && child.pos === ref.pos && child.end === ref.end) return child;
    around ??= child;
    return undefined;
  });
  return exact ?? around;
}
