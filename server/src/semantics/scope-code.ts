import { ts } from '../engine/syntax.ts';
import type { BindingKind } from './bindings.ts';
import type { Use } from './scope-table.ts';
import { on, type ScopeVisitor, type ScopeWalk } from './scope-walk.ts';

const Kind = ts.SyntaxKind;

export const codeVisitors: readonly ScopeVisitor[] = [
  on<ts.Identifier>([Kind.Identifier], (walk, node) => walk.use(node, 'read')),
  on<ts.PropertyAccessExpression>([Kind.PropertyAccessExpression], (walk, node) => walk.visit(node.expression)),
  on<ts.MetaProperty>([Kind.MetaProperty], () => undefined),
  on<ts.ShorthandPropertyAssignment>([Kind.ShorthandPropertyAssignment], (walk, node) => {
    walk.use(node.name, 'read');
    walk.maybe(node.objectAssignmentInitializer);
  }),
  on<ts.PropertyAssignment>([Kind.PropertyAssignment], (walk, node) => {
    walk.propertyName(node.name);
    walk.visit(node.initializer);
  }),
  on<ts.BinaryExpression>([Kind.BinaryExpression], visitBinary),
  on<ts.PrefixUnaryExpression | ts.PostfixUnaryExpression>(
    [Kind.PrefixUnaryExpression, Kind.PostfixUnaryExpression],
    (walk, node) => {
      if (node.operator === Kind.PlusPlusToken || node.operator === Kind.MinusMinusToken) walk.target(node.operand);
      else walk.visit(node.operand);
    },
  ),
  on<ts.JsxOpeningLikeElement>([Kind.JsxOpeningElement, Kind.JsxSelfClosingElement], (walk, node) => {
    visitTag(walk, node.tagName, 'read');
    walk.all(node.typeArguments);
    walk.visit(node.attributes);
  }),
  on<ts.JsxClosingElement>([Kind.JsxClosingElement], (walk, node) => visitTag(walk, node.tagName, 'mention')),
  on<ts.JsxAttribute>([Kind.JsxAttribute], (walk, node) => walk.maybe(node.initializer)),
  on<ts.Block | ts.ModuleBlock>([Kind.Block, Kind.ModuleBlock], (walk, node) => {
    if (!node.statements.some(declaresInBlock)) walk.all(node.statements);
    else walk.inScope(node, false, () => walk.all(node.statements));
  }),
  on<ts.CaseBlock>([Kind.CaseBlock], (walk, node) => {
    if (node.clauses.some((clause) => clause.statements.some(declaresInBlock))) {
      walk.inScope(node, false, () => walk.children(node));
    } else walk.children(node);
  }),
  on<ts.ForStatement>([Kind.ForStatement], (walk, node) => {
    if (node.initializer === undefined || !ts.isVariableDeclarationList(node.initializer)) walk.children(node);
    else walk.inScope(node, false, () => walk.children(node));
  }),
  on<ts.ForInOrOfStatement>([Kind.ForInStatement, Kind.ForOfStatement], (walk, node) => {
    walk.inScope(node, false, () => {
      if (ts.isVariableDeclarationList(node.initializer)) walk.visit(node.initializer);
      else walk.target(node.initializer);
      walk.visit(node.expression);
      walk.visit(node.statement);
    });
  }),
  on<ts.CatchClause>([Kind.CatchClause], (walk, node) => {
    walk.inScope(node, false, () => {
      if (node.variableDeclaration !== undefined) {
        walk.declareName(node.variableDeclaration.name, 'catch', node.variableDeclaration);
        walk.maybe(node.variableDeclaration.type);
      }
      walk.all(node.block.statements);
    });
  }),
  on<ts.LabeledStatement>([Kind.LabeledStatement], (walk, node) => walk.visit(node.statement)),
  on<ts.Node>([Kind.BreakStatement, Kind.ContinueStatement], () => undefined),
  on<ts.VariableDeclarationList>([Kind.VariableDeclarationList], (walk, node) => {
    const kind = variableKind(node);
    for (const declaration of node.declarations) {
      walk.declareName(declaration.name, kind, declaration);
      walk.maybe(declaration.type);
      walk.maybe(declaration.initializer);
    }
  }),
];

/** Long chains such as `a + b + …` nest to the left by the thousand, so they are walked without recursion. */
function visitBinary(walk: ScopeWalk, node: ts.BinaryExpression): void {
  const spine: ts.BinaryExpression[] = [];
  let left: ts.Expression = node;
  while (ts.isBinaryExpression(left) && !isAssignment(left)) {
    spine.push(left);
    left = left.left;
  }
  if (ts.isBinaryExpression(left)) {
    walk.target(left.left);
    walk.visit(left.right);
  } else walk.visit(left);
  for (let at = spine.length - 1; at >= 0; at--) walk.maybe(spine[at]?.right);
}

function isAssignment(node: ts.BinaryExpression): boolean {
  const operator = node.operatorToken.kind;
  return operator >= Kind.FirstAssignment && operator <= Kind.LastAssignment;
}

/** A closing tag is bound, but runs nothing and so is no reference. */
function visitTag(walk: ScopeWalk, tag: ts.JsxTagNameExpression, use: Use): void {
  let root: ts.Node = tag;
  while (ts.isPropertyAccessExpression(root)) root = root.expression;
  if (ts.isIdentifier(root) && (root !== tag || isComponentName(root.text))) walk.use(root, use);
}

function isComponentName(name: string): boolean {
  const first = name.charCodeAt(0);
  return !(first >= 97 && first <= 122) && !name.includes('-');
}

function variableKind(list: ts.VariableDeclarationList): BindingKind {
  const scoped = list.flags & ts.NodeFlags.BlockScoped;
  if (scoped === 0) return 'var';
  // What is left are `const`, `using` and `await using`.
  return (scoped ^ ts.NodeFlags.Let) === 0 ? 'let' : 'const';
}

const blockDeclarations: ReadonlySet<ts.SyntaxKind> = new Set([
  Kind.FunctionDeclaration,
  Kind.ClassDeclaration,
  Kind.EnumDeclaration,
  Kind.ModuleDeclaration,
  Kind.InterfaceDeclaration,
  Kind.TypeAliasDeclaration,
  Kind.ImportDeclaration,
  Kind.ImportEqualsDeclaration,
]);

/** Whether a statement puts a name into the block it stands in; most blocks have none and need no scope. */
function declaresInBlock(statement: ts.Statement): boolean {
  if (ts.isVariableStatement(statement)) return (statement.declarationList.flags & ts.NodeFlags.BlockScoped) !== 0;
  return blockDeclarations.has(statement.kind);
}
