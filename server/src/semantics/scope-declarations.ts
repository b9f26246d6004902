import { ts } from '../engine/syntax.ts';
import { Scope } from './scope-table.ts';
import { hasModifier } from './nodes.ts';
import { on, type ScopeVisitor, type ScopeWalk } from './scope-walk.ts';

const Kind = ts.SyntaxKind;

type ClassMember = ts.PropertyDeclaration | ts.PropertySignature;
type Signature = Exclude<ts.SignatureDeclaration, ts.JSDocFunctionType>;

/** Functions, classes, modules, types, imports and exports. */
export const declarationVisitors: readonly ScopeVisitor[] = [
  on<ts.FunctionDeclaration>([Kind.FunctionDeclaration], (walk, node) => {
    if (node.name !== undefined) walk.declare(node.name, 'function', node);
    visitFunction(walk, node);
  }),
  on<ts.FunctionExpression>([Kind.FunctionExpression], visitFunctionExpression),
  on<Signature>(
    [
      Kind.ArrowFunction,
      Kind.MethodDeclaration,
      Kind.MethodSignature,
      Kind.GetAccessor,
      Kind.SetAccessor,
      Kind.Constructor,
      Kind.CallSignature,
      Kind.ConstructSignature,
      Kind.FunctionType,
      Kind.ConstructorType,
      Kind.IndexSignature,
    ],
    visitFunction,
  ),
  on<ts.ClassDeclaration>([Kind.ClassDeclaration], (walk, node) => {
    if (node.name !== undefined) walk.declare(node.name, 'class', node);
    visitClass(walk, node);
  }),
  on<ts.ClassExpression>([Kind.ClassExpression], (walk, node) => {
    const { name } = node;
    walk.inScope(node, false, () => {
      if (name !== undefined) walk.declare(name, 'class', node);
      visitClass(walk, node);
    });
  }),
  on<ClassMember>([Kind.PropertyDeclaration, Kind.PropertySignature], (walk, node) => {
    walk.all(node.modifiers);
    walk.propertyName(node.name);
    walk.maybe(node.type);
    if (ts.isPropertyDeclaration(node)) visitInitializer(walk, node);
  }),
  on<ts.ClassStaticBlockDeclaration>([Kind.ClassStaticBlockDeclaration], (walk, node) => {
    walk.inScope(node, true, () => walk.all(node.body.statements));
  }),
  on<ts.EnumDeclaration>([Kind.EnumDeclaration], visitEnum),
  on<ts.ModuleDeclaration>([Kind.ModuleDeclaration], visitModule),

  on<ts.InterfaceDeclaration>([Kind.InterfaceDeclaration], (walk, node) => {
    walk.declare(node.name, 'type', node);
    walk.inScope(node, false, () => {
      walk.all(node.typeParameters);
      walk.all(node.heritageClauses);
      walk.all(node.members);
    });
  }),
  on<ts.TypeAliasDeclaration>([Kind.TypeAliasDeclaration], (walk, node) => {
    walk.declare(node.name, 'type', node);
    if (node.typeParameters === undefined) walk.visit(node.type);
    else {
      walk.inScope(node, false, () => {
        walk.all(node.typeParameters);
        walk.visit(node.type);
      });
    }
  }),
  on<ts.TypeParameterDeclaration>([Kind.TypeParameter], (walk, node) => {
    walk.declare(node.name, 'type', node);
    walk.maybe(node.constraint);
    walk.maybe(node.default);
  }),
  on<ts.Node>([Kind.MappedType, Kind.ConditionalType], (walk, node) => {
    walk.inScope(node, false, () => walk.children(node));
  }),
  on<ts.InferTypeNode>([Kind.InferType], (walk, node) => {
    walk.within(conditionalScope(walk.scope), () => walk.visit(node.typeParameter));
  }),
  on<ts.TypeReferenceNode>([Kind.TypeReference], (walk, node) => {
    entity(walk, node.typeName, 'type');
    walk.all(node.typeArguments);
  }),
  on<ts.TypeQueryNode>([Kind.TypeQuery], (walk, node) => {
    if (ts.isImportTypeNode(node.exprName)) walk.visit(node.exprName);
    else entity(walk, node.exprName, 'typeof');
    walk.all(node.typeArguments);
  }),
  on<ts.TypePredicateNode>([Kind.TypePredicate], (walk, node) => {
    if (ts.isIdentifier(node.parameterName)) walk.use(node.parameterName, 'typeof');
    walk.maybe(node.type);
  }),
  on<ts.ImportTypeNode>([Kind.ImportType], (walk, node) => walk.all(node.typeArguments)),
  on<ts.NamedTupleMember>([Kind.NamedTupleMember], (walk, node) => walk.visit(node.type)),
  on<ts.HeritageClause>([Kind.HeritageClause], (walk, node) => {
    const isValue = node.token === Kind.ExtendsKeyword && ts.isClassLike(node.parent);
    for (const type of node.types) {
      if (isValue) walk.visit(type.expression);
      else typeExpression(walk, type.expression);
      walk.all(type.typeArguments);
    }
  }),

  on<ts.ImportDeclaration>([Kind.ImportDeclaration], visitImport),
  on<ts.ImportEqualsDeclaration>([Kind.ImportEqualsDeclaration], (walk, node) => {
    walk.declare(node.name, 'import', node);
    if (!ts.isExternalModuleReference(node.moduleReference)) entity(walk, node.moduleReference, 'export');
  }),
  on<ts.ExportDeclaration>([Kind.ExportDeclaration], (walk, node) => {
    if (node.moduleSpecifier !== undefined || node.exportClause === undefined) return;
    if (!ts.isNamedExports(node.exportClause)) return;
    for (const specifier of node.exportClause.elements) {
      const local = specifier.propertyName ?? specifier.name;
      if (ts.isIdentifier(local)) walk.use(local, node.isTypeOnly || specifier.isTypeOnly ? 'exportType' : 'export');
    }
  }),
  on<ts.Node>([Kind.NamespaceExportDeclaration], () => undefined),
];

function visitFunction(walk: ScopeWalk, node: Signature): void {
  if (ts.canHaveDecorators(node) || ts.canHaveModifiers(node)) walk.all(node.modifiers);
  if (node.name !== undefined) walk.propertyName(node.name);
  const body = 'body' in node ? node.body : undefined;
  for (const parameter of node.parameters) walk.all(parameter.modifiers);
  const inside = (): void => {
    walk.all(node.typeParameters);
    for (const parameter of node.parameters) visitParameter(walk, parameter);
    walk.maybe(node.type);
    if (body !== undefined) visitBody(walk, node, body);
  };
  if (body === undefined) walk.inScope(node, true, inside);
  else walk.inFunction(node, inside);
}

/** An instance's field gets its first value whenever an instance is made, a static one where the class is. */
function visitInitializer(walk: ScopeWalk, node: ts.PropertyDeclaration): void {
  const { initializer } = node;
  if (initializer === undefined) return;
  if (hasModifier(node, Kind.StaticKeyword)) walk.visit(initializer);
  else walk.inFunction(node, () => walk.visit(initializer));
}

function visitFunctionExpression(walk: ScopeWalk, node: ts.FunctionExpression): void {
  if (node.name === undefined) {
    visitFunction(walk, node);
    return;
  }
  const { name } = node;
  // Not registered: the function's own scope is the one found at the node.
  walk.within(new Scope(node, walk.scope, false), () => {
    walk.declare(name, 'function', node);
    visitFunction(walk, node);
  });
}

function visitParameter(walk: ScopeWalk, node: ts.ParameterDeclaration): void {
  const isThis = ts.isIdentifier(node.name) && node.name.text === 'this';
  if (!isThis) walk.declareName(node.name, 'parameter', node);
  walk.maybe(node.type);
  walk.maybe(node.initializer);
}

/** Code in parameters does not see the variables of the body, so then the body has a scope apart. */
function visitBody(walk: ScopeWalk, node: Signature, body: ts.ConciseBody): void {
  if (!ts.isBlock(body)) walk.visit(body);
  else if (node.parameters.every(isSimple)) walk.all(body.statements);
  else {
    const scope = walk.table.register(new Scope(body, walk.scope, true, walk.scope));
    walk.within(scope, () => walk.all(body.statements));
  }
}

function isSimple(parameter: ts.ParameterDeclaration): boolean {
  return parameter.initializer === undefined && ts.isIdentifier(parameter.name);
}

function visitClass(walk: ScopeWalk, node: ts.ClassLikeDeclaration): void {
  walk.all(node.modifiers);
  if (node.typeParameters === undefined) {
    walk.all(node.heritageClauses);
    walk.all(node.members);
    return;
  }
  const inside = (): void => {
    walk.all(node.typeParameters);
    walk.all(node.heritageClauses);
    walk.all(node.members);
  };
  if (ts.isClassExpression(node)) inside();
  else walk.inScope(node, false, inside);
}

function visitEnum(walk: ScopeWalk, node: ts.EnumDeclaration): void {
  walk.declare(node.name, 'enum', node);
  walk.inScope(node, false, () => {
    for (const member of node.members) {
      if (ts.isIdentifier(member.name)) walk.declare(member.name, 'enum', member);
      walk.maybe(member.initializer);
    }
  });
}

function visitModule(walk: ScopeWalk, node: ts.ModuleDeclaration): void {
  const isGlobal = (node.flags & ts.NodeFlags.GlobalAugmentation) !== 0;
  if (ts.isIdentifier(node.name) && !isGlobal) walk.declare(node.name, 'namespace', node);
  const { body } = node;
  if (body === undefined || ts.isIdentifier(body)) return;
  walk.inScope(node, true, () => {
    if (ts.isModuleBlock(body)) walk.all(body.statements);
    else walk.visit(body);
  });
}

function visitImport(walk: ScopeWalk, node: ts.ImportDeclaration): void {
  const clause = node.importClause;
  if (clause === undefined) return;
  if (clause.name !== undefined) walk.declare(clause.name, 'import', clause);
  const bindings = clause.namedBindings;
  if (bindings === undefined) return;
  if (ts.isNamespaceImport(bindings)) walk.declare(bindings.name, 'import', bindings);
  else for (const specifier of bindings.elements) walk.declare(specifier.name, 'import', specifier);
}

/** What `infer` names is seen from the true branch, however deep in the pattern it stands. */
function conditionalScope(from: Scope): Scope {
  let scope = from;
  while (!ts.isConditionalTypeNode(scope.node) && scope.parent !== undefined) scope = scope.parent;
  return scope;
}

/** Only the leftmost name of `A.B.C` is looked up here. */
function entity(walk: ScopeWalk, name: ts.EntityName, use: 'type' | 'typeof' | 'export'): void {
  let root = name;
  while (ts.isQualifiedName(root)) root = root.left;
  walk.use(root, use);
}

function typeExpression(walk: ScopeWalk, expression: ts.Expression): void {
  let root = expression;
  while (ts.isPropertyAccessExpression(root)) root = root.expression;
  if (ts.isIdentifier(root)) walk.use(root, 'type');
  else walk.visit(root);
}
