import type { Snapshot } from '../../../engine/snapshot.ts';
import { ts } from '../../../engine/syntax.ts';
import { propertyNameText, unwrap } from '../../nodes.ts';
import { any, type Field, nullable, type Shape, text, unionOf, withoutNull } from '../shape.ts';
import type { Column } from './column.ts';
import { declarationOfName } from './declared-value.ts';

/** A field as the schema of a model of Mongoose declares it. */
export function mongooseColumn(
  model: ts.Expression,
  column: string,
  { isUpdate, snapshot }: { readonly isUpdate: boolean; readonly snapshot: Snapshot },
): Column | undefined {
  const fields = ts.isIdentifier(model) ? fieldsOfModel(model, snapshot) : undefined;
  const property = fields?.properties.find((each) => propertyNameText(each.name) === column);
  const field = property && ts.isPropertyAssignment(property) ? fieldOf(column, property.initializer, 0) : undefined;
  return field && { ...field, isOptional: field.isOptional || isUpdate };
}

/** `mongoose.model('Offer', offerSchema)`, and the object that `new Schema({ … })` is given. */
function fieldsOfModel(model: ts.Identifier, snapshot: Snapshot): ts.ObjectLiteralExpression | undefined {
  const made = valueOf(declarationOfName(model, snapshot));
  const call = made && callIn(made);
  const schema = call?.arguments[1];
  const written = schema && ts.isIdentifier(schema) ? valueOf(declarationOfName(schema, snapshot)) : schema;
  if (written === undefined || !ts.isNewExpression(written)) return undefined;
  const [fields] = written.arguments ?? [];
  const isSchema = /(?:^|\.)Schema$/.test(written.expression.getText());
  return isSchema && fields && ts.isObjectLiteralExpression(fields) ? fields : undefined;
}

function valueOf(node: ts.Node | undefined): ts.Expression | undefined {
  if (node === undefined) return undefined;
  if (ts.isVariableDeclaration(node)) return node.initializer && unwrap(node.initializer);
  return ts.isExpression(node) ? unwrap(node) : undefined;
}

/** Also of `mongoose.models.Offer || mongoose.model('Offer', offerSchema)`. */
function callIn(made: ts.Expression): ts.CallExpression | undefined {
  if (ts.isBinaryExpression(made)) return callIn(unwrap(made.right));
  return ts.isCallExpression(made) && /(?:^|\.)model$/.test(made.expression.getText()) ? made : undefined;
}

const maxDepth = 4;

/** `String`, `[String]`, `{ type: String, required: true }`, and fields within fields. */
function fieldOf(name: string, written: ts.Expression, depth: number): Field | undefined {
  const value = unwrap(written);
  const options = ts.isObjectLiteralExpression(value) ? value : undefined;
  const type = options && optionOf(options, 'type');
  if (options && (type === undefined || isFieldNamedType(type))) {
    const shape = objectShape(options, depth);
    return shape && { name, shape: nullable(shape), isOptional: true };
  }
  const shape = type && options ? limited(shapeOf(type, depth), options) : shapeOf(value, depth);
  const isRequired = options !== undefined && isTrue(optionOf(options, 'required'));
  const isOptional = !isRequired || (options !== undefined && optionOf(options, 'default') !== undefined);
  return shape && { name, shape: isRequired ? shape : nullable(shape), isOptional };
}

/** `{ type: { type: String }, … }`: a field of the name. */
const isFieldNamedType = (type: ts.Expression): boolean =>
  ts.isObjectLiteralExpression(type) && optionOf(type, 'type') !== undefined;

const isTrue = (value: ts.Expression | undefined): boolean =>
  value?.kind === ts.SyntaxKind.TrueKeyword ||
  (value !== undefined && ts.isArrayLiteralExpression(value) && value.elements[0]?.kind === ts.SyntaxKind.TrueKeyword);

function optionOf(options: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  const property = options.properties.find((each) => propertyNameText(each.name) === name);
  return property && ts.isPropertyAssignment(property) ? unwrap(property.initializer) : undefined;
}

function shapeOf(type: ts.Expression, depth: number): Shape | undefined {
  if (depth > maxDepth) return undefined;
  if (ts.isArrayLiteralExpression(type)) {
    const [element] = type.elements;
    const of = element ? fieldOf('', element, depth + 1)?.shape : any;
    return of && { is: 'list', of: withoutNull(of).shape };
  }
  if (ts.isObjectLiteralExpression(type)) return objectShape(type, depth);
  switch (/(\w+)$/.exec(type.getText())?.[1]) {
    case 'String':
    case 'ObjectId':
    case 'Date':
      return text;
    case 'Number':
      // It makes numbers of texts, as forms send them.
      return unionOf([{ is: 'number' }, text]);
    case 'Boolean':
      return { is: 'boolean' };
    case 'Mixed':
    case 'Object':
    case 'Map':
      return any;
    default:
      return undefined;
  }
}

function objectShape(written: ts.ObjectLiteralExpression, depth: number): Shape | undefined {
  const fields: Field[] = [];
  for (const property of written.properties) {
    const name = propertyNameText(property.name);
    const field =
      name !== undefined && ts.isPropertyAssignment(property) && depth <= maxDepth
        ? fieldOf(name, property.initializer, depth + 1)
        : undefined;
    if (field === undefined) return undefined;
    fields.push(field);
  }
  return fields.length > 0 ? { is: 'object', fields } : any;
}

/** With the values that it may have, and how long a text may be. */
function limited(shape: Shape | undefined, options: ts.ObjectLiteralExpression): Shape | undefined {
  const values = optionOf(options, 'enum');
  if (shape?.is !== 'text') return shape;
  if (values && ts.isArrayLiteralExpression(values) && values.elements.every((each) => ts.isStringLiteralLike(each)))
    return unionOf(
      values.elements.map((each) => ({ is: 'literal', value: ts.isStringLiteralLike(each) ? each.text : '' })),
    );
  const longest = optionOf(options, 'maxlength') ?? optionOf(options, 'maxLength');
  return longest && ts.isNumericLiteral(longest) ? { ...shape, max: Number(longest.text) } : shape;
}
