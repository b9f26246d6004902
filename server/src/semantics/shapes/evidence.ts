import type { Snapshot } from '../../engine/snapshot.ts';
import { ts } from '../../engine/syntax.ts';
import type { FileOracle, Shape as TypeShape } from '../../types/oracle.ts';
import type { AnswerQuestions } from '../answers.ts';
import { isFunctionNode, propertyNameText, unwrap } from '../nodes.ts';
import { isAlwaysReached } from './always-reached.ts';
import type { Column } from './columns/column.ts';
import { columnOf } from './columns/columns.ts';
import { declaredShape } from './declared.ts';
import { shapeOfType } from './from-types.ts';
import { nullable, type Shape, text, unionOf, withoutNull } from './shape.ts';

/** What a place in the code says of the value that it is given. */
export interface Evidence {
  /** A declaration or a database says it, not only the way the code treats it. */
  readonly isDeclared?: true;
  readonly shape?: Shape;
  /** The code goes on without it, or refuses to. */
  readonly presence?: 'needed' | 'optional';
  /** The code refuses to go on with nothing, an empty text included. */
  readonly isRefused?: true;
}

export interface EvidenceQuestions {
  readonly snapshot: Snapshot;
  readonly oracle: FileOracle | undefined;
  readonly answers: AnswerQuestions;
  /** What holds the value, or the whole that it is a part of. */
  readonly from: ts.Node;
  /** The functions of the project that a call runs. */
  functionsOf(call: ts.CallExpression | ts.NewExpression): readonly ts.Node[];
}

const nothing: Evidence = {};
const number: Shape = { is: 'number' };
const textMethods =
  /^(?:trim|trimStart|trimEnd|toLowerCase|toUpperCase|startsWith|endsWith|charAt|charCodeAt|replace|replaceAll|split|substring|substr|padStart|padEnd|match|matchAll|normalize|localeCompare|search)$/;
const listMethods =
  /^(?:map|forEach|filter|reduce|push|join|some|every|find|findIndex|flatMap|sort|flat|entries|unshift|pop|shift)$/;
const numberMethods = /^(?:toFixed|toPrecision)$/;

/** @param use an expression that stands for the value */
export function evidenceAt(use: ts.Expression, questions: EvidenceQuestions): Evidence {
  const evidence = evidenceOfPlace(use, questions);
  if (evidence.presence !== 'needed' || isAlwaysReached(use, questions.from, questions.answers)) return evidence;
  // Where only some requests come by, others may do without.
  const { shape, isDeclared } = evidence;
  return { ...(shape && { shape }), ...(isDeclared && { isDeclared }) };
}

function evidenceOfPlace(use: ts.Expression, questions: EvidenceQuestions): Evidence {
  const { parent } = use;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === use) return ofMember(parent);
  if (ts.isBinaryExpression(parent)) return ofOperator(use, parent, questions);
  if (ts.isPrefixUnaryExpression(parent)) return ofNegation(parent);
  if (ts.isIfStatement(parent) || (ts.isConditionalExpression(parent) && parent.condition === use))
    return { presence: 'optional' };
  if (ts.isForOfStatement(parent)) return { shape: { is: 'list', of: { is: 'unknown' } }, presence: 'needed' };
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return ofArgument(use, parent, questions);
  if (ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent)) return ofPlace(use, questions);
  if (ts.isVariableDeclaration(parent) && parent.type) return ofType(parent.type, false, questions);
  return ts.isTypeOfExpression(parent) ? ofKind(parent) : nothing;
}

const declared = (shape: Shape | undefined): Evidence =>
  shape === undefined || shape.is === 'unknown' ? nothing : { shape, isDeclared: true };

function ofMember(access: ts.PropertyAccessExpression): Evidence {
  const { parent, name } = access;
  const isCalled = ts.isCallExpression(parent) && parent.expression === access;
  if (!isCalled) return access.questionDotToken ? { presence: 'optional' } : nothing;
  // Nothing has no methods.
  const presence = { presence: access.questionDotToken ? 'optional' : 'needed' } as const;
  if (textMethods.test(name.text)) return { shape: text, ...presence };
  if (numberMethods.test(name.text)) return { shape: number, ...presence };
  return listMethods.test(name.text) ? { shape: { is: 'list', of: { is: 'unknown' } }, ...presence } : nothing;
}

function ofOperator(use: ts.Expression, operation: ts.BinaryExpression, questions: EvidenceQuestions): Evidence {
  const { left, right, operatorToken } = operation;
  const operator = operatorToken.getText();
  const other = unwrap(left === use ? right : left);
  if (operator === '||' || operator === '??') return left === use ? ofFallback(operation, other, questions) : nothing;
  if (operator === '&&') return left === use ? { presence: 'optional' } : nothing;
  if (/^[!=]==?$/.test(operator)) return ofComparison(other);
  if (/^(?:[<>]=?)$/.test(operator)) return ts.isNumericLiteral(other) ? { shape: number } : nothing;
  return /^[*/%-]$/.test(operator) ? { shape: number } : nothing;
}

/** `limit ?? 10`, `note || null`. */
function ofFallback(operation: ts.BinaryExpression, fallback: ts.Expression, questions: EvidenceQuestions): Evidence {
  const place = ofPlace(operation, questions);
  const isNothing = fallback.kind === ts.SyntaxKind.NullKeyword || fallback.getText() === 'undefined';
  const shape = place.shape && withoutNull(place.shape).shape;
  if (shape && place.isDeclared) return { shape: nullable(shape), isDeclared: true, presence: 'optional' };
  const written = isNothing ? undefined : shapeOfLiteral(fallback);
  return { ...(written && { shape: nullable(written) }), presence: 'optional' };
}

export function shapeOfLiteral(node: ts.Expression): Shape | undefined {
  const value = unwrap(node);
  if (ts.isStringLiteralLike(value) || ts.isTemplateExpression(value)) return text;
  if (ts.isNumericLiteral(value)) return number;
  if (value.kind === ts.SyntaxKind.TrueKeyword || value.kind === ts.SyntaxKind.FalseKeyword) return { is: 'boolean' };
  return ts.isArrayLiteralExpression(value) ? { is: 'list', of: { is: 'unknown' } } : undefined;
}

function ofComparison(other: ts.Expression): Evidence {
  if (other.kind === ts.SyntaxKind.NullKeyword || other.getText() === 'undefined') return { presence: 'optional' };
  if (ts.isStringLiteralLike(other) && other.text === '') return nothing;
  const shape = ts.isArrayLiteralExpression(other) ? undefined : shapeOfLiteral(other);
  return shape ? { shape } : nothing;
}

/** `if (!title) return res.status(400)…`. */
function ofNegation(negation: ts.PrefixUnaryExpression): Evidence {
  if (negation.operator !== ts.SyntaxKind.ExclamationToken) return nothing;
  let node: ts.Node = negation;
  while (isOr(node.parent) || ts.isParenthesizedExpression(node.parent)) node = node.parent;
  const { parent } = node;
  if (!ts.isIfStatement(parent) || parent.expression !== node) return nothing;
  return leaves(parent.thenStatement) ? { presence: 'needed', isRefused: true } : { presence: 'optional' };
}

const isOr = (node: ts.Node): boolean =>
  ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.BarBarToken;

function leaves(statement: ts.Statement): boolean {
  const last = ts.isBlock(statement) ? statement.statements.at(-1) : statement;
  return last !== undefined && (ts.isReturnStatement(last) || ts.isThrowStatement(last));
}

const takesText =
  /^(?:bcrypt(?:js)?\.(?:hash|hashSync|compare)|\w*\.(?:hash|compare)|encodeURIComponent|decodeURIComponent|Buffer\.from|JSON\.parse)$/;

function ofArgument(
  use: ts.Expression,
  call: ts.CallExpression | ts.NewExpression,
  questions: EvidenceQuestions,
): Evidence {
  const callee = call.expression.getText();
  if (callee === 'Array.isArray') return { shape: { is: 'list', of: { is: 'unknown' } } };
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

function ofType(type: ts.TypeNode, isOptional: boolean, { snapshot }: EvidenceQuestions): Evidence {
  const mayLack =
    isOptional || (ts.isUnionTypeNode(type) && type.types.some(({ kind }) => kind === ts.SyntaxKind.UndefinedKeyword));
  return needed(declared(declaredShape(type, snapshot)), mayLack);
}

/** What has no place for nothing needs a value. */
function needed(evidence: Evidence, mayLack: boolean): Evidence {
  const { shape } = evidence;
  return shape === undefined || mayLack || withoutNull(shape).isNullable
    ? evidence
    : { ...evidence, presence: 'needed' };
}

/**
 * By the column that it is written to, by what a function of the project takes, or by the type that is asked for where it
 * stands.
 */
function ofPlace(value: ts.Expression, questions: EvidenceQuestions): Evidence {
  const { snapshot, oracle } = questions;
  const column = columnOf(value, snapshot) ?? fieldTaken(value, questions);
  if (column) {
    const presence = column.isOptional ? {} : ({ presence: 'needed' } as const);
    return { ...declared(column.shape), ...presence };
  }
  const place = ts.isShorthandPropertyAssignment(value.parent) ? value.parent : value;
  const wanted: TypeShape | 'unknown' = oracle?.wanted(place, 4) ?? 'unknown';
  return wanted === 'unknown' ? nothing : needed(declared(shapeOfType(wanted)), takesNothing(wanted));
}

/** `name` of `createMember({ name })`, as the function declares its parameter. */
function fieldTaken(value: ts.Expression, questions: EvidenceQuestions): Column | undefined {
  const { parent: property } = value;
  if (!ts.isPropertyAssignment(property) && !ts.isShorthandPropertyAssignment(property)) return undefined;
  const { parent: call } = property.parent;
  if (!ts.isCallExpression(call) && !ts.isNewExpression(call)) return undefined;
  const at = call.arguments?.indexOf(property.parent) ?? -1;
  for (const fn of questions.functionsOf(call)) {
    const type = isFunctionNode(fn) ? fn.parameters[at]?.type : undefined;
    const shape = type && declaredShape(type, questions.snapshot);
    const field =
      shape?.is === 'object' ? shape.fields.find(({ name }) => name === propertyNameText(property.name)) : undefined;
    if (field) return field;
  }
  return undefined;
}

const takesNothing = ({ kind, of }: TypeShape): boolean =>
  kind === 'union' && of !== undefined && !('kind' in of) && of.some((each) => each.kind === 'undefined');

/** `typeof title === 'string'`. */
function ofKind({ parent }: ts.TypeOfExpression): Evidence {
  if (!ts.isBinaryExpression(parent)) return nothing;
  const kind = [parent.left, parent.right].map(unwrap).find((each) => ts.isStringLiteralLike(each));
  const shape = kind && ts.isStringLiteralLike(kind) ? kinds.get(kind.text) : undefined;
  return shape ? { shape } : nothing;
}

const kinds: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ['string', text],
  ['number', number],
  ['boolean', { is: 'boolean' }],
]);
