import { ts } from '../../engine/syntax.ts';
import { isFunctionNode } from '../nodes.ts';
import type { Evidence, EvidenceQuestions } from './asked-for.ts';
import { declaredShape } from './declared.ts';
import { evidenceAt, shapeAt, shapeOfLiteral } from './evidence.ts';
import { type InputField, type InputFields, inputFieldsOfName, isHandedOn, isReadByElement } from './input-fields.ts';
import { shapeByName } from './names.ts';
import {
  type Field,
  hasPart,
  isOpen,
  nullable,
  type Shape,
  type TextShape,
  unionOf,
  unsaid,
  withoutNull,
} from './shape.ts';

const maxDepth = 5;

/** The shape of an object whose fields code reads, from how each of them is used. */
export const shapeOfUse = (fields: readonly InputField[], questions: EvidenceQuestions, depth = 0): Shape => ({
  is: 'object',
  fields: fields.map((field) => fieldOf(field, questions, depth)),
});

/** A declared shape, with what the code says beside it: that a text may not be empty, that a field may be missing after all. */
export function refined(shape: Shape, fields: readonly InputField[], questions: EvidenceQuestions): Shape {
  if (shape.is !== 'object') return shape;
  return {
    is: 'object',
    fields: shape.fields.map((field) => {
      const read = fields.find(({ name }) => name === field.name);
      return read ? refinedField(field, read, questions) : field;
    }),
  };
}

function refinedField(field: Field, read: InputField, questions: EvidenceQuestions): Field {
  const used = fieldOf(read, questions, 0);
  const evidence = evidenceOf(read, questions);
  const isMissable = field.isOptional && !evidence.some(isRefusal);
  const isTolerated = evidence.some(({ presence }) => presence === 'optional') && !evidence.some(isRefusal);
  const { shape, isNullable } = withoutNull(field.shape);
  const other = withoutNull(used.shape).shape;
  const isRefused = evidence.some(isRefusal);
  const isTight = shape.is === 'text' && other.is === 'text' && !isMissable && !isTolerated;
  const isWhole = shape.is === 'number' && other.is === 'number' && other.isWhole === true;
  const kept = isTight ? { ...shape, ...other } : isWhole ? other : shape;
  return {
    name: field.name,
    shape: isNullable && !isRefused ? nullable(kept) : kept,
    isOptional: (field.isOptional && !isRefused) || isTolerated,
  };
}

/** Whether all of a value, or of a part of it, goes where nobody says what is taken: a schema of the fields that are known would take others away. */
export function losesFields(shape: Shape, field: InputField, questions: EvidenceQuestions): boolean {
  const { shape: kept } = withoutNull(shape);
  if (!hasPart(kept, ({ is }) => is === 'object')) return false;
  const isLost = (use: ts.Expression): boolean => {
    const { shape: taken } = evidenceAt(use, questions);
    return isHandedOn(use) && (taken === undefined || hasPart(taken, isOpen));
  };
  if ([...field.uses, ...field.replaced].some(isLost)) return true;
  return (
    kept.is === 'object' &&
    kept.fields.some((part) =>
      field.fields.some((read) => read.name === part.name && losesFields(part.shape, read, questions)),
    )
  );
}

const isRefusal = ({ isRefused }: Evidence): boolean => isRefused === true;

function evidenceOf({ uses, defaults, replaced }: InputField, questions: EvidenceQuestions): readonly Evidence[] {
  const byDefault = defaults.map((each): Evidence => {
    const shape = shapeOfLiteral(each);
    return { presence: 'optional', ...(shape && { shape }) };
  });
  return [
    ...byDefault,
    ...uses.map((use) => evidenceAt(use, questions)),
    ...replaced.map((use) => shapeAt(use, questions)),
  ];
}

function fieldOf(field: InputField, questions: EvidenceQuestions, depth: number): Field {
  const evidence = evidenceOf(field, questions);
  const found = shapeFrom(field, evidence, questions, depth);
  const isRefused = evidence.some(isRefusal);
  const { shape, isNullable } = withoutNull(found);
  const isRequired = isRefused || evidence.some(({ isKindRefused, isBroken }) => isKindRefused ?? isBroken);
  const isOptional = !isRequired && !isNeeded(evidence);
  // Where nothing will do, an empty text does, too.
  const kept = shape.is === 'text' && !isOptional ? textOf(shape, field.name, isRefused) : shape;
  const isTolerant = !evidence.some(({ isDeclared }) => isDeclared) || evidence.some((each) => each.mayBeNull);
  const mayBeNull = !isRequired && (isNullable || (isOptional && isTolerant));
  // No type fits both those who may leave it out and the place that takes it for granted.
  const isClash =
    ((isOptional || mayBeNull) && evidence.some((each) => each.isTakenForGranted)) ||
    (isOptional && evidence.some((each) => each.isNullAtLeast));
  if ((isClash && isTyped(questions)) || losesFields(kept, field, questions))
    return { name: field.name, shape: unsaid, isOptional };
  return { name: field.name, shape: mayBeNull ? nullable(kept) : kept, isOptional };
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
  if (field.fields.length > 0)
    return depth < maxDepth && !field.isWhole ? shapeOfUse(field.fields, questions, depth + 1) : unsaid;
  const [first, ...others] = shapes;
  if (first) return others.reduce(both, first);
  const named = shapeByName(field.name);
  return isOpen(named) ? (evidence.find(({ shape }) => shape)?.shape ?? unsaid) : named;
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
    if (shape.is === 'list') return { is: 'list', of: withUses(shape.of, elementFields(field), questions, depth) };
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
  return { is: 'object', fields };
}

const isNumberAsText = (shape: Shape): boolean =>
  shape.is === 'union' &&
  shape.of.length === 2 &&
  ['text', 'number'].every((is) => shape.of.some((each) => each.is === is));

/** What both say: a text of what is a text or a number. What contradicts itself says nothing. */
function both(one: Shape, other: Shape): Shape {
  const ones = partsOf(one);
  const others = partsOf(other);
  const shared = ones.filter(({ is }) => others.some((each) => each.is === is));
  if (shared.length > 0) return unionOf(shared);
  return unsaid;
}

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
  const isPartOnly = read.every(({ isWhole }) => !isWhole) && isReadByElement(list);
  if (fields.length > 0) return isPartOnly ? shapeOfUse(fields, { ...questions, from }, depth) : unsaid;
  const evidence = names.flatMap((name) => (ts.isIdentifier(name) ? evidenceOfName(name, questions) : []));
  const [shape, ...others] = evidence.flatMap((each) => each.shape ?? []);
  return shape ? others.reduce(both, shape) : unsaid;
}

const elementFields = ({ uses }: InputField): readonly InputField[] =>
  mergedFields(uses.flatMap(elementNames).map(inputFieldsOfName));

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

/** `item` of `items.map((item) => …)` and of `for (const item of items)`. */
function elementNames(use: ts.Expression): readonly ts.BindingName[] {
  const { parent } = use;
  if (ts.isForOfStatement(parent) && parent.expression === use && ts.isVariableDeclarationList(parent.initializer))
    return parent.initializer.declarations.map(({ name }) => name);
  if (!ts.isPropertyAccessExpression(parent) || !ts.isCallExpression(parent.parent)) return [];
  const [callback] = parent.parent.arguments;
  if (callback === undefined || !isFunctionNode(callback)) return [];
  const name = callback.parameters[parent.name.text.startsWith('reduce') ? 1 : 0]?.name;
  return name ? [name] : [];
}

function mergedFields(read: readonly InputFields[]): readonly InputField[] {
  const fields = new Map<string, InputField>();
  for (const field of read.flatMap((each) => each.fields)) {
    const known = fields.get(field.name);
    fields.set(
      field.name,
      known
        ? {
            name: field.name,
            uses: [...known.uses, ...field.uses],
            defaults: [...known.defaults, ...field.defaults],
            replaced: [...known.replaced, ...field.replaced],
            fields: [...known.fields, ...field.fields],
            isWhole: known.isWhole || field.isWhole,
          }
        : field,
    );
  }
  return [...fields.values()];
}
