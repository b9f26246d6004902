import { ts } from '../../engine/syntax.ts';
import { isFunctionNode } from '../nodes.ts';
import { type Evidence, evidenceAt, type EvidenceQuestions, shapeOfLiteral } from './evidence.ts';
import { type InputField, type InputFields, inputFieldsOfName } from './input-fields.ts';
import { type Field, nullable, type Shape, text, type TextShape, unionOf, unknown, withoutNull } from './shape.ts';

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

function evidenceOf({ uses, defaults }: InputField, questions: EvidenceQuestions): readonly Evidence[] {
  const byDefault = defaults.map((each): Evidence => {
    const shape = shapeOfLiteral(each);
    return { presence: 'optional', ...(shape && { shape }) };
  });
  return [...byDefault, ...uses.map((use) => evidenceAt(use, questions))];
}

function fieldOf(field: InputField, questions: EvidenceQuestions, depth: number): Field {
  const evidence = evidenceOf(field, questions);
  const found = shapeFrom(field, evidence, questions, depth);
  const isRefused = evidence.some(isRefusal);
  const { shape, isNullable } = withoutNull(found);
  const isOptional = !isRefused && !isNeeded(evidence);
  // Where nothing will do, an empty text does, too.
  const kept = shape.is === 'text' && !isOptional ? textOf(shape, field.name, isRefused) : shape;
  const mayBeNull = isNullable || (isOptional && !evidence.some(({ isDeclared }) => isDeclared));
  return { name: field.name, shape: mayBeNull && kept.is !== 'unknown' ? nullable(kept) : kept, isOptional };
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
  const shapes = evidence.flatMap(({ shape }) => shape ?? []);
  const isList = shapes.some(({ is }) => is === 'list');
  const declared = evidence.find(({ shape, isDeclared }) => isDeclared && shape)?.shape;
  if (declared) return declared;
  if (isList) return { is: 'list', of: depth < maxDepth ? elementOf(field, questions, depth + 1) : unknown };
  if (field.fields.length > 0) return depth < maxDepth ? shapeOfUse(field.fields, questions, depth + 1) : unknown;
  const [first, ...others] = shapes;
  return first ? others.reduce(both, first) : byName(field.name);
}

/** What both say: a text of what is a text or a number. What contradicts itself says nothing. */
function both(one: Shape, other: Shape): Shape {
  const ones = partsOf(one);
  const others = partsOf(other);
  const shared = ones.filter(({ is }) => others.some((each) => each.is === is));
  if (shared.length > 0) return unionOf(shared);
  return unknown;
}

const partsOf = (shape: Shape): readonly Shape[] => (shape.is === 'union' ? shape.of : [shape]);

/** The elements of a list, by what callbacks and loops do with them. */
function elementOf({ uses }: InputField, questions: EvidenceQuestions, depth: number): Shape {
  const read = uses.flatMap(elementNames).map(inputFieldsOfName);
  const [first] = read;
  if (first === undefined) return unknown;
  const fields = mergedFields(read);
  if (fields.length > 0) return read.some(({ isWhole }) => isWhole) ? unknown : shapeOfUse(fields, questions, depth);
  const names = uses.flatMap(elementNames);
  const evidence = names.flatMap((name) => (ts.isIdentifier(name) ? evidenceOfName(name, questions) : []));
  const [shape, ...others] = evidence.flatMap((each) => each.shape ?? []);
  return shape ? others.reduce(both, shape) : unknown;
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
            fields: [...known.fields, ...field.fields],
          }
        : field,
    );
  }
  return [...fields.values()];
}

/** Names that say by themselves that a text is meant. */
const texts =
  /^(?:e?mail|\w*(?:[Nn]ame|[Tt]itle|[Ee]mail|[Pp]hone|[Aa]ddress|[Dd]escription|[Mm]essage|[Ss]ubject|[Nn]otes?|[Cc]omment|[Uu]rl|[Ss]lug|[Cc]ity|[Cc]ountry|[Pp]assword|[Tt]oken|[Ll]abel|[Rr]eason|[Bb]io)|content|text|body|prompt|color|icon|category|status|type|role|lang(?:uage)?|locale|currency)$/;
const switches =
  /^(?:is|has|can|should|allow|enable|disable)(?:[A-Z]|_)|^(?:enabled|active|published|archived|completed)$/;

/** Ids and amounts: forms send them as texts, programs as numbers, and tables take both. */
const scalars =
  /^(?:\w*(?:Id|ID|_id)|id|\w*(?:[Pp]rice|[Aa]mount|[Tt]otal|[Qq]uantity|[Cc]ount|[Rr]ating|[Ss]core|[Dd]uration|[Ww]eight|[Hh]eight|[Ww]idth|[Ll]atitude|[Ll]ongitude|[Ll]imit|[Oo]ffset)|age|qty|year|month|day|page|lat|lng|percent(?:age)?)$/;
const dates = /^(?:date|\w*(?:Date|_date|At|_at))$/;

function byName(name: string): Shape {
  if (switches.test(name)) return { is: 'boolean' };
  if (scalars.test(name)) return unionOf([text, { is: 'number' }]);
  return texts.test(name) || dates.test(name) ? text : unknown;
}
