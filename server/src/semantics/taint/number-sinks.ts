import { ts } from '../../engine/syntax.ts';
import { enclosingFunction, unwrap } from '../nodes.ts';
import { scopesOf } from '../scopes.ts';
import { sinkAt } from './placed-sinks.ts';
import type { Sink } from './sinks.ts';

type CallNode = ts.CallExpression | ts.NewExpression;

/** Numbers and dates that make something fail where they are none: a `LIMIT` of a statement, a date that is written out. */
export function numberSinks(node: CallNode): readonly Sink[] {
  return ts.isNewExpression(node) ? ofDate(node) : ofStatement(node);
}

/** `pool.query('SELECT … LIMIT $1 OFFSET $2', [limit, offset])`. */
function ofStatement(node: ts.CallExpression): readonly Sink[] {
  const [statement, values] = node.arguments;
  const list = values && unwrap(values);
  if (statement === undefined || list === undefined || !ts.isArrayLiteralExpression(list)) return [];
  const text = statement.getText();
  const called = `${node.expression.getText().split('\n', 1)[0] ?? ''}()`;
  return [...text.matchAll(/\b(LIMIT|OFFSET)\s+(\$\d+|\?)/gi)].flatMap(([found, word, mark]) => {
    const index = mark === '?' ? marksBefore(text, text.indexOf(found)) : Number(mark?.slice(1)) - 1;
    const given = list.elements[index];
    if (given === undefined || ts.isSpreadElement(given)) return [];
    const isLimit = word?.toUpperCase() === 'LIMIT';
    return [...sinkAt('nan', node, given, called), ...(isLimit ? sinkAt('limit', node, given, called) : [])];
  });
}

const marksBefore = (text: string, end: number): number => text.slice(0, end).split('?').length - 1;

/** `new Date(text).toISOString()` throws where the text is no date. */
function ofDate(node: ts.NewExpression): readonly Sink[] {
  const [given, second] = node.arguments ?? [];
  if (given === undefined || second !== undefined || node.expression.getText() !== 'Date') return [];
  if (!isWrittenOut(node) || isLookedAt(node)) return [];
  return sinkAt('date', node, given, 'toISOString()');
}

const isWrittenOut = (date: ts.Expression): boolean => {
  const { parent } = date;
  if (isWriting(parent)) return true;
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return false;
  const uses = scopesOf(date.getSourceFile()).bindingOf(parent.name)?.references ?? [];
  return uses.some((use) => isWriting(use.parent));
};

const isWriting = (node: ts.Node): boolean => ts.isPropertyAccessExpression(node) && node.name.text === 'toISOString';

/** Whoever asks whether a date is one anywhere in the function has thought of it. */
const isLookedAt = (node: ts.Node): boolean =>
  /isNaN|isFinite|Invalid Date|isValid|Date\.parse/.test((enclosingFunction(node) ?? node.getSourceFile()).getText());
