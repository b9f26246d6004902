import { ts } from '../engine/syntax.ts';
import { numberIn, statusFrom, statusOf, statusSetBefore } from './answer-status.ts';
import { holdsServerActions } from './client-modules.ts';
import { loadsAny, moduleFactsOf } from './module-facts.ts';
import { propertyNameText, unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';

/** What code gives back to whoever asked over the network. */
export interface Answer {
  /** The whole of it: `res.status(500).json(body)`, `new Response(body, init)`, `fail(res, error)`, `{ statusCode: 500, body }`. */
  readonly node: AnswerNode;
  /** 200 where none is given; undefined where no number stands in the code. */
  readonly status: number | undefined;
  /** Where the status is written. */
  readonly statusNode: ts.Expression | undefined;
  /** What the client gets to read, `JSON.stringify` taken off. */
  readonly contents: readonly ts.Expression[];
  /** `object`: by a method of a response; `value`: made to be returned; `helper`: by a function of the project. */
  readonly by: 'object' | 'value' | 'helper';
}

export type AnswerNode = ts.CallExpression | ts.NewExpression | ts.ObjectLiteralExpression;

/** What a node answers by itself, in the forms that frameworks and platforms have; undefined for what answers nobody. */
export function ownAnswer(node: ts.Node): Answer | undefined {
  if (ts.isObjectLiteralExpression(node)) return lambdaAnswer(node) ?? actionAnswer(node);
  if (ts.isNewExpression(node)) return isResponseClass(node.expression) ? fromInit(node, node.arguments) : undefined;
  return ts.isCallExpression(node) ? directAnswer(node) : undefined;
}

const sending = /^(?:json|jsonp|send|end|html|text|body)$/;
const preparing = /^(?:status|code|set|header|headers|type|setHeader|vary|cookie|append|links|contentType)$/;

function directAnswer(call: ts.CallExpression): Answer | undefined {
  const callee = unwrap(call.expression);
  if (ts.isIdentifier(callee)) return isJsonHelper(callee) ? fromInit(call, call.arguments) : undefined;
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const { text } = callee.name;
  if (text === 'json' && isResponseClass(callee.expression)) return fromInit(call, call.arguments);
  if (text === 'sendStatus') return sentStatus(call, callee);
  return sending.test(text) ? sentBy(call, callee) : undefined;
}

function sentStatus(call: ts.CallExpression, { expression }: ts.PropertyAccessExpression): Answer | undefined {
  const [statusNode] = call.arguments;
  const root = unwrap(expression);
  if (!ts.isIdentifier(root) || !isResponse(root)) return undefined;
  return { node: call, status: statusNode && numberIn(statusNode), statusNode, contents: [], by: 'object' };
}

/** `res.status(500).type('text').send(body)` and Hono's `c.json(body, 500)`. */
function sentBy(call: ts.CallExpression, callee: ts.PropertyAccessExpression): Answer | undefined {
  let receiver = unwrap(callee.expression);
  let statusNode: ts.Expression | undefined;
  while (ts.isCallExpression(receiver)) {
    const inner = unwrap(receiver.expression);
    if (!ts.isPropertyAccessExpression(inner) || !preparing.test(inner.name.text)) return undefined;
    if (/^(?:status|code)$/.test(inner.name.text)) statusNode ??= receiver.arguments[0];
    receiver = unwrap(inner.expression);
  }
  if (!ts.isIdentifier(receiver)) return undefined;
  const [body, second] = call.arguments;
  const contents = body ? [withoutJson(body)] : [];
  if (isHonoContext(receiver)) {
    const given = statusNode ?? second ?? statusSetBefore(receiver, call);
    return { node: call, status: statusFrom(given), statusNode: given, contents, by: 'value' };
  }
  if (!isResponse(receiver)) return undefined;
  const given = statusNode ?? statusSetBefore(receiver, call);
  return { node: call, status: statusFrom(given), statusNode: given, contents, by: 'object' };
}

const responseTypes = /\b(?:Response|NextApiResponse|VercelResponse|FastifyReply|ServerResponse)\b/;

/** A parameter that frameworks hand an answer's methods in, by its declared type or by the company it keeps: `(req, res)`. */
function isResponse(name: ts.Identifier): boolean {
  const parameter = parameterOf(name);
  if (parameter === undefined) return false;
  if (parameter.type && responseTypes.test(parameter.type.getText())) return true;
  if (!/^_?(?:res|resp|response|reply)$/i.test(name.text)) return false;
  const { parameters } = parameter.parent;
  const before = parameters[parameters.indexOf(parameter) - 1]?.name;
  return before !== undefined && ts.isIdentifier(before) && /^_*(?:req|request|_+)$/i.test(before.text);
}

function isHonoContext(name: ts.Identifier): boolean {
  const parameter = /^(?:c|ctx|context)$/.test(name.text) ? parameterOf(name) : undefined;
  // `onError` is given the error first.
  if (parameter === undefined || parameter.parent.parameters.indexOf(parameter) > 1) return false;
  if (parameter.type) return /\bContext\b/.test(parameter.type.getText());
  return loadsAny(name.getSourceFile(), /^hono(?:\/|$)/);
}

export function parameterOf(name: ts.Identifier): ts.ParameterDeclaration | undefined {
  const [declaration] = scopesOf(name.getSourceFile()).bindingOf(name)?.declarations ?? [];
  return declaration && ts.isParameter(declaration) ? declaration : undefined;
}

/** `Response` of the platform, and Next's `NextResponse`. */
function isResponseClass(node: ts.Expression): boolean {
  const name = unwrap(node);
  if (!ts.isIdentifier(name) || !/^(?:Next)?Response$/.test(name.text)) return false;
  const binding = scopesOf(name.getSourceFile()).bindingOf(name);
  return binding === undefined ? name.text === 'Response' : binding.kind === 'import';
}

const jsonModules = /^(?:@remix-run\/|react-router|@sveltejs\/kit|@solidjs\/start)/;

/** `json` of Remix and SvelteKit, `data` of React Router. */
function isJsonHelper(name: ts.Identifier): boolean {
  if (!/^(?:json|data)$/.test(name.text)) return false;
  const tree = name.getSourceFile();
  const binding = scopesOf(tree).bindingOf(name);
  const imported = binding && moduleFactsOf(tree).imports.get(binding);
  return imported !== undefined && jsonModules.test(imported.specifier);
}

/** `(body, { status })`, and `(body, 500)` of Remix. */
function fromInit(node: ts.CallExpression | ts.NewExpression, given: readonly ts.Expression[] = []): Answer {
  const [body, init] = given;
  const options = init && unwrap(init);
  const contents = body ? [withoutJson(body)] : [];
  if (options === undefined) return { node, status: 200, statusNode: undefined, contents, by: 'value' };
  if (!ts.isObjectLiteralExpression(options)) {
    return { node, status: statusOf(options), statusNode: options, contents, by: 'value' };
  }
  const statusNode = propertyValue(options, 'status');
  const isOpen = options.properties.some(ts.isSpreadAssignment);
  const status = statusNode ? statusOf(statusNode) : isOpen ? undefined : 200;
  return { node, status, statusNode, contents, by: 'value' };
}

/** `{ statusCode: 500, body: JSON.stringify(…) }` of AWS Lambda and Netlify, where it is returned. */
function lambdaAnswer(node: ts.ObjectLiteralExpression): Answer | undefined {
  const statusNode = ts.isReturnStatement(node.parent) ? propertyValue(node, 'statusCode') : undefined;
  const body = statusNode && propertyValue(node, 'body');
  if (statusNode === undefined || body === undefined) return undefined;
  return { node, status: statusOf(statusNode), statusNode, contents: [withoutJson(body)], by: 'value' };
}

/** What a server action of React gives back: the client reads it as it is. */
function actionAnswer(node: ts.ObjectLiteralExpression): Answer | undefined {
  if (!ts.isReturnStatement(node.parent) || !holdsServerActions(node.getSourceFile())) return undefined;
  return { node, status: undefined, statusNode: undefined, contents: [node], by: 'value' };
}

function propertyValue(node: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  for (const property of node.properties) {
    if (propertyNameText(property.name) !== name) continue;
    if (ts.isPropertyAssignment(property)) return property.initializer;
    if (ts.isShorthandPropertyAssignment(property)) return property.name;
  }
  return undefined;
}

function withoutJson(body: ts.Expression): ts.Expression {
  const node = unwrap(body);
  const isJson = ts.isCallExpression(node) && /^JSON\s*\.\s*stringify$/.test(node.expression.getText());
  return (isJson ? node.arguments[0] : undefined) ?? body;
}
