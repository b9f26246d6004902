import { ts } from '../../engine/syntax.ts';
import { Op } from '../flow/ir.ts';
import type { Harm, Trust } from '../libraries/untrusted/model.ts';
import { memberName, propertyNameText } from '../nodes.ts';
import { parameterAt } from './provenance.ts';
import type { Sink } from './sinks.ts';
import type { Found, Point } from './walk.ts';

/** An untrusted value that gets to where it hurts. */
export interface Flow {
  readonly harm: Harm;
  readonly trust: Trust;
  /** It may be an object of the sender's making, and not only a text. */
  readonly isAnything: boolean;
  /** What is given away here: an argument of the sink, or of the call of a function that leads there. */
  readonly given: ts.Node;
  /** Where it hurts; perhaps in another file. */
  readonly sink: Sink;
  /** Where the value comes from, with what was read of it: `req.body.name`. */
  readonly source: ts.Node;
  /** What was read of it, as far as names tell: `items`, `*`, `price`. */
  readonly members: readonly string[];
  /** The same without: `req.body`, `await request.json()`, a parameter's name. */
  readonly origin: ts.Node;
  /** From the source to the sink, both left out. */
  readonly steps: readonly ts.Node[];
  /** A function on its way declares it to be a number; nothing that was seen makes sure. */
  readonly isDeclaredNumber: boolean;
  /** A condition on its way only asks whether a path begins with a folder's name. */
  readonly isPrefixed: boolean;
}

/** From the place at which a value is given away to where it hurts. */
export interface Way {
  readonly sink: Sink;
  readonly given: ts.Node;
  readonly steps: readonly ts.Node[];
  readonly isDeclaredNumber: boolean;
  readonly isPrefixed: boolean;
}

export function flowsTo({ sources }: Found, way: Way): readonly Flow[] {
  const { sink, given, steps, isDeclaredNumber } = way;
  return sources.flatMap(({ trust, isAnything, point }) => {
    const taken = readerOf(point) ?? point;
    const source = sourceNode(taken);
    const origin = parameterName(taken) ?? nodeOf(taken) ?? source;
    if (source === undefined || origin === undefined) return [];
    const all = [...stepsOf(point), ...steps];
    const read = { source, origin, members: readOf(point) };
    const isPrefixed = way.isPrefixed || point.isPrefixed === true;
    return [{ harm: sink.harm, trust, isAnything, given, sink, ...read, steps: all, isDeclaredNumber, isPrefixed }];
  });
}

/**
 * Where the handler has a helper read the request that it hands on: `parseJsonBody(req)`, for the chunks that come in there. What
 * the handler is sent is best known by that name.
 */
function readerOf(point: Point): Point | undefined {
  let reader: Point | undefined;
  for (let inside = point, each = point.towards; each !== undefined; inside = each, each = each.towards) {
    const node = each.graph === inside.graph ? undefined : nodeOf(each);
    if (node === undefined || each.graph.body.op(each.value) !== Op.Call || !ts.isCallExpression(node)) continue;
    const [first] = node.arguments;
    if (first !== undefined && ts.isIdentifier(first) && requestName.test(first.text)) reader = each;
  }
  return reader ?? (isChunk(point) ? parsedOf(point) : undefined);
}

/** `request.on('data', (chunk) => …)` */
function isChunk({ graph }: Point): boolean {
  const call = graph.node.parent;
  if (call === undefined || !ts.isCallExpression(call) || memberName(call.expression) !== 'on') return false;
  const [event] = call.arguments;
  return event !== undefined && ts.isStringLiteralLike(event) && event.text === 'data';
}

/** Where what came in pieces is read as a whole. */
function parsedOf(point: Point): Point | undefined {
  for (let each = point.towards; each !== undefined; each = each.towards) {
    const node = each.graph.body.op(each.value) === Op.Call ? nodeOf(each) : undefined;
    if (node && ts.isCallExpression(node) && node.expression.getText() === 'JSON.parse') return each;
  }
  return undefined;
}

const requestName = /^_?(?:req|request|incoming|incomingMessage|ctx|context|event)$/i;

/** The names that are read of a source: its members, or the text in `form.get('price')`. */
function readOf(point: Point): readonly string[] {
  if (point.members.some((member) => member !== '*')) return point.members;
  for (let each = point.towards; each !== undefined; each = each.towards) {
    const node = each.graph.body.op(each.value) === Op.Call ? nodeOf(each) : undefined;
    const asked =
      node && ts.isCallExpression(node) && memberName(node.expression) === 'get' ? node.arguments[0] : undefined;
    if (asked !== undefined && ts.isStringLiteralLike(asked)) return [asked.text, ...point.members.slice(1)];
  }
  return point.members;
}

/** `id: number`, `ids: number[]`, `options: { id: number }`. */
export function declaresNumber(type: ts.TypeNode | undefined, [member, ...rest]: readonly string[]): boolean {
  if (type === undefined) return false;
  if (member === undefined) return /^(?:number|bigint|boolean)$/.test(type.getText());
  if (ts.isArrayTypeNode(type)) return declaresNumber(type.elementType, rest);
  if (!ts.isTypeLiteralNode(type)) return false;
  const declared = type.members.find((each) => propertyNameText(each.name) === member);
  return declared !== undefined && ts.isPropertySignature(declared) && declaresNumber(declared.type, rest);
}

/** The longest expression that still only names the source: `req.query.id` of `req.query`, `form.get('name')` of `form`. */
function sourceNode(point: Point): ts.Node | undefined {
  let node = nodeOf(point);
  for (let next = point.towards; next !== undefined; next = next.towards) {
    const outer = nodeOf(next);
    const op = next.graph.body.op(next.value);
    if (op !== Op.Load && op !== Op.Await && op !== Op.Call) break;
    if (op === Op.Call && (outer === undefined || node === undefined || !isCalledOn(outer, node))) break;
    if (outer !== undefined && !ts.isIdentifier(outer)) node = outer;
  }
  return node;
}

/** `params.get('id')` is called on `params`, `find(params)` is not. */
function isCalledOn(call: ts.Node, owner: ts.Node): boolean {
  return ts.isCallExpression(call) && call.pos <= owner.pos && owner.end <= call.expression.end;
}

/** What the value is called on its way: one place for each function or expression that it passes. */
export function stepsOf(point: Point): readonly ts.Node[] {
  const steps = new Set<ts.Node>();
  for (let next = point.towards; next?.towards !== undefined; next = next.towards) {
    const node = nodeOf(next);
    if (node === undefined || ts.isIdentifier(node)) continue;
    const { body } = next.graph;
    const op = body.op(next.value);
    if (op === Op.Template || op === Op.Bin || op === Op.Call || op === Op.New || op === Op.Object) steps.add(node);
  }
  return [...steps].slice(0, 8);
}

const nodeOf = (point: Point): ts.Node | undefined => point.graph.nodeOf(point.value) ?? parameterName(point);

function parameterName({ graph, value }: Point): ts.Node | undefined {
  return graph.body.op(value) === Op.Param ? parameterAt(graph.node, graph.body.a(value))?.name : undefined;
}
