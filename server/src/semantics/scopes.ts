import type { ts } from '../engine/syntax.ts';
import type { FileScopes } from './bindings.ts';
import { codeVisitors } from './scope-code.ts';
import { declarationVisitors } from './scope-declarations.ts';
import { ScopeWalk, visitorTable } from './scope-walk.ts';

export type { Binding, BindingKind, FileScopes } from './bindings.ts';

const visitors = visitorTable([...codeVisitors, ...declarationVisitors]);
const known = new WeakMap<ts.SourceFile, FileScopes>();

/** The names of a file and what they stand for, without a checker; worked out once per tree. */
export function scopesOf(tree: ts.SourceFile): FileScopes {
  let scopes = known.get(tree);
  if (scopes === undefined) {
    const walk = new ScopeWalk(tree, visitors);
    walk.all(tree.statements);
    scopes = walk.table.finish();
    known.set(tree, scopes);
  }
  return scopes;
}
