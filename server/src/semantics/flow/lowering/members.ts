import { ts } from '../../../engine/syntax.ts';
import { unwrap } from '../../nodes.ts';
import { none, Op } from '../ir.ts';
import { writtenKey } from './literals.ts';
import { maxPathDepth, type LowerExpression, type Lowering } from './lowering.ts';
import { unknown, type Variable } from './variable.ts';

const Kind = ts.SyntaxKind;

export const members: readonly (readonly [ts.SyntaxKind, LowerExpression])[] = [
  [Kind.PropertyAccessExpression, (fn, node) => loadMember(fn, node as ts.AccessExpression)],
  [Kind.ElementAccessExpression, (fn, node) => loadMember(fn, node as ts.AccessExpression)],
];

function loadMember(fn: Lowering, node: ts.AccessExpression): number {
  const known = readPath(fn, node);
  return known === none ? loadFrom(fn, node, fn.expression(node.expression)) : known;
}

/** The member of an object that is lowered already. */
export function loadFrom(fn: Lowering, node: ts.AccessExpression, object: number): number {
  leaveChainIfMissing(fn, node, object);
  const name = nameOfMember(node);
  if (name === undefined) return fn.emit(Op.LoadIdx, object, keyValue(fn, node), none, node);
  const value = fn.emit(Op.Load, object, fn.text(name), none, node);
  if (fn.collecting > 0) fn.noteLoad(object, name, value);
  return value;
}

/** The value of a member that the function itself wrote or tested, or none. */
export function readPath(fn: Lowering, node: ts.AccessExpression): number {
  if (!fn.b.hasPaths || node.questionDotToken !== undefined) return none;
  const variable = variableFor(fn, node);
  if (variable === undefined) return none;
  const value = fn.b.read(variable);
  if (value === unknown) return none;
  return fn.read(variable);
}

/** The variable that an expression reads: a name, `this`, or a member path that is treated as a variable. */
export function variableFor(fn: Lowering, expression: ts.Expression): Variable | undefined {
  const node = unwrap(expression);
  if (ts.isIdentifier(node)) return fn.variableAt(node);
  if (node.kind === Kind.ThisKeyword) return fn.selfVariable();
  if (!isAccess(node)) return undefined;
  const name = nameOfMember(node);
  return name === undefined ? undefined : variableFor(fn, node.expression)?.paths?.get(name);
}

export function isAccess(node: ts.Node): node is ts.AccessExpression {
  return node.kind === Kind.PropertyAccessExpression || node.kind === Kind.ElementAccessExpression;
}

/** The name by which the member is known before the code runs. */
export function nameOfMember(node: ts.AccessExpression): string | undefined {
  return ts.isPropertyAccessExpression(node) ? node.name.text : writtenKey(node.argumentExpression);
}

function keyValue(fn: Lowering, node: ts.AccessExpression): number {
  return ts.isElementAccessExpression(node) ? fn.expression(node.argumentExpression) : fn.b.undefinedValue();
}

/** A member that is written to: its object and key are evaluated before the value is. */
export interface Place {
  readonly node: ts.AccessExpression;
  readonly object: number;
  readonly name: string | undefined;
  /** Value of the key where there is no name, else none. */
  readonly key: number;
}

export function placeOf(fn: Lowering, node: ts.AccessExpression): Place {
  const object = fn.expression(node.expression);
  const name = nameOfMember(node);
  return { node, object, name, key: name === undefined ? keyValue(fn, node) : none };
}

export function loadPlace(fn: Lowering, { node, object, name, key }: Place): number {
  const known = readPath(fn, node);
  if (known !== none) return known;
  return name === undefined
    ? fn.emit(Op.LoadIdx, object, key, none, node)
    : fn.emit(Op.Load, object, fn.text(name), none, node);
}

/** Writes the member: from here on it is a variable with that value, and its object holds what it was given. */
export function storePlace(fn: Lowering, place: Place, value: number, at: ts.Node): void {
  const { node, object, name, key } = place;
  const store =
    name === undefined
      ? fn.emit(Op.StoreIdx, object, key, value, at)
      : fn.emit(Op.Store, object, fn.text(name), value, at);
  const owner = variableFor(fn, node.expression) ?? pathVariable(fn, node.expression, object);
  if (owner === undefined) return;
  if (owner !== fn.selfVariable()) fn.b.update(owner, fn.b.emitIn(fn.b.here(), Op.Update, object, store, none));
  // Cells may be written by others in the meantime.
  if (owner.storage.kind === 'cell') return;
  if (name === undefined) fn.b.forgetPaths(owner);
  else if (owner.depth < maxPathDepth) writePath(fn, owner, name, value);
}

/** A known path is written as any variable is, so that what lay below it is forgotten. */
function writePath(fn: Lowering, owner: Variable, name: string, value: number): void {
  const known = owner.paths?.get(name);
  if (known === undefined) fn.b.definePath(owner, name, value);
  else fn.b.write(known, value);
}

/** The variable for `req.query` in `req.query.id = 1`. */
function pathVariable(fn: Lowering, expression: ts.Expression, value: number): Variable | undefined {
  const node = unwrap(expression);
  const name = isAccess(node) ? nameOfMember(node) : undefined;
  if (name === undefined || !isAccess(node)) return undefined;
  const owner = variableFor(fn, node.expression);
  if (owner === undefined || owner.storage.kind === 'cell' || owner.depth >= maxPathDepth - 1) return undefined;
  return fn.b.definePath(owner, name, value);
}

/** At `?.` an object that is null or undefined ends the chain. */
export function leaveChainIfMissing(fn: Lowering, node: ts.AccessExpression | ts.CallExpression, value: number): void {
  const { chainEnd } = fn;
  if (node.questionDotToken === undefined || chainEnd === undefined) return;
  const test = fn.emit(Op.Bin, value, fn.b.undefinedValue(), Kind.ExclamationEqualsToken, node.expression);
  const present = fn.b.newBlock();
  chainEnd.expects(fn.b.undefinedValue());
  const variable = variableFor(fn, node.expression);
  const tests = variable === undefined ? undefined : { variables: [variable], values: [value] };
  fn.b.branch(test, present, chainEnd.block, tests);
  fn.b.begin(present);
}
