import type { Snapshot } from '../../engine/snapshot.ts';
import { ts } from '../../engine/syntax.ts';
import type { FileOracle, Shape as TypeShape } from '../../types/oracle.ts';
import type { AnswerQuestions } from '../answers.ts';
import { isFunctionNode, propertyNameText } from '../nodes.ts';
import type { Column } from './columns/column.ts';
import { columnOf } from './columns/columns.ts';
import { declaredShape } from './declared.ts';
import { shapeOfType } from './from-types.ts';
import { isOpen, type Shape, withoutNull } from './shape.ts';

/** What a place in the code says of the value that it is given. */
export interface Evidence {
  /** A declaration or a database says it, not only the way the code treats it. */
  readonly isDeclared?: true;
  /** A database says it, which keeps nothing else. */
  readonly isColumn?: true;
  readonly shape?: Shape;
  /** The code goes on without it, or refuses to. */
  readonly presence?: 'needed' | 'optional';
  /** The code refuses to go on with nothing, an empty text included. */
  readonly isRefused?: true;
  /** The code refuses to go on with another kind, nothing included. */
  readonly isKindRefused?: true;
  /** Without a value the code breaks, or goes on with what is no number. */
  readonly isBroken?: true;
  /** There has to be a value at the place, and no condition on the way has asked for it. */
  readonly isTakenForGranted?: true;
  /** The compiler lets anything stand there. */
  readonly isUntyped?: true;
  /** `null` may stand there, but not nothing at all. */
  readonly isNullAtLeast?: true;
  /** Nothing at all may stand there, but not `null`. */
  readonly isNullRefused?: true;
  /** `null` does as little there as nothing at all. */
  readonly mayBeNull?: true;
  /** Other kinds would do there, too, so that it counts only where nothing else is known. */
  readonly isWeak?: true;
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

export const nothing: Evidence = {};

const declared = (shape: Shape | undefined): Evidence =>
  shape === undefined || isOpen(shape) ? nothing : { shape, isDeclared: true };

/** What a declared type asks for. */
export function ofType(type: ts.TypeNode, isOptional: boolean, { snapshot }: EvidenceQuestions): Evidence {
  const mayLack =
    isOptional || (ts.isUnionTypeNode(type) && type.types.some(({ kind }) => kind === ts.SyntaxKind.UndefinedKeyword));
  return needed(declared(declaredShape(type, snapshot)), mayLack);
}

/** What has no place for nothing needs a value. */
function needed(evidence: Evidence, mayLack: boolean): Evidence {
  const { shape } = evidence;
  if (shape === undefined) return evidence;
  const { isNullable } = withoutNull(shape);
  if (mayLack) return isNullable ? evidence : { ...evidence, isNullRefused: true };
  return isNullable ? { ...evidence, isNullAtLeast: true } : { ...evidence, presence: 'needed' };
}

/**
 * By the column that it is written to, by what a function of the project takes, or by the type that is asked for where it
 * stands.
 */
export function ofPlace(value: ts.Expression, questions: EvidenceQuestions): Evidence {
  const { snapshot, oracle } = questions;
  const column = columnOf(value, snapshot);
  const taken = column ?? fieldTaken(value, questions);
  if (taken) {
    const presence = taken.isOptional ? {} : ({ presence: 'needed' } as const);
    const isUntyped = column?.isUntyped;
    return {
      shape: taken.shape,
      isDeclared: true,
      ...(column && { isColumn: true }),
      ...(isUntyped && { isUntyped }),
      ...presence,
    };
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
