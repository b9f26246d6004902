import { ts } from '../engine/syntax.ts';
import { isFunctionNode } from './nodes.ts';

/** A test that only development passes, or only production fails. */
const development =
  /NODE_ENV|\bis_?(?:prod|dev|debug|test|local)\w*|\b(?:development|production|debug|verbose|__DEV__|DEV|DEBUG)\b|DENO_ENV|VERCEL_ENV|\.env\.DEV/i;

/** A test of what kind of error it is: `error instanceof NotFound`, `error.code === 'P2002'`, `error.message.includes('taken')`. */
const kind = new RegExp(
  [
    String.raw`\binstanceof\s+(?!Error\b)[\w.]+`,
    String.raw`\.(?:name|code|type|kind|_tag|errno|status|statusCode|constraint)\b\s*\)?\s*(?:[=!]==?|<|>)`,
    String.raw`\.(?:isOperational|expose|isPublic|isClientError|publicMessage|userMessage|safe|digest)\b`,
    String.raw`\.(?:includes|startsWith|endsWith|match|test|has)\(`,
    String.raw`\bmessage\s*[=!]==?`,
    String.raw`\bis\w*Error\(`,
  ].join('|'),
);

/**
 * Whether the code has looked at an error before it does what stands at the node: it asked what kind it is, or whether this is
 * development. `instanceof Error` asks nothing, since everything is one.
 *
 * @param within where to stop: the clause or function that caught it
 */
export function isChosen(node: ts.Node, within: ts.Node | undefined): boolean {
  for (let current = node; current !== within && !ts.isSourceFile(current); current = current.parent) {
    const test = testAround(current);
    if (test !== undefined && asks(test)) return true;
    if (hasLeftBefore(current)) return true;
    if (isFunctionNode(current.parent) && within === undefined) return false;
  }
  return false;
}

const asks = (test: ts.Node): boolean => {
  const text = test.getText();
  return development.test(text) || kind.test(text);
};

/** The condition under which a node is evaluated, as its parent has it. */
function testAround(node: ts.Node): ts.Node | undefined {
  const { parent } = node;
  if (ts.isConditionalExpression(parent) && parent.condition !== node) return parent.condition;
  if (ts.isIfStatement(parent) && parent.expression !== node) return parent.expression;
  if (ts.isCaseClause(parent) && parent.expression !== node) return parent.parent.parent.expression;
  const isAnd =
    ts.isBinaryExpression(parent) &&
    parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken &&
    parent.right === node;
  return isAnd ? parent.left : undefined;
}

/** `if (!(error instanceof AppError)) return res.sendStatus(500);` further up: what comes here is known. */
function hasLeftBefore(node: ts.Node): boolean {
  const { parent } = node;
  if (!ts.isBlock(parent) || !ts.isStatement(node)) return false;
  return parent.statements
    .slice(0, parent.statements.indexOf(node))
    .some(
      (statement) =>
        ts.isIfStatement(statement) && leaves(statement.thenStatement) && isAboutTheRest(statement.expression),
    );
}

/** What leaves is the unknown, or production; where what is known leaves, the unknown comes here. */
const isAboutTheRest = (test: ts.Expression): boolean => {
  const text = test.getText();
  return development.test(text) || (/^!|!==?/.test(text) && kind.test(text));
};

function leaves(statement: ts.Statement): boolean {
  const last = ts.isBlock(statement) ? statement.statements.at(-1) : statement;
  return last !== undefined && (ts.isReturnStatement(last) || ts.isThrowStatement(last));
}
