import { ts } from '../../engine/syntax.ts';
import { type Harm, ofChoice } from '../libraries/untrusted/model.ts';
import { propertyNameText, unwrap } from '../nodes.ts';
import { isAllowList } from './patterns.ts';
import { needsObject } from './steps.ts';

type Lets = (schema: ts.Expression, members: readonly string[]) => boolean;

/** Whether an object is a schema of JSON: `{ type: 'object', properties: { … } }`. */
export const isJsonSchema = (node: ts.Expression): node is ts.ObjectLiteralExpression =>
  ts.isObjectLiteralExpression(node) &&
  node.properties.some((each) =>
    /^(?:type|properties|items|enum|const|anyOf|oneOf|allOf)$/.test(propertyNameText(each.name) ?? ''),
  );

/** Whether a schema of JSON lets a value through that does the harm at the members; schemas inside of it are asked by `lets`. */
export function jsonSchemaLets(
  schema: ts.ObjectLiteralExpression,
  members: readonly string[],
  harm: Harm,
  lets: Lets,
): boolean {
  const said = (name: string): ts.Expression | undefined => propertyOf(schema, name);
  if (said('enum') !== undefined || said('const') !== undefined) return false;
  const choices = said('anyOf') ?? said('oneOf');
  if (choices && ts.isArrayLiteralExpression(choices)) return choices.elements.some((each) => lets(each, members));
  const [member, ...rest] = members;
  const properties = said('properties');
  if (properties !== undefined) {
    const isOpen = said('additionalProperties')?.kind !== ts.SyntaxKind.FalseKeyword;
    if (member === undefined) return isOpen && needsObject.has(harm);
    if (!ts.isObjectLiteralExpression(properties)) return false;
    const named = properties.properties.flatMap((each) =>
      ts.isPropertyAssignment(each) && (member === '*' || propertyNameText(each.name) === member) ? [each] : [],
    );
    if (named.length === 0) return isOpen;
    return named.some(({ initializer }) => lets(initializer, rest));
  }
  const items = said('items');
  if (items !== undefined) return lets(items, rest);
  return letsKind(said, harm);
}

function letsKind(said: (name: string) => ts.Expression | undefined, harm: Harm): boolean {
  const type = textOf(said('type'));
  if (type === 'object' || type === 'array') return needsObject.has(harm);
  if (type !== 'string') return ofChoice.has(harm) && /^(?:number|integer)$/.test(type);
  if (needsObject.has(harm)) return false;
  const format = textOf(said('format'));
  if (/^(?:uri|url|uri-reference)$/.test(format)) return harm === 'url' || harm === 'redirect';
  return format === '' && !isAllowList(`/${textOf(said('pattern'))}/`);
}

const textOf = (node: ts.Expression | undefined): string => (node && ts.isStringLiteralLike(node) ? node.text : '');

export function propertyOf(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  const property = object.properties.find((each) => propertyNameText(each.name) === name);
  if (property && ts.isPropertyAssignment(property)) return unwrap(property.initializer);
  return property && ts.isShorthandPropertyAssignment(property) ? property.name : undefined;
}
