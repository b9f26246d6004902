import type { Snapshot } from '../engine/snapshot.ts';
import { ts } from '../engine/syntax.ts';
import { resolveExport } from './modules.ts';
import { type Evaluation, none, pathValue, type Value } from './value.ts';

export interface ExportValues {
  /** What a module that a file names by its specifier exports under a name; `*` is the module itself. */
  readonly ofExport: (specifier: string, from: string, exported: string) => readonly Value[];
  readonly ofExportOf: (file: string, exported: string) => readonly Value[];
}

export function createExportValues(
  snapshot: Snapshot,
  { of, ofDeclaration, remembered }: Pick<Evaluation, 'of' | 'ofDeclaration' | 'remembered'>,
): ExportValues {
  function ofExport(specifier: string, from: string, exported: string): readonly Value[] {
    const target = snapshot.resolveModule(specifier, from);
    if (target.kind === 'unresolved') return none;
    if (target.kind === 'package') return ofPackage(target.name, exported);
    return ofExportOf(target.file, exported);
  }

  /** A package's default export, namespace and `require` are one thing: `stripe()` however it was imported. */
  const ofPackage = (name: string, exported: string): readonly Value[] =>
    pathValue(exported === '*' || exported === 'default' ? name : `${name}.${exported}`);

  function ofExportOf(file: string, exported: string): readonly Value[] {
    const found = resolveExport(snapshot, file, exported);
    if (found === undefined) return none;
    if ('module' in found) return ofPackage(found.module, found.exported);
    if (ts.isSourceFile(found.node)) return [{ kind: 'namespace', file: found.file }];
    return ts.isExpression(found.node) ? of(found.node) : remembered(found.node, () => ofDeclaration(found.node));
  }

  return { ofExport, ofExportOf };
}
