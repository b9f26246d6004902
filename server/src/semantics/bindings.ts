import type { ts } from '../engine/syntax.ts';

export type BindingKind =
  'import' | 'const' | 'let' | 'var' | 'function' | 'class' | 'parameter' | 'catch' | 'enum' | 'namespace' | 'type';

/** Code that runs at its own time: a function with a body, the initializer of an instance's field, or the file's top level. */
export interface ScopeFunction {
  /** A PropertyDeclaration stands for its initializer. */
  readonly node: ts.Node;
  readonly parent: ScopeFunction | undefined;
  /** Among its parent's. */
  readonly position: number;
  /** How many functions are around it. */
  readonly depth: number;
  /** Those directly inside, in source order. */
  readonly nested: readonly ScopeFunction[];
}

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
  /** The function that holds it. */
  readonly home: ScopeFunction;
  /** A function inside its home uses it as well; of a class, in a type too. */
  readonly isShared: boolean;
  /** A function inside its home writes it, or puts something into it. */
  readonly isWrittenInside: boolean;
  /** Something is put into it: a member is assigned, or `push` and its like are called. */
  readonly isFilled: boolean;
}

export interface FileScopes {
  /** What an identifier reference or a declaring name stands for; undefined for globals and property names. */
  bindingOf(name: ts.Identifier): Binding | undefined;
  /** What `name` would stand for at a node; for fixes that want to use a name. */
  lookup(name: string, at: ts.Node): Binding | undefined;
  /** References that no declaration of the file answers, by name: `process`, `fetch`, `Deno`. */
  readonly globals: ReadonlyMap<string, readonly ts.Identifier[]>;
  /** In source order, outer before inner; the first is the file itself. */
  readonly functions: readonly ScopeFunction[];
  /** Every binding but those of types. */
  readonly bindings: readonly Binding[];
  /** Visits every name that is used, in source order, with the function it is used in. */
  forEachUse(visit: (name: ts.Identifier, binding: Binding | undefined, user: ScopeFunction) => void): void;
}
