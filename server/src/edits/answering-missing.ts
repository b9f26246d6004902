import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import type { UncountedWrite } from '../semantics/affected-rows.ts';
import type { Answer } from '../semantics/answer-forms.ts';
import { rootOf } from '../semantics/nodes.ts';
import { freeName } from './free-name.ts';
import { insertion } from './handling.ts';
import { indentationAt, quoted, styleOf } from './style.ts';

/** Looks at how much was found, and answers 404 where there was nothing. */
export function answerMissingEdits(write: UncountedWrite): readonly TextEdit[] | undefined {
  const { wait, count, statement, answer } = write;
  const tree = wait.getSourceFile();
  const missing = answer && missingAnswer(answer, tree);
  if (missing === undefined || count.field === undefined) return undefined;
  const given = nameOf(wait);
  const name = given ?? freeName(['result', 'written', 'outcome'], tree);
  if (name === undefined || (given === undefined && !ts.isExpressionStatement(statement))) return undefined;
  const { lineEnd, semicolon } = styleOf(tree);
  const base = indentationAt(tree, statement.getStart(tree));
  const line = `if (${conditionOf(name, count.field)}) return ${missing}${semicolon}`;
  const naming = given === undefined ? [insertion(wait.getStart(tree), `const ${name} = `)] : [];
  return [...naming, insertion(statement.end, `${lineEnd}${base}${line}`)];
}

const nameOf = ({ parent }: ts.AwaitExpression): string | undefined =>
  ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? parent.name.text : undefined;

function conditionOf(name: string, field: string): string {
  if (field === 'null') return `!${name}`;
  return field === '' ? `${name} === 0` : `${name}.${field} === 0`;
}

/** In the form of the answer of success. */
function missingAnswer({ node, by }: Answer, tree: ts.SourceFile): string | undefined {
  const body = `{ error: ${quoted(tree, 'Not found')} }`;
  if (!ts.isCallExpression(node) || by === 'helper') return undefined;
  const { expression: callee } = node;
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const words = callee.expression.getText();
  if (/^(?:Next)?Response$/.test(words) && callee.name.text === 'json')
    return `${words}.json(${body}, { status: 404 })`;
  const root = rootOf(callee.expression).getText();
  if (root === 'c' && callee.name.text === 'json') return `c.json(${body}, 404)`;
  return /^(?:res|response)$/.test(root) ? `${root}.status(404).json(${body})` : undefined;
}
