import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import { isFallback, unwrap } from '../semantics/nodes.ts';
import type { Flow } from '../semantics/taint/flows.ts';
import { isPath } from './collections.ts';
import { quoted } from './style.ts';
import { sourceWithin, withCasts } from './wrapped-source.ts';

/**
 * Leads to pages of the site alone: to what begins with one slash, and with no second one of either kind behind it, since
 * browsers take `//host`, `/\host` and what becomes it once they drop tabs and line breaks for another site. Undefined where
 * the value is but a part of the address, or is worked out in place.
 */
export function ownPageEdits(flow: Flow): readonly TextEdit[] | undefined {
  const target = targetOf(flow);
  if (target === undefined) return undefined;
  const { value, whole, otherwise } = target;
  const tree = whole.getSourceFile();
  const text = unwrap(value).getText(tree);
  const isOwn = `typeof ${text} === ${quoted(tree, 'string')} && ${onePage}.test(${text})`;
  const chosen = `${isOwn} ? ${text} : ${otherwise ?? quoted(tree, '/')}`;
  return [{ span: { start: whole.getStart(tree), end: whole.end }, text: standsAlone(whole) ? chosen : `(${chosen})` }];
}

export const onePage = String.raw`/^\/(?![/\\\s])/`;

interface RedirectTarget {
  /** What the sender chose. */
  readonly value: ts.Expression;
  /** The same with what stands in for it. */
  readonly whole: ts.Expression;
  readonly otherwise: string | undefined;
}

/** The whole address, or the first half of `new URL(next, base)`. */
function targetOf(flow: Flow): RedirectTarget | undefined {
  const found = sourceWithin(flow);
  if (found === undefined || !isPath(unwrap(found))) return undefined;
  const value = withCasts(found);
  const { parent } = value;
  const isLeft = isFallback(parent) && parent.left === value;
  const whole = isLeft ? parent : value;
  const otherwise = isLeft ? parent.right : undefined;
  if (otherwise !== undefined && !(ts.isStringLiteralLike(otherwise) && otherwise.text.startsWith('/')))
    return undefined;
  const isFirst = ts.isNewExpression(whole.parent) && whole.parent.arguments?.[0] === whole;
  const isAddress = isFirst && whole.parent.arguments?.length === 2 && whole.parent.expression.getText() === 'URL';
  return unwrapped(flow.given) === unwrapped(whole) || isAddress
    ? { value, whole, otherwise: otherwise?.getText() }
    : undefined;
}

const unwrapped = (node: ts.Node): ts.Node => (ts.isExpression(node) ? unwrap(node) : node);

/** Where a condition needs no parentheses. */
function standsAlone({ parent }: ts.Expression): boolean {
  return (
    ts.isCallExpression(parent) ||
    ts.isNewExpression(parent) ||
    ts.isPropertyAssignment(parent) ||
    ts.isVariableDeclaration(parent) ||
    ts.isReturnStatement(parent) ||
    (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken)
  );
}
