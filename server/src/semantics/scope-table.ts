import { ts } from '../engine/syntax.ts';
import type { Binding, BindingKind, FileScopes, ScopeFunction } from './bindings.ts';
import { fills } from './scope-fills.ts';

/** How an identifier uses a name; decides the space it is looked up in and the list it lands in. */
export type Use = 'read' | 'write' | 'type' | 'typeof' | 'export' | 'exportType' | 'mention';

type Key = ts.__String;

const none: readonly ts.Identifier[] = [];

class MutableFunction implements ScopeFunction {
  readonly node: ts.Node;
  readonly parent: MutableFunction | undefined;
  readonly position: number;
  readonly depth: number;
  readonly nested: MutableFunction[] = [];

  constructor(node: ts.Node, parent: MutableFunction | undefined) {
    this.node = node;
    this.parent = parent;
    this.position = parent === undefined ? 0 : parent.nested.push(this) - 1;
    this.depth = parent === undefined ? 0 : parent.depth + 1;
  }
}

class MutableBinding implements Binding {
  readonly name: string;
  readonly kind: BindingKind;
  readonly scope: ts.Node;
  readonly declarations: ts.Node[];
  readonly home: MutableFunction;
  isShared = false;
  isWrittenInside = false;
  isFilled = false;
  references = none;
  writes = none;
  typeReferences = none;

  constructor(name: string, kind: BindingKind, scope: Scope, declaration: ts.Node) {
    this.name = name;
    this.kind = kind;
    this.scope = scope.node;
    this.home = scope.within;
    this.declarations = [declaration];
  }
}

export class Scope {
  readonly node: ts.Node;
  readonly parent: Scope | undefined;
  /** Where a `var` inside lands. */
  readonly varScope: Scope;
  /** Of a function body kept apart from parameters with initializers: a `var` named like a parameter is that parameter. */
  readonly parameters: Scope | undefined;
  readonly within: MutableFunction;
  readonly values = new Map<Key, MutableBinding>();
  types: Map<Key, MutableBinding> | undefined;

  constructor(
    node: ts.Node,
    parent: Scope | undefined,
    holdsVars: boolean,
    parameters?: Scope,
    within?: MutableFunction,
  ) {
    this.node = node;
    this.within = within ?? parent?.within ?? new MutableFunction(node, undefined);
    this.parent = parent;
    this.varScope = holdsVars || parent === undefined ? this : parent.varScope;
    this.parameters = parameters;
  }
}

/** In which spaces a declaration of a kind is found. */
const spaces: Readonly<Record<BindingKind, 'values' | 'types' | 'both'>> = {
  import: 'both',
  const: 'values',
  let: 'values',
  var: 'values',
  function: 'values',
  class: 'both',
  parameter: 'values',
  catch: 'values',
  enum: 'both',
  namespace: 'both',
  type: 'types',
};

/** Collects declarations and uses during the walk; uses are resolved at its end, when everything hoisted is known. */
export class ScopeTable {
  readonly #bindings = new Map<ts.Identifier, MutableBinding>();
  readonly #scopes = new Map<ts.Node, Scope>();
  readonly #names: ts.Identifier[] = [];
  readonly #nameScopes: Scope[] = [];
  readonly #uses: Use[] = [];
  readonly #functions: MutableFunction[] = [];
  readonly #values: MutableBinding[] = [];

  /** The scope of a function that starts at the node: its names, and what is inside, run at their own time. */
  functionScope(node: ts.Node, parent: Scope | undefined): Scope {
    const within = new MutableFunction(node, parent?.within);
    this.#functions.push(within);
    return new Scope(node, parent, true, undefined, within);
  }

  /** Makes the scope the one that `lookup` finds at its node. */
  register(scope: Scope): Scope {
    this.#scopes.set(scope.node, scope);
    return scope;
  }

  declare(scope: Scope, name: ts.Identifier, kind: BindingKind, declaration: ts.Node): void {
    const key = name.escapedText;
    const owner = scope.parameters?.values.has(key) === true && kind === 'var' ? scope.parameters : scope;
    const space = spaces[kind];
    const existing = space === 'types' ? owner.types?.get(key) : owner.values.get(key);
    const binding = existing ?? new MutableBinding(name.text, kind, owner, declaration);
    if (existing !== undefined) existing.declarations.push(declaration);
    else if (space !== 'types') this.#values.push(binding);
    this.#bindings.set(name, binding);
    if (space !== 'types') owner.values.set(key, binding);
    if (space === 'values') return;
    owner.types ??= new Map();
    if (!owner.types.has(key)) owner.types.set(key, binding);
  }

  use(scope: Scope, name: ts.Identifier, use: Use): void {
    // The parser puts empty names where half-typed code lacks one.
    if (name.text === '') return;
    this.#names.push(name);
    this.#nameScopes.push(scope);
    this.#uses.push(use);
  }

  finish(): FileScopes {
    const bindings = this.#bindings;
    const scopes = this.#scopes;
    const globals = new Map<string, ts.Identifier[]>();
    for (let at = 0; at < this.#names.length; at++) {
      const name = this.#names[at];
      const scope = this.#nameScopes[at];
      const use = this.#uses[at];
      if (name !== undefined && scope !== undefined && use !== undefined) this.#resolve(name, scope, use, globals);
    }
    return {
      globals,
      functions: this.#functions,
      bindings: this.#values,
      forEachUse: (visit) => {
        for (let at = 0; at < this.#names.length; at++) {
          const name = this.#names[at];
          const scope = this.#nameScopes[at];
          if (name !== undefined && scope !== undefined) visit(name, bindings.get(name), scope.within);
        }
      },
      bindingOf: (name) => bindings.get(name),
      lookup: (name, at) => lookup(scopes, ts.escapeLeadingUnderscores(name), at),
    };
  }

  #resolve(name: ts.Identifier, scope: Scope, use: Use, globals: Map<string, ts.Identifier[]>): void {
    const key = name.escapedText;
    const binding = find(scope, key, use);
    if (binding !== undefined) {
      this.#bindings.set(name, binding);
      record(binding, name, use, scope.within);
    } else if (use !== 'type' && use !== 'exportType' && use !== 'mention') {
      append(globals, name);
    }
  }
}

function record(binding: MutableBinding, name: ts.Identifier, use: Use, user: MutableFunction): void {
  if (use === 'mention') return;
  if (use === 'type' || use === 'typeof' || use === 'exportType' || binding.kind === 'type') {
    binding.typeReferences = added(binding.typeReferences, name);
    // That a parameter is an instance of a class is something to know of the function.
    if (binding.kind === 'class' && user !== binding.home) binding.isShared = true;
    return;
  }
  binding.references = added(binding.references, name);
  if (use === 'write') binding.writes = added(binding.writes, name);
  const isFilled = fills(name);
  if (isFilled) binding.isFilled = true;
  if (user === binding.home) return;
  binding.isShared = true;
  if (isFilled || use === 'write') binding.isWrittenInside = true;
}

/** Most bindings have no writes and no uses in types, so lists are made when first needed. */
function added(list: readonly ts.Identifier[], name: ts.Identifier): readonly ts.Identifier[] {
  if (list === none) return [name];
  (list as ts.Identifier[]).push(name);
  return list;
}

function append(globals: Map<string, ts.Identifier[]>, name: ts.Identifier): void {
  const known = globals.get(name.text);
  if (known === undefined) globals.set(name.text, [name]);
  else known.push(name);
}

function find(scope: Scope, key: Key, use: Use): MutableBinding | undefined {
  if (use === 'type') return findType(scope, key);
  if (use === 'exportType') return findType(scope, key) ?? findValue(scope, key);
  return findValue(scope, key) ?? (use === 'export' ? findType(scope, key) : undefined);
}

function findValue(from: Scope, key: Key): MutableBinding | undefined {
  for (let scope: Scope | undefined = from; scope !== undefined; scope = scope.parent) {
    const binding = scope.values.get(key);
    if (binding !== undefined) return binding;
  }
  return undefined;
}

function findType(from: Scope, key: Key): MutableBinding | undefined {
  for (let scope: Scope | undefined = from; scope !== undefined; scope = scope.parent) {
    const binding = scope.types?.get(key);
    if (binding !== undefined) return binding;
  }
  return undefined;
}

function lookup(scopes: ReadonlyMap<ts.Node, Scope>, key: Key, at: ts.Node): Binding | undefined {
  for (let node: ts.Node | undefined = at; node !== undefined; node = node.parent) {
    const scope = scopes.get(node);
    if (scope !== undefined) return findValue(scope, key) ?? findType(scope, key);
  }
  return undefined;
}
