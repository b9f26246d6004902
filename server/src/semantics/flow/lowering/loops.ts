import { ts } from '../../../engine/syntax.ts';
import { ElemKind, none, Op } from '../ir.ts';
import type { BlockDraft } from './block.ts';
import { lowerCondition } from './conditions.ts';
import type { LowerStatement, Lowering } from './lowering.ts';
import { assign, declare } from './patterns.ts';
import { lowerExpression } from './statements.ts';

const Kind = ts.SyntaxKind;

export const loops: readonly (readonly [ts.SyntaxKind, LowerStatement])[] = [
  [Kind.WhileStatement, (fn, node) => lowerWhile(fn, node as ts.WhileStatement)],
  [Kind.DoStatement, (fn, node) => lowerDo(fn, node as ts.DoStatement)],
  [Kind.ForStatement, (fn, node) => lowerFor(fn, node as ts.ForStatement)],
  [Kind.ForOfStatement, (fn, node) => lowerForEach(fn, node as ts.ForOfStatement)],
  [Kind.ForInStatement, (fn, node) => lowerForEach(fn, node as ts.ForInStatement)],
  [Kind.LabeledStatement, (fn, node) => lowerLabeled(fn, node as ts.LabeledStatement)],
  [Kind.BreakStatement, (fn, node) => lowerBreak(fn, node as ts.BreakStatement)],
  [Kind.ContinueStatement, (fn, node) => lowerContinue(fn, node as ts.ContinueStatement)],
];

/** Enters a block that the loop comes back to. */
function openLoop(fn: Lowering): BlockDraft {
  const head = fn.b.newBlock();
  fn.b.passesHere(head);
  head.isLoop = true;
  fn.b.jump(head);
  fn.b.enter(head);
  return head;
}

/** The loop's statement, in which `break` and `continue` mean this loop. */
function lowerBody(fn: Lowering, body: ts.Statement, onBreak: BlockDraft, onContinue: BlockDraft): void {
  const labels = fn.labels.length === 0 ? [undefined] : [undefined, ...fn.labels];
  fn.labels = [];
  for (const label of labels) fn.jumps.push({ label, onBreak, onContinue, finallies: fn.finallies.length });
  fn.statement(body);
  fn.jumps.length -= labels.length;
}

function lowerWhile(fn: Lowering, { expression, statement }: ts.WhileStatement): void {
  const { b } = fn;
  const [body, after] = [b.newBlock(), b.newBlock()];
  const head = openLoop(fn);
  lowerCondition(fn, expression, body, after);
  b.begin(body);
  lowerBody(fn, statement, after, head);
  b.jump(head);
  b.seal(head);
  b.begin(after);
}

function lowerDo(fn: Lowering, { expression, statement }: ts.DoStatement): void {
  const { b } = fn;
  const [test, after] = [b.newBlock(), b.newBlock()];
  const body = openLoop(fn);
  lowerBody(fn, statement, after, test);
  b.jump(test);
  b.begin(test);
  lowerCondition(fn, expression, body, after);
  b.seal(body);
  b.begin(after);
}

function lowerFor(fn: Lowering, { initializer, condition, incrementor, statement }: ts.ForStatement): void {
  const { b } = fn;
  if (initializer !== undefined) {
    if (ts.isVariableDeclarationList(initializer)) fn.statement(initializer);
    else lowerExpression(fn, initializer);
  }
  const [body, next, after] = [b.newBlock(), b.newBlock(), b.newBlock()];
  const head = openLoop(fn);
  if (condition === undefined) b.jump(body);
  else lowerCondition(fn, condition, body, after);
  b.begin(body);
  lowerBody(fn, statement, after, next);
  b.jump(next);
  b.begin(next);
  if (incrementor !== undefined) lowerExpression(fn, incrementor);
  b.jump(head);
  b.seal(head);
  b.begin(after);
}

function lowerForEach(fn: Lowering, node: ts.ForInOrOfStatement): void {
  const { b } = fn;
  const iterated = fn.expression(node.expression);
  const [body, after] = [b.newBlock(), b.newBlock()];
  const head = openLoop(fn);
  b.edge(body);
  b.jump(after);
  b.begin(body);
  const element = fn.emit(Op.Elem, iterated, none, elemKind(node), node.initializer);
  if (!ts.isVariableDeclarationList(node.initializer)) assign(fn, node.initializer, element);
  else for (const { name } of node.initializer.declarations) declare(fn, name, element);
  lowerBody(fn, node.statement, after, head);
  b.jump(head);
  b.seal(head);
  b.begin(after);
}

function elemKind(node: ts.ForInOrOfStatement): number {
  if (ts.isForInStatement(node)) return ElemKind.In;
  return node.awaitModifier === undefined ? ElemKind.Of : ElemKind.AwaitOf;
}

function lowerLabeled(fn: Lowering, { label, statement }: ts.LabeledStatement): void {
  if (ts.isIterationStatement(statement, true)) {
    fn.labels.push(label.text);
    fn.statement(statement);
    return;
  }
  const after = fn.b.newBlock();
  fn.jumps.push({ label: label.text, onBreak: after, onContinue: undefined, finallies: fn.finallies.length });
  fn.statement(statement);
  fn.jumps.pop();
  fn.b.jump(after);
  fn.b.begin(after);
}

function lowerBreak(fn: Lowering, { label }: ts.BreakStatement): void {
  const jump = fn.jumps.findLast((each) =>
    label === undefined ? each.label === undefined : each.label === label.text,
  );
  if (jump !== undefined) fn.leaveTo(jump.onBreak, jump.finallies);
}

function lowerContinue(fn: Lowering, { label }: ts.ContinueStatement): void {
  const jump = fn.jumps.findLast((each) => each.onContinue !== undefined && each.label === label?.text);
  if (jump?.onContinue !== undefined) fn.leaveTo(jump.onContinue, jump.finallies);
}
