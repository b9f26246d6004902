import { ts } from '../engine/syntax.ts';
import { memberName, propertyNameText } from './nodes.ts';
import { outermost, usesOf } from './result-parts.ts';

/** Where a value, or what was read of it, ends up within its file. */
export interface ValueUse {
  /** The expression that has it there: an argument, an operand, what is assigned or returned. */
  readonly node: ts.Expression;
  /** What was read of it on the way: `token` of `event.data.token`. */
  readonly members: readonly string[];
}

/** Gives what it is given in other clothes. */
const carrying =
  /^(?:JSON\.(?:parse|stringify)|String|Number|structuredClone|atob|btoa|Object\.(?:assign|entries|values|freeze)|decodeURIComponent)$/;
const made = /^(?:window\.)?(?:URL|URLSearchParams|FormData|Map|Set|Date|Error)$/;
const maxUses = 200;

/** Follows a value through variables, patterns, members, operators and literals, by syntax alone. */
export const endUses = (value: ts.Expression): readonly ValueUse[] => collected((walk) => walk.follow(value, []));

/** The same for what a name or a pattern is given. */
export const endUsesOfName = (name: ts.BindingName): readonly ValueUse[] =>
  collected((walk) => walk.followName(name, []));

interface Walk {
  follow(expression: ts.Expression, members: readonly string[]): void;
  followName(name: ts.BindingName, members: readonly string[]): void;
}

function collected(start: (walk: Walk) => void): readonly ValueUse[] {
  const found: ValueUse[] = [];
  const followed = new Set<ts.Node>();

  function follow(expression: ts.Expression, members: readonly string[]): void {
    const node = outermost(expression);
    const { parent } = node;
    if (followed.has(node) || found.length >= maxUses) return;
    followed.add(node);
    if (isMemberOf(parent, node)) return follow(parent, withMember(members, memberName(parent)));
    if (ts.isVariableDeclaration(parent) && parent.initializer === node) return followName(parent.name, members);
    if (ts.isBinaryExpression(parent)) return followOperand(node, parent, members);
    const carrier = carrierOf(node, parent);
    if (carrier !== undefined) return follow(carrier, withMember(members, askedName(carrier)));
    if (ts.isForOfStatement(parent) && ts.isVariableDeclarationList(parent.initializer)) {
      return parent.initializer.declarations.forEach(({ name }) => followName(name, members));
    }
    found.push({ node, members });
  }

  function followOperand(node: ts.Expression, parent: ts.BinaryExpression, members: readonly string[]): void {
    const { left, right, operatorToken } = parent;
    if (operatorToken.kind === ts.SyntaxKind.EqualsToken && node === right && ts.isIdentifier(left)) {
      found.push({ node, members });
      return followName(left, members);
    }
    const isCarried =
      operatorToken.kind === ts.SyntaxKind.BarBarToken ||
      operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken ||
      operatorToken.kind === ts.SyntaxKind.PlusToken ||
      (operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken && node === right);
    if (isCarried) follow(parent, members);
    else found.push({ node, members });
  }

  function followName(name: ts.BindingName, members: readonly string[]): void {
    if (ts.isIdentifier(name)) return usesOf(name).forEach((use) => follow(use, members));
    for (const element of name.elements) {
      if (!ts.isBindingElement(element)) continue;
      const read = element.dotDotDotToken ? undefined : propertyNameText(element.propertyName ?? bound(element.name));
      followName(element.name, withMember(members, read));
    }
  }

  start({ follow, followName });
  return found;
}

const withMember = (members: readonly string[], name: string | undefined): readonly string[] =>
  name === undefined ? members : [...members, name];

const bound = (name: ts.BindingName): ts.Identifier | undefined => (ts.isIdentifier(name) ? name : undefined);

const isMemberOf = (
  parent: ts.Node,
  node: ts.Node,
): parent is ts.PropertyAccessExpression | ts.ElementAccessExpression =>
  (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) && parent.expression === node;

/** `token` of `new URLSearchParams(hash).get('token')`. */
function askedName(call: ts.Expression): string | undefined {
  if (!ts.isCallExpression(call) || memberName(call.expression) !== 'get') return undefined;
  const [name] = call.arguments;
  return name !== undefined && ts.isStringLiteralLike(name) ? name.text : undefined;
}

/** What holds the value of one of its parts. */
function carrierOf(node: ts.Expression, parent: ts.Node): ts.Expression | undefined {
  if (ts.isConditionalExpression(parent)) return parent.condition === node ? undefined : parent;
  if (ts.isAwaitExpression(parent) || ts.isSpreadElement(parent) || ts.isArrayLiteralExpression(parent)) return parent;
  if (ts.isTemplateSpan(parent)) return parent.parent;
  if (ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent) || ts.isSpreadAssignment(parent)) {
    return ts.isObjectLiteralExpression(parent.parent) ? parent.parent : undefined;
  }
  if (ts.isNewExpression(parent)) return made.test(parent.expression.getText()) ? parent : undefined;
  if (!ts.isCallExpression(parent)) return undefined;
  // What a method gives of a value is taken for part of it.
  if (parent.expression === node) return ts.isExpressionStatement(parent.parent) ? undefined : parent;
  return carrying.test(parent.expression.getText()) ? parent : undefined;
}
