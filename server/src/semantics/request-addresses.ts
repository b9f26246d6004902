import { ts } from '../engine/syntax.ts';
import { joinedParts } from './carried-texts.ts';
import { memberName, propertyNameText, unwrap } from './nodes.ts';
import { type Binding, scopesOf } from './scopes.ts';

/** A call that sends a request, and what it is told to send it to. */
export interface Request {
  readonly address: ts.Expression;
  /** `params` of axios and its like. */
  readonly params: ts.Expression | undefined;
  /** Sent by a client that may put something in front of the address. */
  readonly hasBase: boolean;
}

const callable = /^(?:fetch|\$fetch|ofetch|got|ky|axios|request|needle|fetchJson|\w*Fetch)$/;
const receivers =
  /^(?:axios|got|ky|needle|superagent|http|https|request|\w*(?:[aA]xios|[hH]ttp|[aA]pi)\w*Client|axiosInstance|\$http|httpService)$/;
const methods = /^(?:get|post|put|patch|delete|head|options|request|fetch)$/;

/** WebSockets and event streams are none: most of them can be given no headers. */
export function requestOf(call: ts.CallExpression): Request | undefined {
  const callee = unwrap(call.expression);
  const [first, ...others] = call.arguments;
  if (first === undefined || !isSender(callee)) return undefined;
  const options = [first, ...others].map(unwrap).filter(ts.isObjectLiteralExpression);
  const of = (name: string) => options.map((each) => valueOf(each, name)).find((each) => each !== undefined);
  const address = ts.isObjectLiteralExpression(unwrap(first)) ? (of('url') ?? of('uri')) : first;
  const params = of('params') ?? of('searchParams') ?? of('query');
  return address && { address, params, hasBase: !/^(?:window\.|globalThis\.)?fetch$/.test(callee.getText()) };
}

function isSender(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return callable.test(callee.text);
  if (!ts.isPropertyAccessExpression(callee)) return false;
  const receiver = unwrap(callee.expression);
  const name = ts.isIdentifier(receiver) ? receiver.text : memberName(receiver);
  if (name === undefined) return false;
  if (callee.name.text === 'fetch') return /^(?:window|globalThis|self)$/.test(name);
  return methods.test(callee.name.text) && receivers.test(name);
}

export function valueOf(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  for (const each of object.properties) {
    if (ts.isPropertyAssignment(each) && propertyNameText(each.name) === name) return each.initializer;
    if (ts.isShorthandPropertyAssignment(each) && each.name.text === name) return each.name;
  }
  return undefined;
}

/** A parameter of the query of an address. */
export interface QueryPart {
  readonly name: string;
  readonly value: ts.Expression;
}

export interface Address {
  /** As far as it is written down; what comes from elsewhere is `*`. */
  readonly text: string;
  readonly query: readonly QueryPart[];
}

const farthest = 5;

/** What is known of an address, through the variables and builders that it was put together with. */
export function addressOf(expression: ts.Expression, depth = 0): Address {
  const node = unwrap(expression);
  if (ts.isStringLiteralLike(node)) return { text: node.text, query: [] };
  if (depth > farthest) return unknown;
  const parts = joinedParts(node);
  if (parts !== undefined) return ofParts(parts.flatMap(flattened), depth);
  if (ts.isIdentifier(node)) return ofName(node, depth);
  if (ts.isNewExpression(node)) return ofBuilder(node, depth);
  if (ts.isCallExpression(node)) {
    const callee = unwrap(node.expression);
    const isDressed = ts.isPropertyAccessExpression(callee) && callee.name.text === 'toString';
    if (isDressed) return addressOf(callee.expression, depth + 1);
    const [argument] = node.arguments;
    return ts.isIdentifier(callee) && callee.text === 'String' && argument ? addressOf(argument, depth + 1) : unknown;
  }
  if (ts.isPropertyAccessExpression(node) && node.name.text === 'href') return addressOf(node.expression, depth + 1);
  return unknown;
}

const unknown: Address = { text: '*', query: [] };

const flattened = (part: string | ts.Expression): readonly (string | ts.Expression)[] => {
  const node = typeof part === 'string' ? part : unwrap(part);
  if (typeof node === 'string') return [node];
  if (ts.isStringLiteralLike(node)) return [node.text];
  return joinedParts(node)?.flatMap(flattened) ?? [node];
};

function ofParts(parts: readonly (string | ts.Expression)[], depth: number): Address {
  let text = '';
  const query: QueryPart[] = [];
  for (const part of parts) {
    if (typeof part === 'string') {
      text += part;
      continue;
    }
    const name = /[?&]([\w.-]{1,40})=(?:Bearer(?: |%20))?$/.exec(text)?.[1];
    if (name !== undefined) query.push({ name, value: plain(part) });
    const inner = name === undefined ? addressOf(part, depth + 1) : unknown;
    query.push(...inner.query);
    text += inner.text;
  }
  return { text, query };
}

/** Without `encodeURIComponent`. */
export function plain(expression: ts.Expression): ts.Expression {
  const node = unwrap(expression);
  const isEncoded = ts.isCallExpression(node) && /^encodeURI(?:Component)?$|^String$/.test(node.expression.getText());
  return isEncoded && node.arguments[0] ? plain(node.arguments[0]) : node;
}

/** `new URL(…)`, `new URLSearchParams({ … })` */
function ofBuilder({ expression, arguments: given }: ts.NewExpression, depth: number): Address {
  const name = expression.getText();
  const argument = given?.[0];
  if (argument === undefined) return unknown;
  if (name === 'URL') {
    const own = addressOf(argument, depth + 1);
    const base = given?.[1] && addressOf(given[1], depth + 1);
    return base === undefined ? own : { text: base.text.replace(/\/$/, '') + own.text, query: own.query };
  }
  return name === 'URLSearchParams' ? { text: '*', query: queryOf(argument) } : unknown;
}

/** The entries of an object that becomes a query. */
export function queryOf(expression: ts.Expression, depth = 0): readonly QueryPart[] {
  const node = unwrap(expression);
  if (ts.isIdentifier(node) && depth < farthest) {
    const initializer = initializerOf(bindingOf(node));
    return initializer === undefined ? [] : queryOf(initializer, depth + 1);
  }
  if (ts.isNewExpression(node)) return addressOf(node, depth).query;
  if (!ts.isObjectLiteralExpression(node)) return [];
  return node.properties.flatMap((each) => {
    if (ts.isSpreadAssignment(each)) return depth < farthest ? queryOf(each.expression, depth + 1) : [];
    const name = propertyNameText(each.name);
    if (name === undefined) return [];
    if (ts.isPropertyAssignment(each)) return [{ name, value: plain(each.initializer) }];
    return ts.isShorthandPropertyAssignment(each) ? [{ name, value: each.name }] : [];
  });
}

const bindingOf = (node: ts.Identifier): Binding | undefined => {
  const scopes = scopesOf(node.getSourceFile());
  return scopes.bindingOf(node) ?? scopes.lookup(node.text, node);
};

export function initializerOf(binding: Binding | undefined): ts.Expression | undefined {
  const [declaration] = binding?.declarations ?? [];
  return declaration !== undefined && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
}

/** A variable, with what is put into its query afterwards. */
function ofName(node: ts.Identifier, depth: number): Address {
  const binding = bindingOf(node);
  const initializer = initializerOf(binding);
  if (binding === undefined || initializer === undefined) return unknown;
  const { text, query } = addressOf(initializer, depth + 1);
  return { text, query: [...query, ...binding.references.flatMap(setBy)] };
}

/** `url.searchParams.set('api_key', key)`, `params.append('token', token)` */
function setBy(reference: ts.Identifier): readonly QueryPart[] {
  const { parent } = reference;
  if (!ts.isPropertyAccessExpression(parent) || parent.expression !== reference) return [];
  const setter = parent.name.text === 'searchParams' ? parent.parent : parent;
  if (!ts.isPropertyAccessExpression(setter) || !/^(?:set|append)$/.test(setter.name.text)) return [];
  const call = setter.parent;
  if (!ts.isCallExpression(call) || call.expression !== setter) return [];
  const [name, value] = call.arguments;
  return name && value && ts.isStringLiteralLike(name) ? [{ name: name.text, value: plain(value) }] : [];
}
