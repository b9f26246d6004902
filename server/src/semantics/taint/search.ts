import { ofText } from './found-rows.ts';
import { ts } from '../../engine/syntax.ts';
import { ElemKind, none, Op } from '../flow/ir.ts';
import {
  behindHost,
  behindSlash,
  belowDomain,
  type Harm,
  keyMember,
  numberMember,
  ofNumber,
  parsedMember,
  promiseMember,
  type Trust,
  type UntrustedFact,
} from '../libraries/untrusted/model.ts';
import { leaveFunction, toCaptured, toField } from './beyond-functions.ts';
import { isCheckedBefore } from './checks-before.ts';
import { identityOf } from './frames.ts';
import { throughFillings } from './filled-lists.ts';
import { throughArray, throughObject, throughSign, throughTag, throughText, throughUpdate } from './made-of.ts';
import type { FunctionGraph } from './graphs.ts';
import { constantOf } from './guarded-values.ts';
import { procedureSchemaOf } from './requests.ts';
import { fitsSchema } from './schema-guards.ts';
import { needsObject } from './steps.ts';
import { skipPis } from './texts.ts';
import { isDecoded, throughCall } from './through-calls.ts';
import type { Frame, Found, FoundParameter, FoundSource, Point, SearchQuestions, Walk } from './walk.ts';

type SourceFact = Extract<UntrustedFact, { source: Trust }>;

const maxPoints = 1_500;
const maxMembers = 5;

/**
 * Goes back from a value to all that it may be made of, along the value graphs of the functions that it passes: into functions by
 * what they return and out again by the argument of the very call that was entered, so that two calls of one function are
 * never mixed up. Breadth first, so the flow that is reported is a shortest one.
 */
export function searchBack(start: Point, harm: Harm, questions: SearchQuestions): Found {
  return new Search(harm, questions).from(start);
}

class Search implements Walk {
  readonly harm: Harm;
  readonly questions: SearchQuestions;
  readonly #sources: FoundSource[] = [];
  readonly #parameters: FoundParameter[] = [];
  readonly #seen = new Set<string>();
  #work: Point[] = [];

  constructor(harm: Harm, questions: SearchQuestions) {
    this.harm = harm;
    this.questions = questions;
  }

  from(start: Point): Found {
    this.add(start);
    for (let at = 0; at < this.#work.length && at < maxPoints; at++) {
      const point = this.#work[at];
      if (point !== undefined) this.#visit(point);
    }
    this.#work = [];
    return { sources: this.#sources, parameters: this.#parameters };
  }

  add(reached: Point): void {
    if (reached.value === none) return;
    const { isPrefixed = reached.towards?.isPrefixed === true } = reached;
    const point = withoutPromise(isPrefixed ? { ...reached, isPrefixed } : reached);
    const { graph, value, members, frame } = point;
    const key = `${String(identityOf(graph))}.${String(value)}.${members.join('.')}.${frame ? String(identityOf(frame)) : ''}${isPrefixed ? '<' : ''}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#work.push(point);
  }

  on(point: Point, value: number, members: readonly string[] = point.members): void {
    const kept = members.length > maxMembers ? members.slice(0, maxMembers) : members;
    this.add({ ...point, value, members: kept, towards: point });
  }

  found(parameter: FoundParameter): void {
    this.#parameters.push(parameter);
  }

  #visit(point: Point): void {
    if (this.#isAsserted(point) || this.#isSource(point) || this.#isPrefixedHere(point)) return;
    const { graph, value, members } = point;
    const { body } = graph;
    const a = body.a(value);
    switch (body.op(value)) {
      case Op.Param:
        return leaveFunction(this, point, a);
      case Op.Pi:
        return this.#isRuledOut(point) ? undefined : this.on(point, a);
      case Op.Phi:
        if (this.harm === 'nan' && isDefaulted(point)) return;
        for (const each of body.list(a)) this.on(point, each);
        return;
      case Op.Load:
        return this.#load(point, a, body.text(body.b(value)));
      case Op.LoadIdx:
        return this.on(point, a, ['*', ...members]);
      case Op.Elem:
        return this.on(point, a, [body.c(value) === ElemKind.In ? keyMember : '*', ...members]);
      case Op.Await:
        return this.on(point, a, isMember(point.graph, a) ? [promiseMember, ...members] : members);
      case Op.Rest:
      case Op.Spread:
        return this.on(point, a);
      case Op.Object:
        return throughObject(this, point, a);
      case Op.Array:
        throughFillings(this, point);
        return throughArray(this, point, a);
      case Op.Un:
        return throughSign(this, point);
      case Op.Template:
      case Op.Bin:
        return throughText(this, point);
      case Op.Update:
        return throughUpdate(this, point, a, body.b(value));
      case Op.Call:
      case Op.New:
        return throughCall(this, point);
      case Op.Free:
        return toCaptured(this, point);
      case Op.This:
        return toField(this, point);
      case Op.Tag:
        return throughTag(this, point);
      default:
        return;
    }
  }

  // ── Where it ends ──

  /** A text that is there need not be a number: what is known of it says nothing of what is made of it. */
  #isRuledOut(point: Point): boolean {
    const { graph, value, members } = point;
    const { guards } = this.questions;
    if (guards.clears(graph, value, this.harm) || fitsSchema(this.questions, point, this.harm)) return true;
    return this.harm === 'nan' && !members.includes(numberMember) && guards.isTruthy(graph, value);
  }

  #isAsserted({ graph, value, towards }: Point): boolean {
    if (towards?.graph !== graph || towards.value === none) return false;
    return this.questions.guards.isAsserted(graph, value, towards.value, this.harm);
  }

  /** Goes on, with a note of it, from where a path is asked to begin with a folder's name. */
  #isPrefixedHere(point: Point): boolean {
    const { graph, value, towards } = point;
    const { guards } = this.questions;
    if (this.harm !== 'path' || point.isPrefixed === true) return false;
    const isHere =
      graph.body.op(value) === Op.Pi
        ? guards.clears(graph, value, 'path', true)
        : towards?.graph === graph &&
          towards.value !== none &&
          guards.isAsserted(graph, value, towards.value, 'path', true);
    if (isHere) this.add({ ...point, isPrefixed: true });
    return isHere;
  }

  #isSource(point: Point): boolean {
    const { graph, value, members } = point;
    // What is joined or refined here is found where it comes from.
    const op = graph.body.op(value);
    if (op === Op.Phi || op === Op.Pi) return false;
    for (const path of this.questions.provenance.of(graph, value)) {
      let reached = path;
      for (let at = 0; at <= members.length; at++) {
        const fact = this.#sourceFact(reached);
        if (fact !== undefined) {
          if (this.#counts(fact, point, at, reached) && this.#isLetThrough(fact, point, members.slice(at), reached))
            this.#sources.push({ trust: fact.source, isAnything: fact.holds === 'anything', point });
          return true;
        }
        reached = `${reached}.${members[at] ?? ''}`;
      }
    }
    return false;
  }

  #sourceFact(path: string): SourceFact | undefined {
    for (const fact of this.questions.factsOf(path)) if ('source' in fact) return fact;
    return undefined;
  }

  /** Whether the schema before the handler lets it through. */
  #isLetThrough({ holds }: SourceFact, { graph, frame }: Point, members: readonly string[], path: string): boolean {
    const [name] = members;
    if (isCheckedBefore(graph, path, members, this.harm, this.questions)) return false;
    if (holds === 'segment' && name !== undefined && this.questions.isCheckedParam(graph.node, name, this.harm))
      return false;
    const isLookedUp = ({ node }: FunctionGraph): boolean => this.questions.isLookedUpBefore(node, path, members);
    if (ofText.has(this.harm) && [graph, ...callersIn(frame)].some(isLookedUp)) return false;
    if (holds !== 'parsed') return true;
    const schema = procedureSchemaOf(graph.node);
    return schema !== undefined && this.questions.schemas.lets(schema, members, this.harm);
  }

  #counts(fact: SourceFact, point: Point, taken: number, path: string): boolean {
    const harm = this.harm;
    const holdsTexts = fact.holds === 'anything' && isQuery(path) && !this.questions.nestsQueries(point.graph.node);
    const { members } = point;
    if (startsWithSlash.test(path) && members.includes(behindHost)) return false;
    const isAsSent = harm === 'nosql' && isOfExpress(path) && !members.includes(parsedMember);
    if (isAsSent && this.questions.dropsOperators(point.graph.node)) return false;
    if (fact.without?.includes(harm) === true)
      return isChosenPart(point, harm) || ((harm === 'html' || harm === 'path') && isDecoded(point));
    // What is written as JSON holds no promise: the object is the program's own.
    if (members.indexOf(promiseMember, taken) > taken) return false;
    if (harm === 'redirect' && fact.holds === 'segment' && members.includes(behindSlash)) return false;
    if (ofNumber.has(harm) && !members.includes(numberMember)) return false;
    const isText = (fact.holds !== 'anything' && !(fact.holds === 'form' && harm === 'shape')) || holdsTexts;
    if (needsObject.has(harm) && isText && !members.includes(parsedMember)) return false;
    // Somebody who takes named members of a body takes no more than these.
    return harm !== 'record' || members.slice(taken).every((member) => member === '*' || member === parsedMember);
  }

  #load(point: Point, owner: number, name: string): void {
    const isCount = name === 'length' || name === 'size';
    if (isCount && !point.members.includes(numberMember)) return;
    // A host's name holds no slash that would end it before the domain.
    if (/^host(?:name)?$/.test(name) && point.members.includes(belowDomain)) return;
    if (startsWithSlash.test(name) && point.members.includes(behindHost)) return;
    this.on(point, owner, [name, ...point.members]);
  }
}

/** The path of an address. */
const startsWithSlash = /(?:^|\.)(?:pathname|originalUrl)$/;

/** The functions through whose calls a value was followed: `tenantOf(req)` reads a header for its caller. */
function callersIn(frame: Frame | undefined): readonly FunctionGraph[] {
  return frame === undefined ? [] : [frame.graph, ...callersIn(frame.outer)];
}

/** What a middleware of Express has changed; not what a text in it is made into afterwards. */
const isOfExpress = (path: string): boolean => /^request\.Node\(\)\.(?:body|query|params)$/.test(path);

const isQuery = (path: string): boolean => /^request\.(?:Node|Koa)\(\)\.(?:request\.)?query$/.test(path);

/** `Number(text) || 10`, not `Number(text || 10)`. */
function isDefaulted({ graph, value, members }: Point): boolean {
  const node = graph.nodeOf(value);
  const isEither = node !== undefined && ts.isBinaryExpression(node);
  return isEither && node.operatorToken.kind === ts.SyntaxKind.BarBarToken && !members.includes(numberMember);
}

const isMember = (graph: FunctionGraph, value: number): boolean => graph.body.op(skipPis(graph, value)) === Op.Load;

/** Only of a member that is handed on it matters whether it is awaited: what else is awaited is what it resolves to. */
function withoutPromise(point: Point): Point {
  const [first, ...members] = point.members;
  const op = point.graph.body.op(point.value);
  const isHandedOn = op === Op.Load || op === Op.Pi || op === Op.Phi || op === Op.Param;
  return first === promiseMember && !isHandedOn ? { ...point, members } : point;
}

/** What a link can choose of an address and of the headers: the query, and the page that it stands on. */
function isChosenPart({ members, ...point }: Point, harm: Harm): boolean {
  const mayLink = harm === 'url' || harm === 'redirect';
  const chosen = mayLink ? /^(?:searchParams|search|referr?er)$/i : /^searchParams$/i;
  if (members.some((member) => chosen.test(member))) return true;
  if (!mayLink) return false;
  const { body } = point.graph;
  for (let each: Point | undefined = { ...point, members }; each?.graph === point.graph; each = each.towards) {
    if (body.op(each.value) !== Op.Call) continue;
    const first = body.listItem(body.c(each.value), 0);
    return /^referr?er$/i.test(String(first === none ? '' : constantOf(each.graph, first)));
  }
  return false;
}
