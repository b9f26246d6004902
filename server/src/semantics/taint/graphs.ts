import type { ts } from '../../engine/syntax.ts';
import { type FunctionBody, none, Op } from '../flow/ir.ts';
import { lowerBody } from '../flow/lower.ts';
import { Code } from '../flow/lowering/code.ts';
import { Outline, type OutlinedFunction } from '../flow/lowering/outline.ts';

/** The value graph of one function (see `../flow/ir.ts`), with the nodes of the tree that its values were made from. */
export interface FunctionGraph {
  /** The function, the initializer's PropertyDeclaration, or the SourceFile for top-level statements. */
  readonly node: ts.Node;
  readonly body: FunctionBody;
  readonly parent: FunctionGraph | undefined;
  /** Of an instruction `Func`. */
  readonly nested: (position: number) => FunctionGraph | undefined;
  readonly valueOf: (node: ts.Node) => number | undefined;
  /** The expression that an instruction was made from; undefined for what stands nowhere as one expression. */
  readonly nodeOf: (value: number) => ts.Node | undefined;
  /** The instructions that use a value. */
  readonly usersOf: (value: number) => readonly number[];
}

class TreeGraphs {
  readonly #outline: Outline;
  readonly #code = new Code();
  readonly #graphs = new Map<OutlinedFunction, FunctionGraph>();

  constructor(tree: ts.SourceFile) {
    this.#outline = new Outline(tree);
  }

  of(node: ts.Node): FunctionGraph | undefined {
    const outlined = this.#outline.functionAt(node);
    return outlined && this.#graph(outlined);
  }

  #graph(outlined: OutlinedFunction): FunctionGraph {
    let graph = this.#graphs.get(outlined);
    if (graph === undefined) this.#graphs.set(outlined, (graph = this.#made(outlined)));
    return graph;
  }

  #made(outlined: OutlinedFunction): FunctionGraph {
    const recorded = new Map<ts.Node, number>();
    const body = lowerBody(this.#outline, outlined, this.#code, recorded);
    const nodes = new Map<number, ts.Node>();
    for (const [node, value] of recorded) if (!nodes.has(value)) nodes.set(value, node);
    const { scope } = outlined;
    const of = (node: ts.Node | undefined): FunctionGraph | undefined => node && this.of(node);
    let users: readonly (readonly number[])[] | undefined;
    return {
      node: scope.node,
      body,
      get parent() {
        return of(scope.parent?.node);
      },
      nested: (position) => of(scope.nested[position]?.node),
      valueOf: (node) => recorded.get(node),
      nodeOf: (value) => nodes.get(value),
      usersOf: (value) => (users ??= usersIn(body))[value] ?? noUsers,
    };
  }
}

const noUsers: readonly number[] = [];
const remembered = new WeakMap<ts.SourceFile, TreeGraphs>();

/** The graph of a function of a tree; lowered when it is first asked for and kept as long as the tree is. */
export function graphOf(node: ts.Node): FunctionGraph | undefined {
  const tree = node.getSourceFile();
  let graphs = remembered.get(tree);
  if (graphs === undefined) remembered.set(tree, (graphs = new TreeGraphs(tree)));
  return graphs.of(node);
}

/** A value of a function. */
export interface PlacedValue {
  readonly graph: FunctionGraph;
  readonly value: number;
}

/** The value that an expression comes to, in the function that evaluates it. */
export function placedValueOf(node: ts.Node): PlacedValue | undefined {
  // A decorator or a computed name stands in a function that it does not belong to.
  for (let each: ts.Node | undefined = node; each !== undefined; each = each.parent) {
    const graph = graphOf(each);
    const value = graph?.valueOf(node);
    if (graph !== undefined && value !== undefined) return { graph, value };
  }
  return undefined;
}

function usersIn(body: FunctionBody): readonly (readonly number[])[] {
  const users = Array.from({ length: body.size }, (): number[] => []);
  for (let value = 0; value < body.size; value++)
    for (const used of operandsOf(body, value)) if (used !== none) users[used]?.push(value);
  return users;
}

/** The values that an instruction is made from, as far as they matter to where values go. */
function operandsOf(body: FunctionBody, value: number): readonly number[] {
  const [a, b, c] = [body.a(value), body.b(value), body.c(value)];
  switch (body.op(value)) {
    case Op.Call:
      return [a, b, ...body.list(c)];
    case Op.New:
      return [a, ...body.list(c)];
    case Op.Array:
    case Op.Phi:
      return [...body.list(a)];
    case Op.Object:
      return [...body.list(a)].filter((_, at) => at % 2 === 1);
    case Op.Store:
    case Op.StoreIdx:
      return [a, c];
    case Op.SetFree:
      return [c];
    case Op.Load:
    case Op.Pi:
    case Op.Return:
    case Op.Spread:
    case Op.Await:
    case Op.Use:
      return [a];
    default:
      return [];
  }
}
