import { ts } from '../../engine/syntax.ts';
import { isFunctionNode } from '../nodes.ts';
import { type InputField, type InputFields, inputFieldsOfName } from './input-fields.ts';

/** `item` of `items.map((item) => …)` and of `for (const item of items)`. */
export function elementNames(use: ts.Expression): readonly ts.BindingName[] {
  const { parent } = use;
  if (ts.isForOfStatement(parent) && parent.expression === use && ts.isVariableDeclarationList(parent.initializer))
    return parent.initializer.declarations.map(({ name }) => name);
  if (!ts.isPropertyAccessExpression(parent) || !ts.isCallExpression(parent.parent)) return [];
  const [callback] = parent.parent.arguments;
  if (callback === undefined || !isFunctionNode(callback)) return [];
  const name = callback.parameters[parent.name.text.startsWith('reduce') ? 1 : 0]?.name;
  return name ? [name] : [];
}

/** A list's elements, as one, by what callbacks and loops do with them. */
export function elementOfList({ uses }: Pick<InputField, 'uses'>): InputField {
  const read = uses.flatMap(elementNames).map(inputFieldsOfName);
  return {
    name: '',
    uses: read.flatMap((each) => each.uses),
    orEmpty: new Set(),
    defaulted: new Set(),
    defaults: [],
    replaced: [],
    fields: mergedFields(read),
    isWhole: read.some(({ isWhole }) => isWhole),
  };
}

export function mergedFields(read: readonly InputFields[]): readonly InputField[] {
  const fields = new Map<string, InputField>();
  for (const field of read.flatMap((each) => each.fields)) {
    const known = fields.get(field.name);
    fields.set(
      field.name,
      known
        ? {
            name: field.name,
            uses: [...known.uses, ...field.uses],
            orEmpty: new Set([...known.orEmpty, ...field.orEmpty]),
            defaulted: new Set([...known.defaulted, ...field.defaulted]),
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
