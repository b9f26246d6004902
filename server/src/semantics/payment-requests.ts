import { ts } from '../engine/syntax.ts';
import type { CalleeQuestions } from './callees.ts';
import { type Given, optionGiven } from './given-options.ts';
import { costsTwice, stripeKeys } from './libraries/payment-requests.ts';
import { memberName, propertyNameText, rootOf, unwrap } from './nodes.ts';
import type { ValueQuestions } from './values.ts';

/** A call of Stripe's SDK that moves money, and once more when it is sent once more. */
export interface PaymentRequest {
  readonly call: ts.CallExpression;
  /** `transfers` */
  readonly resource: string;
}

export function paymentRequest(call: ts.CallExpression, callees: CalleeQuestions): PaymentRequest | undefined {
  const callee = unwrap(call.expression);
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'create') return undefined;
  const resource = memberName(unwrap(callee.expression));
  if (resource === undefined || !costsTwice(resource) || !isStripe(call, callees)) return undefined;
  return moves(resource, call) ? { call, resource } : undefined;
}

/** By where the client comes from; by its name where nobody can tell. */
function isStripe(call: ts.CallExpression, callees: CalleeQuestions): boolean {
  const { paths, functions } = callees.bySyntax(call);
  if (paths.length > 0 || functions.length > 0) return paths.some((path) => /^stripe(?:\.Stripe)?\(\)/.test(path));
  const root = rootOf(call.expression);
  const callee = call.expression.getText();
  return ts.isIdentifier(root) ? /stripe/i.test(root.text) : /^this\.\w*stripe/i.test(callee);
}

/** A payment that is confirmed at once is money that moves; all of a payment can be given back once only. */
function moves(resource: string, { arguments: [given] }: ts.CallExpression): boolean {
  const text = given?.getText() ?? '';
  const isWritten = text.startsWith('{') && !text.includes('...');
  if (resource === 'paymentIntents') return /\bconfirm\s*:\s*true\b/.test(text) || misplacedIn(given) !== undefined;
  if (resource === 'refunds') return !isWritten || /\bamount\b/.test(text);
  // They go with their invoice, which is another one the second time.
  if (resource === 'invoiceItems') return !/\binvoice\s*[:,]/.test(text);
  return resource !== 'subscriptions' || !/['"]default_incomplete['"]/.test(text);
}

/** Whether a request says what it is once more when it is sent once more. */
export function keyGiven({ call }: PaymentRequest, values: ValueQuestions): Given {
  if (call.arguments.some(ts.isSpreadElement) || call.arguments.length === 0) return 'unknown';
  return optionGiven(call.arguments[1], stripeKeys, values);
}

/** A key among the parameters, which Stripe refuses as one that it does not know. */
export const misplacedKey = ({ call }: PaymentRequest): KeyProperty | undefined => misplacedIn(call.arguments[0]);

type KeyProperty = ts.PropertyAssignment | ts.ShorthandPropertyAssignment;

function misplacedIn(given: ts.Expression | undefined): KeyProperty | undefined {
  if (given === undefined || !ts.isObjectLiteralExpression(given)) return undefined;
  for (const property of given.properties) {
    if (!ts.isPropertyAssignment(property) && !ts.isShorthandPropertyAssignment(property)) continue;
    if (stripeKeys.includes(propertyNameText(property.name) ?? '')) return property;
  }
  return undefined;
}

const businessIds =
  /^(?!(?:user|customer|client|tenant|merchant|account|owner|member|seller|buyer|product|price|plan)_?id$)\w+_?id$/i;

/** The id of what is paid for, as the code gives it to Stripe: `order.id` of `metadata: { orderId: order.id }`. */
export function businessId({ call }: PaymentRequest): ts.Expression | undefined {
  const metadata = propertyOf(call.arguments[0], 'metadata');
  if (metadata === undefined || !ts.isObjectLiteralExpression(metadata)) return undefined;
  for (const property of metadata.properties) {
    if (!businessIds.test(propertyNameText(property.name) ?? '')) continue;
    if (ts.isShorthandPropertyAssignment(property)) return property.name;
    if (ts.isPropertyAssignment(property)) return plainValue(property.initializer);
  }
  return undefined;
}

function propertyOf(node: ts.Expression | undefined, name: string): ts.Expression | undefined {
  if (node === undefined || !ts.isObjectLiteralExpression(node)) return undefined;
  const found = node.properties.find((each) => propertyNameText(each.name) === name);
  return found && ts.isPropertyAssignment(found) ? unwrap(found.initializer) : undefined;
}

/** `order.id` of `String(order.id)` and `order.id.toString()`. */
function plainValue(expression: ts.Expression): ts.Expression | undefined {
  const node = unwrap(expression);
  if (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node)) return node;
  if (!ts.isCallExpression(node)) return undefined;
  const [argument] = node.arguments;
  if (node.expression.getText() === 'String' && argument) return plainValue(argument);
  const isText = ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'toString';
  return isText ? plainValue(node.expression.expression) : undefined;
}
