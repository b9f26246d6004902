import { ts } from '../engine/syntax.ts';
import { propertyNameText } from './nodes.ts';
import { scopesOf } from './scopes.ts';
import { ends } from './validated-environment.ts';

const development =
  /(?<!!\s*)(?:\b__DEV__\b|\benv\.DEV\b|\bis_?(?:Dev|Local|Test)\w*|\b(?:debug|verbose)\b)|(?:node_?env|app_?env|\benv(?:ironment)?|\bmode|\bstage)\W{1,6}!==?\s*['"]prod|NODE_ENV\W{1,6}===?\s*['"](?:dev|test|local)|\bCI\s*===?\s*['"](?:true|1)|===?\s*['"](?:dev|development|local)(?![a-z])/i;
const production = /NODE_ENV\W{1,6}===?\s*['"]prod|\bis_?Prod\w*|\benv\.PROD\b/i;

/** Whether a condition asks in which mode the program runs. */
export const asksForMode = (condition: ts.Expression): boolean => mode.test(condition.getText());
const mode = /NODE_ENV|production|development|\bis_?(prod|dev|local|test)/i;

/** Behind a condition that no deployed program meets. */
export function runsInDevelopmentOnly(node: ts.Node): boolean {
  for (let current = node; current.parent; current = current.parent) {
    const { parent } = current;
    if (ts.isIfStatement(parent)) {
      const condition = parent.expression.getText();
      if (parent.thenStatement === current && development.test(condition)) return true;
      if (parent.elseStatement === current && production.test(condition)) return true;
    }
    const isGuarded =
      ts.isBinaryExpression(parent) && parent.right === current && development.test(parent.left.getText());
    if (isGuarded || leavesInProduction(current) || isOfDevServer(current)) return true;
    if (ts.isCatchClause(parent) && begins(parent.parent.tryBlock)) return true;
  }
  return false;
}

/** `configureServer(server) { … }` of a plugin for Vite: the server that a developer starts. */
const isOfDevServer = (node: ts.Node): boolean =>
  (ts.isMethodDeclaration(node) || ts.isPropertyAssignment(node)) && propertyNameText(node.name) === 'configureServer';

/** The text is used there alone: itself, or the constant that it is called by. */
export function isForDevelopmentOnly(text: ts.Node): boolean {
  if (runsInDevelopmentOnly(text)) return true;
  let owner = text.parent;
  while (ts.isExpression(owner)) owner = owner.parent;
  if (!ts.isVariableDeclaration(owner) || !ts.isIdentifier(owner.name)) return false;
  const binding = scopesOf(owner.getSourceFile()).bindingOf(owner.name);
  const uses = binding?.references.filter((each) => each !== owner.name) ?? [];
  return uses.length > 0 && uses.every(runsInDevelopmentOnly) && !isExported(owner);
}

const isExported = ({ parent }: ts.VariableDeclaration): boolean =>
  ts.isVariableStatement(parent.parent) &&
  (parent.parent.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false);

/** `if (NODE_ENV === 'production') throw …` stands before it in the same block. */
const leavesInProduction = ({ parent, pos }: ts.Node): boolean =>
  ts.isBlock(parent) &&
  parent.statements.some((each) => each.pos < pos && isAboutProduction(each) && ends(each.thenStatement));

/** Nothing in the block can fail before production has left it. */
const begins = ({ statements: [first] }: ts.Block): boolean =>
  first !== undefined && isAboutProduction(first) && (ends(first.thenStatement) || returns(first.thenStatement));

const isAboutProduction = (statement: ts.Statement): statement is ts.IfStatement =>
  ts.isIfStatement(statement) &&
  production.test(statement.expression.getText()) &&
  !/\|\||&&/.test(statement.expression.getText());

function returns(statement: ts.Statement): boolean {
  const last = ts.isBlock(statement) ? statement.statements.at(-1) : statement;
  return last !== undefined && ts.isReturnStatement(last);
}
