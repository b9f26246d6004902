import { ts } from '../../../engine/syntax.ts';
import type { Binding, FileScopes, ScopeFunction } from '../../bindings.ts';
import { hasModifier } from '../../nodes.ts';
import { scopesOf } from '../../scopes.ts';
import type { FunctionKind } from '../ir.ts';
import { declaredExports, type DeclaredExports } from './exports.ts';
import { classNameOf, kindOf, nameOf } from './function-names.ts';
import { importedBy } from './imported.ts';
import { Positions } from './positions.ts';
import { local, Variable, type Storage } from './variable.ts';

/** A function of the file before it is lowered. */
export interface OutlinedFunction {
  readonly index: number;
  readonly scope: ScopeFunction;
  readonly kind: FunctionKind;
  readonly name: string;
  readonly id: string;
  readonly parent: number;
  readonly start: number;
  readonly end: number;
  readonly bodyStart: number;
  readonly bodyEnd: number;
}

/** What has to be known of a file before any of its functions is lowered. */
export class Outline {
  readonly tree: ts.SourceFile;
  readonly scopes: FileScopes;
  readonly exports: DeclaredExports;
  readonly functions: readonly OutlinedFunction[];
  readonly positions: Positions;
  readonly #byNode = new Map<ts.Node, OutlinedFunction>();
  readonly #cells = new Map<Binding, string>();
  readonly #cellsByHome = new Map<ScopeFunction, string[]>();

  constructor(tree: ts.SourceFile) {
    this.tree = tree;
    this.scopes = scopesOf(tree);
    this.positions = new Positions(tree);
    this.exports = declaredExports(tree, this.scopes);
    this.#nameCells();
    this.functions = this.#outlined();
  }

  functionAt(node: ts.Node): OutlinedFunction | undefined {
    return this.#byNode.get(node);
  }

  /** The name of the cell that a binding is, unless it is a variable of one function alone. */
  cellOf(binding: Binding): string | undefined {
    return this.#cells.get(binding);
  }

  cellsOf(scope: ScopeFunction): readonly string[] {
    return this.#cellsByHome.get(scope) ?? noCells;
  }

  /** Where the bodies of nested functions stand. */
  holesOf({ scope }: OutlinedFunction): { readonly starts: readonly number[]; readonly ends: readonly number[] } {
    if (scope.nested.length === 0) return noHoles;
    const nested = scope.nested.map(({ node }) => this.#byNode.get(node)).filter((each) => each !== undefined);
    return { starts: nested.map(({ bodyStart }) => bodyStart), ends: nested.map(({ bodyEnd }) => bodyEnd) };
  }

  /** How a function sees a name. */
  variable(binding: Binding, within: ScopeFunction): Variable {
    const { name } = binding;
    const storage = this.#storage(binding, within);
    if (storage.kind === 'cell') return new Variable(name, storage, false);
    const isStable =
      binding.writes.length === 0 && !binding.isFilled && !isRepeated(binding) && isMadeBeforeUse(binding);
    const isHome = storage.kind === 'local' && binding.home === within;
    return new Variable(name, storage, isStable, { publishedAs: isHome ? this.#cells.get(binding) : undefined });
  }

  #storage(binding: Binding, within: ScopeFunction): Storage {
    const imported = importedBy(binding);
    if (imported !== undefined) return { kind: 'import', ...imported };
    if (isAmbient(binding)) return { kind: 'global', name: binding.name };
    const cell = this.#cells.get(binding);
    if (cell === undefined) return local;
    const hops = within.depth - binding.home.depth;
    if (binding.isWrittenInside) return { kind: 'cell', hops, cell };
    return hops === 0 ? local : { kind: 'free', hops, cell };
  }

  #nameCells(): void {
    for (const binding of this.scopes.bindings) {
      if (!binding.isShared && !this.exports.variables.has(binding)) continue;
      if (importedBy(binding) !== undefined || isAmbient(binding)) continue;
      const cells = this.#cellsByHome.get(binding.home);
      if (cells === undefined) this.#cellsByHome.set(binding.home, [binding.name]);
      else cells.push(uniqueAmong(cells, binding.name));
      this.#cells.set(binding, cells?.at(-1) ?? binding.name);
    }
  }

  #outlined(): OutlinedFunction[] {
    const counts = new Map<string, number>();
    const indices = new Map<ScopeFunction, OutlinedFunction>();
    return this.scopes.functions.map((scope, index) => {
      const parent = scope.parent === undefined ? undefined : indices.get(scope.parent);
      const name = nameOf(scope.node);
      const plain = parent === undefined ? '' : identity(parent.id, scope.node, name);
      const count = (counts.get(plain) ?? 0) + 1;
      counts.set(plain, count);
      const id = count === 1 ? plain : `${plain}~${String(count)}`;
      const kind = kindOf(scope.node);
      const { start, end, bodyStart, bodyEnd } = this.#extent(scope.node);
      const outlined = { index, scope, kind, name, id, parent: parent?.index ?? -1, start, end, bodyStart, bodyEnd };
      indices.set(scope, outlined);
      this.#byNode.set(scope.node, outlined);
      return outlined;
    });
  }

  #extent(node: ts.Node): Pick<OutlinedFunction, 'start' | 'end' | 'bodyStart' | 'bodyEnd'> {
    if (ts.isSourceFile(node)) return { start: 0, end: node.end, bodyStart: 0, bodyEnd: node.end };
    const body = bodyOf(node);
    const bodyStart = this.positions.startOf(body);
    const start = ts.isPropertyDeclaration(node) ? bodyStart : this.positions.startOf(node);
    return { start, end: body.end, bodyStart, bodyEnd: body.end };
  }
}

const noCells: readonly string[] = [];
const noHoles = { starts: [], ends: [] };

/** The block or expression that a function runs. */
export function bodyOf(node: ts.Node): ts.Node {
  if (ts.isPropertyDeclaration(node)) return node.initializer ?? node;
  return (node as ts.FunctionLikeDeclaration).body ?? node;
}

function identity(around: string, node: ts.Node, name: string): string {
  const own = name === '' ? '()' : name;
  const inClass = ts.isClassLike(node.parent) ? `${classNameOf(node.parent)}.${own}` : own;
  return around === '' ? inClass : `${around}/${inClass}`;
}

/** Declared more than once with a value each time; of overloads one has a body. */
function isRepeated({ kind, declarations }: Binding): boolean {
  return declarations.length > 1 && kind !== 'function' && kind !== 'class' && kind !== 'namespace';
}

/** Whoever comes to a use that follows has passed the declaration: no `case`, no embedded statement, no outer `var`. */
function isMadeBeforeUse({ kind, scope, declarations }: Binding): boolean {
  return declarations.every((node) => {
    const statement = statementOf(node);
    if (statement === undefined || (kind !== 'var' && ts.isIterationStatement(statement, false))) return true;
    const { parent } = statement;
    if (kind === 'var') return ts.isVariableStatement(statement) && (parent === scope || parent.parent === scope);
    return ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isModuleBlock(parent);
  });
}

/** The statement that declares a name; undefined for parameters, what is caught and what an expression names itself. */
function statementOf(declaration: ts.Node): ts.Node | undefined {
  let node = declaration;
  while (ts.isBindingElement(node) || ts.isBindingName(node)) node = node.parent;
  if (ts.isVariableDeclaration(node)) return ts.isCatchClause(node.parent) ? undefined : node.parent.parent;
  return ts.isStatement(node) ? node : undefined;
}

/** Described with `declare`: somebody else makes it. */
function isAmbient({ declarations }: Binding): boolean {
  return declarations.every((node) => {
    const owner = ts.isVariableDeclaration(node) ? node.parent.parent : node;
    return hasModifier(owner, ts.SyntaxKind.DeclareKeyword);
  });
}

function uniqueAmong(names: readonly string[], name: string): string {
  if (!names.includes(name)) return name;
  let count = 2;
  while (names.includes(`${name}#${String(count)}`)) count += 1;
  return `${name}#${String(count)}`;
}
