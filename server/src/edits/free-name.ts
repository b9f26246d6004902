import type { ts } from '../engine/syntax.ts';
import { scopesOf } from '../semantics/scopes.ts';

/** The first of the names that means nothing yet, at the node and inside it. */
export function freeName(candidates: readonly string[], at: ts.Node): string | undefined {
  const tree = at.getSourceFile();
  const scopes = scopesOf(tree);
  return candidates.find(
    (name) =>
      scopes.lookup(name, at) === undefined &&
      !scopes.globals.has(name) &&
      !new RegExp(String.raw`\b${name}\b`).test(at.getText(tree)),
  );
}
