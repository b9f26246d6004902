import { ts } from '../../engine/syntax.ts';
import { isFunctionNode, memberName, propertyNameText, unwrap } from '../nodes.ts';

/** Whether code turns a request away: it throws, hands an error to `next`, or answers with a status between 400 and 499. */
export function refuses(node: ts.Node): boolean {
  if (ts.isThrowStatement(node)) return true;
  if (ts.isCallExpression(node) && isRefusingCall(node)) return true;
  if (ts.isBinaryExpression(node) && isStatusAssignment(node)) return true;
  if (ts.isPropertyAssignment(node) && isStatusName(propertyNameText(node.name)) && isRefusal(node.initializer))
    return true;
  return ts.forEachChild(node, (child) => refuses(child) || undefined) ?? false;
}

/** Whether code ends its function; what functions inside it do is not counted. */
export function leaves(node: ts.Node): boolean {
  if (ts.isReturnStatement(node) || ts.isThrowStatement(node)) return true;
  if (isFunctionNode(node)) return false;
  return ts.forEachChild(node, (child) => leaves(child) || undefined) ?? false;
}

/** `res.status(404)`, `c.json({ error }, 400)`, `next(error)`. */
function isRefusingCall({ expression, arguments: given }: ts.CallExpression): boolean {
  const callee = unwrap(expression);
  if (ts.isIdentifier(callee)) return callee.text === 'next' && given[0] !== undefined;
  return answering.has(memberName(callee) ?? '') && given.some(isRefusal);
}

const answering: ReadonlySet<string> = new Set(['status', 'sendStatus', 'code', 'writeHead', 'json', 'text', 'throw']);

const isStatusAssignment = ({ left, operatorToken, right }: ts.BinaryExpression): boolean =>
  operatorToken.kind === ts.SyntaxKind.EqualsToken && isStatusName(memberName(unwrap(left))) && isRefusal(right);

const isStatusName = (name: string | undefined): boolean => name === 'status' || name === 'statusCode';

function isRefusal(status: ts.Expression): boolean {
  const node = unwrap(status);
  if (ts.isNumericLiteral(node)) return /^4\d\d$/.test(node.text);
  return ts.isPropertyAccessExpression(node) && namesOfRefusals.test(node.name.text);
}

/** The names that enumerations of statuses give to these: `StatusCodes.BAD_REQUEST`. */
const namesOfRefusals =
  /^(?:bad_?request|unauthorized|forbidden|not_?found|conflict|unprocessable_?(?:entity|content))$/i;
