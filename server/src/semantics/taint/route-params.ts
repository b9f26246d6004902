import type { Snapshot } from '../../engine/snapshot.ts';
import { ts } from '../../engine/syntax.ts';
import { none, Op } from '../flow/ir.ts';
import type { Harm } from '../libraries/untrusted/model.ts';
import { isFunctionNode, memberName } from '../nodes.ts';
import { type FunctionGraph, graphOf } from './graphs.ts';
import type { GuardsOfTaint } from './guards.ts';
import { parameterOf } from './guarded-values.ts';
import { skipPis } from './texts.ts';

/** Files that servers are put together in, from the package's folder on. */
const entries = ['app', 'server', 'index', 'main'].flatMap((name) =>
  ['', 'src/', 'server/'].flatMap((folder) => ['js', 'ts', 'mjs', 'cjs'].map((ending) => `${folder}${name}.${ending}`)),
);

/**
 * Whether Express asks a function before any handler that is given this part of a path, and the function goes on only with a
 * harmless one: `app.param('id', (req, res, next, id) => …)` in the file that is asked about or where the server is put together.
 */
export function createRouteParams(snapshot: Snapshot, guards: GuardsOfTaint) {
  const known = new Map<ts.SourceFile, readonly ts.CallExpression[]>();

  const ofTree = (tree: ts.SourceFile): readonly ts.CallExpression[] => {
    let calls = known.get(tree);
    if (calls === undefined) known.set(tree, (calls = /\.param\(/.test(tree.text) ? paramCallsIn(tree) : []));
    return calls;
  };

  const aroundOf = (tree: ts.SourceFile): readonly ts.SourceFile[] => {
    const folder = snapshot.packageOf(tree.fileName)?.file.replace(/package\.json$/, '');
    if (folder === undefined) return [tree];
    const others = entries.flatMap((entry) =>
      /\.param\(/.test(snapshot.text(folder + entry) ?? '') ? (snapshot.tree(folder + entry) ?? []) : [],
    );
    return [tree, ...others];
  };

  return (at: ts.Node, name: string, harm: Harm): boolean =>
    aroundOf(at.getSourceFile())
      .flatMap(ofTree)
      .some((call) => {
        const [named, handler] = call.arguments;
        const graph = handler && isFunctionNode(handler) ? graphOf(handler) : undefined;
        if (graph === undefined || named === undefined || !ts.isStringLiteralLike(named)) return false;
        return named.text === name && goesOnOnlyIf(graph, harm, guards);
      });
}

function paramCallsIn(tree: ts.SourceFile): readonly ts.CallExpression[] {
  const calls: ts.CallExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && memberName(node.expression) === 'param') calls.push(node);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return calls;
}

/** Whether `next()` is called only where the part of the path is harmless. */
function goesOnOnlyIf(graph: FunctionGraph, harm: Harm, guards: GuardsOfTaint): boolean {
  const { body } = graph;
  const [next, part] = [parameterOf(graph, 2), parameterOf(graph, 3)];
  if (next === undefined || part === undefined) return false;
  let goesOn = false;
  for (let at = 0; at < body.size; at++) {
    if (body.op(at) !== Op.Call || body.a(at) === none || skipPis(graph, body.a(at)) !== next) continue;
    if (body.listLength(body.c(at)) > 0) continue;
    if (!guards.isSettledHarmless(graph, part, at, harm)) return false;
    goesOn = true;
  }
  return goesOn;
}
