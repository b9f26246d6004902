import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import { propertyNameText, unwrap } from '../semantics/nodes.ts';
import type { NoError } from '../semantics/thrown-values.ts';
import { wrap } from './handling.ts';

/** Makes an error of what is thrown. An object keeps its fields, so that whoever reads them goes on finding them. */
export function wrapErrorEdits(value: ts.Expression, kind: NoError): readonly TextEdit[] | undefined {
  if (kind === 'text') return wrap(value, 'new Error(', ')');
  const node = unwrap(value);
  if (kind === 'message') {
    const owner = ts.isPropertyAccessExpression(node) ? node.expression : undefined;
    return owner && ts.isIdentifier(owner) ? [{ span: { start: owner.end, end: value.end }, text: '' }] : undefined;
  }
  return ts.isObjectLiteralExpression(node) ? objectEdits(value, node) : undefined;
}

function objectEdits(value: ts.Expression, object: ts.ObjectLiteralExpression): readonly TextEdit[] | undefined {
  const message = object.properties.find(
    (property): property is ts.PropertyAssignment | ts.ShorthandPropertyAssignment =>
      (ts.isPropertyAssignment(property) || ts.isShorthandPropertyAssignment(property)) &&
      /^(?:message|msg|error|detail)$/.test(propertyNameText(property.name) ?? ''),
  );
  if (message === undefined || object.properties.some(ts.isSpreadAssignment)) return undefined;
  const tree = value.getSourceFile();
  const text = (ts.isPropertyAssignment(message) ? message.initializer : message.name).getText(tree);
  const isOwn = propertyNameText(message.name) === 'message';
  const others = object.properties.filter((property) => property !== message);
  if (isOwn && others.length === 0)
    return [{ span: { start: value.getStart(tree), end: value.end }, text: `new Error(${text})` }];
  // An object is written on as it stands; only its message moves into the error.
  const rest = isOwn ? `{ ${others.map((property) => property.getText(tree)).join(', ')} }` : object.getText(tree);
  return [
    { span: { start: value.getStart(tree), end: value.end }, text: `Object.assign(new Error(${text}), ${rest})` },
  ];
}
