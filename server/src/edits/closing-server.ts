import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import type { FunctionNode } from '../semantics/nodes.ts';
import { isExit, type RunningServer } from '../semantics/process-ends.ts';
import { freeName } from './free-name.ts';
import { insertion } from './handling.ts';
import { indentationAt, quoted, styleOf } from './style.ts';

/** Closes the server when the process is asked to end, behind the statement from which on it takes requests. */
export function closeAtEndEdits(call: ts.CallExpression, server: RunningServer): readonly TextEdit[] | undefined {
  const statement = statementOf(call);
  const tree = call.getSourceFile();
  if (statement === undefined) return undefined;
  const isBare = ts.isExpressionStatement(call.parent);
  const given = server.name?.text ?? (isBare ? freeName(['server', 'httpServer', 'listening'], tree) : undefined);
  if (given === undefined) return undefined;
  const { lineEnd, semicolon } = styleOf(tree);
  const base = indentationAt(tree, statement.getStart(tree));
  const line = `process.once(${quoted(tree, 'SIGTERM')}, () => ${closing(given, server)})${semicolon}`;
  const naming = server.name === undefined ? [insertion(call.getStart(tree), `const ${given} = `)] : [];
  return [...naming, insertion(statement.end, `${lineEnd}${base}${line}`)];
}

function closing(name: string, { listening }: RunningServer): string {
  const exit = 'process.exit(0)';
  return listening.closes === 'callback'
    ? `${name}.close(() => ${exit})`
    : `${name}.close().then(() => ${exit}, () => process.exit(1))`;
}

/** The statement of a list that the call stands in, with no function in between. */
function statementOf(call: ts.CallExpression): ts.Statement | undefined {
  let node: ts.Node = call;
  while (!ts.isStatement(node)) {
    if (ts.isFunctionLike(node)) return undefined;
    node = node.parent;
  }
  const isPlain = ts.isExpressionStatement(node) || ts.isVariableStatement(node);
  return isPlain && (ts.isBlock(node.parent) || ts.isSourceFile(node.parent)) ? node : undefined;
}

/** `process.exit(0)` becomes `server.close(() => process.exit(0))`. */
export function closeFirstEdits({ body }: FunctionNode, server: string): readonly TextEdit[] | undefined {
  const exit = body && ts.isBlock(body) ? body.statements.find(isExit) : undefined;
  const call = exit && ts.isExpressionStatement(exit) ? exit.expression : undefined;
  if (call === undefined) return undefined;
  return [insertion(call.getStart(), `${server}.close(() => `), insertion(call.end, ')')];
}
