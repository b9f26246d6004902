import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import type { Flow } from '../semantics/taint/flows.ts';

/** The expression in what is given away that stands for the untrusted value; undefined where it is made elsewhere. */
export function sourceWithin({ given, source }: Pick<Flow, 'given' | 'source'>): ts.Expression | undefined {
  if (ts.isExpression(source) && given.pos <= source.pos && source.end <= given.end) return withCasts(source);
  const name = ts.isBindingElement(source) || ts.isVariableDeclaration(source) ? source.name : declaredName(source);
  const use = name && ts.isIdentifier(name) ? onlyUse(given, name.text) : undefined;
  return use && withMembers(use);
}

/** `given.token` of `given`: what is read of it is what hurts. */
function withMembers(expression: ts.Expression): ts.Expression {
  const { parent } = expression;
  const isRead = ts.isPropertyAccessExpression(parent) && parent.expression === expression;
  const isCalled = isRead && ts.isCallExpression(parent.parent) && parent.parent.expression === parent;
  return isRead && !isCalled ? withMembers(parent) : expression;
}

/** `req.query.name as string` of `req.query.name`. */
export function withCasts(expression: ts.Expression): ts.Expression {
  const { parent } = expression;
  const isCast = ts.isAsExpression(parent) || ts.isNonNullExpression(parent) || ts.isParenthesizedExpression(parent);
  return isCast ? withCasts(parent) : expression;
}

/** `const name = req.query.name`. */
function declaredName({ parent }: ts.Node): ts.BindingName | undefined {
  let node: ts.Node | undefined = parent;
  while (node !== undefined && (ts.isAsExpression(node) || ts.isParenthesizedExpression(node))) node = node.parent;
  return node !== undefined && ts.isVariableDeclaration(node) ? node.name : undefined;
}

function onlyUse(given: ts.Node, name: string): ts.Identifier | undefined {
  const uses: ts.Identifier[] = [];
  const visit = (node: ts.Node): void => {
    const isMember = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
    const isKey = ts.isPropertyAssignment(node.parent) && node.parent.name === node;
    if (ts.isIdentifier(node) && node.text === name && !isMember && !isKey) uses.push(node);
    ts.forEachChild(node, visit);
  };
  visit(given);
  return uses.length === 1 ? uses[0] : undefined;
}

/** Puts something around an expression; `{ name }` becomes `{ name: … }`. */
export function wrapped(expression: ts.Expression, around: (text: string) => string): readonly TextEdit[] {
  const text = around(expression.getText());
  const isShorthand = ts.isShorthandPropertyAssignment(expression.parent);
  return [
    {
      span: { start: expression.getStart(), end: expression.end },
      text: isShorthand ? `${expression.getText()}: ${text}` : text,
    },
  ];
}

/** Puts the same around each of several expressions, once. */
export function wrappedAll(
  expressions: readonly (ts.Expression | undefined)[],
  around: (text: string) => string,
): readonly TextEdit[] | undefined {
  const all = new Set(expressions);
  if (all.size === 0 || all.has(undefined)) return undefined;
  return [...all].flatMap((each) => (each === undefined ? [] : wrapped(each, around)));
}
