import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import { isErrorCheck, type UncountedWrite } from '../semantics/affected-rows.ts';
import type { Answer } from '../semantics/answer-forms.ts';
import { rootOf } from '../semantics/nodes.ts';
import { countedWrite } from './counting-rows.ts';
import { insertion } from './handling.ts';
import { indentationAt, quoted, styleOf } from './style.ts';

/** Looks at how much was found, and answers 404 where there was nothing. */
export function answerMissingEdits(write: UncountedWrite): readonly TextEdit[] | undefined {
  const { statement, answer } = write;
  const tree = statement.getSourceFile();
  const missing = answer && missingAnswer(answer, tree);
  const counted = missing === undefined ? undefined : countedWrite(write);
  if (counted === undefined) return undefined;
  const { lineEnd, semicolon } = styleOf(tree);
  const base = indentationAt(tree, statement.getStart(tree));
  const line = `if (${counted.foundNothing}) return ${missing}${semicolon}`;
  return [...counted.edits, insertion(behindErrorCheck(statement).end, `${lineEnd}${base}${line}`)];
}

/** What failed is not missing. */
function behindErrorCheck(statement: ts.Statement): ts.Statement {
  const { parent } = statement;
  const next = ts.isBlock(parent) ? parent.statements[parent.statements.indexOf(statement) + 1] : undefined;
  return next && ts.isIfStatement(next) && isErrorCheck(next) ? next : statement;
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
