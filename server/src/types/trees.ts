import { ts } from '../engine/syntax.ts';
import { changeBetween, type TextChange } from '../engine/text-change.ts';
import { carryEdit, scopeOfEdit, type CarriedEdit } from './carry-edit.ts';
import { type ProgramFile } from './compiler-internals.ts';
import type { Documents } from './documents.ts';
import { functionsAround } from './edit-scope.ts';

/** How files of a project are parsed. Projects with the same key share trees. */
export interface ParseContext {
  readonly key: string;
  readonly options: ts.CompilerOptions;
  parseOptions(path: string): ts.CreateSourceFileOptions;
  /** Whether nodes must know their parents before the binder has seen them. */
  setsParents(path: string): boolean;
}

export interface TreeEdit {
  readonly change: TextChange;
  /** By key of the tree; undefined when the edit reaches beyond one function's body in one of them. */
  readonly carried: ReadonlyMap<string, CarriedEdit> | undefined;
}

interface Tree {
  file: ts.SourceFile;
  version: number;
  readonly options: ts.CompilerOptions;
}

/**
 * One tree per file and way of parsing, used by programs and rules alike. A tree that is brought up to date gives its
 * unchanged nodes to its successor, so an old tree must not be used again.
 */
export class Trees {
  readonly #documents: Documents;
  readonly #areBound: () => boolean;
  readonly #byKey = new Map<string, Map<string, Tree>>();

  /** `areBound`: whether a checker of this process hangs its results on the trees. */
  constructor(documents: Documents, areBound: () => boolean) {
    this.#documents = documents;
    this.#areBound = areBound;
  }

  get(path: string, context: ParseContext): ts.SourceFile | undefined {
    const trees = this.#treesOf(context.key);
    const name = this.#documents.canonical(path);
    const known = trees.get(name);
    const version = this.#documents.version(path);
    if (known?.version === version) return known.file;
    const text = this.#documents.readForProgram(path);
    if (text === undefined) {
      trees.delete(name);
      return undefined;
    }
    const setParents = context.setsParents(path);
    const file =
      known === undefined
        ? ts.createSourceFile(path, text, context.parseOptions(path), setParents)
        : reparsed(known, text);
    trees.set(name, { file, version, options: context.options });
    return file;
  }

  has(path: string): boolean {
    const name = this.#documents.canonical(path);
    return [...this.#byKey.values()].some((trees) => trees.has(name));
  }

  /** Brings all trees of a file up to date. Undefined when there is none, or its text is what it was. */
  edit(path: string): TreeEdit | undefined {
    const name = this.#documents.canonical(path);
    const version = this.#documents.version(path);
    const text = this.#documents.readForProgram(path) ?? '';
    const carried = new Map<string, CarriedEdit>();
    let change: TextChange | undefined;
    let isCarried = true;
    for (const [key, trees] of this.#byKey) {
      const tree = trees.get(name);
      if (tree === undefined || tree.version === version) continue;
      tree.version = version;
      const itsChange = changeBetween(tree.file.text, text);
      if (itsChange === undefined) continue;
      change = itsChange;
      const edit = this.#bringUpToDate(tree, text, itsChange);
      if (edit === undefined) isCarried = false;
      else carried.set(key, edit);
    }
    return change === undefined ? undefined : { change, carried: isCarried ? carried : undefined };
  }

  #bringUpToDate(tree: Tree, text: string, change: TextChange): CarriedEdit | undefined {
    const before = tree.file;
    try {
      const around = functionsAround(before, change);
      tree.file = reparsed(tree, text, change);
      return this.#areBound()
        ? carryEdit(before, tree.file, around, change, tree.options)
        : scopeOfEdit(before, tree.file, around, change);
    } catch {
      tree.file = parsedAnew(before, text);
      return undefined;
    }
  }

  /** What binder and programs hung on the tree is worked out anew by the next program. */
  unbind(path: string, key: string): void {
    const file = this.#byKey.get(key)?.get(this.#documents.canonical(path))?.file as ProgramFile | undefined;
    if (file === undefined) return;
    file.locals = undefined;
    file.symbol = undefined;
    file.imports = undefined;
    file.moduleAugmentations = undefined;
    file.ambientModuleNames = undefined;
  }

  /** The texts of packages may be other ones now; trees stay where they are not. */
  touchPackages(): void {
    for (const trees of this.#byKey.values()) {
      for (const tree of trees.values()) if (tree.file.fileName.includes('/node_modules/')) tree.version = -1;
    }
  }

  forget(path: string): void {
    const name = this.#documents.canonical(path);
    for (const trees of this.#byKey.values()) trees.delete(name);
  }

  /** Frees the trees that no project uses any more. */
  keepOnly(isUsed: (path: string, key: string) => boolean): void {
    for (const [key, trees] of this.#byKey) {
      for (const [name, tree] of trees) if (!isUsed(tree.file.fileName, key)) trees.delete(name);
      if (trees.size === 0) this.#byKey.delete(key);
    }
  }

  #treesOf(key: string): Map<string, Tree> {
    let trees = this.#byKey.get(key);
    if (trees === undefined) {
      trees = new Map();
      this.#byKey.set(key, trees);
    }
    return trees;
  }
}

function reparsed(tree: Tree, text: string, change = changeBetween(tree.file.text, text)): ts.SourceFile {
  if (change === undefined) return tree.file;
  const { start, end, newLength } = change;
  try {
    return ts.updateSourceFile(tree.file, text, { span: { start, length: end - start }, newLength });
  } catch {
    return parsedAnew(tree.file, text);
  }
}

function parsedAnew(before: ts.SourceFile, text: string): ts.SourceFile {
  const { languageVersion, impliedNodeFormat } = before;
  const { setExternalModuleIndicator, jsDocParsingMode } = before as ts.SourceFile & ts.CreateSourceFileOptions;
  return ts.createSourceFile(
    before.fileName,
    text,
    {
      languageVersion,
      ...(impliedNodeFormat === undefined ? {} : { impliedNodeFormat }),
      ...(setExternalModuleIndicator === undefined ? {} : { setExternalModuleIndicator }),
      ...(jsDocParsingMode === undefined ? {} : { jsDocParsingMode }),
    },
    true,
  );
}
