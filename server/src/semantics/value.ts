import type { ts } from '../engine/syntax.ts';
import type { FactsOf } from './libraries/match.ts';
import type { FunctionNode } from './nodes.ts';
import type { Binding } from './scopes.ts';

/**
 * What an expression may evaluate to, by syntax alone: something of a library or the platform (an API path such as
 * `stripe.Stripe().checkout.sessions.create()`, see libraries/model.ts) or something that the project itself declares.
 */
export type Value =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'function'; readonly node: FunctionNode }
  | { readonly kind: 'class'; readonly node: ts.ClassLikeDeclaration }
  | { readonly kind: 'instance'; readonly node: ts.ClassLikeDeclaration }
  | { readonly kind: 'object'; readonly node: ts.ObjectLiteralExpression }
  | { readonly kind: 'namespace'; readonly file: string }
  | { readonly kind: 'promise'; readonly of: readonly Value[] }
  /** React's `{ current }`. */
  | { readonly kind: 'ref'; readonly of: readonly Value[] };

export interface ValueQuestions {
  /** At most 8 values; empty when nothing is known. */
  readonly of: (expression: ts.Expression) => readonly Value[];
  /** What a call of the value gives; `construct` for `new`. */
  readonly resultOf: (value: Value, construct: boolean) => readonly Value[];
  readonly memberOf: (value: Value, name: string) => readonly Value[];
  readonly ofType: (type: ts.TypeNode) => readonly Value[];
  /** What libraries, and the project of its own, say about an API path. */
  readonly factsOf: FactsOf;
}

/** What the parts of the evaluation, each in a file of its own, ask of each other. */
export interface Evaluation extends ValueQuestions {
  readonly ofBinding: (binding: Binding) => readonly Value[];
  readonly ofDeclaration: (node: ts.Node) => readonly Value[];
  readonly ofReturns: (fn: FunctionNode) => readonly Value[];
  /** What waiting for the value gives. */
  readonly awaited: (value: Value) => readonly Value[];
  /** A cycle reads as "nothing known yet", and so does what lies too deep. */
  readonly remembered: (key: ts.Node | Binding, work: () => readonly Value[]) => readonly Value[];
}

const maxValues = 8;
const maxPathLength = 300;
export const none: readonly Value[] = [];

export const fileOf = (node: ts.Node): string => node.getSourceFile().fileName;

const keyOf = (value: Value): unknown =>
  value.kind === 'path'
    ? value.path
    : value.kind === 'namespace'
      ? value.file
      : value.kind === 'promise' || value.kind === 'ref'
        ? value
        : value.node;

/** Keeps at most 8, each once. */
export function bounded(values: readonly Value[]): readonly Value[] {
  if (values.length < 2) return values;
  const seen = new Set<unknown>();
  const kept = values.filter((value) => !seen.has(keyOf(value)) && seen.add(keyOf(value)));
  return kept.length <= maxValues ? kept : kept.slice(0, maxValues);
}

/** A path that grew too long says nothing any more. */
export const pathValue = (path: string): readonly Value[] =>
  path.length > maxPathLength ? none : [{ kind: 'path', path }];
