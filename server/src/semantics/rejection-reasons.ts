import type { RelatedPlace } from '../../../shared/src/finding.ts';
import { placeOf } from '../engine/places.ts';
import { ts } from '../engine/syntax.ts';
import type { CallNode } from './callees.ts';
import { calleeWords, enclosingFunction, type FunctionNode, memberName, unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';

const maxSteps = 6;

/** Why a promise can reject: each step is one nearer to what throws. */
export interface RejectionReason {
  /** A clause whose subject is the promise's maker: "it awaits `charge()`, which throws `CardError`". */
  readonly because: string;
  readonly steps: readonly RelatedPlace[];
  /** Failing costs little, so nobody would act on it. */
  readonly isMinor?: boolean;
}

export function thrown(node: ts.ThrowStatement): RejectionReason {
  const value = unwrap(node.expression);
  const rethrows = ts.isIdentifier(value) && isCaught(value);
  const what = ts.isNewExpression(value) ? `\`${calleeWords(value.expression)}\`` : 'here';
  return stepAt(node, rethrows ? 'it throws again what it caught' : `it throws ${what}`, { because: '', steps: [] });
}

function isCaught(name: ts.Identifier): boolean {
  return scopesOf(name.getSourceFile()).bindingOf(name)?.kind === 'catch';
}

export const calleeText = (call: CallNode): string =>
  calleeWords(ts.isTaggedTemplateExpression(call) ? call.tag : call);

/** Clean-up: whoever calls these is done with the work, and their failing loses nothing. */
export const closing: ReadonlySet<string> = new Set([
  'close',
  'closeAll',
  'end',
  'disconnect',
  '$disconnect',
  'quit',
  'destroy',
  'release',
  'stop',
  'terminate',
  'dispose',
]);

export function calledName(call: CallNode): string {
  const callee = unwrap(ts.isTaggedTemplateExpression(call) ? call.tag : call.expression);
  return memberName(callee) ?? '';
}

/** Adds a place in front of a reason; the sentence grows by at most one clause. */
export function stepAt(node: ts.Node, clause: string, inner: RejectionReason): RejectionReason {
  const place = placeOf(node);
  const owner = enclosingFunction(node);
  const name = owner ? nameOfFunction(owner) : undefined;
  const message = name === undefined ? `${clause[0]?.toUpperCase()}${clause.slice(1)}` : `In \`${name}\`: ${clause}`;
  return {
    because: clause,
    steps: [{ ...place, message }, ...inner.steps].slice(0, maxSteps),
    isMinor: inner.isMinor ?? false,
  };
}

/** The file without its ending, and the function: `/shop/lib/report.track`. */
export const qualifiedName = (fn: FunctionNode): string =>
  `${fn.getSourceFile().fileName.replace(/(\.d)?\.[cm]?[jt]sx?$/, '')}.${nameOfFunction(fn) ?? ''}`;

function nameOfFunction(fn: FunctionNode): string | undefined {
  if (fn.name && (ts.isIdentifier(fn.name) || ts.isPrivateIdentifier(fn.name))) return fn.name.text;
  const parent = fn.parent;
  return ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? parent.name.text : undefined;
}
