import type { Snapshot } from '../../engine/snapshot.ts';
import { ts } from '../../engine/syntax.ts';
import { Op } from '../flow/ir.ts';
import type { FunctionGraph } from './graphs.ts';
import type { Harm } from '../libraries/untrusted/model.ts';
import { isAllowList, staysOnSite } from './patterns.ts';
import { skipPis } from './texts.ts';
import { createWritten } from './written-values.ts';

/** Whether a value is a pattern that only harmless texts match, written here or under a name in this file or another one. */
export function createNamedPatterns(snapshot: Snapshot) {
  const { patternOf } = createWritten(snapshot);
  return (graph: FunctionGraph, value: number, harm: Harm): boolean => {
    const { body } = graph;
    const at = skipPis(graph, value);
    if (body.op(at) === Op.Regex) return isHarmless(body.text(body.a(at)), harm);
    const node = graph.nodeOf(at);
    const pattern = node && ts.isExpression(node) ? patternOf(node) : undefined;
    return pattern !== undefined && isHarmless(pattern, harm);
  };
}

const isHarmless = (pattern: string, harm: Harm): boolean =>
  isAllowList(pattern) || (harm === 'redirect' && staysOnSite(pattern));
