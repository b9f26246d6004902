import { ts } from '../../engine/syntax.ts';
import { parameterOf } from '../answer-forms.ts';
import { ElemKind, Op } from '../flow/ir.ts';
import { memberName } from '../nodes.ts';
import { scopesOf } from '../scopes.ts';
import type { ValueQuestions } from '../values.ts';
import type { FunctionGraph } from './graphs.ts';
import { requestPathOf } from './requests.ts';

export interface ProvenanceQuestions {
  /** The API paths (see `../libraries/model.ts`) that a value of a function may be; few, and none when nothing is known. */
  of(graph: FunctionGraph, value: number): readonly string[];
  /**
   * The paths of the call that an instruction makes: those of its callee, called. What a function of the project gives back
   * may have a library's path, too, but calling the function is not calling the library.
   */
  ofCall(graph: FunctionGraph, call: number): readonly string[];
}

const nothing: readonly string[] = [];
const maxPaths = 6;

/**
 * Where values come from, as the graph has it: what the evaluator of names knows, and beside it what handlers are given. A name
 * that was written several times is only what it was written last.
 */
export function createProvenance(values: ValueQuestions): ProvenanceQuestions {
  const remembered = new Map<FunctionGraph, Map<number, readonly string[]>>();

  function of(graph: FunctionGraph, value: number): readonly string[] {
    let known = remembered.get(graph);
    if (known === undefined) remembered.set(graph, (known = new Map()));
    let paths = known.get(value);
    if (paths === undefined) {
      known.set(value, nothing);
      paths = unique(work(graph, value));
      known.set(value, paths);
    }
    return paths;
  }

  function work(graph: FunctionGraph, value: number): readonly string[] {
    const { body } = graph;
    const a = body.a(value);
    switch (body.op(value)) {
      case Op.Param:
        return ofParameter(graph, a);
      case Op.Load:
        return [...ofNode(graph, value), ...of(graph, a).map((path) => `${path}.${body.text(body.b(value))}`)];
      case Op.LoadIdx:
        return of(graph, a).map((path) => `${path}.*`);
      case Op.Elem:
        return of(graph, a).map((path) => `${path}${body.c(value) === ElemKind.AwaitOf ? '.next()~' : '.*'}`);
      case Op.Await:
        return [...ofNode(graph, value), ...of(graph, a).map((path) => `${path}~`)];
      case Op.Call:
      case Op.New:
        return [...ofNode(graph, value), ...of(graph, a).map((path) => `${path}()`)];
      case Op.Pi:
        return of(graph, a);
      case Op.Phi:
        return [...body.list(a)].flatMap((each) => of(graph, each));
      case Op.Import:
      case Op.Global:
      case Op.Free:
        return [...ofNode(graph, value), ...(body.op(value) === Op.Free ? ofCaptured(graph, value) : nothing)];
      default:
        return nothing;
    }
  }

  function ofNode(graph: FunctionGraph, value: number): readonly string[] {
    const node = graph.nodeOf(value);
    if (node === undefined || !ts.isExpression(node)) return nothing;
    // A name stands for all that was ever written to it.
    const isName = ts.isIdentifier(node) && graph.body.op(value) === Op.Load;
    return isName ? nothing : ofExpression(node);
  }

  const ofExpression = (node: ts.Expression): readonly string[] =>
    values.of(node).flatMap((known) => {
      if (known.kind !== 'path') return nothing;
      const promisified = known.path === 'node:util.promisify()' ? promisedFunction(node) : undefined;
      return promisified ? ofExpression(promisified) : [known.path];
    });

  function ofCaptured(graph: FunctionGraph, value: number): readonly string[] {
    const node = graph.nodeOf(value);
    const parameter = node && ts.isIdentifier(node) ? parameterOf(node) : undefined;
    return parameter ? ofParameterNode(parameter) : nothing;
  }

  function ofParameter(graph: FunctionGraph, at: number): readonly string[] {
    const parameter = parameterAt(graph.node, at);
    return parameter ? ofParameterNode(parameter) : nothing;
  }

  function ofParameterNode(parameter: ts.ParameterDeclaration): readonly string[] {
    const request = requestPathOf(parameter);
    if (request !== undefined) return [request];
    const known = ts.isIdentifier(parameter.name) ? ofExpression(parameter.name) : nothing;
    if (known.length > 0) return known;
    const asked = ofCallback(parameter);
    return ts.isIdentifier(parameter.name) ? asked : [...asked, ...ofAnnotation(parameter)];
  }

  function ofCallback(parameter: ts.ParameterDeclaration): readonly string[] {
    const fn = parameter.parent;
    const call = fn.parent;
    if (!ts.isArrowFunction(fn) && !ts.isFunctionExpression(fn)) return nothing;
    if (!ts.isCallExpression(call)) return nothing;
    const argument = call.arguments.indexOf(fn);
    const index = fn.parameters.indexOf(parameter);
    return argument < 0
      ? nothing
      : ofCallee(call.expression).map((path) => `${path}#${String(argument)}.${String(index)}`);
  }

  /** `input.pipe(parser).on`: whoever is piped into gives itself back. */
  function ofCallee(callee: ts.Expression): readonly string[] {
    const known = ofExpression(callee);
    const owner = ts.isPropertyAccessExpression(callee) ? callee.expression : undefined;
    if (known.length > 0 || owner === undefined || !ts.isCallExpression(owner)) return known;
    const [piped] = memberName(owner.expression) === 'pipe' ? owner.arguments : [];
    const name = memberName(callee);
    return piped === undefined || name === undefined ? nothing : ofExpression(piped).map((path) => `${path}.${name}`);
  }

  const ofAnnotation = ({ type }: ts.ParameterDeclaration): readonly string[] =>
    (type ? values.ofType(type) : []).flatMap((known) => (known.kind === 'path' ? [known.path] : nothing));

  const ofCall = (graph: FunctionGraph, call: number): readonly string[] =>
    of(graph, graph.body.a(call)).map((path) => `${path}()`);

  return { of, ofCall };
}

const unique = (paths: readonly string[]): readonly string[] =>
  paths.length < 2 ? paths : [...new Set(paths)].slice(0, maxPaths);

/** A parameter as the graph counts them: one called `this` is none. */
export function parameterAt(node: ts.Node, at: number): ts.ParameterDeclaration | undefined {
  const { parameters } = node as ts.FunctionLikeDeclaration;
  const first = parameters?.[0]?.name;
  const isThis = first !== undefined && ts.isIdentifier(first) && first.text === 'this';
  return parameters?.[isThis ? at + 1 : at];
}

/** The function that is so many functions out. */
export function homeOf(graph: FunctionGraph, hops: number): FunctionGraph | undefined {
  let home: FunctionGraph | undefined = graph;
  for (let hop = 0; hop < hops; hop++) home = home?.parent;
  return home;
}

/** `exec` of `promisify(exec)`, or of a name that stands for it. */
function promisedFunction(node: ts.Expression): ts.Expression | undefined {
  if (ts.isCallExpression(node)) return node.arguments[0];
  const [declaration] = ts.isIdentifier(node)
    ? (scopesOf(node.getSourceFile()).bindingOf(node)?.declarations ?? [])
    : [];
  const initial = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  return initial && ts.isCallExpression(initial) ? initial.arguments[0] : undefined;
}
