import { ts } from '../engine/syntax.ts';
import { isFunctionNode, unwrap } from './nodes.ts';

export interface Assumption {
  readonly condition: ts.Expression;
  readonly holds: boolean;
}

/** A path through a function on which nothing has happened yet. */
export interface OpenPath {
  /** What the path took for granted, by the conditions in the code's words, in the order of the path. */
  readonly assumed: ReadonlyMap<string, Assumption>;
  /** The last branch that left it open. */
  readonly origin: ts.Node | undefined;
}

/** Where an open path leaves the function. */
export interface OpenEnd {
  readonly kind: 'return' | 'end';
  /** The return statement, or the last branch that left the path open, or the function's body. */
  readonly node: ts.Node;
  readonly assumed: OpenPath['assumed'];
}

type Paths = readonly OpenPath[];
const closed: Paths = [];
const mostPaths = 12;

/** Whether evaluating a node, its children aside, closes the path: it settles, hands on, or ends the process. */
export type Closes = (node: ts.Node) => boolean;

interface Frame {
  readonly closes: Closes;
  readonly isExhaustive: (node: ts.SwitchStatement) => boolean;
  readonly ends: OpenEnd[];
  /** Paths that leave the loop or switch around. */
  readonly breaks: OpenPath[];
}

/** The ends of paths through a body on which nothing closed them. A throw is an end of its own kind and closes too. */
export function openEnds(
  body: ts.ConciseBody,
  closes: Closes,
  isExhaustive: (node: ts.SwitchStatement) => boolean,
): readonly OpenEnd[] {
  const ends: OpenEnd[] = [];
  const frame: Frame = { closes, isExhaustive, ends, breaks: [] };
  const start: Paths = [{ assumed: new Map(), origin: undefined }];
  const rest = ts.isBlock(body) ? ofStatements(body.statements, start, frame) : ofExpression(body, start, frame);
  for (const { origin, assumed } of rest) ends.push({ kind: 'end', node: origin ?? body, assumed });
  return ends;
}

function ofStatements(statements: readonly ts.Statement[], paths: Paths, frame: Frame): Paths {
  let open = paths;
  for (const statement of statements) {
    if (open.length === 0) return closed;
    open = ofStatement(statement, open, frame);
  }
  return open;
}

function ofStatement(node: ts.Statement, paths: Paths, frame: Frame): Paths {
  if (ts.isBlock(node)) return ofStatements(node.statements, paths, frame);
  if (ts.isIfStatement(node)) return ofIf(node, paths, frame);
  if (ts.isReturnStatement(node)) return ofReturn(node, paths, frame);
  if (ts.isThrowStatement(node)) return closed;
  if (ts.isTryStatement(node)) return ofTry(node, paths, frame);
  if (ts.isSwitchStatement(node)) return ofSwitch(node, paths, frame);
  if (ts.isIterationStatement(node, false)) return ofLoop(node, paths, frame);
  if (ts.isLabeledStatement(node)) return ofStatement(node.statement, paths, frame);
  if (ts.isBreakOrContinueStatement(node)) {
    frame.breaks.push(...paths);
    return closed;
  }
  if (ts.isFunctionDeclaration(node)) return paths;
  return ofExpression(node, paths, frame);
}

function ofIf(node: ts.IfStatement, paths: Paths, frame: Frame): Paths {
  const tested = ofExpression(node.expression, paths, frame);
  const whenTrue = ofStatement(node.thenStatement, assume(tested, node.expression, true, node), frame);
  const otherwise = assume(tested, node.expression, false, node);
  return join(whenTrue, node.elseStatement ? ofStatement(node.elseStatement, otherwise, frame) : otherwise);
}

function ofReturn(node: ts.ReturnStatement, paths: Paths, frame: Frame): Paths {
  const open = node.expression ? ofExpression(node.expression, paths, frame) : paths;
  for (const { assumed, origin } of open) {
    const isBranch = origin !== undefined && node.expression !== undefined && isWithin(origin, node.expression);
    frame.ends.push({ kind: isBranch ? 'end' : 'return', node: isBranch ? origin : node, assumed });
  }
  return closed;
}

const isWithin = (inner: ts.Node, outer: ts.Node): boolean => inner.pos >= outer.pos && inner.end <= outer.end;

/** A catch is reached from anywhere in the try, so with all paths that the try began with. */
function ofTry(node: ts.TryStatement, paths: Paths, frame: Frame): Paths {
  const tried = ofStatements(node.tryBlock.statements, paths, frame);
  const caught = node.catchClause && canThrow(node.tryBlock, frame) ? startingAt(paths, node.catchClause) : closed;
  const handled = node.catchClause ? ofStatements(node.catchClause.block.statements, caught, frame) : closed;
  const both = join(tried, handled);
  return node.finallyBlock ? ofStatements(node.finallyBlock.statements, both, frame) : both;
}

/** Whether anything runs there that may throw before the path is closed. */
function canThrow(node: ts.Node, frame: Frame): boolean {
  if (isFunctionNode(node)) return false;
  if (ts.isThrowStatement(node) || ts.isNewExpression(node) || ts.isAwaitExpression(node)) return true;
  if (ts.isCallExpression(node) && !frame.closes(node)) return true;
  return ts.forEachChild(node, (child) => canThrow(child, frame)) ?? false;
}

function ofSwitch(node: ts.SwitchStatement, paths: Paths, frame: Frame): Paths {
  const tested = startingAt(ofExpression(node.expression, paths, frame), node);
  const inner: Frame = { ...frame, breaks: [] };
  let falling: Paths = closed;
  let hasDefault = false;
  for (const clause of node.caseBlock.clauses) {
    hasDefault ||= ts.isDefaultClause(clause);
    falling = ofStatements(clause.statements, join(falling, startingAt(tested, clause)), inner);
  }
  const unmatched = hasDefault || frame.isExhaustive(node) ? closed : tested;
  return join(join(falling, inner.breaks), unmatched);
}

/** A loop whose body always closes the path, or hands on what will, is taken to do so once at least. */
function ofLoop(node: ts.IterationStatement, paths: Paths, frame: Frame): Paths {
  const inner: Frame = { ...frame, breaks: [] };
  const head = headOf(node).reduce((open, part) => ofExpression(part, open, frame), paths);
  const body = ofStatement(node.statement, head, inner);
  const left = join(body, inner.breaks);
  if (isEndless(node)) return inner.breaks;
  return left.length === 0 || handsOn(node.statement, frame) ? closed : startingAt(head, node);
}

const handsOn = (node: ts.Node, frame: Frame): boolean =>
  (isFunctionNode(node) && frame.closes(node)) || (ts.forEachChild(node, (child) => handsOn(child, frame)) ?? false);

function headOf(node: ts.IterationStatement): readonly ts.Node[] {
  if (ts.isForOfStatement(node) || ts.isForInStatement(node)) return [node.expression];
  if (ts.isForStatement(node)) return [node.initializer, node.condition].flatMap((part) => part ?? []);
  return ts.isWhileStatement(node) ? [node.expression] : [];
}

function isEndless(node: ts.IterationStatement): boolean {
  if (ts.isForStatement(node)) return node.condition === undefined;
  return ts.isWhileStatement(node) && node.expression.kind === ts.SyntaxKind.TrueKeyword;
}

/** Operands that may be skipped leave paths open. */
function ofExpression(node: ts.Node, paths: Paths, frame: Frame): Paths {
  if (paths.length === 0 || frame.closes(node)) return closed;
  if (isFunctionNode(node) || ts.isClassLike(node)) return paths;
  if (ts.isConditionalExpression(node)) {
    const tested = ofExpression(node.condition, paths, frame);
    return join(
      ofExpression(node.whenTrue, assume(tested, node.condition, true, node), frame),
      ofExpression(node.whenFalse, assume(tested, node.condition, false, node), frame),
    );
  }
  if (ts.isBinaryExpression(node) && skipsRight(node.operatorToken.kind)) {
    const tested = ofExpression(node.left, paths, frame);
    const taken = node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;
    const right = ofExpression(node.right, assume(tested, node.left, taken, node), frame);
    // Both ways open: the operator decides nothing.
    return right.length > 0 ? tested : assume(tested, node.left, !taken, node);
  }
  let open = paths;
  ts.forEachChild(node, (child) => {
    open = ofExpression(child, open, frame);
  });
  return open;
}

const skipsRight = (operator: ts.SyntaxKind): boolean =>
  operator === ts.SyntaxKind.AmpersandAmpersandToken ||
  operator === ts.SyntaxKind.BarBarToken ||
  operator === ts.SyntaxKind.QuestionQuestionToken;

/** The paths on which a condition holds or does not; those that took the opposite for granted are none of them. */
function assume(paths: Paths, condition: ts.Expression, holds: boolean, origin: ts.Node): Paths {
  const { node, polarity } = plain(condition);
  const text = node.getText();
  return paths.flatMap(({ assumed }) => {
    const known = assumed.get(text);
    const value = holds === polarity;
    if (known !== undefined && known.holds !== value) return [];
    return [{ assumed: new Map([...assumed, [text, { condition: node, holds: value }]]), origin }];
  });
}

/** `!x` is `x` that does not hold. */
function plain(condition: ts.Expression): { readonly node: ts.Expression; readonly polarity: boolean } {
  const node = unwrap(condition);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    const inner = plain(node.operand);
    return { node: inner.node, polarity: !inner.polarity };
  }
  return { node, polarity: true };
}

const startingAt = (paths: Paths, origin: ts.Node): Paths => paths.map(({ assumed }) => ({ assumed, origin }));

const join = (one: Paths, other: Paths): Paths => [...one, ...other].slice(0, mostPaths);
