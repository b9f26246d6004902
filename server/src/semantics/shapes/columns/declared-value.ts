import type { Snapshot } from '../../../engine/snapshot.ts';
import type { ts } from '../../../engine/syntax.ts';
import { moduleFactsOf, resolveExport } from '../../modules.ts';
import { scopesOf } from '../../scopes.ts';

/** What a name stands for, in its file or the one that it is imported from. */
export function declarationOfName(name: ts.Identifier, snapshot: Snapshot): ts.Node | undefined {
  const tree = name.getSourceFile();
  const binding = scopesOf(tree).bindingOf(name);
  const imported = binding && moduleFactsOf(tree).imports.get(binding);
  return imported ? exportedNode(imported, tree, snapshot) : binding?.declarations[0];
}

export function exportedNode(
  { specifier, exported }: { readonly specifier: string; readonly exported: string },
  tree: ts.SourceFile,
  snapshot: Snapshot,
): ts.Node | undefined {
  const target = snapshot.resolveModule(specifier, tree.fileName);
  const found = target.kind === 'file' ? resolveExport(snapshot, target.file, exported) : undefined;
  return found && 'node' in found ? found.node : undefined;
}
