import { ts } from '../engine/syntax.ts';
import { isLogCall } from './log-calls.ts';
import { isFunctionNode, unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';

const header = /(?:\bheaders?\b|\.get\()[^]*['"`][\w-]*(?:signature|hmac|digest)[\w-]*['"`]/i;

/**
 * The text of a handler without what it does with a signature that it takes from a header and never compares: the declaration, log
 * lines, and the question whether there is one at all.
 */
export function textWithoutUnreadSignature(node: ts.Node, text: string): string {
  const spans = unreadIn(node);
  const from = node.getStart();
  return spans.reduceRight(
    (rest, span) => rest.slice(0, Math.max(0, span.pos - from)) + rest.slice(span.end - from),
    text,
  );
}

/** The name of a signature that a handler takes from a header and never compares. */
export const unreadSignature = (node: ts.Node): string | undefined => unreadNames(node)[0]?.text;

const unreadNames = (node: ts.Node): readonly ts.Identifier[] =>
  namesIn(node).filter((name) => usesOf(name).every(isNoComparison));

/** Statements, comments in front of them included, in the order of the text. */
function unreadIn(node: ts.Node): readonly ts.Statement[] {
  const statements = unreadNames(node).flatMap((name) =>
    [name, ...usesOf(name)].flatMap((each) => statementAround(each) ?? []),
  );
  return [...new Set(statements)].sort((one, other) => one.pos - other.pos);
}

function namesIn(node: ts.Node): readonly ts.Identifier[] {
  const found: ts.Identifier[] = [];
  const visit = (each: ts.Node): void => {
    if (ts.isVariableDeclaration(each) && ts.isIdentifier(each.name) && each.initializer && isHeader(each.initializer))
      found.push(each.name);
    ts.forEachChild(each, visit);
  };
  visit(node);
  return found;
}

const isHeader = (initializer: ts.Expression): boolean =>
  !isFunctionNode(initializer) && header.test(initializer.getText().slice(0, 200));

const usesOf = (name: ts.Identifier): readonly ts.Identifier[] =>
  scopesOf(name.getSourceFile())
    .bindingOf(name)
    ?.references.filter((each) => each !== name) ?? [];

/** `if (!signature) …`, `console.log(signature)` */
function isNoComparison(use: ts.Identifier): boolean {
  const statement = statementAround(use);
  if (statement === undefined) return false;
  if (ts.isIfStatement(statement)) {
    const test = unwrap(statement.expression);
    return ts.isPrefixUnaryExpression(test) && test.operand === use && statement.elseStatement === undefined;
  }
  const call = ts.isExpressionStatement(statement) ? unwrap(statement.expression) : undefined;
  return call !== undefined && ts.isCallExpression(call) && isLogCall(call);
}

function statementAround(node: ts.Node): ts.Statement | undefined {
  for (let current = node; current.parent; current = current.parent) {
    if (ts.isStatement(current)) return current;
    if (isFunctionNode(current)) return undefined;
  }
  return undefined;
}
