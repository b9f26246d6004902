import { ts } from '../engine/syntax.ts';
import { nameOfFunction } from './forgiveness.ts';
import { enclosingFunction, type FunctionNode, isFunctionNode, unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';

/** A function that puts the agent of a proxy into the options of requests, and no limit: many requests get theirs there. */
export interface ProxiedOptions {
  readonly fn: FunctionNode;
  /** As others call it. */
  readonly name: string;
  readonly options: ts.Identifier;
  /** Where the options leave it. */
  readonly leaving: ts.ReturnStatement;
}

const agents = /^(?:httpAgent|httpsAgent)$/;

/** Told by the first agent of the function alone. */
export function proxiedOptions(assignment: ts.BinaryExpression): ProxiedOptions | undefined {
  const options = optionsGivenAgent(assignment);
  const fn = options && enclosingFunction(assignment);
  const name = fn && nameOfFunction(fn);
  if (options === undefined || fn?.body === undefined || name === undefined) return undefined;
  if (/timeout|signal/i.test(fn.getText()) || firstIn(fn.body) !== assignment) return undefined;
  const leaving = returnOf(fn.body, options.text);
  return leaving && { fn, name, options, leaving };
}

/** `config.httpsAgent = new HttpsProxyAgent(address)`: with an address alone, it waits as long as the other side does. */
function optionsGivenAgent({ left, operatorToken, right }: ts.BinaryExpression): ts.Identifier | undefined {
  if (operatorToken.kind !== ts.SyntaxKind.EqualsToken || !ts.isPropertyAccessExpression(left)) return undefined;
  const owner = unwrap(left.expression);
  if (!agents.test(left.name.text) || !ts.isIdentifier(owner)) return undefined;
  const agent = madeAs(right);
  const isPlain = agent && agent.expression.getText().endsWith('ProxyAgent') && agent.arguments?.length === 1;
  return isPlain ? owner : undefined;
}

function madeAs(value: ts.Expression): ts.NewExpression | undefined {
  const node = unwrap(value);
  if (ts.isNewExpression(node)) return node;
  const [declaration] = ts.isIdentifier(node)
    ? (scopesOf(node.getSourceFile()).bindingOf(node)?.declarations ?? [])
    : [];
  const made = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  return made && ts.isNewExpression(made) ? made : undefined;
}

function firstIn(node: ts.Node): ts.BinaryExpression | undefined {
  if (ts.isBinaryExpression(node) && optionsGivenAgent(node)) return node;
  return ts.forEachChild(node, firstIn);
}

function returnOf(node: ts.Node, name: string): ts.ReturnStatement | undefined {
  if (isFunctionNode(node)) return undefined;
  if (ts.isReturnStatement(node)) return node.expression?.getText() === name ? node : undefined;
  return ts.forEachChild(node, (child) => returnOf(child, name));
}
