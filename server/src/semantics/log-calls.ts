import { ts } from '../engine/syntax.ts';
import { memberName, unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';

const levels = /^(?:log|trace|debug|info|warn|warning|error|fatal|dir|table|verbose|silly|http|notice|success)$/;
const loggers = /^(?:_?log|_?logger|winston|pino|consola|bunyan|signale|log4js)$/i;

/** A call that writes its arguments to a log: of the console, or of something that is named as loggers are. */
export function isLogCall(call: ts.CallExpression): boolean {
  const callee = unwrap(call.expression);
  if (!ts.isPropertyAccessExpression(callee) || !levels.test(callee.name.text)) return false;
  const receiver = unwrap(callee.expression);
  if (ts.isIdentifier(receiver) && receiver.text === 'console') {
    return scopesOf(call.getSourceFile()).bindingOf(receiver) === undefined;
  }
  const name = ts.isIdentifier(receiver) ? receiver.text : memberName(receiver);
  return name !== undefined && loggers.test(name);
}

/** What gives its argument back as it is, in other clothes. */
const carriers =
  /^(?:JSON\.stringify|String|util\.inspect|inspect|Object\.fromEntries|Object\.entries|encodeURIComponent|chalk\.\w+)$/;
const carryingMethods = /^(?:toString|trim|entries|toJSON|valueOf|toUpperCase|toLowerCase)$/;

/** The parts of an expression whose values are written where it is: not what is only asked about or cut short. */
export function writtenParts(expression: ts.Expression): readonly ts.Node[] {
  const node = unwrap(expression);
  if (ts.isTemplateExpression(node)) return node.templateSpans.flatMap((span) => writtenParts(span.expression));
  if (ts.isObjectLiteralExpression(node)) return node.properties.flatMap(writtenByProperty);
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap(writtenParts);
  if (ts.isConditionalExpression(node)) return [...writtenParts(node.whenTrue), ...writtenParts(node.whenFalse)];
  if (ts.isSpreadElement(node) || ts.isAwaitExpression(node)) return [node, ...writtenParts(node.expression)];
  if (ts.isBinaryExpression(node)) return writtenByOperator(node);
  if (!ts.isCallExpression(node)) return [node];
  const callee = unwrap(node.expression);
  const [argument] = node.arguments;
  // A second argument may choose or replace what is written.
  const isWhole = argument !== undefined && (node.arguments.length === 1 || isNothing(node.arguments[1]));
  if (isWhole && carriers.test(callee.getText())) return writtenParts(argument);
  if (ts.isPropertyAccessExpression(callee) && carryingMethods.test(callee.name.text)) {
    return writtenParts(callee.expression);
  }
  return [node];
}

function writtenByProperty(property: ts.ObjectLiteralElementLike): readonly ts.Node[] {
  if (ts.isShorthandPropertyAssignment(property)) return [property];
  if (ts.isPropertyAssignment(property)) return writtenParts(property.initializer);
  return ts.isSpreadAssignment(property) ? [property] : [];
}

function writtenByOperator({ left, right, operatorToken: { kind } }: ts.BinaryExpression): readonly ts.Node[] {
  if (kind === ts.SyntaxKind.AmpersandAmpersandToken) return writtenParts(right);
  const isEither =
    kind === ts.SyntaxKind.PlusToken ||
    kind === ts.SyntaxKind.BarBarToken ||
    kind === ts.SyntaxKind.QuestionQuestionToken;
  return isEither ? [...writtenParts(left), ...writtenParts(right)] : [];
}

const isNothing = (node: ts.Expression | undefined): boolean =>
  node?.kind === ts.SyntaxKind.NullKeyword ||
  (node !== undefined && ts.isIdentifier(node) && node.text === 'undefined');
