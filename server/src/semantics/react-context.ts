import { ts } from '../engine/syntax.ts';
import { unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';

/**
 * What the providers of a React context hand down: the `value` of `<Context.Provider value={…}>` and `<Context value={…}>`
 * in the file that declares the context. Providers elsewhere are not looked for.
 */
export function providedValues(declaration: ts.VariableDeclaration): readonly ts.Expression[] {
  if (!ts.isIdentifier(declaration.name)) return [];
  const binding = scopesOf(declaration.getSourceFile()).bindingOf(declaration.name);
  return (binding?.references ?? []).flatMap((reference) => {
    const value = providerOf(reference)?.attributes.properties.find(isValue)?.initializer;
    return value && ts.isJsxExpression(value) && value.expression ? [unwrap(value.expression)] : [];
  });
}

function providerOf(reference: ts.Identifier): ts.JsxOpeningLikeElement | undefined {
  const { parent } = reference;
  const isMember = ts.isPropertyAccessExpression(parent) && parent.expression === reference;
  if (isMember && parent.name.text !== 'Provider') return undefined;
  const element = isMember ? parent.parent : parent;
  return ts.isJsxOpeningElement(element) || ts.isJsxSelfClosingElement(element) ? element : undefined;
}

const isValue = (attribute: ts.JsxAttributeLike): attribute is ts.JsxAttribute =>
  ts.isJsxAttribute(attribute) && ts.isIdentifier(attribute.name) && attribute.name.text === 'value';
