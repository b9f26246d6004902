import type { FileEdit, TextEdit } from '../../../shared/src/finding.ts';
import type { Snapshot } from '../engine/snapshot.ts';
import type { ts } from '../engine/syntax.ts';
import { moduleFactsOf } from '../semantics/module-facts.ts';
import { canonicalModule } from '../semantics/module-names.ts';
import { resolveExport } from '../semantics/modules.ts';
import { scopesOf } from '../semantics/scopes.ts';
import { folderOf } from '../types/paths.ts';
import { insertion } from './handling.ts';
import { importEdit, moduleEnding, specifierTo, usesRequire } from './imports.ts';
import { quoted, styleOf } from './style.ts';

/** What hands the rejection of an async handler to `next`, and what has to be written before it can be called. */
export interface Wrapper {
  readonly name: string;
  /** In words: where it comes from. */
  readonly from: 'file' | 'package' | 'project' | 'new';
  readonly edits: readonly TextEdit[];
  readonly files: readonly FileEdit[];
}

const library = 'express-async-handler';
const name = 'asyncHandler';
const module = 'async-handler';

/** The project's own wrapper beside the file, else the installed package, else a shared file that is to be made. */
export function wrapperFor(tree: ts.SourceFile, snapshot: Snapshot): Wrapper | undefined {
  const imported = importedWrapper(tree);
  if (imported !== undefined) return { name: imported, from: 'file', edits: [], files: [] };
  if (scopesOf(tree).lookup(name, tree) !== undefined) return undefined;
  if (snapshot.packageVersion(library, tree.fileName) !== undefined)
    return { name, from: 'package', edits: [importEdit(tree, name, library)], files: [] };
  const file = `${folderOf(tree.fileName)}/${module}${moduleEnding(tree)}`;
  const edits = [importEdit(tree, `{ ${name} }`, specifierTo(tree, file, snapshot))];
  if (snapshot.tree(file) === undefined) return { name, from: 'new', edits, files: [newFile(file, tree)] };
  return resolveExport(snapshot, file, name) ? { name, from: 'project', edits, files: [] } : undefined;
}

function importedWrapper(tree: ts.SourceFile): string | undefined {
  for (const [binding, { specifier, exported }] of moduleFactsOf(tree).imports) {
    if (exported === 'default' || exported === '*') {
      if (canonicalModule(specifier)?.name === library) return binding.name;
    }
  }
  return undefined;
}

function newFile(file: string, beside: ts.SourceFile): FileEdit {
  const { lineEnd, indent, semicolon: end, isTypeScript } = styleOf(beside);
  const says = '/** Hands on to `next` what an async handler rejects with; Express before version 5 drops it. */';
  const lines = isTypeScript
    ? [
        `import type { NextFunction, Request, RequestHandler, Response } from ${quoted(beside, 'express')}${end}`,
        '',
        `type AsyncHandler = (req: Request, res: Response, next: NextFunction) => Promise<unknown>${end}`,
        '',
        says,
        `export const ${name} =`,
        `${indent}(handler: AsyncHandler): RequestHandler =>`,
        `${indent}(req, res, next) => {`,
        `${indent}${indent}handler(req, res, next).catch(next)${end}`,
        `${indent}}${end}`,
      ]
    : [
        says,
        `${usesRequire(beside) ? '' : 'export '}const ${name} = (handler) => (req, res, next) => {`,
        `${indent}handler(req, res, next).catch(next)${end}`,
        `}${end}`,
        ...(usesRequire(beside) ? ['', `module.exports = { ${name} }${end}`] : []),
      ];
  return { file, edits: [insertion(0, lines.join(lineEnd) + lineEnd)] };
}
