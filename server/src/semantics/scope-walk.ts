import { ts } from '../engine/syntax.ts';
import type { BindingKind } from './bindings.ts';
import { Scope, ScopeTable, type Use } from './scope-table.ts';

const Kind = ts.SyntaxKind;

export interface ScopeVisitor {
  readonly kinds: readonly ts.SyntaxKind[];
  readonly visit: (walk: ScopeWalk, node: ts.Node) => void;
}

export function on<Node extends ts.Node>(
  kinds: readonly Node['kind'][],
  visit: (walk: ScopeWalk, node: Node) => void,
): ScopeVisitor {
  return { kinds, visit: visit as ScopeVisitor['visit'] };
}

/** By syntax kind. A kind without a visitor has children that are all code. */
export type VisitorTable = readonly (ScopeVisitor['visit'] | undefined)[];

export function visitorTable(visitors: readonly ScopeVisitor[]): VisitorTable {
  const table: (ScopeVisitor['visit'] | undefined)[] = [];
  for (const { kinds, visit } of visitors) for (const kind of kinds) table[kind] = visit;
  return table;
}

/** One walk over a file. Identifiers that a visitor reaches are references: whoever owns a name that is none skips it. */
export class ScopeWalk {
  readonly table = new ScopeTable();
  readonly #visitors: VisitorTable;
  scope: Scope;

  constructor(tree: ts.SourceFile, visitors: VisitorTable) {
    this.#visitors = visitors;
    this.scope = this.table.register(this.table.functionScope(tree, undefined));
  }

  readonly visit = (node: ts.Node): void => {
    const visitor = this.#visitors[node.kind];
    if (visitor === undefined) ts.forEachChild(node, this.visit);
    else visitor(this, node);
  };

  all(nodes: readonly ts.Node[] | undefined): void {
    if (nodes === undefined) return;
    for (const node of nodes) this.visit(node);
  }

  maybe(node: ts.Node | undefined): void {
    if (node !== undefined) this.visit(node);
  }

  children(node: ts.Node): void {
    ts.forEachChild(node, this.visit);
  }

  use(name: ts.Identifier, use: Use): void {
    this.table.use(this.scope, name, use);
  }

  declare(name: ts.Identifier, kind: BindingKind, declaration: ts.Node): void {
    this.table.declare(kind === 'var' ? this.scope.varScope : this.scope, name, kind, declaration);
  }

  /** Declares the names of a pattern and visits what it evaluates. */
  declareName(name: ts.BindingName, kind: BindingKind, declaration: ts.Node): void {
    if (ts.isIdentifier(name)) {
      this.declare(name, kind, declaration);
      return;
    }
    for (const element of name.elements) {
      if (ts.isOmittedExpression(element)) continue;
      if (element.propertyName !== undefined) this.propertyName(element.propertyName);
      this.declareName(element.name, kind, element);
      this.maybe(element.initializer);
    }
  }

  /** Only a computed name holds code. */
  propertyName(name: ts.Node | undefined): void {
    if (name !== undefined && ts.isComputedPropertyName(name)) this.visit(name.expression);
  }

  within(scope: Scope, inside: () => void): void {
    const outer = this.scope;
    this.scope = scope;
    inside();
    this.scope = outer;
  }

  /** A scope of its own at the node. */
  inScope(node: ts.Node, holdsVars: boolean, inside: () => void): void {
    this.within(this.table.register(new Scope(node, this.scope, holdsVars)), inside);
  }

  /** A function of its own at the node. */
  inFunction(node: ts.Node, inside: () => void): void {
    this.within(this.table.register(this.table.functionScope(node, this.scope)), inside);
  }

  /** What is assigned to: writes for names, reads for the rest. */
  target(node: ts.Node): void {
    if (ts.isIdentifier(node)) this.use(node, 'write');
    else if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node)) this.target(node.expression);
    else if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isTypeAssertionExpression(node)) {
      this.target(node.expression);
      this.visit(node.type);
    } else if (ts.isArrayLiteralExpression(node)) node.elements.forEach((element) => this.#targetElement(element));
    else if (ts.isObjectLiteralExpression(node)) node.properties.forEach((property) => this.#targetProperty(property));
    else this.visit(node);
  }

  #targetElement(element: ts.Expression): void {
    if (ts.isSpreadElement(element)) this.target(element.expression);
    else if (ts.isBinaryExpression(element) && element.operatorToken.kind === Kind.EqualsToken) {
      this.target(element.left);
      this.visit(element.right);
    } else this.target(element);
  }

  #targetProperty(property: ts.ObjectLiteralElementLike): void {
    if (ts.isShorthandPropertyAssignment(property)) {
      this.use(property.name, 'write');
      this.maybe(property.objectAssignmentInitializer);
    } else if (ts.isPropertyAssignment(property)) {
      this.propertyName(property.name);
      this.#targetElement(property.initializer);
    } else if (ts.isSpreadAssignment(property)) this.target(property.expression);
    else this.visit(property);
  }
}
