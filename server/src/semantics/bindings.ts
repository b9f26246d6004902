import type { ts } from '../engine/syntax.ts';

export type BindingKind =
  'import' | 'const' | 'let' | 'var' | 'function' | 'class' | 'parameter' | 'catch' | 'enum' | 'namespace' | 'type';

/** What a name in a file stands for. */
export interface Binding {
  readonly name: string;
  /** Of the first declaration. A `using` is a `const`; members of an enum, seen from inside it, are `enum`. */
  readonly kind: BindingKind;
  /** The node whose scope holds the name: the SourceFile, a function, a Block, a CatchClause and so on. */
  readonly scope: ts.Node;
  /**
   * The declarations: an ImportClause, ImportSpecifier, NamespaceImport or ImportEqualsDeclaration; a
   * VariableDeclaration or BindingElement; a Parameter; a Function-, Class-, Enum- or ModuleDeclaration or named
   * expression. Several for overloads, merged declarations and repeated `var`s.
   */
  readonly declarations: readonly ts.Node[];
  /** Every identifier that reads or writes the name at run time, declarations excluded, in source order. */
  readonly references: readonly ts.Identifier[];
  /** Those of the references that write it. */
  readonly writes: readonly ts.Identifier[];
  /** Identifiers that name it in types, `typeof` queries and `x is T` included: none of them runs. */
  readonly typeReferences: readonly ts.Identifier[];
}

export interface FileScopes {
  /** What an identifier reference or a declaring name stands for; undefined for globals and property names. */
  bindingOf(name: ts.Identifier): Binding | undefined;
  /** What `name` would stand for at a node; for fixes that want to use a name. */
  lookup(name: string, at: ts.Node): Binding | undefined;
  /** References that no declaration of the file answers, by name: `process`, `fetch`, `Deno`. */
  readonly globals: ReadonlyMap<string, readonly ts.Identifier[]>;
}
