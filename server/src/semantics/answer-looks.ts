import { ts } from '../engine/syntax.ts';
import { memberName, unwrap } from './nodes.ts';
import { accessOf, outermost } from './result-parts.ts';
import { scopesOf } from './scopes.ts';

/** A name that stands for an answer, or for something that was read of it. */
export interface HeldName {
  readonly name: ts.Identifier;
  readonly isPart: boolean;
}

/** Whether code of its file asks what a name's value is like, and not only whether there is an answer at all. */
export const isLookedAt = ({ name, isPart }: HeldName, self: ts.Expression | undefined): boolean =>
  referencesOf(name).some((use) => isLook(use, self, isPart));

const referencesOf = (name: ts.Identifier): readonly ts.Identifier[] =>
  scopesOf(name.getSourceFile()).bindingOf(name)?.references ?? [];

const asking =
  /(?:valid|check|verif|assert|sanit|parse|ensure|schema|guard|decode|cast|normali[sz]e|isArray|^is[A-Z]|\.is[A-Z])\w*$/i;
const converting = /^(?:JSON\.(?:parse|stringify))$/;
const maxNames = 3;

export function isLook(use: ts.Identifier, self: ts.Expression | undefined, isPart = false, depth = 0): boolean {
  const { node, last } = readOf(use);
  if (self !== undefined && unwrap(node) === self) return false;
  const { parent } = node;
  if (ts.isCallExpression(parent) && parent.expression !== node) {
    const callee = parent.expression.getText();
    return asking.test(callee) && !converting.test(callee);
  }
  if (ts.isTypeOfExpression(parent) || isKindCheck(parent)) return true;
  const isOfAnswer = isPart || last !== undefined;
  if (ts.isVariableDeclaration(parent) && depth < maxNames) {
    const names = namesIn(parent.name);
    const holdsPart = isOfAnswer || !ts.isIdentifier(parent.name);
    return names.some((name) => referencesOf(name).some((each) => isLook(each, self, holdsPart, depth + 1)));
  }
  return isOfAnswer && isCondition(node, parent);
}

function namesIn(name: ts.BindingName): readonly ts.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesIn(element.name) : []));
}

/** All that is read of a name in one go: `data.items.length`, `data.name.trim()`. */
function readOf(use: ts.Identifier): { readonly node: ts.Expression; readonly last: string | undefined } {
  let node = outermost(use);
  let last: string | undefined;
  for (;;) {
    const access = accessOf(node);
    const { parent } = node;
    if (access !== undefined) last = memberName(access) ?? '[]';
    const isMethod = ts.isCallExpression(parent) && parent.expression === node && telling.test(last ?? '');
    if (access === undefined && !isMethod) return { node, last };
    node = outermost(access ?? (isMethod ? parent : node));
  }
}

const telling = /^(?:trim|includes|every|some|startsWith|test)$/;

const isKindCheck = (node: ts.Node): boolean =>
  ts.isBinaryExpression(node) &&
  (node.operatorToken.kind === ts.SyntaxKind.InKeyword || node.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword);

function isCondition(node: ts.Expression, parent: ts.Node): boolean {
  if (ts.isIfStatement(parent) || ts.isPrefixUnaryExpression(parent)) return true;
  if (ts.isConditionalExpression(parent)) return parent.condition === node;
  if (!ts.isBinaryExpression(parent)) return false;
  const word = ts.tokenToString(parent.operatorToken.kind) ?? '';
  return /^(?:in|instanceof|&&|[!=]==?|[<>]=?)$/.test(word) && (word !== '&&' || parent.left === node);
}
