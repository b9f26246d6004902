import { ts } from '../../../engine/syntax.ts';
import { isFillingMethod } from '../../scope-fills.ts';
import { none, Op } from '../ir.ts';
import { items, templateParts } from './literals.ts';
import type { LowerExpression, Lowering } from './lowering.ts';
import { isAccess, leaveChainIfMissing, loadFrom, readPath, variableFor } from './members.ts';

const Kind = ts.SyntaxKind;

export const calls: readonly (readonly [ts.SyntaxKind, LowerExpression])[] = [
  [Kind.CallExpression, (fn, node) => lowerCall(fn, node as ts.CallExpression)],
  [Kind.NewExpression, (fn, node) => lowerNew(fn, node as ts.NewExpression)],
  [Kind.TaggedTemplateExpression, (fn, node) => lowerTagged(fn, node as ts.TaggedTemplateExpression)],
];

interface Callee {
  readonly callee: number;
  readonly self: number;
}

function lowerCall(fn: Lowering, node: ts.CallExpression): number {
  const loaded = loadedModule(fn, node);
  if (loaded !== none) return loaded;
  const { callee, self } = lowerCallee(fn, node.expression);
  leaveChainIfMissing(fn, node, callee);
  const call = fn.emit(Op.Call, callee, self, items(fn, node.arguments), node);
  noteFilling(fn, node, call);
  return call;
}

/** `import('m')`, and `require('m')` where no other `require` is meant. */
function loadedModule(fn: Lowering, node: ts.CallExpression): number {
  const [argument] = node.arguments;
  if (argument === undefined || !ts.isStringLiteralLike(argument)) return none;
  const isDynamic = node.expression.kind === Kind.ImportKeyword;
  if (!isDynamic && !isRequire(fn, node.expression)) return none;
  return fn.emit(Op.Import, fn.text(argument.text), fn.text('*'), isDynamic ? 1 : 0, node);
}

function isRequire(fn: Lowering, callee: ts.Expression): boolean {
  return ts.isIdentifier(callee) && callee.text === 'require' && fn.scopes.bindingOf(callee) === undefined;
}

/** What is called, and what `this` will be. */
function lowerCallee(fn: Lowering, expression: ts.Expression): Callee {
  let node = expression;
  while (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node)) node = node.expression;
  if (node.kind === Kind.ImportKeyword) return { callee: fn.global('import'), self: none };
  if (node.kind === Kind.SuperKeyword) return { callee: fn.expression(node), self: fn.self(node) };
  // A parenthesized chain ends before the call, so that it is an expression of its own.
  if (!isAccess(node) || (node !== expression && (node.flags & ts.NodeFlags.OptionalChain) !== 0)) {
    return { callee: fn.untested(node), self: none };
  }
  const object = fn.expression(node.expression);
  const known = readPath(fn, node);
  const callee = known === none ? loadFrom(fn, node, object) : known;
  fn.recorded?.set(node, callee);
  const self = node.expression.kind === Kind.SuperKeyword ? fn.self(node.expression) : object;
  return { callee, self };
}

/** After `list.push(x)` the variable holds a list that holds `x`. */
function noteFilling(fn: Lowering, { expression }: ts.CallExpression, call: number): void {
  if (!ts.isPropertyAccessExpression(expression) || !isFillingMethod(expression.name.text)) return;
  const variable = variableFor(fn, expression.expression);
  if (variable === undefined || variable === fn.selfVariable()) return;
  fn.b.update(variable, fn.b.emitIn(fn.b.here(), Op.Update, fn.b.code.at(call, 2), call, none));
}

function lowerNew(fn: Lowering, node: ts.NewExpression): number {
  const callee = fn.expression(node.expression);
  return fn.emit(Op.New, callee, none, items(fn, node.arguments ?? []), node);
}

function lowerTagged(fn: Lowering, node: ts.TaggedTemplateExpression): number {
  const { callee, self } = lowerCallee(fn, node.tag);
  return fn.emit(Op.Tag, callee, self, templateParts(fn, node.template), node);
}
