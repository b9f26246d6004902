import { ts } from '../../engine/syntax.ts';
import { isFallback, isFunctionNode, unwrap } from '../nodes.ts';
import { outermost } from '../result-parts.ts';
import { scopesOf } from '../scopes.ts';
import { isAlwaysReached } from './always-reached.ts';
import { isAskedBefore } from './asked-before.ts';
import { type Evidence, type EvidenceQuestions, nothing, ofPlace, ofType } from './asked-for.ts';
import { decisionBy, isRefusedBy, isRefusedUnless, isRefusedWhereEmpty } from './refusals.ts';
import { any, nullable, type Shape, text, unionOf, unsaid, withoutNull } from './shape.ts';

const number: Shape = { is: 'number' };
/** The code looks whether there is anything. */
const tested: Evidence = { presence: 'optional', mayBeNull: true };
/** Nothing has no members, and is no number. */
const broken: Evidence = { presence: 'needed', isBroken: true };
const scalar = unionOf([text, number]);
const someList: Shape = { is: 'list', of: unsaid };
const someRecord: Shape = { is: 'record', of: any };
const textMethods =
  /^(?:trim|trimStart|trimEnd|toLowerCase|toUpperCase|startsWith|endsWith|charAt|charCodeAt|replace|replaceAll|split|substring|substr|padStart|padEnd|match|matchAll|normalize|localeCompare|search)$/;
const listMethods =
  /^(?:map|forEach|filter|reduce|push|join|some|every|find|findIndex|flatMap|sort|flat|entries|unshift|pop|shift)$/;
const numberMethods = /^(?:toFixed|toPrecision)$/;

/** @param use an expression that stands for the value */
export function evidenceAt(use: ts.Expression, questions: EvidenceQuestions): Evidence {
  const evidence = evidenceOfPlace(use, questions);
  const isTolerant = evidence.isRefused ?? evidence.isUntyped ?? isClaimed(use);
  const granted = isTolerant || isAskedBefore(use) ? nothing : grantedBy(evidence);
  const kept = { ...withoutGrant(evidence), ...granted };
  const isDemanding = evidence.presence === 'needed' || evidence.isKindRefused === true;
  if (!isDemanding || isAlwaysReached(use, questions.from, questions.answers)) return kept;
  // Where only some requests come by, others may do without.
  return { ...shapeOnly(evidence), ...granted };
}

/** `name!`, `name as string`: the compiler takes the author's word. */
const isClaimed = (use: ts.Expression): boolean =>
  ts.isParenthesizedExpression(use)
    ? isClaimed(use.expression)
    : ts.isNonNullExpression(use) || ts.isAsExpression(use) || ts.isTypeAssertionExpression(use);

const grantedBy = ({ presence, isTakenForGranted, isNullAtLeast, isNullRefused }: Evidence): Evidence => ({
  ...((presence === 'needed' || isTakenForGranted) && { isTakenForGranted: true }),
  ...(isNullAtLeast && { isNullAtLeast }),
  ...(isNullRefused && { isNullRefused }),
});

const withoutGrant = ({
  isTakenForGranted: _taken,
  isNullAtLeast: _null,
  isNullRefused: _refused,
  ...evidence
}: Evidence): Evidence => evidence;

/** What the places say that a value gets to, or what stands in for it where it is nothing. */
export function shapeAt(use: ts.Expression, questions: EvidenceQuestions): Evidence {
  const evidence = shapeOnly(evidenceOfPlace(use, questions));
  return evidence.shape ? { ...evidence, shape: nullable(evidence.shape) } : evidence;
}

const shapeOnly = ({ shape, isDeclared, isColumn, isWeak }: Evidence): Evidence => ({
  ...(shape && { shape }),
  ...(isDeclared && { isDeclared }),
  ...(isColumn && { isColumn }),
  ...(isWeak && { isWeak }),
});

/** What the place of a whole says that the value is a part of: of `isGroup ? 'none' : name`. */
const evidenceAround = (whole: ts.Expression, questions: EvidenceQuestions): Evidence =>
  evidenceOfPlace(outermost(whole), questions);

function evidenceOfPlace(use: ts.Expression, questions: EvidenceQuestions): Evidence {
  const { parent } = use;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === use) return ofMember(parent);
  if (ts.isElementAccessExpression(parent))
    return parent.expression === use ? ofAccess(parent) : { shape: scalar, isWeak: true, isTakenForGranted: true };
  if (ts.isBinaryExpression(parent)) return ofOperator(use, parent, questions);
  if (ts.isPrefixUnaryExpression(parent)) return ofNegation(parent);
  if (ts.isIfStatement(parent)) return tested;
  if (ts.isConditionalExpression(parent))
    // Of the other branch whatever is sent goes by.
    return parent.condition === use ? tested : ofBranch(evidenceAround(parent, questions), parent);
  if (ts.isSwitchStatement(parent)) return ofCases(parent);
  if (ts.isForOfStatement(parent)) return { shape: someList, ...broken };
  if (ts.isArrayLiteralExpression(parent)) return ofListed(parent, questions);
  if (ts.isSpreadElement(parent) && ts.isArrayLiteralExpression(parent.parent)) return { shape: someList };
  if (ts.isSpreadAssignment(parent)) return { shape: someRecord, presence: 'optional' };
  if (ts.isTemplateSpan(parent)) return { shape: scalar, isWeak: true };
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return ofArgument(use, parent, questions);
  if (ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent)) return ofPlace(use, questions);
  if (ts.isVariableDeclaration(parent) && parent.type) return ofType(parent.type, false, questions);
  if (ts.isVariableDeclaration(parent) && ts.isObjectBindingPattern(parent.name)) return broken;
  return ts.isTypeOfExpression(parent) ? ofKind(parent) : nothing;
}

/** The other branch takes what is nothing, but for a variable that is declared to hold something. */
function ofBranch(around: Evidence, choice: ts.ConditionalExpression): Evidence {
  const { parent } = outermost(choice);
  const isDeclared = ts.isVariableDeclaration(parent) && parent.type !== undefined;
  return { ...shapeOnly(around), ...(isDeclared && grantedBy(around)), mayBeNull: true };
}

function ofMember(access: ts.PropertyAccessExpression): Evidence {
  const { parent, name } = access;
  const isCalled = ts.isCallExpression(parent) && parent.expression === access;
  if (isRefusedWhereEmpty(access)) return { ...(isCalled && { shape: text }), presence: 'needed', isRefused: true };
  const presence = ofAccess(access);
  if (!isCalled) return presence;
  if (textMethods.test(name.text)) return { shape: text, ...presence };
  if (numberMethods.test(name.text)) return { shape: number, ...presence };
  if (name.text === 'toString') return presence;
  return listMethods.test(name.text) ? { shape: someList, ...presence } : nothing;
}

const ofAccess = (access: ts.PropertyAccessExpression | ts.ElementAccessExpression): Evidence =>
  access.questionDotToken ? tested : broken;

function ofOperator(use: ts.Expression, operation: ts.BinaryExpression, questions: EvidenceQuestions): Evidence {
  const { left, right, operatorToken } = operation;
  const operator = operatorToken.getText();
  const other = unwrap(left === use ? right : left);
  if (isFallback(operation))
    return left === use ? ofFallback(operation, other, questions) : ofLast(operation, questions);
  if (operator === '=') return right === use ? ofTarget(left, use, questions) : nothing;
  if (operator === '&&') return left === use ? tested : nothing;
  if (/^[!=]==?$/.test(operator)) return ofComparison(other);
  if (/^(?:[<>]=?)$/.test(operator)) return ts.isNumericLiteral(other) ? { shape: number } : nothing;
  return /^[*/%-]$/.test(operator) ? { shape: number, ...broken } : nothing;
}

/** `body.email || body.mail`: nothing stands in for the last. */
function ofLast(operation: ts.BinaryExpression, questions: EvidenceQuestions): Evidence {
  const around = evidenceAround(operation, questions);
  return { ...shapeOnly(around), ...grantedBy(around) };
}

/** By the type of the variable that it is written to. */
function ofTarget(target: ts.Expression, use: ts.Expression, questions: EvidenceQuestions): Evidence {
  const type = typeOfTarget(target);
  return type ? ofType(type, false, questions) : ofPlace(use, questions);
}

function typeOfTarget(target: ts.Node): ts.TypeNode | undefined {
  const declaration = ts.isIdentifier(target)
    ? scopesOf(target.getSourceFile()).bindingOf(target)?.declarations[0]
    : target;
  return declaration && ts.isVariableDeclaration(declaration) ? declaration.type : undefined;
}

/** All of the choice that an expression is a branch of. */
function chosen(branch: ts.Expression): ts.Expression {
  const node = outermost(branch);
  const { parent } = node;
  return ts.isConditionalExpression(parent) && parent.condition !== node ? chosen(parent) : node;
}

/** `ids = [id]`, where `ids` is declared to hold texts. */
function ofListed(list: ts.ArrayLiteralExpression, questions: EvidenceQuestions): Evidence {
  const whole = chosen(list);
  const { parent } = whole;
  const isWritten = ts.isBinaryExpression(parent) && parent.right === whole && parent.operatorToken.getText() === '=';
  const type = typeOfTarget(isWritten ? parent.left : parent);
  return type && ts.isArrayTypeNode(type) ? ofType(type.elementType, false, questions) : nothing;
}

/** `limit ?? 10`, `note || null`. */
function ofFallback(operation: ts.BinaryExpression, fallback: ts.Expression, questions: EvidenceQuestions): Evidence {
  const place = ofPlace(operation, questions);
  const isNothing = fallback.kind === ts.SyntaxKind.NullKeyword || fallback.getText() === 'undefined';
  const shape = place.shape && withoutNull(place.shape).shape;
  if (shape && place.isDeclared) {
    const taken = operation.operatorToken.kind === ts.SyntaxKind.BarBarToken ? withEmpty(shape) : shape;
    return { shape: nullable(taken), isDeclared: true, ...tested };
  }
  const written = isNothing ? undefined : shapeOfLiteral(fallback);
  return { ...(written && { shape: nullable(written) }), ...tested };
}

/** An empty text is none to `||`, as forms send it for what was not chosen. */
const withEmpty = (shape: Shape): Shape =>
  shape.is === 'union' && shape.of.every((part) => part.is === 'literal' && typeof part.value === 'string')
    ? unionOf([shape, { is: 'literal', value: '' }])
    : shape;

export function shapeOfLiteral(node: ts.Expression): Shape | undefined {
  const value = unwrap(node);
  if (ts.isStringLiteralLike(value) || ts.isTemplateExpression(value)) return text;
  if (ts.isNumericLiteral(value)) return number;
  if (value.kind === ts.SyntaxKind.TrueKeyword || value.kind === ts.SyntaxKind.FalseKeyword) return { is: 'boolean' };
  if (ts.isCallExpression(value) && /\.(?:toISOString|randomUUID|trim)$/.test(value.expression.getText())) return text;
  if (ts.isObjectLiteralExpression(value) && value.properties.length === 0) return someRecord;
  return ts.isArrayLiteralExpression(value) ? someList : undefined;
}

function ofComparison(other: ts.Expression): Evidence {
  if (other.kind === ts.SyntaxKind.NullKeyword) return tested;
  if (other.getText() === 'undefined') return { presence: 'optional' };
  if (ts.isStringLiteralLike(other) && other.text === '') return nothing;
  const shape = ts.isArrayLiteralExpression(other) ? undefined : shapeOfLiteral(other);
  return shape ? { shape } : nothing;
}

/** `switch (action) { case 'publish': … }` */
function ofCases({ caseBlock }: ts.SwitchStatement): Evidence {
  const shapes = caseBlock.clauses.flatMap((clause) =>
    ts.isCaseClause(clause) ? (shapeOfLiteral(clause.expression) ?? []) : [],
  );
  return shapes.length > 0 ? { shape: unionOf(shapes) } : nothing;
}

/** `if (!title) return res.status(400)…`. */
function ofNegation(negation: ts.PrefixUnaryExpression): Evidence {
  const decision = negation.operator === ts.SyntaxKind.ExclamationToken ? decisionBy(negation) : undefined;
  if (decision === undefined) return nothing;
  return isRefusedBy(negation) ? { presence: 'needed', isRefused: true } : tested;
}

const takesText =
  /^(?:bcrypt(?:js)?\.(?:hash|hashSync|compare)|\w*\.(?:hash|compare)|encodeURIComponent|decodeURIComponent|Buffer\.from|JSON\.parse)$/;

function ofArgument(
  use: ts.Expression,
  call: ts.CallExpression | ts.NewExpression,
  questions: EvidenceQuestions,
): Evidence {
  const callee = call.expression.getText();
  if (callee === 'Array.isArray') return { shape: someList, ...(isRefusedUnless(call) && { isKindRefused: true }) };
  if (/^Object\.(?:keys|values|entries)$/.test(callee)) return { shape: someRecord };
  if (callee.endsWith('.includes') || callee.endsWith('.has')) return ofMembership(call);
  if (/^(?:Number|parseInt|parseFloat|String|Number\.parse\w+|Date)$/.test(callee))
    return { shape: unionOf([text, number]) };
  if (takesText.test(callee)) return { shape: text };
  const at = call.arguments?.indexOf(use) ?? -1;
  for (const fn of questions.functionsOf(call)) {
    const parameter = isFunctionNode(fn) ? fn.parameters[at] : undefined;
    const isOptional = parameter?.questionToken !== undefined || parameter?.initializer !== undefined;
    const told = parameter?.type && ofType(parameter.type, isOptional, questions);
    if (told?.shape) return told;
  }
  return ofPlace(use, questions);
}

/** `['a', 'b'].includes(kind)`, and with a refusal nothing else. */
function ofMembership(call: ts.CallExpression | ts.NewExpression): Evidence {
  const { expression: callee } = call;
  const isRefused = isRefusedUnless(call);
  const asked: Evidence = { isTakenForGranted: true, ...(isRefused && { isKindRefused: true }) };
  const list = ts.isPropertyAccessExpression(callee) ? unwrap(callee.expression) : undefined;
  if (list === undefined || !ts.isArrayLiteralExpression(list)) return asked;
  const shapes = list.elements.flatMap((element) => (isRefused ? exactly(element) : shapeOfLiteral(element)) ?? []);
  return shapes.length > 0 && shapes.length === list.elements.length ? { ...asked, shape: unionOf(shapes) } : asked;
}

function exactly(node: ts.Expression): Shape | undefined {
  const value = unwrap(node);
  if (ts.isStringLiteralLike(value)) return { is: 'literal', value: value.text };
  return ts.isNumericLiteral(value) ? { is: 'literal', value: Number(value.text) } : undefined;
}

/** `typeof title === 'string'`. */
function ofKind({ parent }: ts.TypeOfExpression): Evidence {
  if (!ts.isBinaryExpression(parent)) return nothing;
  const kind = [parent.left, parent.right].map(unwrap).find((each) => ts.isStringLiteralLike(each));
  const shape = kind && ts.isStringLiteralLike(kind) ? kinds.get(kind.text) : undefined;
  if (shape === undefined) return nothing;
  const isRefused = parent.operatorToken.getText().startsWith('!') && isRefusedBy(parent);
  return { shape, ...(isRefused && { isKindRefused: true }) };
}

const kinds: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ['string', text],
  ['number', number],
  ['boolean', { is: 'boolean' }],
]);
