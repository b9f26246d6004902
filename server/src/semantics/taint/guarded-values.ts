import { ts } from '../../engine/syntax.ts';
import { Op } from '../flow/ir.ts';
import type { Harm } from '../libraries/untrusted/model.ts';
import { scopesOf } from '../scopes.ts';
import type { FunctionGraph } from './graphs.ts';
import { skipPis } from './texts.ts';

const Kind = ts.SyntaxKind;

/** A value, and the harm that it must not do. */
export interface Subject {
  readonly graph: FunctionGraph;
  readonly value: number;
  readonly harm: Harm;
  readonly depth: number;
  /** A path that begins with a folder's name is enough, though that of the folder's neighbours may begin so, too. */
  readonly isLoose?: boolean;
  /** The value is the name of a host, not the whole address. */
  readonly isHost?: boolean;
}

/** Methods whose result says as much of a text as the text itself. */
const sameText: ReadonlySet<string> = new Set([
  'toLowerCase',
  'toUpperCase',
  'trim',
  'toString',
  'valueOf',
  'normalize',
]);
const hostMembers: ReadonlySet<string> = new Set(['hostname', 'host', 'origin']);

/** Functions whose result lies where the path that they are given leads. */
const samePlace = /^(?:join|resolve|normalize|realpath|realpathSync)$/;

/** Whether the operand is the value, the same text in other letters, or the path that it leads to. */
export function isSubject(about: Subject, operand: number, depth = 0): boolean {
  const { graph, value, harm } = about;
  const { body } = graph;
  const target = skipPis(graph, value);
  let at = operand;
  for (let steps = 0; steps < 6 && at !== -1; steps++) {
    at = skipPis(graph, at);
    if (at === target || isSameMember(graph, at, target)) return true;
    if (body.op(at) === Op.Await) at = body.a(at);
    else if (body.op(at) === Op.Phi) return depth < 3 && isDefaulted(about, body.list(body.a(at)), depth + 1);
    else if (body.op(at) !== Op.Call) return false;
    else if (sameText.has(methodOf(graph, at) ?? '')) at = body.b(at);
    else if (calledName(graph, at) === 'String') at = body.listItem(body.c(at), 0);
    else return harm === 'path' && depth < 3 && isPlaceOf(about, at, depth + 1);
  }
  return false;
}

const isPlaceOf = (about: Subject, call: number, depth: number): boolean =>
  samePlace.test(methodOf(about.graph, call) ?? calledName(about.graph, call) ?? '') &&
  [...about.graph.body.list(about.graph.body.c(call))].some((each) => isSubject(about, each, depth));

/** `name || ''`: the value, or a text of the program. */
const isDefaulted = (about: Subject, choices: Int32Array, depth: number): boolean => {
  const { body } = about.graph;
  const others = [...choices].filter((each) => body.op(skipPis(about.graph, each)) !== Op.Const);
  return others.length === 1 && choices.length > 1 && others.every((each) => isSubject(about, each, depth));
};

/** The same member of the same object, loaded twice. */
function isSameMember(graph: FunctionGraph, one: number, other: number): boolean {
  const { body } = graph;
  if (body.op(one) !== Op.Load || body.op(other) !== Op.Load) return false;
  const [a, b] = [skipPis(graph, body.a(one)), skipPis(graph, body.a(other))];
  return body.text(body.b(one)) === body.text(body.b(other)) && (a === b || isSameMember(graph, a, b));
}

/** `new URL(value).hostname`, or that of the value itself. */
export function isHostOf(about: Subject, operand: number): boolean {
  const { graph } = about;
  const { body } = graph;
  const at = skipPis(graph, operand);
  if (body.op(at) !== Op.Load || !hostMembers.has(body.text(body.b(at)))) return false;
  const owner = skipPis(graph, body.a(at));
  if (isSubject(about, owner)) return true;
  return body.op(owner) === Op.New && isSubject(about, body.listItem(body.c(owner), 0));
}

/** `path.basename(value)`, `encodeURIComponent(value)`: what equals it holds nothing that these take away. */
export function isCleanedOf(about: Subject, call: number): boolean {
  const { graph, harm } = about;
  const { body } = graph;
  if (body.op(call) !== Op.Call || !isSubject(about, body.listItem(body.c(call), 0))) return false;
  const name = methodOf(graph, call) ?? calledName(graph, call) ?? '';
  return harm === 'path' ? /^(?:basename|encodeURIComponent|sanitize\w*)$/.test(name) : name === 'encodeURIComponent';
}

/** `path.relative(folder, value)`. */
export function isRelativeOf(about: Subject, operand: number): boolean {
  const { graph } = about;
  const { body } = graph;
  const at = skipPis(graph, operand);
  return (
    body.op(at) === Op.Call && methodOf(graph, at) === 'relative' && isSubject(about, body.listItem(body.c(at), 1))
  );
}

export const isNothing = (graph: FunctionGraph, value: number): boolean => {
  const at = skipPis(graph, value);
  if (at === -1) return true;
  if (graph.body.op(at) !== Op.Const) return false;
  const constant = graph.body.constants[graph.body.a(at)];
  return constant === undefined || constant === null || constant === '';
};

export function constantOf(graph: FunctionGraph, value: number): unknown {
  const { body } = graph;
  const at = skipPis(graph, value);
  if (at === -1) return undefined;
  if (body.op(at) === Op.Un && body.c(at) === Kind.MinusToken) return -Number(constantOf(graph, body.a(at)));
  return body.op(at) === Op.Const ? body.constants[body.a(at)] : undefined;
}

export const isNumber = (graph: FunctionGraph, value: number): boolean => typeof constantOf(graph, value) === 'number';

export function methodOf(graph: FunctionGraph, call: number): string | undefined {
  const { body } = graph;
  const callee = skipPis(graph, body.a(call));
  return callee !== -1 && body.op(callee) === Op.Load ? body.text(body.b(callee)) : undefined;
}

export function calledName(graph: FunctionGraph, call: number): string | undefined {
  const { body } = graph;
  const callee = skipPis(graph, body.a(call));
  if (callee === -1) return undefined;
  if (body.op(callee) === Op.Global) return body.text(body.a(callee));
  const node = graph.nodeOf(callee);
  return node && ts.isIdentifier(node) ? node.text : undefined;
}

/** Without a separator at its end `/srv/files` lets `/srv/files-of-others` through. */
export function endsWithSeparator(graph: FunctionGraph, value: number, text: string): boolean {
  if (text.endsWith('/') || text.endsWith('\\')) return true;
  const node = graph.nodeOf(skipPis(graph, value));
  const declaration = node && ts.isIdentifier(node) ? declarationOf(node) : undefined;
  return [node, declaration].some((each) => each !== undefined && separatorAtEnd.test(each.getText()));
}

const separatorAtEnd = /(?:\bsep\b[^\w]*|SEPARATOR[^\w]*|[/\\]['"`])$/i;

/** Where a name was given the one value that it ever has. */
function declarationOf(name: ts.Identifier): ts.Node | undefined {
  const binding = scopesOf(name.getSourceFile()).bindingOf(name);
  const [declaration] = binding?.writes.length === 0 ? binding.declarations : [];
  return declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
}

/** Whether a text still holds each `..` that somebody sent: nothing has resolved it. */
export function isAsSent(graph: FunctionGraph, value: number, depth = 0): boolean {
  const { body } = graph;
  const at = skipPis(graph, value);
  if (at === -1 || depth > 6) return false;
  switch (body.op(at)) {
    case Op.Load:
    case Op.LoadIdx:
    case Op.Template:
    case Op.Bin:
      return true;
    case Op.Call:
      if (sameText.has(methodOf(graph, at) ?? '')) return isAsSent(graph, body.b(at), depth + 1);
      return calledName(graph, at) === 'String' && isAsSent(graph, body.listItem(body.c(at), 0), depth + 1);
    default:
      return false;
  }
}

export function parameterOf({ body }: FunctionGraph, index: number): number | undefined {
  for (let at = 0; at < body.size; at++) if (body.op(at) === Op.Param && body.a(at) === index) return at;
  return undefined;
}
