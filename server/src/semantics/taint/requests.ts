import { ts } from '../../engine/syntax.ts';
import { loadsAny } from '../module-facts.ts';
import { type FunctionNode, isFunctionNode, memberName, unwrap } from '../nodes.ts';
import { belongsToPage } from '../page-files.ts';
import { scopesOf } from '../scopes.ts';
import { byPlace, nameAt, requestName } from './handler-places.ts';

/**
 * What a parameter stands for where a framework or platform calls the function for a request or a message: a path of the made-up
 * library `request` (see `../libraries/untrusted/requests.ts`). Decided by the declared type, by the company that a
 * parameter keeps, by the name under which the function is exported and by its file's place, so that neither types nor packages are needed.
 */
export function requestPathOf(parameter: ts.ParameterDeclaration): string | undefined {
  const fn = parameter.parent;
  if (!isFunctionNode(fn)) return undefined;
  const at = fn.parameters.indexOf(parameter);
  return (
    byDecorator(parameter) ??
    byType(parameter) ??
    byCompany(fn, at) ??
    byPlace(fn, at) ??
    byListener(fn, at) ??
    byProcedure(fn, at) ??
    byResolver(fn, at) ??
    byCallable(fn, at)
  );
}

const decorated: ReadonlyMap<string, string> = new Map([
  ['Body', 'request.Anything()'],
  ['Query', 'request.Anything()'],
  ['Param', 'request.Text()'],
  ['Headers', 'request.Text()'],
  ['MessageBody', 'request.Anything()'],
  ['Req', 'request.Node()'],
  ['Request', 'request.Node()'],
  ['UploadedFile', 'request.Upload()'],
  ['Args', 'request.Anything()'],
]);

/** `@Body() input` of NestJS; a pipe among the decorator's arguments has made a number or an id of it. */
function byDecorator(parameter: ts.ParameterDeclaration): string | undefined {
  for (const { expression } of ts.getDecorators(parameter) ?? []) {
    if (!ts.isCallExpression(expression) || !ts.isIdentifier(expression.expression)) continue;
    const path = decorated.get(expression.expression.text);
    if (path === undefined || !loadsAny(parameter.getSourceFile(), /^@nestjs\/|^type-graphql$/)) continue;
    return /\bParse(?:Int|Float|Bool|UUID|Enum|Date)Pipe\b/.test(expression.getText()) ? undefined : path;
  }
  return undefined;
}

const nodeTypes =
  /^(?:(?:express|http|Express)\.)?(?:NextApiRequest|IncomingMessage|VercelRequest|FastifyRequest|AuthRequest|AuthenticatedRequest|ExpressRequest)\b/;
const lambdaTypes = /^(?:APIGateway\w*Event\w*|HandlerEvent|LambdaFunctionURLEvent|ALBEvent)\b/;
const loaderTypes =
  /^(?:(?:Loader|Action|ClientLoader|ClientAction)(?:Function)?Args|DataFunctionArgs|RequestEvent|APIContext|APIEvent|(?:Page|Layout)ServerLoadEvent|Route\.(?:Loader|Action)Args)\b/;

function byType({ type }: ts.ParameterDeclaration): string | undefined {
  if (type === undefined || !ts.isTypeReferenceNode(type)) return undefined;
  const text = type.getText();
  if (/^(?:NextRequest|Deno\.Request)\b/.test(text)) return 'request.Web()';
  if (/^(?:express\.|Express\.)?Request\b/.test(text)) return requestType(type);
  if (nodeTypes.test(text)) return 'request.Node()';
  if (lambdaTypes.test(text)) return 'request.Lambda()';
  if (loaderTypes.test(text)) return 'request.Loader()';
  if (/^H3Event\b/.test(text)) return 'request.H3()';
  if (!/^(?:Koa\.)?(?:Context|ParameterizedContext|RouterContext|DefaultContext)\b/.test(text)) return undefined;
  return contextPath(type);
}

/** `Request` is the platform's, unless the file takes it from a server's package. */
function requestType(type: ts.TypeReferenceNode): string | undefined {
  if (!ts.isIdentifier(type.typeName)) return 'request.Node()';
  const tree = type.getSourceFile();
  const binding = scopesOf(tree).bindingOf(type.typeName);
  if (binding === undefined) return isExpressFile(tree) ? 'request.Node()' : 'request.Web()';
  return binding.kind === 'import' ? 'request.Node()' : undefined;
}

/** Scripts that use types of Express without an import, as in `import express from 'express'` and a merged global. */
const isExpressFile = (tree: ts.SourceFile): boolean => /\bNextFunction\b/.test(tree.text);

function contextPath(node: ts.Node): string | undefined {
  const tree = node.getSourceFile();
  if (loadsAny(tree, /^hono(?:\/|$)/)) return 'request.Hono()';
  return loadsAny(tree, /^(?:koa|@koa\/\w+|koa-router)$/) ? 'request.Koa()' : undefined;
}

/** What is taken of a request in the parameter itself: `({ body, params }, res)`. */
const requestMembers = /\b(?:body|params|query|headers|cookies|url|file|files)\b/;

/** `(req, res)`, `(error, req, res, next)`, `(c)` in a file of Hono, `(ctx)` in one of Koa. */
function byCompany(fn: FunctionNode, at: number): string | undefined {
  const name = nameAt(fn, at);
  const next = nameAt(fn, at + 1);
  if (isResponseAt(fn, at)) return 'response.Node()';
  const pattern = at === 0 ? fn.parameters[0]?.name : undefined;
  const isTaken = pattern !== undefined && ts.isObjectBindingPattern(pattern) && requestMembers.test(pattern.getText());
  const isRequest = isTaken || (name !== undefined && /^_?(?:req|request)$/i.test(name));
  if (isRequest && next !== undefined && responseName.test(next)) {
    return 'request.Node()';
  }
  if (at === 0 && fn.parameters.length === 1 && requestName.test(name ?? '') && isRoute(fn)) return 'request.Node()';
  const isFirst = at === 0 && name !== undefined && /^(?:c|ctx|context)$/.test(name);
  if (!isFirst || !isArgument(fn) || fn.parameters[at]?.type !== undefined) return undefined;
  return contextPath(fn);
}

/** `app.get('/orders', async (request) => …)` in a file of Fastify. */
function isRoute(fn: FunctionNode): boolean {
  const { parent } = fn;
  if (!ts.isCallExpression(parent) || !loadsAny(fn.getSourceFile(), /^(?:fastify|@fastify\/)/)) return false;
  const [first] = parent.arguments;
  return first !== undefined && ts.isStringLiteralLike(first) && first.text.startsWith('/');
}

/** `res` beside `req`. */
function isResponseAt(fn: FunctionNode, at: number): boolean {
  if (!responseName.test(nameAt(fn, at) ?? '')) return false;
  // A callback is given what its caller has: the answer of `fetch`, too.
  if (!ts.isCallExpression(fn.parent) && nameAt(fn, at) === 'res') return true;
  const before = at > 0 ? fn.parameters[at - 1] : undefined;
  return (
    before !== undefined &&
    (ts.isObjectBindingPattern(before.name) || /^_*(?:req|request|_+)$/i.test(nameAt(fn, at - 1) ?? ''))
  );
}

const responseName = /^_*(?:res|resp|response|reply|rep)$/i;

/** `socket.on('chat', (message) => …)`, `ws.onmessage = (event) => …`, `window.addEventListener('message', (event) => …)`. */
function byListener(fn: FunctionNode, at: number): string | undefined {
  const { parent } = fn;
  if (!ts.isCallExpression(parent)) return undefined;
  const callee = unwrap(parent.expression);
  const event = parent.arguments[0];
  if (event === undefined || !ts.isStringLiteralLike(event) || !parent.arguments.includes(fn as ts.Expression))
    return undefined;
  const method = ts.isIdentifier(callee) ? callee.text : memberName(callee);
  if (method === 'addEventListener') return event.text === 'message' && at === 0 ? windowMessage(callee) : undefined;
  if (method !== 'on' || !ts.isPropertyAccessExpression(callee)) return undefined;
  if (event.text === 'data' && /^_?req(?:uest)?$/.test(callee.expression.getText())) return 'request.Text()';
  return isSocket(callee.expression) && !lifecycle.test(event.text) ? 'request.Anything()' : undefined;
}

/** Only windows hear strangers: a worker hears its own page. */
function windowMessage(callee: ts.Expression): string | undefined {
  const owner = /^(?:(window|globalThis|self)\.)?addEventListener$/.exec(callee.getText());
  if (owner === null) return undefined;
  return owner[1] === 'window' || belongsToPage(callee.getSourceFile()) ? 'request.Message()' : undefined;
}

const lifecycle =
  /^(?:connect|connection|disconnect|disconnecting|close|error|open|ping|pong|upgrade|end|drain|ready|finish)$/;

/** What a server of Socket.IO or of ws gives to its own listener for connections. */
function isSocket(expression: ts.Expression): boolean {
  const name = unwrap(expression);
  if (!ts.isIdentifier(name) || !/^(?:socket|ws|client|conn|connection)$/i.test(name.text)) return false;
  return loadsAny(name.getSourceFile(), /^(?:socket\.io|ws|@types\/ws)$/);
}

/** `procedure.input(schema).query(async ({ input }) => …)` of tRPC and oRPC. */
const byProcedure = (fn: FunctionNode, at: number): string | undefined =>
  at === 0 && procedureSchemaOf(fn) !== undefined ? 'request.Procedure()' : undefined;

/** `{ Query: { user: (_, { id }) => … } }`: what a resolver of GraphQL is asked with, each of the type that the schema says. */
function byResolver(fn: FunctionNode, at: number): string | undefined {
  const property = ts.isMethodDeclaration(fn) ? fn : fn.parent;
  if (at !== 1 || !(ts.isMethodDeclaration(property) || ts.isPropertyAssignment(property))) return undefined;
  const kind = ts.isPropertyAssignment(property.parent.parent) ? property.parent.parent.name.getText() : undefined;
  return kind === 'Query' || kind === 'Mutation' ? 'request.Text()' : undefined;
}

/** `onCall(async (request) => …)` of Firebase, `onCall((data, context) => …)` of its first generation. */
function byCallable(fn: FunctionNode, at: number): string | undefined {
  const call = fn.parent;
  if (at !== 0 || !ts.isCallExpression(call) || !/(?:^|\.)onCall$/.test(call.expression.getText())) return undefined;
  if (!loadsAny(fn.getSourceFile(), /^firebase-functions/)) return undefined;
  const isFirst = fn.parameters.length > 1 || /^data$/.test(nameAt(fn, 0) ?? '');
  return isFirst ? 'request.Anything()' : 'request.Callable()';
}

/** The schema that has parsed what a procedure is given. */
export function procedureSchemaOf(fn: ts.Node): ts.Expression | undefined {
  const { parent } = fn;
  if (!ts.isCallExpression(parent) || !ts.isPropertyAccessExpression(parent.expression)) return undefined;
  if (!/^(?:query|mutation|subscription|handler)$/.test(parent.expression.name.text)) return undefined;
  let node: ts.Expression = parent.expression.expression;
  while (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    if (node.expression.name.text === 'input') return node.arguments[0];
    node = node.expression.expression;
  }
  return undefined;
}

const isArgument = (fn: FunctionNode): boolean =>
  ts.isCallExpression(fn.parent) || ts.isVariableDeclaration(fn.parent) || ts.isFunctionDeclaration(fn);
