import type { FixContext } from '../../engine/rule.ts';
import { ts } from '../../engine/syntax.ts';
import type { EvidenceQuestions } from '../../semantics/shapes/asked-for.ts';
import { declaredShape } from '../../semantics/shapes/declared.ts';
import { formShape, ofTexts } from '../../semantics/shapes/form-shape.ts';
import { type InputFields, isAskedOnly } from '../../semantics/shapes/input-fields.ts';
import type { InputPlace } from '../../semantics/shapes/input-place.ts';
import { refined, shapeOfUse } from '../../semantics/shapes/input-shape.ts';
import { keptInParts } from '../../semantics/shapes/kept-whole.ts';
import { withNothing, withoutNothing } from '../../semantics/shapes/nothing-sent.ts';
import { isOpen, isUnsaidIn, type ObjectShape, type Shape, withoutNull } from '../../semantics/shapes/shape.ts';

export type SchemaContext = Pick<FixContext, 'file' | 'tree' | 'snapshot' | 'semantics'>;

/** What a schema for an input asks, and whether the declared type says the same. */
export interface Asked {
  readonly shape: Shape;
  readonly type: ts.TypeNode | undefined;
  /** The handler goes on where nothing has come, as with an object without fields. */
  readonly mayBeNothing: boolean;
}

export function askedOf(place: InputPlace, ctx: SchemaContext): Asked | undefined {
  const { snapshot, semantics } = ctx;
  const questions: EvidenceQuestions = {
    snapshot,
    oracle: snapshot.oracle(ctx.file),
    answers: semantics.answers,
    from: place.kind === 'parameter' ? place.parameter : startOf(place),
    functionsOf: (call) => semantics.callees.bySyntax(call).functions,
  };
  const { read } = place;
  if (place.kind === 'form') {
    const shape = formShape(place.fields, read, questions);
    return shape && { shape, type: undefined, mayBeNothing: false };
  }
  const sent = 'input' in place ? withNothing(place.input, read, questions) : 'refuses';
  const said = sent === 'unclear' ? undefined : saidOf(place, questions);
  return said && { ...said, mayBeNothing: sent === 'goes-on' };
}

function saidOf(place: InputPlace, questions: EvidenceQuestions): Omit<Asked, 'mayBeNothing'> | undefined {
  const { type, read } = place;
  const claimed = type ?? typeGiven(read);
  const declared = claimed && withoutNothing(claimed);
  const shape = declared && declaredShape(declared, questions.snapshot);
  if (declared && shape && !saysNothing(shape)) {
    if (shape.is !== 'object' || shape.fields.every((field) => isOpen(field.shape))) return undefined;
    if (type === undefined && !holdsAll(shape, read)) return undefined;
    const tight = refined(keptInParts(shape, read, questions), read.fields, questions);
    if (isUnsaidIn(tight)) return undefined;
    return { shape: tight, type: type && isAsOptional(shape, tight) ? declared : undefined };
  }
  if ((declared && !shape) || read.isWhole || read.fields.length === 0) return undefined;
  const isForm = 'input' in place && /\.parseBody\(/.test(place.input.getText());
  const used = isForm ? ofTexts(shapeOfUse(read.fields, questions)) : shapeOfUse(read.fields, questions);
  return isKnown(used, read) ? { shape: used, type: undefined } : undefined;
}

/** `const { title }: Draft = body || {};`, once what came has a name. */
function typeGiven({ uses }: InputFields): ts.TypeNode | undefined {
  const given = uses.flatMap(({ parent }) => (ts.isVariableDeclaration(parent) && parent.type ? [parent.type] : []));
  return given.length === 1 ? given[0] : undefined;
}

const holdsAll = ({ fields }: ObjectShape, read: InputFields): boolean =>
  read.fields.every(({ name }) => fields.some((field) => field.name === name));

/** `any`, `Record<string, unknown>` */
const saysNothing = (shape: Shape): boolean => shape.is === 'any' || (shape.is === 'record' && isOpen(shape.of));

/** A field of which nothing is known may stay one where the code only asks whether it is there. */
function isKnown(shape: Shape, { fields }: InputFields): boolean {
  if (shape.is !== 'object' || shape.fields.every((field) => isOpen(field.shape))) return false;
  const asked = new Set(fields.filter(isAskedOnly).map(({ name }) => name));
  return shape.fields.every((field) => asked.has(field.name) || !isUnsaidIn(field.shape));
}

/** Whether no field may be left out that the declared type asks for, so that what fits the one fits the other. */
function isAsOptional(one: Shape, other: Shape): boolean {
  const { shape } = withoutNull(one);
  const { shape: tight } = withoutNull(other);
  if (shape.is === 'list' && tight.is === 'list') return isAsOptional(shape.of, tight.of);
  if (shape.is !== 'object' || tight.is !== 'object') return true;
  return shape.fields.every((field, at) => {
    const kept = tight.fields[at];
    return kept !== undefined && (field.isOptional || !kept.isOptional) && isAsOptional(field.shape, kept.shape);
  });
}

/** The statement that reads it first. */
export const startOf = (place: Exclude<InputPlace, { kind: 'parameter' }>): ts.Statement =>
  'first' in place ? place.first : place.statement;
