import { ts } from '../../../engine/syntax.ts';
import { none, Op } from '../ir.ts';
import type { LowerExpression, Lowering } from './lowering.ts';

const Kind = ts.SyntaxKind;
const spread = -1;

export const jsx: readonly (readonly [ts.SyntaxKind, LowerExpression])[] = [
  [Kind.JsxElement, (fn, node) => lowerElement(fn, node as ts.JsxElement)],
  [Kind.JsxSelfClosingElement, (fn, node) => make(fn, node, node as ts.JsxSelfClosingElement, [])],
  [Kind.JsxFragment, (fn, node) => lowerFragment(fn, node as ts.JsxFragment)],
  [Kind.JsxExpression, (fn, node) => lowerBraces(fn, node as ts.JsxExpression)],
  [Kind.JsxText, (fn, node) => fn.constant((node as ts.JsxText).text, node)],
];

function lowerElement(fn: Lowering, node: ts.JsxElement): number {
  return make(fn, node, node.openingElement, node.children);
}

function lowerFragment(fn: Lowering, node: ts.JsxFragment): number {
  const pairs: number[] = [];
  const tag = fn.constant('', node.openingFragment);
  addChildren(fn, node, node.children, pairs);
  return fn.emit(Op.Jsx, tag, fn.emit(Op.Object, fn.list(pairs), none, none, node), none, node);
}

function make(
  fn: Lowering,
  node: ts.Node,
  opening: ts.JsxOpeningLikeElement,
  children: readonly ts.JsxChild[],
): number {
  const tag = lowerTag(fn, opening.tagName);
  const pairs: number[] = [];
  for (const attribute of opening.attributes.properties) addAttribute(fn, attribute, pairs);
  addChildren(fn, node, children, pairs);
  const props = fn.emit(Op.Object, fn.list(pairs), none, none, opening.attributes);
  return fn.emit(Op.Jsx, tag, props, none, node);
}

/** `<div>` names an element of the platform, `<Card>` a component of the code. */
function lowerTag(fn: Lowering, tag: ts.JsxTagNameExpression): number {
  if (ts.isJsxNamespacedName(tag)) return fn.constant(`${tag.namespace.text}:${tag.name.text}`, tag);
  if (!ts.isIdentifier(tag) || isComponent(tag.text)) return fn.untested(tag);
  return fn.constant(tag.text, tag);
}

function isComponent(name: string): boolean {
  const first = name.charCodeAt(0);
  return !(first >= 97 && first <= 122) && !name.includes('-');
}

function addAttribute(fn: Lowering, attribute: ts.JsxAttributeLike, pairs: number[]): void {
  if (ts.isJsxSpreadAttribute(attribute)) {
    pairs.push(spread, fn.expression(attribute.expression));
    return;
  }
  const { name, initializer } = attribute;
  const text = ts.isIdentifier(name) ? name.text : `${name.namespace.text}:${name.name.text}`;
  pairs.push(fn.text(text), initializer === undefined ? fn.constant(true, attribute) : fn.expression(initializer));
}

function addChildren(fn: Lowering, node: ts.Node, children: readonly ts.JsxChild[], pairs: number[]): void {
  const values: number[] = [];
  for (const child of children) if (!isNothing(child)) values.push(fn.expression(child));
  const [only] = values;
  if (only === undefined) return;
  pairs.push(fn.text('children'), values.length === 1 ? only : fn.emit(Op.Array, fn.list(values), none, none, node));
}

/** Blanks between lines, and a comment in braces. */
function isNothing(child: ts.JsxChild): boolean {
  return ts.isJsxText(child)
    ? child.containsOnlyTriviaWhiteSpaces
    : ts.isJsxExpression(child) && child.expression === undefined;
}

function lowerBraces(fn: Lowering, node: ts.JsxExpression): number {
  if (node.expression === undefined) return fn.b.undefinedValue();
  const value = fn.expression(node.expression);
  return node.dotDotDotToken === undefined ? value : fn.emit(Op.Spread, value, none, none, node);
}
