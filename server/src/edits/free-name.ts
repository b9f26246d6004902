import type { ts } from '../engine/syntax.ts';
import { scopesOf } from '../semantics/scopes.ts';

/** The first of the names that means nothing yet, at the node and inside it. */
export function freeName(candidates: readonly string[], at: ts.Node): string | undefined {
  const scopes = scopesOf(at.getSourceFile());
  const words = wordsOf(at);
  return candidates.find(
    (name) => scopes.lookup(name, at) === undefined && !scopes.globals.has(name) && !words.has(name),
  );
}

const remembered = new WeakMap<ts.Node, ReadonlySet<string>>();

/** Of its text, comments and strings included: whoever reads on takes an equal word for the same thing. */
function wordsOf(node: ts.Node): ReadonlySet<string> {
  let words = remembered.get(node);
  if (words === undefined) remembered.set(node, (words = new Set(node.getText().match(/\w+/g))));
  return words;
}
