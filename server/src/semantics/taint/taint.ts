import type { Snapshot } from '../../engine/snapshot.ts';
import { ts } from '../../engine/syntax.ts';
import type { CalleeQuestions, CallNode } from '../callees.ts';
import { Op } from '../flow/ir.ts';
import { type Harm, ofChoice, type Trust, type UntrustedFact } from '../libraries/untrusted/model.ts';
import { untrustedFactsOf } from '../libraries/untrusted/index.ts';
import { isFunctionNode, memberName, propertyNameText } from '../nodes.ts';
import type { ValueQuestions } from '../values.ts';
import { createGuards } from './guards.ts';
import { type FunctionGraph, graphOf, type PlacedValue, placedValueOf } from './graphs.ts';
import { createNamedPatterns } from './named-patterns.ts';
import { isOwnCheck } from './own-checks.ts';
import { createProvenance, parameterAt } from './provenance.ts';
import { createRouteParams } from './route-params.ts';
import { createSchemas } from './schemas.ts';
import { searchBack } from './search.ts';
import type { Found, FoundParameter, Point, SearchQuestions } from './walk.ts';
import { type Sink, type SinkNode, sinksOf } from './sinks.ts';

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
}

export interface TaintQuestions {
  /** The flows that end at a node, or that go on from it into a function which harms what it is given. */
  flowsAt(node: SinkNode): readonly Flow[];
}

/** Where a function's parameter ends up. */
interface ParameterSink {
  readonly index: number;
  readonly members: readonly string[];
  readonly sink: Sink;
  readonly steps: readonly ts.Node[];
  readonly isDeclaredNumber: boolean;
}

const maxDepth = 4;
const maxParameterSinks = 32;

export function createTaint(
  snapshot: Snapshot,
  { values, callees }: { readonly values: ValueQuestions; readonly callees: CalleeQuestions },
): TaintQuestions {
  const provenance = createProvenance(values);
  const factsOf = (path: string): readonly UntrustedFact[] => untrustedFactsOf(path);
  const guards = createGuards({ functionsOf, provesByLibrary, isHarmlessPattern: createNamedPatterns(snapshot) });
  const questions: SearchQuestions = {
    provenance,
    guards,
    schemas: createSchemas(snapshot),
    isCheckedParam: createRouteParams(snapshot, guards),
    factsOf,
    functionsOf,
  };
  const flows = new Map<ts.Node, readonly Flow[]>();
  const sinks = new Map<ts.Node, readonly Sink[]>();
  const found = new Map<Sink, Found>();
  const parameterSinks = new Map<ts.Node, readonly ParameterSink[]>();
  const targets = new Map<ts.Node, readonly FunctionGraph[]>();
  const openFunctions = new Set<ts.Node>();
  const recursive = new Set<ts.Node>();

  function functionsOf(graph: FunctionGraph, call: number): readonly FunctionGraph[] {
    const node = graph.nodeOf(call);
    return node !== undefined && isCall(node) ? functionsCalledBy(node) : [];
  }

  function functionsCalledBy(node: CallNode): readonly FunctionGraph[] {
    let known = targets.get(node);
    if (known === undefined) {
      known = callees.bySyntax(node).functions.flatMap((fn) => graphOf(fn) ?? []);
      targets.set(node, known);
    }
    return known;
  }

  function provesByLibrary(graph: FunctionGraph, call: number, harm: Harm): readonly number[] {
    const facts = provenance.ofCall(graph, call).flatMap(factsOf);
    return facts.flatMap((fact) => {
      if (!('proves' in fact) || typeof fact.at !== 'number') return [];
      return (fact.proves === 'all' && !ofChoice.has(harm)) || fact.proves.includes(harm) ? [fact.at] : [];
    });
  }

  function flowsAt(node: SinkNode): readonly Flow[] {
    let known = flows.get(node);
    if (known === undefined) flows.set(node, (known = mayHurt(node) ? flowsInto(node) : []));
    return known;
  }

  function flowsInto(node: SinkNode): readonly Flow[] {
    const own = sinksAt(node).flatMap((sink) =>
      flowsTo(searched(sink), { sink, given: sink.given, steps: [], isDeclaredNumber: false }),
    );
    if (ts.isBinaryExpression(node) || ts.isJsxAttribute(node)) return own;
    return [...own, ...throughFunctions(node)];
  }

  function sinksAt(node: SinkNode): readonly Sink[] {
    let known = sinks.get(node);
    if (known === undefined) sinks.set(node, (known = sinksOf(node, { provenance, factsOf })));
    return known;
  }

  function searched(sink: Sink): Found {
    let known = found.get(sink);
    if (known === undefined) {
      const { graph, value, members, harm, use } = sink;
      found.set(sink, (known = searchBack(startAt({ graph, value }, members, use), harm, questions)));
    }
    return known;
  }

  /** What is given to a function of the project and hurts there. */
  function throughFunctions(node: ts.CallExpression | ts.NewExpression): readonly Flow[] {
    return sinksThrough(node, 0).flatMap((passed) =>
      flowsTo(searchBack(passed.start, passed.sink.harm, questions), passed),
    );
  }

  interface Passed extends Way {
    readonly start: Point;
  }

  function sinksThrough(node: ts.CallExpression | ts.NewExpression, depth: number): readonly Passed[] {
    const given = node.arguments;
    if (given === undefined || given.length === 0 || depth > maxDepth || given.every(isWrittenOut)) return [];
    return functionsCalledBy(node).flatMap((fn) =>
      parameterSinksOf(fn, depth + 1).flatMap(({ index, members, ...end }) => {
        const argument = given[index];
        const placed = argument && placedValueOf(argument);
        if (argument === undefined || placed === undefined || isWrittenOut(argument)) return [];
        const start = startAt(placed, members, placedValueOf(node)?.value ?? placed.value);
        return [{ ...end, start, given: argument }];
      }),
    );
  }

  function parameterSinksOf(fn: FunctionGraph, depth: number): readonly ParameterSink[] {
    const known = parameterSinks.get(fn.node);
    if (known !== undefined) {
      if (openFunctions.has(fn.node)) recursive.add(fn.node);
      return known;
    }
    parameterSinks.set(fn.node, []);
    if (isOwnCheck(fn)) return [];
    openFunctions.add(fn.node);
    let ends = endsIn(fn, depth);
    // Whoever calls itself is looked at again, now that it is known what it harms.
    if (ends.length > 0 && recursive.delete(fn.node)) {
      parameterSinks.set(fn.node, ends);
      ends = endsIn(fn, depth);
    }
    openFunctions.delete(fn.node);
    parameterSinks.set(fn.node, ends);
    return ends;
  }

  function endsIn(fn: FunctionGraph, depth: number): readonly ParameterSink[] {
    const ends: ParameterSink[] = [];
    for (const node of sinkNodesIn(fn.node)) {
      if (ends.length >= maxParameterSinks) break;
      for (const sink of sinksAt(node))
        ends.push(...endsOf(fn, searched(sink), { sink, steps: [], isDeclaredNumber: false }));
      if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) continue;
      for (const { start, ...passed } of sinksThrough(node, depth))
        ends.push(
          ...endsOf(fn, searchBack(start, passed.sink.harm, questions), { ...passed, steps: [node, ...passed.steps] }),
        );
    }
    return ends.slice(0, maxParameterSinks);
  }

  const endsOf = (
    fn: FunctionGraph,
    { parameters }: Found,
    { sink, steps, isDeclaredNumber }: Pick<Way, 'sink' | 'steps' | 'isDeclaredNumber'>,
  ): readonly ParameterSink[] =>
    parameters
      .filter(({ graph }) => graph === fn)
      .map(({ index, members, point }: FoundParameter) => ({
        index,
        members,
        sink,
        steps: [...stepsOf(point), ...steps],
        isDeclaredNumber: isDeclaredNumber || declaresNumber(parameterAt(fn.node, index)?.type, members),
      }));

  return { flowsAt };
}

/** The value that a place takes, which is used there. */
function startAt({ graph, value }: PlacedValue, members: readonly string[], use: number): Point {
  const at: Point = { graph, value: use, members: [], frame: undefined, towards: undefined };
  return { graph, value, members, frame: undefined, towards: at };
}

/** From the place at which a value is given away to where it hurts. */
interface Way {
  readonly sink: Sink;
  readonly given: ts.Node;
  readonly steps: readonly ts.Node[];
  readonly isDeclaredNumber: boolean;
}

function flowsTo({ sources }: Found, { sink, given, steps, isDeclaredNumber }: Way): readonly Flow[] {
  return sources.flatMap(({ trust, isAnything, point }) => {
    const source = sourceNode(point);
    const origin = parameterName(point) ?? nodeOf(point) ?? source;
    if (source === undefined || origin === undefined) return [];
    const all = [...stepsOf(point), ...steps];
    const read = { source, origin, members: readOf(point) };
    return [{ harm: sink.harm, trust, isAnything, given, sink, ...read, steps: all, isDeclaredNumber }];
  });
}

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
function declaresNumber(type: ts.TypeNode | undefined, [member, ...rest]: readonly string[]): boolean {
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
function stepsOf(point: Point): readonly ts.Node[] {
  const steps: ts.Node[] = [];
  for (let next = point.towards; next?.towards !== undefined; next = next.towards) {
    const node = nodeOf(next);
    if (node === undefined || ts.isIdentifier(node)) continue;
    const { body } = next.graph;
    const op = body.op(next.value);
    if (op === Op.Template || op === Op.Bin || op === Op.Call || op === Op.New || op === Op.Object) steps.push(node);
  }
  return steps.slice(0, 8);
}

const nodeOf = (point: Point): ts.Node | undefined => point.graph.nodeOf(point.value) ?? parameterName(point);

function parameterName({ graph, value }: Point): ts.Node | undefined {
  return graph.body.op(value) === Op.Param ? parameterAt(graph.node, graph.body.a(value))?.name : undefined;
}

const isCall = (node: ts.Node): node is CallNode =>
  ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node);

/** Nothing that is written out in full can be untrusted. */
const isWrittenOut = (node: ts.Expression): boolean =>
  ts.isStringLiteralLike(node) ||
  ts.isNumericLiteral(node) ||
  node.kind === ts.SyntaxKind.TrueKeyword ||
  node.kind === ts.SyntaxKind.FalseKeyword ||
  isFunctionNode(node);

/** A call without arguments and a comparison hurt nobody. */
function mayHurt(node: SinkNode): boolean {
  if (ts.isCallExpression(node) && memberName(node.expression) === 'join') return true;
  if (ts.isCallExpression(node) || ts.isNewExpression(node))
    return (node.arguments?.length ?? 0) > 0 && node.arguments?.every(isWrittenOut) !== true;
  return true;
}

const nodesIn = new WeakMap<ts.Node, readonly SinkNode[]>();

/** The calls and assignments of a function, those of functions inside of it included. */
function sinkNodesIn(fn: ts.Node): readonly SinkNode[] {
  let known = nodesIn.get(fn);
  if (known === undefined) {
    const nodes: SinkNode[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isJsxAttribute(node) || isAssignment(node))
        nodes.push(node);
      ts.forEachChild(node, visit);
    };
    ts.forEachChild(fn, visit);
    nodesIn.set(fn, (known = nodes));
  }
  return known;
}

const isAssignment = (node: ts.Node): node is ts.BinaryExpression =>
  ts.isBinaryExpression(node) &&
  (node.operatorToken.kind === ts.SyntaxKind.EqualsToken || node.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken);
