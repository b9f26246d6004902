import { none, Op } from '../flow/ir.ts';
import type { Harm } from '../libraries/untrusted/model.ts';
import { calledName, isSubject, methodOf, type Subject } from './guarded-values.ts';
import type { FunctionGraph } from './graphs.ts';
import { skipPis } from './texts.ts';

/**
 * Harms of a value that its author did not foresee, in a text or by its kind: what a table holds, it takes again. An address that
 * somebody has stored may be a stranger's all the same.
 */
export const ofText: ReadonlySet<Harm> = new Set([
  'sql',
  'filter',
  'path',
  'command',
  'code',
  'html',
  'redirect',
  'header',
  'shape',
]);
/** Ends of a query that give one row, or nothing. */
const givesOne = /^(?:single|maybeSingle|find(?:One|Unique|First|By)\w*|first|get|retrieve|executeTakeFirst\w*)$/;
/** `stripe.accounts.retrieve(id)` rejects where the service knows none. */
const asksByValue = /^(?:eq|match|where|find(?:One|Unique|First|By)\w*|get|first|retrieve)$/;
/** `storage.getUpload(id)`: one row of the project's own layer over its database, by the value alone; files are found by any path. */
const storeReads =
  /^(?:get|find)(?!All)(?!\w*(?:File|Object|Blob|Item|Url|Path|Content|Stream|Buffer|Image))[A-Z]\w*(?<!s|List|Count)$/;
const stores = /(?:^|\.)(?:storage|\w*(?:Store|Storage|Repo|Repository|Dao|DAO))$/;
const failed = /^(?:err|error|errors|status|statusText|message|length)$/;
const keptByKey = /(?:redis|cache|store|kv|map|sessions?|\.prepare\(.*\))$/is;
const maxSteps = 16;

/**
 * Whether something is there only if the database, or what the program keeps, holds the value as it is:
 * `await db.from('pages').select().eq('slug', slug).single()`.
 */
export function isFoundBy(about: Subject, found: number): boolean {
  const { graph, harm } = about;
  const { body } = graph;
  if (!ofText.has(harm)) return false;
  let isOne = false;
  let isAsked = false;
  let at = skipPis(graph, found);
  for (let steps = 0; steps < maxSteps && at !== none; steps++) {
    switch (body.op(at)) {
      case Op.Load:
        if (failed.test(body.text(body.b(at)))) return false;
        isOne ||= /^\d+$/.test(body.text(body.b(at)));
        break;
      case Op.Elem:
      case Op.LoadIdx:
        // Whoever goes through a list has not asked what kind of value it was found by.
        isOne ||= harm !== 'shape';
        break;
      case Op.Await:
        break;
      case Op.Call:
        isOne ||=
          givesOne.test(methodOf(graph, at) ?? '') ||
          (isStoreOf(graph, at) && storeReads.test(methodOf(graph, at) ?? ''));
        isAsked ||= asksFor(about, at);
        if (isOne && isAsked) return true;
        at = skipPis(graph, body.b(at));
        continue;
      default:
        return false;
    }
    at = skipPis(graph, body.a(at));
  }
  return false;
}

const isStoreOf = (graph: FunctionGraph, call: number): boolean =>
  stores.test(graph.nodeOf(graph.body.b(call))?.getText() ?? '');

function asksFor(about: Subject, call: number): boolean {
  const { graph } = about;
  const { body } = graph;
  const name = methodOf(graph, call) ?? '';
  if (isStoreOf(graph, call) && storeReads.test(name))
    return isSubject(about, skipPis(graph, body.list(body.c(call))[0] ?? none));
  if (!asksByValue.test(name)) return false;
  if (name === 'get' && !keptByKey.test(graph.nodeOf(body.b(call))?.getText() ?? '')) return false;
  return [...body.list(body.c(call))].some((each) => isIn(about, each, 0));
}

/** The value itself, in a filter's literal, in `eq(pages.slug, slug)`, or in the text of a key. */
function isIn(about: Subject, given: number, depth: number): boolean {
  const { graph } = about;
  const { body } = graph;
  const at = skipPis(graph, given);
  if (at === none || depth > 3) return false;
  if (isSubject(about, at)) return true;
  const op = body.op(at);
  if (op === Op.Object)
    return [...body.list(body.a(at))].some((each, i) => i % 2 === 1 && isIn(about, each, depth + 1));
  if (op === Op.Template) return [...body.list(body.a(at))].some((each, i) => i % 2 === 1 && isSubject(about, each));
  const isEqual = op === Op.Call && /^(?:eq|and)$/.test(calledName(graph, at) ?? '');
  return isEqual && [...body.list(body.c(at))].some((each) => isIn(about, each, depth + 1));
}
