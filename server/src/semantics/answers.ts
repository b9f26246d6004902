import { ts } from '../engine/syntax.ts';
import type { CalleeQuestions } from './callees.ts';
import { moduleFactsOf } from './module-facts.ts';
import { canonicalModule } from './module-names.ts';
import { type FunctionNode, isFunctionNode, memberName, propertyNameText, unwrap } from './nodes.ts';
import { type Binding, scopesOf } from './scopes.ts';

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

export interface AnswerQuestions {
  /** Undefined for everything that answers nobody. */
  answerOf(node: ts.Node): Answer | undefined;
  /** Those below a node, functions inside left out, in source order. */
  answersIn(node: ts.Node): readonly Answer[];
}

/** A function that answers is short; a longer one does more than that. */
const maxHelperLength = 3_000;

export function createAnswers(callees: CalleeQuestions): AnswerQuestions {
  const remembered = new Map<ts.Node, Answer | undefined>();

  function answerOf(node: ts.Node): Answer | undefined {
    if (ts.isObjectLiteralExpression(node)) return lambdaAnswer(node) ?? actionAnswer(node);
    if (ts.isNewExpression(node)) return isResponseClass(node.expression) ? fromInit(node, node.arguments) : undefined;
    return ts.isCallExpression(node) ? (directAnswer(node) ?? throughHelper(node)) : undefined;
  }

  /** `fail(res, 'Not found', 404)`: what the function answers, with the arguments in place of its parameters. */
  function throughHelper(call: ts.CallExpression): Answer | undefined {
    if (remembered.has(call)) return remembered.get(call);
    remembered.set(call, undefined);
    const [fn, ...others] = callees.bySyntax(call).functions;
    const answer = fn && others.length === 0 && isShort(fn) ? answerIn(fn) : undefined;
    const given = fn && answer && withArguments(answer, fn, call);
    remembered.set(call, given);
    return given;
  }

  function answerIn(fn: FunctionNode): Answer | undefined {
    const { body } = fn;
    if (body === undefined) return undefined;
    const answers = answersIn(body);
    return answers.length === 1 ? answers[0] : undefined;
  }

  function answersIn(node: ts.Node): readonly Answer[] {
    const found: Answer[] = [];
    const visit = (each: ts.Node): void => {
      if (each !== node && isFunctionNode(each)) return;
      const answer = answerOf(each);
      if (answer) found.push(answer);
      else ts.forEachChild(each, visit);
    };
    visit(node);
    return found;
  }

  return { answerOf, answersIn };
}

const isShort = (fn: FunctionNode): boolean => fn.end - fn.pos <= maxHelperLength;

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

const statusFrom = (node: ts.Expression | undefined): number | undefined => (node ? statusOf(node) : 200);

/** `res.status(404);` or `res.statusCode = 404;` further up in the same block. */
function statusSetBefore(response: ts.Identifier, { pos }: ts.Node): ts.Expression | undefined {
  const uses = scopesOf(response.getSourceFile()).bindingOf(response)?.references ?? [];
  const block = blockAround(response);
  const statuses = uses
    .filter((use) => use.pos < pos && block !== undefined && use.pos > block.pos)
    .flatMap((use) => statusSetBy(use) ?? []);
  return statuses.at(-1);
}

function statusSetBy({ parent }: ts.Identifier): ts.Expression | undefined {
  if (!ts.isPropertyAccessExpression(parent)) return undefined;
  const { text } = parent.name;
  const owner = parent.parent;
  if (/^(?:statusCode|status)$/.test(text) && ts.isBinaryExpression(owner) && owner.left === parent) return owner.right;
  return /^(?:status|code|writeHead)$/.test(text) && ts.isCallExpression(owner) ? owner.arguments[0] : undefined;
}

function blockAround(node: ts.Node): ts.Node | undefined {
  let current = node.parent;
  while (current.parent && !ts.isBlock(current) && !isFunctionNode(current)) current = current.parent;
  return current;
}

const responseTypes = /\b(?:Response|NextApiResponse|VercelResponse|FastifyReply|ServerResponse)\b/;

/** A parameter that frameworks hand an answer's methods in, by its declared type or by the company it keeps: `(req, res)`. */
export function isResponse(name: ts.Identifier): boolean {
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

function parameterOf(name: ts.Identifier): ts.ParameterDeclaration | undefined {
  const [declaration] = scopesOf(name.getSourceFile()).bindingOf(name)?.declarations ?? [];
  return declaration && ts.isParameter(declaration) ? declaration : undefined;
}

const loadsAny = (tree: ts.SourceFile, modules: RegExp): boolean =>
  moduleFactsOf(tree).loads.some(({ specifier }) => modules.test(canonicalModule(specifier)?.name ?? ''));

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
  const [first] = node.getSourceFile().statements;
  const isOfActions =
    first && ts.isExpressionStatement(first) && first.expression.getText().slice(1, -1) === 'use server';
  if (!isOfActions || !ts.isReturnStatement(node.parent)) return undefined;
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

/** A number that stands in the code, through a constant of the file and `StatusCodes.INTERNAL_SERVER_ERROR`. */
function statusOf(node: ts.Expression): number | undefined {
  const inner = unwrap(node);
  if (ts.isIdentifier(inner)) {
    const binding = scopesOf(inner.getSourceFile()).bindingOf(inner);
    const initial = binding?.kind === 'const' ? initializerOf(binding) : undefined;
    return initial && numberIn(initial);
  }
  return numberIn(inner) ?? namedStatuses[memberName(inner) ?? ''];
}

const numberIn = (node: ts.Expression): number | undefined => {
  const inner = unwrap(node);
  return ts.isNumericLiteral(inner) ? Number(inner.text) : undefined;
};

const namedStatuses: Readonly<Record<string, number>> = {
  OK: 200,
  CREATED: 201,
  ACCEPTED: 202,
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  INTERNAL_SERVER_ERROR: 500,
};

function initializerOf({ declarations: [declaration] }: Binding): ts.Expression | undefined {
  return declaration && (ts.isVariableDeclaration(declaration) || ts.isParameter(declaration))
    ? declaration.initializer
    : undefined;
}

function withArguments(answer: Answer, fn: FunctionNode, call: ts.CallExpression): Answer {
  const argumentFor = (name: ts.Identifier): ts.Expression | undefined => {
    const parameter = parameterOf(name);
    if (parameter === undefined || parameter.parent !== fn) return undefined;
    return call.arguments[fn.parameters.indexOf(parameter)] ?? parameter.initializer;
  };
  const { statusNode } = answer;
  const given = statusNode && ts.isIdentifier(unwrap(statusNode)) ? parameterIn(statusNode, argumentFor) : undefined;
  const contents = answer.contents.flatMap((content) => argumentsIn(content, argumentFor));
  return {
    node: call,
    status: given ? statusOf(given) : answer.status,
    statusNode: given && call.arguments.includes(given) ? given : undefined,
    contents,
    by: 'helper',
  };
}

function parameterIn(node: ts.Expression, argumentFor: (name: ts.Identifier) => ts.Expression | undefined) {
  const name = unwrap(node);
  return ts.isIdentifier(name) ? argumentFor(name) : undefined;
}

/** The arguments that a helper puts into what it sends. */
function argumentsIn(
  content: ts.Expression,
  argumentFor: (name: ts.Identifier) => ts.Expression | undefined,
): readonly ts.Expression[] {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    const given = ts.isIdentifier(node) ? argumentFor(node) : undefined;
    if (given && !found.includes(given)) found.push(given);
    ts.forEachChild(node, visit);
  };
  visit(content);
  return found;
}
