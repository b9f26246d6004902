import type { Snapshot } from '../../engine/snapshot.ts';
import type { ts } from '../../engine/syntax.ts';
import { loadsAny } from '../module-facts.ts';

/**
 * Whether the query of a request may hold objects where a node stands. Express 4 reads `?email[$ne]=` as one; Express 5, Fastify, Koa,
 * Next.js and Node read texts and lists of texts.
 */
export function createQueryNesting(snapshot: Snapshot): (at: ts.Node) => boolean {
  const known = new Map<string, boolean>();
  return (at) => {
    const tree = at.getSourceFile();
    let nests = known.get(tree.fileName);
    if (nests === undefined) known.set(tree.fileName, (nests = doesNest(tree, snapshot)));
    return nests;
  };
}

function doesNest(tree: ts.SourceFile, snapshot: Snapshot): boolean {
  const file = tree.fileName;
  if (loadsAny(tree, /^(?:fastify|koa|next|@fastify\/.*|@koa\/.*|koa-router)$/)) return false;
  const version = snapshot.packageVersion('express', file);
  if (version !== undefined) return !/^[\^~>=v\s]*(?:[5-9]|\d{2,})\b/.test(version);
  return snapshot.packageOf(file)?.dependencies.has('fastify') !== true && !/\/pages\/api\//.test(file);
}
