import type { ts } from './syntax.ts';

/** The parser keeps its errors on the tree, though its public type does not say so. */
export function parseErrorsOf(tree: ts.SourceFile): readonly { readonly start: number; readonly length: number }[] {
  return (tree as { parseDiagnostics?: readonly { start: number; length: number }[] }).parseDiagnostics ?? [];
}
