import { ts } from '../../engine/syntax.ts';
import { isFunctionNode, memberName, returnedExpressions, unwrap } from '../nodes.ts';
import type { EvidenceQuestions } from './asked-for.ts';
import { isAskedBefore } from './asked-before.ts';
import { evidenceAt } from './evidence.ts';
import type { InputField, InputFields } from './input-fields.ts';

/** What a handler does where nothing, or no JSON, has come. */
export type WithNothing =
  /** It turns the request away, or breaks. */
  | 'refuses'
  /** It goes on as with an object without fields. */
  | 'goes-on'
  | 'unclear';

/** @param input the expression that gives the whole: of `await request.json().catch(() => null)` */
export function withNothing(input: ts.Expression, read: InputFields, questions: EvidenceQuestions): WithNothing {
  if (!fallsToNothing(input)) return 'refuses';
  const isRefused = (use: ts.Expression): boolean => evidenceAt(use, questions).isRefused === true;
  if (read.uses.some(isRefused) || read.fields.some((field) => field.uses.some(isRefused))) return 'refuses';
  const reads = read.fields.flatMap(accessesOf);
  const isTested = read.uses.some((use) => !isRead(use) && !isGivenAName(use));
  if (isTested) return 'unclear';
  const isAsked = (each: (typeof reads)[number]): boolean => each.questionDotToken !== undefined || isAskedBefore(each);
  return reads.length > 0 && reads.every(isAsked) ? 'goes-on' : 'refuses';
}

/** `body?.title`; none where the field is taken out of a pattern. */
const accessesOf = ({ uses }: InputField): readonly (ts.PropertyAccessExpression | ts.ElementAccessExpression)[] =>
  uses.map(unwrap).filter((use) => ts.isPropertyAccessExpression(use) || ts.isElementAccessExpression(use));

const isRead = ({ parent }: ts.Expression): boolean =>
  ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent);
const isGivenAName = ({ parent }: ts.Expression): boolean => ts.isVariableDeclaration(parent);

/** `.catch(() => null)`, `?? null` */
function fallsToNothing(input: ts.Expression): boolean {
  const whole = unwrap(input);
  if (ts.isBinaryExpression(whole)) return isNothing(unwrap(whole.right));
  const call = ts.isAwaitExpression(whole) ? unwrap(whole.expression) : whole;
  if (!ts.isCallExpression(call) || memberName(call.expression) !== 'catch') return false;
  const [callback] = call.arguments;
  if (callback === undefined || !isFunctionNode(callback)) return false;
  const returned = returnedExpressions(callback);
  return returned.length === 0 || returned.some((each) => isNothing(unwrap(each)));
}

const isNothing = (node: ts.Expression): boolean =>
  node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === 'undefined');

/** The type without `null` and `undefined`; the type itself where more than one is left. */
export function withoutNothing(type: ts.TypeNode): ts.TypeNode {
  if (!ts.isUnionTypeNode(type)) return type;
  const left = type.types.filter(
    (each) =>
      each.kind !== ts.SyntaxKind.UndefinedKeyword &&
      !(ts.isLiteralTypeNode(each) && each.literal.kind === ts.SyntaxKind.NullKeyword),
  );
  const [only] = left;
  return only && left.length === 1 ? only : type;
}
