import { ts } from '../engine/syntax.ts';
import type { CalleeQuestions } from './callees.ts';
import { timeoutOf } from './libraries/timeouts.ts';
import { isLogging } from './guards.ts';
import { calleeWords, enclosingFunction, type FunctionNode, isFunctionNode, memberName, unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';

/** Code that sends a request again when it has failed. */
export interface Retry {
  readonly node: ts.IterationStatement | ts.CatchClause;
  /** What is sent again. */
  readonly request: ts.CallExpression;
  /** `none`: at once. `fixed`: after the same time each time. */
  readonly pause: 'none' | 'fixed';
  /** The number of the attempt; undefined where no name holds it. */
  readonly attempt: string | undefined;
  /** Where a pause goes: the `catch` that lets the loop go on. */
  readonly clause: ts.CatchClause | undefined;
  /** The time of a fixed pause. */
  readonly time: ts.Expression | undefined;
}

const counting = /attempt|retr(?:y|ies)|\btries\b/i;
const waiting =
  /\bset(?:Timeout|Immediate)\b|sleep|delay|\bwait|backoff|back_off|pause|limiter|throttle|schedule|jitter|enqueue/i;

/** A loop that ends when its request has succeeded. */
export function retryLoop(loop: ts.IterationStatement, callees: CalleeQuestions): Retry | undefined {
  const body = loop.statement;
  if (!ts.isBlock(body) || !counting.test(headOf(loop))) return undefined;
  const tried = body.statements.find(ts.isTryStatement);
  const clause = tried?.catchClause;
  if (tried === undefined || clause === undefined || !endsLoop(tried.tryBlock) || leavesAlways(clause.block))
    return undefined;
  const request = requestIn(tried.tryBlock, callees);
  const attempt = attemptOf(loop);
  if (request === undefined || (attempt && choosesBy(attempt, tried.tryBlock))) return undefined;
  if (!isPlain(clause) || changesWithin(request, body)) return undefined;
  const pause = pausesElsewhere(clause.block, callees) ? undefined : pauseIn(body, attempt?.text);
  // Between looks at a result that is not there yet, a pause may stay as it is.
  if (pause?.time && !isWithin(pause.time, clause.block)) return undefined;
  return pause && { node: loop, request, ...pause, attempt: attempt?.text, clause };
}

/** `return load(url, retries - 1)` in the catch of `load` itself. */
export function retryByItself(clause: ts.CatchClause, callees: CalleeQuestions): Retry | undefined {
  const fn = enclosingFunction(clause);
  if (fn === undefined || !counting.test(fn.parameters.map((each) => each.getText()).join())) return undefined;
  const again = callOf(fn, clause.block, callees);
  const request = again && requestIn(clause.parent.tryBlock, callees);
  const pause = request && pauseIn(clause.block, undefined);
  return pause && { node: clause, request, ...pause, attempt: undefined, clause: undefined };
}

/** Its text without its body. */
const headOf = (loop: ts.IterationStatement): string => {
  const { text } = loop.getSourceFile();
  return text.slice(loop.getStart(), loop.statement.getStart()) + text.slice(loop.statement.end, loop.end);
};

/** Success leaves the loop. */
function endsLoop(block: ts.Block): boolean {
  const visit = (node: ts.Node): boolean => {
    if (isFunctionNode(node) || ts.isIterationStatement(node, false)) return false;
    if (ts.isReturnStatement(node) || ts.isBreakStatement(node)) return true;
    return ts.forEachChild(node, (child) => visit(child) || undefined) ?? false;
  };
  return visit(block);
}

function leavesAlways({ statements }: ts.Block): boolean {
  return statements.some(
    (each) => ts.isThrowStatement(each) || ts.isReturnStatement(each) || ts.isBreakStatement(each),
  );
}

function attemptOf(loop: ts.IterationStatement): ts.Identifier | undefined {
  const list = ts.isForStatement(loop) ? loop.initializer : undefined;
  const [declaration] = list && ts.isVariableDeclarationList(list) ? list.declarations : [];
  return declaration && ts.isIdentifier(declaration.name) ? declaration.name : undefined;
}

/** `models[attempt]`: another one is asked each time. */
function choosesBy(attempt: ts.Identifier, block: ts.Block): boolean {
  const references = scopesOf(attempt.getSourceFile()).bindingOf(attempt)?.references ?? [];
  return references.some(
    ({ parent, pos }) =>
      ts.isElementAccessExpression(parent) && parent.argumentExpression.pos === pos && pos < block.end,
  );
}

function callOf(fn: FunctionNode, block: ts.Block, callees: CalleeQuestions): ts.CallExpression | undefined {
  const visit = (node: ts.Node): ts.CallExpression | undefined => {
    if (isFunctionNode(node)) return undefined;
    if (ts.isCallExpression(node) && callees.bySyntax(node).functions.includes(fn)) return node;
    return ts.forEachChild(node, visit);
  };
  return visit(block);
}

/** The first call that asks another machine, in the code itself or in a function of the project that it calls. */
function requestIn(node: ts.Node, callees: CalleeQuestions, depth = 1): ts.CallExpression | undefined {
  if (isFunctionNode(node)) return undefined;
  if (ts.isCallExpression(node)) {
    const { paths, functions } = callees.bySyntax(node);
    if (paths.some(asks)) return node;
    if (depth > 0 && functions.some((fn) => fn.body && requestIn(fn.body, callees, depth - 1))) return node;
  }
  return ts.forEachChild(node, (child) => requestIn(child, callees, depth));
}

const services =
  /^(?:openai|@anthropic-ai\/sdk|@google\/(?:genai|generative-ai)|groq-sdk|ai|stripe|resend|@sendgrid\/mail|twilio|@octokit\/[\w-]+|octokit|@slack\/web-api|googleapis|replicate)(?=[.(/])[^]*\(\)$/;

const asks = (path: string): boolean => {
  const model = timeoutOf(path);
  return (model !== undefined && model.gives !== 'client') || (services.test(path) && path.includes(').'));
};

/** A catch that counts, logs, pauses or gives up; one that does more looks for another way. */
const isPlain = ({ block }: ts.CatchClause): boolean => block.statements.every(isPlainStatement);

function isPlainStatement(statement: ts.Statement): boolean {
  if (ts.isIfStatement(statement)) {
    const { thenStatement: then, elseStatement } = statement;
    return isPlainStatement(then) && (elseStatement === undefined || isPlainStatement(elseStatement));
  }
  if (ts.isBlock(statement)) return statement.statements.every(isPlainStatement);
  if (ts.isThrowStatement(statement) || ts.isReturnStatement(statement) || ts.isBreakOrContinueStatement(statement))
    return true;
  if (!ts.isExpressionStatement(statement)) return ts.isVariableStatement(statement);
  const node = unwrap(statement.expression);
  if (ts.isAwaitExpression(node) || ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node)) return true;
  return ts.isBinaryExpression(node) ? ts.isIdentifier(node.left) : isLogging(statement);
}

/** Whether what is sent is made anew, or altered, from attempt to attempt. */
function changesWithin(request: ts.CallExpression, body: ts.Node): boolean {
  const isInside = (node: ts.Node): boolean => node.pos >= body.pos && node.end <= body.end;
  const visit = (node: ts.Node): boolean => {
    const binding = ts.isIdentifier(node) ? scopesOf(node.getSourceFile()).bindingOf(node) : undefined;
    if (binding?.declarations.some((each) => isInside(each) && !isWithin(each, request))) return true;
    if (binding?.references.some((each) => isInside(each) && isAltered(each))) return true;
    return ts.forEachChild(node, (child) => visit(child) || undefined) ?? false;
  };
  return visit(request);
}

const isWithin = (node: ts.Node, outer: ts.Node): boolean => node.pos >= outer.pos && node.end <= outer.end;

/** `client = …`, `params.model = …` */
function isAltered(reference: ts.Expression): boolean {
  const { parent } = reference;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === reference) return isAltered(parent);
  return (
    ts.isBinaryExpression(parent) &&
    parent.left === reference &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
  );
}

/** A function of the project that the catch calls waits. */
function pausesElsewhere(node: ts.Node, callees: CalleeQuestions): boolean {
  if (ts.isCallExpression(node)) {
    const { functions } = callees.bySyntax(node);
    if (functions.some(({ body }) => body !== undefined && waiting.test(body.getText()))) return true;
  }
  return ts.forEachChild(node, (child) => pausesElsewhere(child, callees) || undefined) ?? false;
}

/** Undefined where the time between the attempts grows, or cannot be told. */
function pauseIn(body: ts.Node, attempt: string | undefined): Pick<Retry, 'pause' | 'time'> | undefined {
  if (!waiting.test(body.getText())) return { pause: 'none', time: undefined };
  const times = timesIn(body);
  const [time] = times;
  if (time === undefined || times.length > 1 || !isFixed(time, attempt)) return undefined;
  return { pause: 'fixed', time };
}

/** The times that timers and functions called `sleep` or the like are given. */
function timesIn(body: ts.Node): readonly ts.Expression[] {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const callee = unwrap(node.expression);
      const name = ts.isIdentifier(callee) ? callee.text : (memberName(callee) ?? '');
      const time = name === 'setTimeout' ? node.arguments[1] : node.arguments[0];
      if (/^(?:setTimeout|sleep|delay|wait|pause)(?:Ms|For)?$/.test(name)) found.push(time ?? node);
      else if (waiting.test(calleeWords(callee))) found.push(node, node);
    }
    ts.forEachChild(node, visit);
  };
  visit(body);
  return found;
}

/** A number, or a constant that was given one. */
function isFixed(time: ts.Expression, attempt: string | undefined): boolean {
  const node = unwrap(time);
  if (ts.isNumericLiteral(node)) return true;
  if (!ts.isIdentifier(node) || node.text === attempt) return false;
  const [declaration] = scopesOf(node.getSourceFile()).bindingOf(node)?.declarations ?? [];
  if (declaration === undefined || !ts.isVariableDeclaration(declaration) || declaration.initializer === undefined)
    return false;
  return (declaration.parent.flags & ts.NodeFlags.Const) !== 0 && ts.isNumericLiteral(unwrap(declaration.initializer));
}
