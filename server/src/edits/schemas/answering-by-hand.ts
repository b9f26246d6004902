import { ts } from '../../engine/syntax.ts';
import { enclosingFunction, type FunctionNode, propertyNameText, unwrap } from '../../semantics/nodes.ts';
import { quoted } from '../style.ts';

/** How a handler of plain Node turns a request away: by a helper that it gives the response elsewhere, else with what Node brings. */
export function nodeAnswer(handler: FunctionNode, response: string, words: string): readonly string[] {
  const tree = handler.getSourceFile();
  const body = `{ error: ${quoted(tree, words)} }`;
  const helper = refusalsIn(handler, response).at(0);
  if (helper !== undefined) return [`${helper}(${response}, 400, ${body})`];
  const type = `${quoted(tree, 'Content-Type')}: ${quoted(tree, 'application/json')}`;
  return [`${response}.writeHead(400, { ${type} })`, `${response}.end(JSON.stringify(${body}))`];
}

/** `sendJson` of `sendJson(res, 404, { error: 'Not found' })`. */
function refusalsIn(handler: FunctionNode, response: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const [to, status, body] = node.arguments;
      const isRefusal = to?.getText() === response && /^[45]\d\d$/.test(status?.getText() ?? '') && tells(body);
      if (isRefusal && node.arguments.length === 3) found.push(node.expression.text);
    }
    ts.forEachChild(node, visit);
  };
  if (handler.body) visit(handler.body);
  return found;
}

function tells(body: ts.Expression | undefined): boolean {
  const node = body && unwrap(body);
  if (node === undefined || !ts.isObjectLiteralExpression(node)) return false;
  return node.properties.some((each) => propertyNameText(each.name) === 'error');
}

/** Whether the response is Node's own, which has no `status` and no `json`. */
export const isNodeResponse = (handler: FunctionNode, response: string): boolean =>
  handler.parameters.some(
    ({ name, type }) => name.getText() === response && /\bServerResponse\b/.test(type?.getText() ?? ''),
  );

/** How the handler leaves once it has answered: `return true` where whoever called it asks whether it did. */
export function leavingOf(handler: FunctionNode): string {
  const left = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isReturnStatement(node) && enclosingFunction(node) === handler && isBehindCall(node))
      left.add(node.expression?.getText() ?? '');
    ts.forEachChild(node, visit);
  };
  if (handler.body) visit(handler.body);
  const [only, ...others] = left;
  return others.length === 0 && only !== undefined && /^(?:true|false|null)$/.test(only) ? `return ${only}` : 'return';
}

/** The answer is the statement before. */
function isBehindCall(statement: ts.ReturnStatement): boolean {
  const { parent } = statement;
  if (!ts.isBlock(parent)) return false;
  const before = parent.statements[parent.statements.indexOf(statement) - 1];
  return before !== undefined && ts.isExpressionStatement(before);
}
