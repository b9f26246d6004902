import type { ts } from '../engine/syntax.ts';
import type { FunctionNode } from './nodes.ts';

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

const maxValues = 8;
const maxPathLength = 300;
export const none: readonly Value[] = [];

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
