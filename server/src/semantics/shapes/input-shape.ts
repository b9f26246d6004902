import { ts } from '../../engine/syntax.ts';
import type { Evidence, EvidenceQuestions } from './asked-for.ts';
import { declaredShape } from './declared.ts';
import { evidenceAt, shapeAt, shapeOfLiteral } from './evidence.ts';
import { elementNames, elementOfList, mergedFields } from './elements.ts';
import { type InputField, type InputFields, inputFieldsOfName, isReadByElement } from './input-fields.ts';
import { keptWhole } from './kept-whole.ts';
import { shapeByName } from './names.ts';
import {
  any,
  type Field,
  isOpen,
  isSame,
  nullable,
  type ObjectShape,
  type Shape,
  type TextShape,
  unionOf,
  unsaid,
  withoutNull,
} from './shape.ts';

const maxDepth = 5;

/** The shape of an object whose fields code reads, from how each of them is used. */
export const shapeOfUse = (fields: readonly InputField[], questions: EvidenceQuestions, depth = 0): ObjectShape => ({
  is: 'object',
  fields: fields.map((field) => fieldOf(field, questions, depth)),
});

/** A declared shape, with what the code says beside it: that a text may not be empty, that a field may be missing after all. */
export function refined(shape: Shape, fields: readonly InputField[], questions: EvidenceQuestions): Shape {
  if (shape.is !== 'object') return shape;
  return {
    ...shape,
    fields: shape.fields.map((field) => {
      const read = fields.find(({ name }) => name === field.name);
      return read ? refinedField(field, read, questions) : field;
    }),
  };
}

function refinedField(field: Field, read: InputField, questions: EvidenceQuestions): Field {
  const used = fieldOf(read, questions, 0);
  const evidence = evidenceOf(read, questions);
  const isRefused = evidence.some(isRefusal);
  const isMissable = field.isOptional && !isRefused;
  const isTolerated = evidence.some(({ presence }) => presence === 'optional') && !isRequiredBy(evidence);
  const { shape, isNullable } = withoutNull(field.shape);
  const other = withoutNull(used.shape).shape;
  if (isTolerated && isTyped(questions) && evidence.some((each) => each.isTakenForGranted))
    return { name: field.name, shape: unsaid, isOptional: true };
  const isTight = shape.is === 'text' && other.is === 'text' && !isMissable && !isTolerated;
  const isWhole = shape.is === 'number' && other.is === 'number' && other.isWhole === true;
  const kept = isTight ? { ...shape, ...other } : isWhole ? other : refinedWithin(shape, read, questions);
  const asked = kept.is === 'text' && isRefused ? textOf(kept, field.name, true) : kept;
  return {
    name: field.name,
    shape: isNullable && !isRefused ? nullable(asked) : asked,
    isOptional: (field.isOptional && !isRefused) || isTolerated,
  };
}

function refinedWithin(shape: Shape, read: InputField, questions: EvidenceQuestions): Shape {
  if (shape.is !== 'list') return refined(shape, read.fields, questions);
  const names = read.uses.flatMap(elementNames);
  const [from] = names;
  if (from === undefined) return shape;
  const of = refined(shape.of, elementOfList(read).fields, { ...questions, from });
  // `(item: OrderItem) => …` takes no element that lacks what its type asks for.
  const isDeclared = isTyped(questions) && names.some(({ parent }) => ts.isParameter(parent) && parent.type);
  return { is: 'list', of: isDeclared && lacksMore(of, shape.of) ? unsaid : of };
}

const lacksMore = (one: Shape, other: Shape): boolean =>
  one.is === 'object' &&
  other.is === 'object' &&
  one.fields.some(({ isOptional }, at) => isOptional && other.fields[at]?.isOptional === false);

const isRefusal = ({ isRefused }: Evidence): boolean => isRefused === true;

/** Whether the code refuses to go on without it, or breaks. */
const isRequiredBy = (evidence: readonly Evidence[]): boolean =>
  evidence.some(({ isRefused, isKindRefused, isBroken }) => isRefused ?? isKindRefused ?? isBroken);

function evidenceOf(
  { uses, orEmpty, defaulted, defaults, replaced }: InputField,
  questions: EvidenceQuestions,
): readonly Evidence[] {
  const byDefault = defaults.map((each): Evidence => {
    const shape = shapeOfLiteral(each);
    return { presence: 'optional', ...(shape && { shape }) };
  });
  return [
    ...byDefault,
    ...uses.map((use) => {
      if (orEmpty.has(use)) return shapeAt(use, questions);
      return defaulted.has(use) ? withDefault(evidenceAt(use, questions)) : evidenceAt(use, questions);
    }),
    ...replaced.map((use) => shapeAt(use, questions)),
  ];
}

/** Nothing at all never gets there; `null` does. */
function withDefault(evidence: Evidence): Evidence {
  const { shape, isDeclared, isColumn, isWeak, isUntyped, mayBeNull } = evidence;
  const { presence, isRefused, isKindRefused, isBroken, isTakenForGranted, isNullRefused } = evidence;
  const isNeeded = presence === 'needed' || [isRefused, isKindRefused, isBroken, isTakenForGranted].includes(true);
  return {
    ...(shape && { shape }),
    ...(isDeclared && { isDeclared }),
    ...(isColumn && { isColumn }),
    ...(isWeak && { isWeak }),
    ...(isUntyped && { isUntyped }),
    ...(mayBeNull && { mayBeNull }),
    ...((isNeeded || isNullRefused) && { isNullRefused: true }),
  };
}

function fieldOf(field: InputField, questions: EvidenceQuestions, depth: number): Field {
  const evidence = evidenceOf(field, questions);
  const found = shapeFrom(field, evidence, questions, depth);
  const isRefused = evidence.some(isRefusal);
  const { shape, isNullable } = withoutNull(found);
  const isRequired = isRequiredBy(evidence);
  const isOptional = !isRequired && !isNeeded(evidence);
  // Where nothing will do, an empty text does, too.
  const kept = shape.is === 'text' && !isOptional ? textOf(shape, field.name, isRefused) : shape;
  const isTolerant = !evidence.some(({ isDeclared }) => isDeclared) || evidence.some((each) => each.mayBeNull);
  const isNullRefused = isTyped(questions) && evidence.some((each) => each.isNullRefused);
  const mayBeNull = !isRequired && !isNullRefused && (isNullable || (isOptional && isTolerant));
  // No type fits both those who may leave it out and the place that takes it for granted.
  const isClash =
    ((isOptional || mayBeNull) && evidence.some((each) => each.isTakenForGranted)) ||
    (isOptional && evidence.some((each) => each.isNullAtLeast));
  if (isClash && isTyped(questions)) {
    // An index takes texts and numbers alike: whatever comes is looked up, and mostly not found.
    const granted = evidence.filter((each) => each.isTakenForGranted ?? each.isNullAtLeast);
    const isIndex = granted.every((each) => each.isWeak);
    return { name: field.name, shape: isIndex ? any : unsaid, isOptional };
  }
  const whole = keptWhole(kept, field, questions);
  return { name: field.name, shape: mayBeNull ? nullable(whole) : whole, isOptional };
}

const isTyped = ({ from }: EvidenceQuestions): boolean => /\.[cm]?tsx?$/.test(from.getSourceFile().fileName);

const isNeeded = (evidence: readonly Evidence[]): boolean =>
  evidence.some(({ presence }) => presence === 'needed') && !evidence.some(({ presence }) => presence === 'optional');

function textOf(shape: TextShape, name: string, isRefused: boolean): TextShape {
  const format =
    shape.format ?? (/^(?:e-?mail|\w*E[mM]ail|e?mail_?[aA]ddress|\w+_email)$/.test(name) ? 'email' : undefined);
  const { max } = shape;
  return {
    is: 'text',
    ...(format ? { format } : isRefused ? { min: 1 } : {}),
    ...(max === undefined ? {} : { max }),
  };
}

function shapeFrom(
  field: InputField,
  evidence: readonly Evidence[],
  questions: EvidenceQuestions,
  depth: number,
): Shape {
  const shapes = evidence.flatMap(({ shape, isWeak }) => (shape && !isWeak ? shape : []));
  const isList = shapes.some(({ is }) => is === 'list');
  const declared = evidence.find(({ shape, isDeclared }) => isDeclared && shape)?.shape;
  if (declared) return narrowed(declared, field, shapes, { questions, depth });
  if (isList) return { is: 'list', of: depth < maxDepth ? elementOf(field, questions, depth + 1) : unsaid };
  if (field.fields.length > 0) {
    const isObject = !field.isWhole || shapes.every((each) => withoutNull(each).shape.is === 'record');
    return isObject && depth < maxDepth ? ofFields(field, field.isWhole, questions, depth + 1) : unsaid;
  }
  const [first, ...others] = shapes;
  if (first) return others.reduce(both, first);
  const named = shapeByName(field.name);
  return isOpen(named) ? (evidence.find(({ shape }) => shape)?.shape ?? unsaid) : named;
}

/** @param isWhole it is also used as a whole, so that others than those that are read may matter */
function ofFields(
  { fields }: Pick<InputField, 'fields'>,
  isWhole: boolean,
  questions: EvidenceQuestions,
  depth: number,
): ObjectShape {
  const shape = shapeOfUse(fields, questions, depth);
  return isWhole ? { ...shape, isLoose: true } : shape;
}

/** A declared shape, without the text that a number may be sent as where the code calculates with it. */
function narrowed(
  declared: Shape,
  field: InputField,
  shapes: readonly Shape[],
  { questions, depth }: { readonly questions: EvidenceQuestions; readonly depth: number },
): Shape {
  const { shape, isNullable } = withoutNull(declared);
  const kept = ((): Shape => {
    if (shape.is === 'list')
      return { is: 'list', of: withUses(shape.of, elementOfList(field).fields, questions, depth) };
    if (shape.is === 'object') return withUses(shape, field.fields, questions, depth);
    const isCalculated = shapes.some((each) => withoutNull(each).shape.is === 'number');
    return isCalculated && isNumberAsText(shape) ? { is: 'number' } : shape;
  })();
  return isNullable ? nullable(kept) : kept;
}

function withUses(shape: Shape, uses: readonly InputField[], questions: EvidenceQuestions, depth: number): Shape {
  if (shape.is !== 'object' || depth >= maxDepth) return shape;
  const fields = shape.fields.map((field) => {
    const used = uses.find(({ name }) => name === field.name);
    const shapes = used ? evidenceOf(used, questions).flatMap((each) => each.shape ?? []) : [];
    return used ? { ...field, shape: narrowed(field.shape, used, shapes, { questions, depth: depth + 1 }) } : field;
  });
  return { ...shape, fields };
}

const isNumberAsText = (shape: Shape): boolean =>
  shape.is === 'union' &&
  shape.of.length === 2 &&
  ['text', 'number'].every((is) => shape.of.some((each) => each.is === is));

/** What both say: a text of what is a text or a number, one of two texts of what is a text. What contradicts itself says nothing. */
function both(one: Shape, other: Shape): Shape {
  const others = partsOf(other);
  const shared = partsOf(one).flatMap((part) => others.flatMap((each) => narrower(part, each)));
  return shared.length > 0 ? unionOf(shared) : unsaid;
}

function narrower(one: Shape, other: Shape): readonly Shape[] {
  if (one.is === 'literal') return other.is === 'literal' ? (isSame(one, other) ? [one] : []) : narrower(other, one);
  if (other.is === 'literal') return kindOf(other) === one.is ? [other] : [];
  return one.is === other.is ? [one] : [];
}

const kinds = { string: 'text', number: 'number', boolean: 'boolean' } as const;

const kindOf = ({ value }: Extract<Shape, { is: 'literal' }>): Shape['is'] | undefined =>
  Object.entries(kinds).find(([kind]) => kind === typeof value)?.[1];

const partsOf = (shape: Shape): readonly Shape[] => (shape.is === 'union' ? shape.of : [shape]);

/** The elements of a list, by what callbacks and loops do with them. */
function elementOf(list: InputField, questions: EvidenceQuestions, depth: number): Shape {
  const names = list.uses.flatMap(elementNames);
  const read = names.map(inputFieldsOfName);
  const [from] = names;
  if (from === undefined) return unsaid;
  const told = names.flatMap((name) => declaredElement(name, questions));
  if (told[0]) return told[0];
  const fields = mergedFields(read);
  const isWhole = read.some((each) => each.isWhole) || !isReadByElement(list);
  if (fields.length > 0) return ofFields({ fields }, isWhole, { ...questions, from }, depth);
  const evidence = names.flatMap((name) => (ts.isIdentifier(name) ? evidenceOfName(name, questions) : []));
  const [shape, ...others] = evidence.flatMap((each) => each.shape ?? []);
  return shape ? others.reduce(both, shape) : unsaid;
}

/** `(item: CartItem) => …` */
function declaredElement({ parent }: ts.BindingName, { snapshot }: EvidenceQuestions): readonly Shape[] {
  const shape = ts.isParameter(parent) && parent.type ? declaredShape(parent.type, snapshot) : undefined;
  return shape && !isOpen(shape) ? [shape] : [];
}

function evidenceOfName(name: ts.Identifier, questions: EvidenceQuestions): readonly Evidence[] {
  const { fields, uses } = usesOfName(name);
  return fields.length > 0 ? [] : uses.map((use) => evidenceAt(use, questions));
}

function usesOfName(name: ts.Identifier): {
  readonly fields: readonly InputField[];
  readonly uses: readonly ts.Expression[];
} {
  const read: InputFields = inputFieldsOfName(name);
  return { fields: read.fields, uses: read.uses };
}
