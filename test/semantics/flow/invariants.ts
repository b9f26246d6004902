import assert from 'node:assert/strict';
import { ts } from '../../../server/src/engine/syntax.ts';
import { none, Op, type FunctionBody, type ModuleIr } from '../../../server/src/semantics/flow/ir.ts';
import { awaits } from '../../../server/src/semantics/flow/ops.ts';
import { spanOf } from '../../../server/src/semantics/flow/spans.ts';
import { forEachOperand } from '../../../server/src/semantics/flow/uses.ts';

/** What has to hold of every lowered file, whatever it says and however broken it is. */
export function assertSound(module: ModuleIr): void {
  for (const { body, id } of module.functions) {
    const where = `${module.file} ${id}`;
    assertGraph(body, where);
    assertOperands(body, where);
  }
  assertPositions(module);
}

function assertGraph({ blocks }: FunctionBody, where: string): void {
  blocks.forEach(({ preds, succs, cond }, index) => {
    for (const succ of succs) assert.ok(blocks[succ]?.preds.includes(index), `${where}: b${index} -> b${succ}`);
    for (const pred of preds) assert.ok(blocks[pred]?.succs.includes(index), `${where}: b${pred} -> b${index}`);
    assert.equal(new Set(preds).size, preds.length, where);
    if (cond !== none) assert.ok(succs.length === 2, `${where}: b${index} decides between ${succs.join(' ')}`);
  });
}

function assertOperands(body: FunctionBody, where: string): void {
  const reachable = reachableBlocks(body);
  const dominates = dominance(body);
  for (let value = 0; value < body.size; value++) {
    const op = body.op(value);
    if (op === Op.Nop) continue;
    const isJoin = op === Op.Phi;
    const { preds } = body.blocks[body.block(value)] ?? { preds: [] };
    const isOrdered = isJoin && body.c(value) === 0;
    if (isOrdered) assert.equal(body.listLength(body.a(value)), preds.length, `${where}: %${value} joins all ways`);
    let at = 0;
    forEachOperand(body, value, (operand) => {
      const pred = preds[at++] ?? 0;
      assert.ok(
        operand >= 0 && operand < body.size && body.op(operand) !== Op.Nop,
        `${where}: %${value} uses %${operand}`,
      );
      if (!reachable.has(body.block(value)) || hasFinally(body) || (isJoin && !isOrdered)) return;
      const user = isOrdered ? pred : body.block(value);
      const isBefore =
        body.block(operand) === user
          ? isOrdered || comesBefore(body, operand, value)
          : dominates(body.block(operand), user);
      assert.ok(isBefore, `${where}: %${value} uses %${operand} before it is made`);
    });
  }
}

/** Of a block, its joins come first. */
function comesBefore(body: FunctionBody, one: number, other: number): boolean {
  return one < other || body.op(one) === Op.Phi;
}

/** Code after a `finally` knows what the `try` left behind, which no dominance shows. */
function hasFinally(body: FunctionBody): boolean {
  return body.regions.some(({ handler }, at) => at > 0 && handler === none);
}

function reachableBlocks({ blocks }: FunctionBody): ReadonlySet<number> {
  const reachable = new Set([0]);
  for (const block of reachable) for (const succ of blocks[block]?.succs ?? []) reachable.add(succ);
  return reachable;
}

function dominance(body: FunctionBody): (one: number, other: number) => boolean {
  const reachable = reachableBlocks(body);
  const withoutOne = new Map<number, ReadonlySet<number>>();
  return (one, other) => {
    if (one === 0 || one === other) return true;
    let reached = withoutOne.get(one);
    if (reached === undefined) {
      const seen = new Set([0]);
      for (const block of seen) for (const succ of body.blocks[block]?.succs ?? []) if (succ !== one) seen.add(succ);
      withoutOne.set(one, (reached = seen));
    }
    return reachable.has(other) && !reached.has(other);
  };
}

function assertPositions(module: ModuleIr): void {
  for (const place of module.functions) {
    for (let value = 0; value < place.body.size; value++) {
      const { start, end } = spanOf(module, place, value);
      assert.ok(
        start <= end && start >= place.start && end <= place.end,
        `${module.file} ${place.id}: %${value} at ${start}–${end} of ${place.start}–${place.end}`,
      );
    }
  }
}

/** Every call, await, throw and so on of code without syntax errors is an instruction at the same place. */
export function assertComplete(module: ModuleIr, tree: ts.SourceFile): void {
  const written = eventsOfTree(tree);
  const lowered = eventsOfModule(module);
  assert.deepEqual(
    written.filter((event) => !lowered.has(event)),
    [],
    `${module.file}: missing`,
  );
  assert.deepEqual(
    [...lowered].filter((event) => !written.includes(event)),
    [],
    `${module.file}: made up`,
  );
}

const eventNames = new Map<Op, string>([
  [Op.Call, 'call'],
  [Op.New, 'new'],
  [Op.Tag, 'tag'],
  [Op.Throw, 'throw'],
  [Op.Yield, 'yield'],
  [Op.Jsx, 'jsx'],
  [Op.Func, 'function'],
  [Op.Class, 'class'],
]);

function eventsOfModule(module: ModuleIr): ReadonlySet<string> {
  const events = new Set<string>();
  for (const place of module.functions) {
    for (let value = 0; value < place.body.size; value++) {
      const { start, end } = spanOf(module, place, value);
      const op = place.body.op(value);
      const name = awaits(op, place.body.c(value)) ? 'await' : eventNames.get(op);
      if (name !== undefined) events.add(`${name} ${start}-${end}`);
      if (op === Op.Return && place.body.kind !== 'arrow' && place.body.kind !== 'field')
        events.add(`return ${start}-${end}`);
    }
  }
  return events;
}

function eventsOfTree(tree: ts.SourceFile): readonly string[] {
  const events: string[] = [];
  const add = (name: string, node: ts.Node): void => {
    events.push(`${name} ${node.getStart(tree)}-${node.end}`);
  };
  const visit = (node: ts.Node): void => {
    if (isErased(node)) return;
    const name = eventOf(node);
    if (name !== undefined) add(name, node);
    if (ts.isPropertyDeclaration(node) && node.initializer !== undefined && !isStatic(node)) {
      events.push(`function ${node.name.getStart(tree)}-${node.end}`);
    }
    if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.Using) === ts.NodeFlags.Using) {
      for (const declared of node.declarations) disposals(node).forEach((event) => add(event, declared.name));
    }
    if (ts.isForOfStatement(node) && node.awaitModifier !== undefined) add('await', node.initializer);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return events;
}

/** What a `using` does at the end of its block. */
function disposals({ flags }: ts.Node): readonly string[] {
  return (flags & ts.NodeFlags.AwaitUsing) === ts.NodeFlags.AwaitUsing ? ['call', 'await'] : ['call'];
}

function eventOf(node: ts.Node): string | undefined {
  if (ts.isCallExpression(node)) return isLoad(node) ? undefined : 'call';
  if (ts.isNewExpression(node)) return 'new';
  if (ts.isTaggedTemplateExpression(node)) return 'tag';
  if (ts.isThrowStatement(node)) return 'throw';
  if (ts.isYieldExpression(node)) return 'yield';
  if (ts.isAwaitExpression(node)) return 'await';
  if (ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node)) return 'jsx';
  if (ts.isClassLike(node)) return 'class';
  if (ts.isReturnStatement(node)) return enclosingIsArrow(node) ? undefined : 'return';
  return ts.isFunctionLike(node) && 'body' in node && node.body !== undefined ? 'function' : undefined;
}

function enclosingIsArrow(node: ts.Node): boolean {
  const fn = ts.findAncestor(node, ts.isFunctionLike);
  return fn !== undefined && ts.isArrowFunction(fn);
}

function isLoad({ expression, arguments: [argument] }: ts.CallExpression): boolean {
  const isNamed =
    expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(expression) && expression.text === 'require');
  return isNamed && argument !== undefined && ts.isStringLiteralLike(argument);
}

/** Leaves nothing in the code that runs. */
function isErased(node: ts.Node): boolean {
  return (
    (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) ||
    ts.isInterfaceDeclaration(node) ||
    (ts.isHeritageClause(node) && node.token === ts.SyntaxKind.ImplementsKeyword) ||
    (ts.isFunctionLike(node) && (!('body' in node) || node.body === undefined)) ||
    (ts.canHaveModifiers(node) && node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword) === true) ||
    (ts.isModuleDeclaration(node) && !ts.isIdentifier(node.name))
  );
}

function isStatic(node: ts.PropertyDeclaration): boolean {
  return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) === true;
}
