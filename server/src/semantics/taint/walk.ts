import type { ts } from '../../engine/syntax.ts';
import type { Harm, Trust, UntrustedFact } from '../libraries/untrusted/model.ts';
import type { FunctionGraph } from './graphs.ts';
import type { GuardsOfTaint } from './guards.ts';
import type { FunctionNode } from '../nodes.ts';
import type { ProvenanceQuestions } from './provenance.ts';
import type { Route } from './routes.ts';
import type { SchemaQuestions } from './schemas.ts';

/** A value on the way back from where it hurts, or a member of it. */
export interface Point {
  readonly graph: FunctionGraph;
  readonly value: number;
  /** The members that lead from the value to what hurts; `*` is any. */
  readonly members: readonly string[];
  /** The calls that were entered by way of what they give back; the innermost first. */
  readonly frame: Frame | undefined;
  /** Behind a condition that only asks whether a path begins with a folder's name. */
  readonly isPrefixed?: boolean;
  /** The point that this one was reached from. */
  readonly towards: Point | undefined;
}

/** A call that was entered by way of what it gives back. */
export interface Frame {
  readonly graph: FunctionGraph;
  /** The instruction `Call` or `New`. */
  readonly call: number;
  readonly outer: Frame | undefined;
  readonly depth: number;
}

/** Where what hurts comes from. */
export interface FoundSource {
  readonly trust: Trust;
  /** It may be an object of the sender's making, and not only a text. */
  readonly isAnything: boolean;
  readonly point: Point;
}

/** A parameter of a function that leads to what hurts: its callers decide. */
export interface FoundParameter {
  readonly graph: FunctionGraph;
  readonly index: number;
  readonly members: readonly string[];
  readonly point: Point;
}

export interface Found {
  readonly sources: readonly FoundSource[];
  readonly parameters: readonly FoundParameter[];
}

export interface SearchQuestions {
  readonly provenance: ProvenanceQuestions;
  readonly guards: GuardsOfTaint;
  readonly schemas: SchemaQuestions;
  /** Whether a function that is asked before the handlers has looked at this part of a route's path. */
  isCheckedParam(at: ts.Node, name: string, harm: Harm): boolean;
  /** Whether a middleware before the handler goes on only where the database knows this part of a request. */
  isLookedUpBefore(handler: ts.Node, path: string, members: readonly string[]): boolean;
  /** The routes that other files give a handler. */
  routesOf(fn: FunctionNode): readonly Route[];
  /** Whether `?email[$ne]=` becomes an object where a handler stands. */
  nestsQueries(at: ts.Node): boolean;
  /** Whether operators of MongoDB are taken out of requests before they get there. */
  dropsOperators(at: ts.Node): boolean;
  factsOf(path: string): readonly UntrustedFact[];
  functionsOf(graph: FunctionGraph, call: number): readonly FunctionGraph[];
}

/** A search as its parts see it. */
export interface Walk {
  readonly harm: Harm;
  readonly questions: SearchQuestions;
  add(point: Point): void;
  /** Goes on to another value of the same function; to the same members of it unless others are given. */
  on(point: Point, value: number, members?: readonly string[]): void;
  /** A parameter was reached whose callers are not known. */
  found(parameter: FoundParameter): void;
}
