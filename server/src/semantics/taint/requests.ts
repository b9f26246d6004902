import { ts } from '../../engine/syntax.ts';
import { hasDirective, holdsServerActions } from '../client-modules.ts';
import { moduleFactsOf } from '../module-facts.ts';
import { canonicalModule } from '../module-names.ts';
import { type FunctionNode, functionName, hasModifier, isFunctionNode, memberName, unwrap } from '../nodes.ts';
import { scopesOf } from '../scopes.ts';

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
    byProcedure(fn, at)
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
    if (path === undefined || !/^@nestjs\/|^type-graphql$/m.test(loadedModules(parameter))) continue;
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
  const loaded = loadedModules(node);
  if (/^hono(?:\/|$)/m.test(loaded)) return 'request.Hono()';
  return /^(?:koa|@koa\/\w+|koa-router)$/m.test(loaded) ? 'request.Koa()' : undefined;
}

const requestName = /^_?(?:req|request)$/;

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
  if (!ts.isCallExpression(parent) || !/^(?:fastify|@fastify\/)/m.test(loadedModules(fn))) return false;
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

const methods = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/;

function byPlace(fn: FunctionNode, at: number): string | undefined {
  const file = fn.getSourceFile().fileName;
  if (isServerAction(fn)) return 'request.Anything()';
  const exported = exportedNameOf(fn);
  if (exported !== undefined) return byExport(fn, at, exported, file);
  return at === 0 && isServed(fn) ? 'request.Web()' : undefined;
}

function byExport(fn: FunctionNode, at: number, name: string, file: string): string | undefined {
  if (methods.test(name)) {
    if (at === 1) return 'request.Loader()';
    return at === 0 ? (isTakenApart(fn) ? 'request.Loader()' : 'request.Web()') : undefined;
  }
  if (at !== 0) return undefined;
  if (
    /^(?:loader|action|load|getServerSideProps)$/.test(name) &&
    takesOf(fn, /\b(?:request|params|query|url|cookies|context|ctx|req)\b/)
  )
    return 'request.Loader()';
  if (name === 'handler' && /^_?event$/.test(nameAt(fn, 0) ?? '')) return 'request.Lambda()';
  if (name === 'fetch' || name === 'middleware')
    return requestName.test(nameAt(fn, 0) ?? '') ? 'request.Web()' : undefined;
  if (name !== 'default') return undefined;
  if (/\/app\/(?:.*\/)?page\.[jt]sx?$/.test(file)) return 'request.Loader()';
  return requestName.test(nameAt(fn, 0) ?? '') && fn.parameters.length <= 2 ? 'request.Web()' : undefined;
}

const isTakenApart = ({ parameters: [first] }: FunctionNode): boolean =>
  first !== undefined && ts.isObjectBindingPattern(first.name);

const takesOf = ({ parameters: [first] }: FunctionNode, words: RegExp): boolean =>
  first !== undefined && words.test(first.name.getText());

/** Exported from a file of `'use server'`, or with that directive of its own. */
function isServerAction(fn: FunctionNode): boolean {
  if (fn.body !== undefined && ts.isBlock(fn.body) && hasDirective(fn.body, 'use server')) return true;
  return holdsServerActions(fn.getSourceFile()) && exportedNameOf(fn) !== undefined;
}

/** `Deno.serve(async (req) => …)`, `serve(handler)`, `Bun.serve({ fetch(req) { … } })`, `export default { fetch(request) { … } }`. */
function isServed(fn: FunctionNode): boolean {
  if (!requestName.test(nameAt(fn, 0) ?? '')) return false;
  const { parent } = fn;
  if (ts.isCallExpression(parent)) return /^(?:Deno\.)?serve$/.test(parent.expression.getText());
  const name = ts.isMethodDeclaration(fn)
    ? fn.name.getText()
    : ts.isPropertyAssignment(parent)
      ? parent.name.getText()
      : undefined;
  if (name === 'fetch') return true;
  const declared = functionName(fn);
  const binding = declared && scopesOf(fn.getSourceFile()).bindingOf(declared);
  return (
    binding?.references.some(
      ({ parent: user }) => ts.isCallExpression(user) && /^(?:Deno\.)?serve$/.test(user.expression.getText()),
    ) ?? false
  );
}

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
  return isSocket(callee.expression) && !lifecycle.test(event.text) ? 'request.Anything()' : undefined;
}

const windowMessage = (callee: ts.Expression): string | undefined =>
  /^(?:(?:window|globalThis|self)\.)?addEventListener$/.test(callee.getText()) ? 'request.Message()' : undefined;

const lifecycle =
  /^(?:connect|connection|disconnect|disconnecting|close|error|open|ping|pong|upgrade|end|drain|ready|finish)$/;

/** What a server of Socket.IO or of ws gives to its own listener for connections. */
function isSocket(expression: ts.Expression): boolean {
  const name = unwrap(expression);
  if (!ts.isIdentifier(name) || !/^(?:socket|ws|client|conn|connection)$/i.test(name.text)) return false;
  return /^(?:socket\.io|ws|@types\/ws)$/m.test(loadedModules(name));
}

/** `procedure.input(schema).query(async ({ input }) => …)` of tRPC and oRPC. */
const byProcedure = (fn: FunctionNode, at: number): string | undefined =>
  at === 0 && procedureSchemaOf(fn) !== undefined ? 'request.Procedure()' : undefined;

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

/** The name under which other modules get the function, wrappers around it left out: `export const POST = withAuth(async () => …)`. */
export function exportedNameOf(fn: FunctionNode): string | undefined {
  if (ts.isFunctionDeclaration(fn)) {
    if (hasModifier(fn, ts.SyntaxKind.ExportKeyword))
      return hasModifier(fn, ts.SyntaxKind.DefaultKeyword) ? 'default' : fn.name?.text;
    return fn.name && exportedAs(fn.name);
  }
  let node: ts.Node = fn;
  while (
    ts.isCallExpression(node.parent) ||
    ts.isParenthesizedExpression(node.parent) ||
    ts.isAsExpression(node.parent) ||
    ts.isSatisfiesExpression(node.parent)
  )
    node = node.parent;
  const { parent } = node;
  if (ts.isExportAssignment(parent)) return 'default';
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) {
    const statement = parent.parent.parent;
    const isExported = ts.isVariableStatement(statement) && hasModifier(statement, ts.SyntaxKind.ExportKeyword);
    return isExported ? parent.name.text : exportedAs(parent.name);
  }
  return ts.isBinaryExpression(parent) ? assignedExport(parent) : undefined;
}

/** `exports.handler = …`, `module.exports.handler = …`, `module.exports = …`. */
function assignedExport({ left }: ts.BinaryExpression): string | undefined {
  const text = left.getText();
  if (text === 'module.exports') return 'default';
  return /^(?:module\.)?exports\.(\w+)$/.exec(text)?.[1];
}

/** `export { handler }`, `export { handler as GET, handler as POST }`, `export default handler`. */
function exportedAs(name: ts.Identifier): string | undefined {
  const binding = scopesOf(name.getSourceFile()).bindingOf(name);
  for (const { parent } of binding?.references ?? []) {
    if (ts.isExportSpecifier(parent)) return parent.name.text;
    if (ts.isExportAssignment(parent)) return 'default';
  }
  return undefined;
}

function nameAt({ parameters }: FunctionNode, at: number): string | undefined {
  const name = parameters[at]?.name;
  return name && ts.isIdentifier(name) ? name.text : undefined;
}

const isArgument = (fn: FunctionNode): boolean =>
  ts.isCallExpression(fn.parent) || ts.isVariableDeclaration(fn.parent) || ts.isFunctionDeclaration(fn);

const modules = new WeakMap<ts.SourceFile, string>();

/** The canonical names of the packages that the file loads, a line each. */
function loadedModules(node: ts.Node): string {
  const tree = node.getSourceFile();
  let text = modules.get(tree);
  if (text === undefined) {
    text = moduleFactsOf(tree)
      .loads.map(({ specifier }) => canonicalModule(specifier)?.name ?? '')
      .join('\n');
    modules.set(tree, text);
  }
  return text;
}
