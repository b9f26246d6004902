import { ts } from '../../engine/syntax.ts';
import { memberName, unwrap } from '../nodes.ts';
import { placedValueOf } from './graphs.ts';
import type { Sink } from './sinks.ts';

/** `db.query('INSERT INTO …', values)`, `db.prepare('UPDATE …').run(value)`; also where the statement stands somewhere else. */
export function changesRows(node: ts.CallExpression | ts.NewExpression): boolean {
  const statement = statementOf(node);
  return statement !== undefined && changing.test(statement.getText()) && !onlyDeleting.test(statement.getText());
}

/** It compares what it is given, and keeps nothing of it. */
const onlyDeleting = /^[`'"\s(]*delete\s+from\b(?![\s\S]*\b(?:insert|update|merge|call)\b)/i;

const changing = /\b(?:insert|update|delete|replace|merge|call)\b/i;
const statementStart =
  /^[`'"\s(]*(?:insert\s+(?:or\s+\w+\s+)?into|update|delete\s+from|replace\s+into|merge\s+into|with)\b/i;

/** The text of what runs: the first argument, or that of the call that prepared it. */
function statementOf(node: ts.CallExpression | ts.NewExpression): ts.Expression | undefined {
  const callee = unwrap(node.expression);
  const prepared = ts.isPropertyAccessExpression(callee) ? unwrap(callee.expression) : undefined;
  return prepared && ts.isCallExpression(prepared) ? prepared.arguments[0] : node.arguments?.[0];
}

const binding = /^(?:bind|run|execute)$/;
const asking = /^(?:query|execute|run|exec|queryObject|queryArray)$/;

/**
 * What is bound to a statement that is written out and changes rows, whatever runs it is called: `env.DB.prepare('INSERT …').bind(title)`,
 * `db.query('UPDATE … $1', [title])`.
 */
export function statementSinks(node: ts.CallExpression | ts.NewExpression, called: string): readonly Sink[] {
  const callee = unwrap(node.expression);
  const name = memberName(callee) ?? '';
  const statement = ts.isCallExpression(node) ? statementOf(node) : undefined;
  if (statement === undefined || !ts.isPropertyAccessExpression(callee) || !writes(statement)) return [];
  const isPrepared = statement !== node.arguments?.[0];
  if (!(isPrepared ? binding : asking).test(name)) return [];
  if (isPrepared && memberName(unwrap((unwrap(callee.expression) as ts.CallExpression).expression)) !== 'prepare')
    return [];
  return (node.arguments ?? []).slice(isPrepared ? 0 : 1).flatMap((given) => shapeSink(given, node, called));
}

/** `sql`INSERT INTO posts (title) VALUES (${title})``, `prisma.$executeRaw`…``: values beside the text, of any kind. */
export function taggedSinks(node: ts.TaggedTemplateExpression): readonly Sink[] {
  const { tag, template } = node;
  const called = unwrap(tag).getText();
  if (!ts.isTemplateExpression(template) || !/(?:^|\.)(?:sql|\$executeRaw|\$queryRaw)$/i.test(called)) return [];
  if (!writes(template)) return [];
  return template.templateSpans.flatMap(({ expression }) => shapeSink(expression, node, called));
}

const writes = (statement: ts.Node): boolean => {
  const text = statement.getText();
  return statementStart.test(text) && changing.test(text);
};

function shapeSink(given: ts.Expression, node: ts.Node, called: string): readonly Sink[] {
  const placed = placedValueOf(given);
  if (placed === undefined) return [];
  return [{ harm: 'shape', ...placed, members: [], use: placed.value, given, node, called }];
}
