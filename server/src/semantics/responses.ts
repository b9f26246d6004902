import { ts } from '../engine/syntax.ts';
import { beginningsOf, hostIn } from './addresses.ts';
import { isFunctionExpression, memberName, shortText, unwrap } from './nodes.ts';
import { type Binding, scopesOf } from './scopes.ts';
import type { Semantics } from './semantics.ts';

/** A body that is read as if the other side had answered well. */
export interface UncheckedBody {
  /** `response.json()` */
  readonly read: ts.CallExpression;
  /** The name of the response in the code, and what gives it: a statement, or `.then` to its callback. Where it has one. */
  readonly held:
    | { readonly name: string; readonly by: ts.VariableStatement | ts.ArrowFunction | ts.ExpressionStatement }
    | undefined;
  /** What was asked: its host, or the code's own words. */
  readonly asked: string;
  readonly host: string | undefined;
}

const readers: ReadonlySet<string> = new Set(['json', 'text', 'blob', 'arrayBuffer', 'formData', 'bytes']);

/** Whether a call is by its name what reads the body of a response. */
export const mayReadBody = ({ expression, arguments: given }: ts.CallExpression): boolean =>
  given.length === 0 && ts.isPropertyAccessExpression(expression) && readers.has(expression.name.text);

export function uncheckedBody(read: ts.CallExpression, semantics: Semantics): UncheckedBody | undefined {
  if (!ts.isPropertyAccessExpression(read.expression)) return undefined;
  const fetched = fetchedBy(unwrap(read.expression.expression), semantics);
  const address = fetched?.call.arguments[0];
  if (fetched === undefined || address === undefined || isAnswerLookedAt(read)) return undefined;
  const beginnings = beginningsOf(address, semantics.texts);
  if (beginnings.some(isInHand) || [assets, heldData].some((names) => names.test(address.getText()))) return undefined;
  const host = beginnings.map(hostIn).find((each) => each !== undefined);
  const words = shortText(address).replace(/^[`'"]|[?`].*$|['"]$/g, '');
  return { read, held: fetched.held, asked: host ?? words, host };
}

interface Fetched {
  readonly call: ts.CallExpression;
  readonly held: UncheckedBody['held'];
}

/** The `fetch` whose response an expression is, if nothing asks how it went. */
function fetchedBy(response: ts.Expression, semantics: Semantics): Fetched | undefined {
  if (ts.isAwaitExpression(response)) {
    const call = fetchCall(response.expression, semantics);
    return call && { call, held: undefined };
  }
  if (!ts.isIdentifier(response)) return undefined;
  const binding = scopesOf(response.getSourceFile()).bindingOf(response);
  const first = binding?.references.find((each) => isRead(each));
  return binding === undefined || first !== response || isChecked(binding) ? undefined : fetchOf(binding, semantics);
}

const isRead = ({ parent }: ts.Identifier): boolean =>
  ts.isPropertyAccessExpression(parent) && readers.has(parent.name.text);

/** Data that stands in the address, or an object of the page: neither answers with a status. */
const isInHand = (beginning: string): boolean => /^(?:data:|blob:|file:)/i.test(beginning);

/** What code calls an address that holds its data. */
const heldData = /createObjectURL|data_?ur[il]|blob_?ur[il]|object_?url|base64/i;

/** What the page itself is made of. */
const assets =
  /\.(?:json|wasm|svg|png|jpe?g|webp|gif|ttf|otf|woff2?|mp3|wav|glb|gltf|md|csv|txt|html|glsl)[`'"]?$|import\.meta/i;

/** The one `fetch` whose response a name holds. */
function fetchOf({ name, declarations, writes }: Binding, semantics: Semantics): Fetched | undefined {
  const [declaration, other] = declarations;
  if (declaration === undefined || other !== undefined) return undefined;
  if (ts.isParameter(declaration)) return ofCallback(declaration, semantics);
  if (!ts.isVariableDeclaration(declaration)) return undefined;
  const [write, another] = writes;
  if (write === undefined) {
    const statement = declaration.parent.parent;
    const call = declaration.initializer && awaitedFetch(declaration.initializer, semantics);
    return call && ts.isVariableStatement(statement) ? { call, held: { name, by: statement } } : undefined;
  }
  const assignment = write.parent;
  if (another !== undefined || declaration.initializer || !ts.isBinaryExpression(assignment)) return undefined;
  const call = awaitedFetch(assignment.right, semantics);
  return call && ts.isExpressionStatement(assignment.parent)
    ? { call, held: { name, by: assignment.parent } }
    : undefined;
}

function awaitedFetch(expression: ts.Expression, semantics: Semantics): ts.CallExpression | undefined {
  const node = unwrap(expression);
  return ts.isAwaitExpression(node) ? fetchCall(node.expression, semantics) : undefined;
}

/** `fetch(url).then((response) => response.json())` */
function ofCallback(parameter: ts.ParameterDeclaration, semantics: Semantics): Fetched | undefined {
  const fn = parameter.parent;
  if (!ts.isArrowFunction(fn) || fn.parameters[0] !== parameter || !ts.isCallExpression(fn.parent)) return undefined;
  const chain = fn.parent;
  const { expression } = chain;
  if (chain.arguments[0] !== fn || !ts.isPropertyAccessExpression(expression) || expression.name.text !== 'then')
    return undefined;
  const call = fetchCall(expression.expression, semantics);
  return call && ts.isIdentifier(parameter.name) ? { call, held: { name: parameter.name.text, by: fn } } : undefined;
}

const fetches = /^(?:globalThis|node-fetch(?:\.fetch)?|cross-fetch(?:\.fetch)?|undici)(?:\.fetch)?\(\)$/;

function fetchCall(expression: ts.Expression, { callees }: Semantics): ts.CallExpression | undefined {
  const node = unwrap(expression);
  if (!ts.isCallExpression(node) || !/fetch/i.test(node.expression.getText())) return undefined;
  const { paths, functions } = callees.bySyntax(node);
  return functions.length === 0 && paths.length === 1 && paths.every((path) => fetches.test(path)) ? node : undefined;
}

const statusNames: ReadonlySet<string> = new Set(['ok', 'status', 'statusText', 'type', 'redirected', 'headers']);

/** The code looks at how the answer went, or hands the response to something that may. */
function isChecked(binding: Binding): boolean {
  return binding.references.some((reference) => {
    const { parent } = reference;
    if (!ts.isPropertyAccessExpression(parent) || parent.expression !== reference) return !isWrite(reference);
    return statusNames.has(parent.name.text) || parent.name.text === 'body';
  });
}

const isWrite = ({ parent }: ts.Identifier): boolean =>
  ts.isBinaryExpression(parent) &&
  parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
  ts.isIdentifier(parent.left);

const failureNames =
  /^(?:error|errors|error_description|errorMessage|err|errcode|errorCode|error_code|ok|success|succeeded|status|statusCode|code|message|msg|detail|failed|isError|cod|result|retcode|response_code|state|Response)$/;

/** The content says whether it went well: `if (data.error) …`, `data?.id`, a schema, a check for a list. */
function isAnswerLookedAt(read: ts.CallExpression): boolean {
  const place = placeOfValue(read);
  if (place === undefined) return false;
  if (ts.isVariableDeclaration(place) || ts.isParameter(place)) return isContentChecked(place.name);
  return isLookedAt(place);
}

/** What takes the content: a variable, the parameter of the next callback, or the expression around it. */
function placeOfValue(
  read: ts.Expression,
): ts.VariableDeclaration | ts.ParameterDeclaration | ts.Expression | undefined {
  let node: ts.Expression = read;
  for (;;) {
    const { parent } = node;
    if (ts.isAwaitExpression(parent) || ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent))
      node = parent;
    else if (ts.isPropertyAccessExpression(parent) && isHandled(parent)) {
      if (!ts.isCallExpression(parent.parent)) return undefined;
      node = parent.parent;
    } else if (ts.isVariableDeclaration(parent)) return parent;
    else {
      const chain = chainAround(node);
      if (chain === undefined) return node;
      const parameter = nextParameter(chain);
      if (parameter) return parameter;
      node = chain;
    }
  }
}

const isHandled = ({ name }: ts.PropertyAccessExpression): boolean => name.text === 'catch';

/** `.then((response) => response.json())` around what its callback gives. */
function chainAround({ parent }: ts.Node): ts.CallExpression | undefined {
  const fn = ts.isReturnStatement(parent) ? parent.parent.parent : parent;
  return ts.isArrowFunction(fn) && ts.isCallExpression(fn.parent) && memberName(fn.parent.expression) === 'then'
    ? fn.parent
    : undefined;
}

/** `.then((data) => …)` behind the callback that reads the body. */
function nextParameter({ parent: next }: ts.CallExpression): ts.ParameterDeclaration | undefined {
  const call = ts.isPropertyAccessExpression(next) && next.name.text === 'then' ? next.parent : undefined;
  const callback = call && ts.isCallExpression(call) ? call.arguments[0] : undefined;
  return callback && isFunctionExpression(callback) ? callback.parameters[0] : undefined;
}

function isContentChecked(name: ts.BindingName): boolean {
  if (!ts.isIdentifier(name)) return name.elements.some((each) => isElementChecked(each));
  const binding = scopesOf(name.getSourceFile()).bindingOf(name);
  return binding?.references.some((reference) => isLookedAt(reference)) ?? false;
}

function isElementChecked(element: ts.ArrayBindingElement): boolean {
  if (!ts.isBindingElement(element)) return false;
  const name = element.propertyName ?? element.name;
  if (ts.isIdentifier(name) && failureNames.test(name.text)) return true;
  return ts.isIdentifier(element.name) && isContentChecked(element.name);
}

/** Whether the code asks something of the content before it goes on with it. */
function isLookedAt(content: ts.Node): boolean {
  let node = content;
  for (;;) {
    const { parent } = node;
    if (ts.isPropertyAccessExpression(parent) && parent.expression === node) {
      if (failureNames.test(parent.name.text) || parent.questionDotToken) return true;
      node = parent;
    } else if (ts.isElementAccessExpression(parent) && parent.expression === node) {
      if (parent.questionDotToken) return true;
      node = parent;
    } else if (
      ts.isParenthesizedExpression(parent) ||
      ts.isAsExpression(parent) ||
      ts.isNonNullExpression(parent) ||
      ts.isAwaitExpression(parent)
    ) {
      node = parent;
    } else if (ts.isVariableDeclaration(parent) && node !== content) {
      return isContentChecked(parent.name);
    } else return isCondition(parent, node);
  }
}

const checkers =
  /^(?:isArray|parse|safeParse|parseAsync|safeParseAsync|validate|check|assert|is|keys|includes|startsWith|test|match)$/;

function isCondition(parent: ts.Node, node: ts.Node): boolean {
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent)) return parent.expression === node;
  if (ts.isConditionalExpression(parent)) return parent.condition === node;
  if (ts.isPrefixUnaryExpression(parent) || ts.isTypeOfExpression(parent)) return true;
  if (ts.isBinaryExpression(parent)) {
    const { kind } = parent.operatorToken;
    return kind !== ts.SyntaxKind.EqualsToken && kind !== ts.SyntaxKind.PlusToken;
  }
  if (ts.isSwitchStatement(parent)) return true;
  if (!ts.isCallExpression(parent)) return false;
  const name = memberName(parent.expression) ?? (ts.isIdentifier(parent.expression) ? parent.expression.text : '');
  return checkers.test(name) || /valid|check|assert|guard|ensure|handle|^is[A-Z]|error/i.test(name);
}
