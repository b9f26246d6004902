import type { Snapshot } from '../../engine/snapshot.ts';
import { ts } from '../../engine/syntax.ts';
import { Op } from '../flow/ir.ts';
import { moduleFactsOf, resolveExport } from '../modules.ts';
import { unwrap } from '../nodes.ts';
import { scopesOf } from '../scopes.ts';
import type { FunctionGraph } from './graphs.ts';
import { isAllowList } from './patterns.ts';
import { skipPis } from './texts.ts';

/** Whether a value is a pattern of harmless characters alone, written here or under a name in this file or another one. */
export function createNamedPatterns(snapshot: Snapshot) {
  return (graph: FunctionGraph, value: number): boolean => {
    const { body } = graph;
    const at = skipPis(graph, value);
    if (body.op(at) === Op.Regex) return isAllowList(body.text(body.a(at)));
    const node = graph.nodeOf(at);
    const pattern = node && ts.isIdentifier(node) ? patternNamed(node) : undefined;
    return pattern !== undefined && isAllowList(pattern);
  };

  function patternNamed(name: ts.Identifier): string | undefined {
    const tree = name.getSourceFile();
    const binding = scopesOf(tree).bindingOf(name);
    if (binding === undefined || binding.writes.length > 0) return undefined;
    const imported = moduleFactsOf(tree).imports.get(binding);
    if (imported === undefined) return patternIn(binding.declarations[0]);
    const target = snapshot.resolveModule(imported.specifier, tree.fileName);
    const found = target.kind === 'file' ? resolveExport(snapshot, target.file, imported.exported) : undefined;
    return found && 'node' in found ? patternIn(found.node) : undefined;
  }
}

function patternIn(node: ts.Node | undefined): string | undefined {
  const initial = node && ts.isVariableDeclaration(node) ? node.initializer : node;
  const expression = initial && ts.isExpression(initial) ? unwrap(initial) : undefined;
  return expression && ts.isRegularExpressionLiteral(expression) ? expression.text : undefined;
}
