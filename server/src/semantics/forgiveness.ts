import { ts } from '../engine/syntax.ts';
import { enclosingFunction, type FunctionNode, functionName, isFunctionNode, propertyNameText } from './nodes.ts';

/** Words by which people say that a failure may go unheard. */
const onPurpose =
  /best[\s-]?effort|clean[\s-]?up|optional|non[\s-]?(?:critical|blocking|fatal|essential)|not (?:critical|fatal|blocking|essential)|fire[\s-]?and[\s-]?forget|ignor|silent|swallow|do(?:n't| not) (?:fail|block|throw|break)|fall(?:s|ing)?[\s-]?back|fail[\s-]?(?:open|soft|safe)|may fail|skip|continu|degrade|proceed|anyway|retry/i;

/** Whether a comment stands among the statements of a block, at its end, or behind it on the same line. */
export function holdsComment(block: ts.Block): boolean {
  const { text } = block.getSourceFile();
  const [first] = block.statements;
  const last = block.statements.at(-1);
  const gaps = [
    ...block.statements.map((each) => text.slice(each.pos, each.getStart())),
    text.slice(last?.end ?? block.getStart() + 1, block.end - 1),
    first === undefined ? restOfLine(text, block.end) : '',
  ];
  return gaps.some((gap) => /\/[/*]/.test(gap));
}

/** Whether the comment over or behind a statement, or words that the code logs, say that a failure may go unheard. */
export const isSaidOnPurpose = (statement: ts.Node, logs: readonly ts.Node[]): boolean => {
  const { text } = statement.getSourceFile();
  const around = text.slice(statement.pos, statement.getStart()) + restOfLine(text, statement.end);
  return onPurpose.test(commentsOf(around)) || logs.some((log) => onPurpose.test(log.getText()));
};

const restOfLine = (text: string, from: number): string => /^[^\r\n]*/.exec(text.slice(from, from + 300))?.[0] ?? '';
const commentsOf = (gap: string): string => (/\/[/*][^]*/.exec(gap) ?? [''])[0];

/** Functions whose name says that their answer is a guess, or that they only look or tidy up. */
const forgiving =
  /^(?:_?(?:is|has|can|should|check|exists?|ping|probe|test|detect|try|maybe|safe|safely|attempt|clean|cleanup|teardown|shutdown|close|stop|destroy|dispose|track|log|audit|report|prefetch|preload|warm)(?=[A-Z_]|$)|\w*(?:Safe|Safely|BestEffort|OrNull|OrDefault|OrEmpty|IfExists|IfAny|Cleanup|Health|WithFallback)$)/;

export function isForgiving(fn: FunctionNode | undefined): boolean {
  return forgiving.test(nameOfFunction(fn) ?? '');
}

/** The name by which others know a function. */
export function nameOfFunction(fn: FunctionNode | undefined): string | undefined {
  if (fn === undefined) return undefined;
  const { parent } = fn;
  const own = functionName(fn)?.text ?? ('name' in fn ? propertyNameText(fn.name) : undefined);
  if (own !== undefined) return own;
  if (ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) return propertyNameText(parent.name);
  // `const load = useCallback(async () => { … })`
  const owner = ts.isCallExpression(parent) ? parent.parent : undefined;
  return owner && ts.isVariableDeclaration(owner) && ts.isIdentifier(owner.name) ? owner.name.text : undefined;
}

/** What answers requests tells its failure by status: how is for other rules to say. */
export function answersRequests(fn: FunctionNode | undefined): boolean {
  for (let current = fn; current; current = enclosingFunction(current)) {
    const takesAnswer = current.parameters.some(({ name }) => /^(?:res|reply|response)$/.test(name.getText()));
    if (takesAnswer) return true;
  }
  return false;
}

/** Inside a `catch` or `finally` the failure that counts is another one. */
export function isInFailure(node: ts.Node): boolean {
  for (let current = node; current.parent && !isFunctionNode(current); current = current.parent) {
    if (ts.isCatchClause(current.parent)) return true;
    if (ts.isTryStatement(current.parent) && current === current.parent.finallyBlock) return true;
  }
  return false;
}

/** One attempt of several: the next turn of the loop, or the `try` right behind, is what follows a failure. */
export function isAttempt(statement: ts.TryStatement): boolean {
  const { parent } = statement;
  const isInLoop = ts.isBlock(parent) && ts.isIterationStatement(parent.parent, false);
  if (isInLoop && leaves(statement.tryBlock)) return true;
  if (!ts.isBlock(parent) && !ts.isSourceFile(parent)) return false;
  const next = parent.statements[parent.statements.indexOf(statement) + 1];
  return next !== undefined && ts.isTryStatement(next) && leaves(statement.tryBlock);
}

/** Whether a block may return or break out. */
function leaves(node: ts.Node): boolean {
  if (ts.isReturnStatement(node) || ts.isBreakStatement(node)) return true;
  return isFunctionNode(node) ? false : (ts.forEachChild(node, (child) => leaves(child) || undefined) ?? false);
}
