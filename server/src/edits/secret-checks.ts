import type { TextEdit } from '../../../shared/src/finding.ts';
import { spanOf } from '../engine/places.ts';
import { ts } from '../engine/syntax.ts';
import { unwrap } from '../semantics/nodes.ts';
import { lastOperand, operandsOf } from '../semantics/condition-operands.ts';
import { indentationAt, styleOf } from './style.ts';

/** Turns a check that is skipped where the secret is not set into one that rejects there. */
export function rejectEdits(node: ts.Node): readonly TextEdit[] | undefined {
  if (ts.isConditionalExpression(node)) return choiceEdits(node);
  if (ts.isIfStatement(node)) return earlyEdits(node);
  if (!ts.isBinaryExpression(node)) return undefined;
  return node.operatorToken.kind === ts.SyntaxKind.BarBarToken ? orEdits(node) : andEdits(node);
}

/** `A && SECRET && wrong` becomes `A && (!SECRET || wrong)`. */
function andEdits(node: ts.BinaryExpression): readonly TextEdit[] {
  const operand = lastOperand(node.left);
  const isAlone = operand === unwrap(node.left);
  const needsBrackets =
    !isAlone ||
    (ts.isBinaryExpression(node.parent) && node.parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken);
  return [
    { span: spanOf(operand), text: `${needsBrackets ? '(' : ''}${negated(operand)}` },
    { span: spanOf(node.operatorToken), text: '||' },
    ...(needsBrackets ? [{ span: { start: node.end, end: node.end }, text: ')' }] : []),
  ];
}

/** `!SECRET || right` becomes `!!SECRET && right`. */
const orEdits = (node: ts.BinaryExpression): readonly TextEdit[] => [
  { span: spanOf(node.left), text: negated(node.left) },
  { span: spanOf(node.operatorToken), text: '&&' },
];

function choiceEdits(node: ts.ConditionalExpression): readonly TextEdit[] | undefined {
  const skipped = [node.whenFalse, node.whenTrue].find((each) => unwrap(each).kind === ts.SyntaxKind.TrueKeyword);
  return skipped && [{ span: spanOf(skipped), text: 'false' }];
}

function earlyEdits(node: ts.IfStatement): readonly TextEdit[] | undefined {
  const last = ts.isBlock(node.thenStatement) ? node.thenStatement.statements.at(-1) : node.thenStatement;
  if (last === undefined || !ts.isReturnStatement(last)) return undefined;
  const value = last.expression && unwrap(last.expression);
  if (value?.kind === ts.SyntaxKind.TrueKeyword) return [{ span: spanOf(value), text: 'false' }];
  const [secret] = operandsOf(node.expression).map(plainName);
  const { quote, semicolon } = styleOf(node.getSourceFile());
  const text = `throw new Error(${quote}${secret ?? 'The secret'} is not set${quote})${semicolon}`;
  return [{ span: spanOf(last), text }];
}

const plainName = (test: ts.Expression): string =>
  test
    .getText()
    .replace(/^!+|\s.*$/gs, '')
    .replace(/^.*[.]/, '')
    .replace(/[^\w].*$/, '');

/** The opposite of a test for being there, in the plainest words. */
function negated(test: ts.Expression): string {
  const node = unwrap(test);
  const text = node.getText();
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    const inner = unwrap(node.operand);
    return ts.isPrefixUnaryExpression(inner) ? node.operand.getText() : `!${text}`;
  }
  return ts.isBinaryExpression(node) ? `!(${text})` : `!${text}`;
}

/** In front of the `if`, so that everything behind it can rely on the secret. */
export function throwEdits(node: ts.Node, secret: string): readonly TextEdit[] | undefined {
  if (!ts.isIfStatement(node) || !ts.isBlock(node.parent)) return undefined;
  const tree = node.getSourceFile();
  const { quote, semicolon, lineEnd } = styleOf(tree);
  const start = node.getStart(tree);
  const text = `if (${negated(node.expression)}) throw new Error(${quote}${secret} is not set${quote})${semicolon}${lineEnd}${indentationAt(tree, start)}`;
  return [{ span: { start, end: start }, text }];
}
