import { ts } from '../../engine/syntax.ts';
import type { Argument, Harm } from '../libraries/untrusted/model.ts';
import { namedPayments, paymentAddress, requestedAmounts } from '../libraries/untrusted/payments.ts';
import { memberName, propertyNameText, unwrap } from '../nodes.ts';
import { scopesOf } from '../scopes.ts';
import { placedValueOf } from './graphs.ts';
import { writtenAt, type WrittenPlace } from './literal-places.ts';
import { rowOf } from './rows.ts';
import type { Sink } from './sinks.ts';

type CallNode = ts.CallExpression | ts.NewExpression;

/** Places at which it matters who chose a value: what is paid, what an order says it costs, who may do what, whose a row is. */
export function choiceSinks(node: CallNode): readonly Sink[] {
  return [...ofNamedPayment(node), ...ofRequest(node), ...ofRow(node)];
}

/** The sinks of an argument of a call, each where its value is written. */
export function sinksWritten(node: CallNode, at: Argument, harm: Harm, called: string): readonly Sink[] {
  if (typeof at !== 'object') return [];
  const [index, ...members] = at;
  const given = node.arguments?.[index];
  return given === undefined ? [] : placesOf(node, writtenAt(given, members), harm, called);
}

function placesOf(node: CallNode, places: readonly WrittenPlace[], harm: Harm, called: string): readonly Sink[] {
  const call = placedValueOf(node);
  return places.flatMap(({ node: given, members }) => {
    const placed = placedValueOf(given);
    if (placed === undefined) return [];
    const use = call?.graph === placed.graph ? call.value : placed.value;
    return [{ harm, ...placed, members, use, given, node, called }];
  });
}

function ofNamedPayment(node: CallNode): readonly Sink[] {
  if (!ts.isCallExpression(node)) return [];
  const callee = node.expression.getText();
  const named = namedPayments.find((each) => each.callee.test(callee));
  return (named?.at ?? []).flatMap((at) => sinksWritten(node, at, 'amount', `${callee}()`));
}

/** `fetch('https://api.paystack.co/transaction/initialize', { body: JSON.stringify({ amount }) })`. */
function ofRequest(node: CallNode): readonly Sink[] {
  if (!ts.isCallExpression(node)) return [];
  const [address, options] = node.arguments;
  const called = node.expression.getText();
  if (address === undefined || options === undefined || !/^(?:fetch|axios(?:\.post)?)$/.test(called)) return [];
  const host = paymentAddress.exec(addressText(address));
  if (host === null) return [];
  const body = called === 'fetch' ? bodyOf(options) : options;
  if (body === undefined) return [];
  return requestedAmounts.flatMap((members) => placesOf(node, writtenAt(body, members), 'amount', host[0]));
}

/** The address as it is written, here or where its name is declared. */
function addressText(address: ts.Expression): string {
  const node = unwrap(address);
  if (!ts.isIdentifier(node)) return node.getText();
  const [declaration] = scopesOf(node.getSourceFile()).bindingOf(node)?.declarations ?? [];
  return declaration && ts.isVariableDeclaration(declaration) ? declaration.getText() : '';
}

function bodyOf(options: ts.Expression): ts.Expression | undefined {
  const literal = unwrap(options);
  if (!ts.isObjectLiteralExpression(literal)) return undefined;
  const body = literal.properties.find((each) => propertyNameText(each.name) === 'body');
  const value = body && ts.isPropertyAssignment(body) ? unwrap(body.initializer) : undefined;
  if (value === undefined) return undefined;
  if (ts.isNewExpression(value)) return value.arguments?.[0];
  return ts.isCallExpression(value) && memberName(value.expression) === 'stringify' ? value.arguments[0] : undefined;
}

function ofRow(node: CallNode): readonly Sink[] {
  const row = rowOf(node);
  if (row === undefined) return [];
  return row.columns.flatMap(({ harm, value, name }) => placesOf(node, [{ node: value, members: [] }], harm, name));
}
