import { ts } from '../../engine/syntax.ts';
import { isFunctionNode } from '../nodes.ts';
import type { Evidence, EvidenceQuestions } from './asked-for.ts';
import { declaredShape } from './declared.ts';
import { evidenceAt, shapeAt, shapeOfLiteral } from './evidence.ts';
import { type InputField, type InputFields, inputFieldsOfName, isReadByElement } from './input-fields.ts';
import { shapeByName } from './names.ts';
import { type Field, isOpen, nullable, type Shape, type TextShape, unionOf, unsaid, withoutNull } from './shape.ts';

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
  const isTight = shape.is === 'text' && other.is === 'text' && !isMissable && !isTolerated;
  const kept = isTight ? { ...shape, ...other } : shape;
  return {
    name: field.name,
    shape: isNullable ? nullable(kept) : kept,
    isOptional: field.isOptional || isTolerated,
  };
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
  const isOptional = !isRefused && !isNeeded(evidence);
  // Where nothing will do, an empty text does, too.
  const kept = shape.is === 'text' && !isOptional ? textOf(shape, field.name, isRefused) : shape;
  const isTolerant = !evidence.some(({ isDeclared }) => isDeclared) || evidence.some((each) => each.mayBeNull);
  const mayBeNull = !isRefused && (isNullable || (isOptional && isTolerant));
  return { name: field.name, shape: mayBeNull ? nullable(kept) : kept, isOptional };
}

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
  if (declared) return declared;
  if (isList) return { is: 'list', of: depth < maxDepth ? elementOf(field, questions, depth + 1) : unsaid };
  if (field.fields.length > 0)
    return depth < maxDepth && !field.isWhole ? shapeOfUse(field.fields, questions, depth + 1) : unsaid;
  const [first, ...others] = shapes;
  if (first) return others.reduce(both, first);
  const named = shapeByName(field.name);
  return isOpen(named) ? (evidence.find(({ shape }) => shape)?.shape ?? unsaid) : named;
}

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
  const { uses } = list;
  const read = uses.flatMap(elementNames).map(inputFieldsOfName);
  const [first] = read;
  if (first === undefined) return unsaid;
  const told = uses.flatMap(elementNames).flatMap((name) => declaredElement(name, questions));
  if (told[0]) return told[0];
  const fields = mergedFields(read);
  const isPartOnly = read.every(({ isWhole }) => !isWhole) && isReadByElement(list);
  if (fields.length > 0) return isPartOnly ? shapeOfUse(fields, questions, depth) : unsaid;
  const names = uses.flatMap(elementNames);
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
