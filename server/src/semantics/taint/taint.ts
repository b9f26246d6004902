import type { Snapshot } from '../../engine/snapshot.ts';
import { ts } from '../../engine/syntax.ts';
import type { CalleeQuestions, CallNode } from '../callees.ts';
import { type Harm, ofChoice, type UntrustedFact } from '../libraries/untrusted/model.ts';
import { untrustedFactsOf } from '../libraries/untrusted/index.ts';
import type { FunctionNode } from '../nodes.ts';
import type { ValueQuestions } from '../values.ts';
import { declaresNumber, type Flow, flowsTo, stepsOf, type Way } from './flows.ts';
import { createAttachedClients } from './attached-clients.ts';
import { createGuards } from './guards.ts';
import { type FunctionGraph, graphOf, type PlacedValue, placedValueOf } from './graphs.ts';
import { createNamedPatterns } from './named-patterns.ts';
import { createOperatorFilters } from './operator-filters.ts';
import { isOwnCheck } from './own-checks.ts';
import { createProvenance, parameterAt } from './provenance.ts';
import { createQueryNesting } from './query-nesting.ts';
import { createRouteParams } from './route-params.ts';
import { createRoutes, type Route } from './routes.ts';
import { hasBareClass } from './class-schemas.ts';
import { createMiddlewares } from './middlewares.ts';
import { createSchemas } from './schemas.ts';
import { searchBack } from './search.ts';
import type { Found, FoundParameter, Point, SearchQuestions } from './walk.ts';
import { isWrittenOut, mayHurt, sinkNodesIn } from './sink-nodes.ts';
import { type Sink, type SinkNode, sinksOf } from './sinks.ts';

export interface TaintQuestions {
  /** The flows that end at a node, or that go on from it into a function which harms what it is given. */
  flowsAt(node: SinkNode): readonly Flow[];
  /** Whether the type of a handler's parameter is a class of the project that says nothing by which a pipe could check. */
  hasBareClass(parameter: ts.ParameterDeclaration): boolean;
  /** The routes that other files of the project give a handler. */
  routesOf(fn: FunctionNode): readonly Route[];
  /** Whether a middleware of the project has looked at the whole body before the handler gets it. */
  isBodyCheckedBefore(handler: ts.Node): boolean;
}

/** Where a function's parameter ends up. */
interface ParameterSink {
  readonly index: number;
  readonly members: readonly string[];
  readonly sink: Sink;
  readonly steps: readonly ts.Node[];
  readonly isDeclaredNumber: boolean;
  readonly isPrefixed: boolean;
}

const maxDepth = 4;
const maxParameterSinks = 32;

export function createTaint(
  snapshot: Snapshot,
  { values, callees }: { readonly values: ValueQuestions; readonly callees: CalleeQuestions },
): TaintQuestions {
  const provenance = createProvenance(values);
  const factsOf = (path: string): readonly UntrustedFact[] => untrustedFactsOf(path);
  const attachedOf = createAttachedClients(snapshot);
  const guards = createGuards({ functionsOf, provesByLibrary, isHarmlessPattern: createNamedPatterns(snapshot) });
  const routesOf = createRoutes(snapshot);
  const middlewares = createMiddlewares(snapshot, routesOf);
  const questions: SearchQuestions = {
    provenance,
    guards,
    schemas: createSchemas(snapshot),
    isCheckedParam: createRouteParams(snapshot, guards),
    isLookedUpBefore: middlewares.isLookedUpBefore,
    routesOf,
    nestsQueries: createQueryNesting(snapshot),
    dropsOperators: createOperatorFilters(snapshot),
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
      flowsTo(searched(sink), { sink, given: sink.given, steps: [], ...asItIs }),
    );
    if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return own;
    return [...own, ...throughFunctions(node)];
  }

  function sinksAt(node: SinkNode): readonly Sink[] {
    let known = sinks.get(node);
    if (known === undefined) sinks.set(node, (known = sinksOf(node, { provenance, factsOf, attachedOf })));
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
    // What a class is made with hurts where its methods take it from a field.
    const within = ts.isConstructorDeclaration(fn.node) ? fn.node.parent : fn.node;
    for (const node of sinkNodesIn(within)) {
      if (ends.length >= maxParameterSinks) break;
      for (const sink of sinksAt(node)) ends.push(...endsOf(fn, searched(sink), { sink, steps: [], ...asItIs }));
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
    { sink, steps, isDeclaredNumber, isPrefixed }: Omit<Way, 'given'>,
  ): readonly ParameterSink[] =>
    parameters
      .filter(({ graph }) => graph === fn)
      .map(({ index, members, point }: FoundParameter) => ({
        index,
        members,
        sink,
        steps: [...stepsOf(point), ...steps],
        isDeclaredNumber: isDeclaredNumber || declaresNumber(parameterAt(fn.node, index)?.type, members),
        isPrefixed: isPrefixed || point.isPrefixed === true,
      }));

  return {
    flowsAt,
    routesOf: (fn) => questions.routesOf(fn),
    isBodyCheckedBefore: middlewares.isBodyCheckedBefore,
    hasBareClass: (parameter) => hasBareClass(parameter, questions.schemas),
  };
}

/** Nothing is known of what the value passes on its way. */
const asItIs = { isDeclaredNumber: false, isPrefixed: false } as const;

/** The value that a place takes, which is used there. */
function startAt({ graph, value }: PlacedValue, members: readonly string[], use: number): Point {
  const at: Point = { graph, value: use, members: [], frame: undefined, towards: undefined };
  return { graph, value, members, frame: undefined, towards: at };
}

const isCall = (node: ts.Node): node is CallNode =>
  ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node);
