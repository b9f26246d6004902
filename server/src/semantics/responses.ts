import { ts } from '../engine/syntax.ts';
import { beginningsOf, hostIn } from './addresses.ts';
import { isAnswerLookedAt } from './answer-content.ts';
import { isFunctionNode, shortText, unwrap } from './nodes.ts';
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
  if (/base64|data_?ur[il]/i.test(fetched.held?.name ?? '') || isKnownToBeHeld(read)) return undefined;
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

/** `if (url.startsWith('blob:'))` around it. */
function isKnownToBeHeld(node: ts.Node): boolean {
  for (let current = node; !ts.isSourceFile(current) && !isFunctionNode(current); current = current.parent) {
    const { parent } = current;
    const isInside = ts.isIfStatement(parent) && parent.thenStatement === current;
    if (isInside && /['"](?:blob|data):/.test(parent.expression.getText())) return true;
  }
  return false;
}

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
