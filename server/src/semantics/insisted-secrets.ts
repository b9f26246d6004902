import { ts } from '../engine/syntax.ts';
import { operandsOf } from './condition-operands.ts';
import { letsIn } from './letting-in.ts';
import { type ConfiguredSecret, functionAround, leaves, mentions, missingSecret } from './optional-secrets.ts';
import { asksForMode } from './running-mode.ts';
import type { ValueQuestions } from './value.ts';

/** Whether the secret cannot be missing there: the code has left before, at least in production. */
export function isInsistedOn(node: ts.Node, secret: ConfiguredSecret, values: ValueQuestions): boolean {
  const names = new Set([secret.expression.getText(), secret.name]);
  let sure = false;
  const visit = (each: ts.Node): void => {
    if (sure || each.pos >= node.pos) return;
    if (ts.isIfStatement(each) && each !== node && insists(each)) sure = true;
    ts.forEachChild(each, visit);
  };
  const insists = (each: ts.IfStatement): boolean => {
    if (!mentions(each.expression, names) && !/\bthrow\b|exit\(/.test(each.thenStatement.getText())) return false;
    const asksFor = operandsOf(each.expression).some((operand) => missingSecret(operand, values)?.name === secret.name);
    if (!asksFor || !leaves(each.thenStatement)) return false;
    const last = ts.isBlock(each.thenStatement) ? each.thenStatement.statements.at(-1) : each.thenStatement;
    return last !== undefined && !letsIn(last, false) && functionAround(each) === functionAroundOrFile(each, node);
  };
  visit(node.getSourceFile());
  return sure || isForDevelopment(node);
}

/** A guard counts in the same function and at the top of the file. */
function functionAroundOrFile(guard: ts.Node, node: ts.Node) {
  const own = functionAround(guard);
  return own === undefined ? undefined : functionAround(node);
}

function isForDevelopment(node: ts.Node): boolean {
  for (let current = node; !ts.isSourceFile(current); current = current.parent) {
    const { parent } = current;
    if (ts.isIfStatement(parent) && parent.expression !== current && asksForMode(parent.expression)) return true;
  }
  return false;
}
