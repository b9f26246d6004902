import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import { ownAnswer } from '../semantics/answer-forms.ts';
import { enclosingFunction, type FunctionNode } from '../semantics/nodes.ts';
import { insertion } from './handling.ts';
import { indentationAt, quoted, styleOf } from './style.ts';

const limit = '10 * 1024 * 1024';
const words = 'The file is too large';

/** Answers 413, as the handler answers other bad requests, where a file of a form is larger than 10 MB. */
export function limitFileEdits(declaration: ts.VariableDeclaration): readonly TextEdit[] | undefined {
  const { name, parent: list } = declaration;
  const fn = enclosingFunction(declaration);
  if (!ts.isIdentifier(name) || fn === undefined || !ts.isVariableStatement(list.parent)) return undefined;
  const refusal = refusalIn(fn);
  const place = guardAfter(list.parent, name.text);
  if (refusal === undefined) return undefined;
  const tree = declaration.getSourceFile();
  const { lineEnd, semicolon } = styleOf(tree);
  const base = indentationAt(tree, list.parent.getStart(tree));
  const line = `if (${conditionOf(declaration, name.text, place)}) return ${refusal}${semicolon}`;
  return [insertion(place.end, lineEnd + base + line)];
}

/** The statements right behind the declaration that leave where there is no file. */
function guardAfter(statement: ts.VariableStatement, name: string): ts.Statement {
  const block = statement.parent;
  if (!ts.isBlock(block)) return statement;
  const next = block.statements
    .slice(block.statements.indexOf(statement) + 1)
    .find((each) => !ts.isVariableStatement(each));
  return next && ts.isIfStatement(next) && isMissing(next.expression, name) ? next : statement;
}

const isMissing = (condition: ts.Expression, name: string): boolean => {
  const text = condition.getText();
  return (
    [`!${name}`, `${name} === null`, `!(${name} instanceof File)`].includes(text) || text.startsWith(`!${name} ||`)
  );
};

function conditionOf({ initializer }: ts.VariableDeclaration, name: string, place: ts.Statement): string {
  const size = `${name}.size > ${limit}`;
  const type = initializer && ts.isAsExpression(initializer) ? initializer.type.getText() : undefined;
  const guard = ts.isIfStatement(place) ? place.expression.getText() : '';
  if (type === 'File' || guard.includes('instanceof') || (type !== undefined && guard !== '')) return size;
  return type === undefined ? `${name} instanceof File && ${size}` : `${name} && ${size}`;
}

/** A refusal that stands in the handler, with other words and another status. */
function refusalIn(fn: FunctionNode): string | undefined {
  let found: string | undefined;
  const visit = (node: ts.Node): void => {
    const answer = ts.isReturnStatement(node) && node.expression ? ownAnswer(node.expression) : undefined;
    if (answer?.status === 400 && answer.by === 'value') found ??= refusalLike(answer.node, answer.statusNode);
    ts.forEachChild(node, visit);
  };
  if (fn.body) visit(fn.body);
  return found;
}

function refusalLike(node: ts.Node, status: ts.Expression | undefined): string | undefined {
  const tree = node.getSourceFile();
  const texts: ts.StringLiteralLike[] = [];
  const visit = (each: ts.Node): void => {
    if (ts.isStringLiteralLike(each) && !ts.isPropertyAssignment(each.parent.parent.parent)) texts.push(each);
    ts.forEachChild(each, visit);
  };
  visit(node);
  const [said] = texts;
  if (status === undefined || said === undefined || /`|\$\{/.test(said.getText(tree))) return undefined;
  const start = node.getStart(tree);
  return [
    tree.text.slice(start, said.getStart(tree)),
    quoted(tree, words),
    tree.text.slice(said.end, status.getStart(tree)),
    '413',
    tree.text.slice(status.end, node.end),
  ].join('');
}
