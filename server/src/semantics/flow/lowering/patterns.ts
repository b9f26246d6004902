import { ts } from '../../../engine/syntax.ts';
import { unwrap } from '../../nodes.ts';
import { none, Op } from '../ir.ts';
import { writtenName } from './literals.ts';
import { Join, type Lowering } from './lowering.ts';
import { isAccess, placeOf, storePlace } from './members.ts';
import { unknown, type Variable } from './variable.ts';

const Kind = ts.SyntaxKind;

/** Declares the names of a pattern with their parts of the value. `source` is the variable that the value was read from. */
export function declare(fn: Lowering, name: ts.BindingName, value: number, source?: Variable): void {
  if (ts.isIdentifier(name)) {
    const variable = fn.variableAt(name);
    if (variable !== undefined) fn.b.write(variable, value);
  } else if (ts.isObjectBindingPattern(name)) {
    const taken: string[] = [];
    for (const element of name.elements) declareProperty(fn, element, value, taken, source);
  } else {
    name.elements.forEach((element, at) => {
      if (ts.isBindingElement(element)) declareElement(fn, element, value, at);
    });
  }
}

function declareProperty(
  fn: Lowering,
  element: ts.BindingElement,
  value: number,
  taken: string[],
  source?: Variable,
): void {
  if (element.dotDotDotToken !== undefined) {
    declare(fn, element.name, restOfObject(fn, value, taken, element));
    return;
  }
  const key = element.propertyName ?? element.name;
  const name = writtenName(key);
  if (name !== undefined) taken.push(name);
  const path = name === undefined ? undefined : source?.paths?.get(name);
  const part = partOfObject(fn, value, key, element, path);
  declare(fn, element.name, withDefault(fn, part, element.initializer), path);
}

function declareElement(fn: Lowering, element: ts.BindingElement, value: number, at: number): void {
  if (element.dotDotDotToken !== undefined) declare(fn, element.name, restOfArray(fn, value, at, element));
  else declare(fn, element.name, withDefault(fn, partOfArray(fn, value, at, element), element.initializer));
}

function partOfObject(
  fn: Lowering,
  value: number,
  key: ts.PropertyName | ts.BindingName,
  node: ts.Node,
  path?: Variable,
): number {
  const known = path === undefined ? unknown : fn.b.read(path);
  if (known !== unknown) return known;
  const name = writtenName(key);
  if (name !== undefined) return recorded(fn, node, fn.emit(Op.Load, value, fn.text(name), none, node));
  const computed = ts.isComputedPropertyName(key) ? fn.expression(key.expression) : fn.b.undefinedValue();
  return fn.emit(Op.LoadIdx, value, computed, none, node);
}

function partOfArray(fn: Lowering, value: number, at: number, node: ts.Node): number {
  return recorded(fn, node, fn.emit(Op.Load, value, fn.text(String(at)), none, node));
}

function recorded(fn: Lowering, node: ts.Node, value: number): number {
  fn.recorded?.set(node, value);
  return value;
}

function restOfObject(fn: Lowering, value: number, taken: readonly string[], node: ts.Node): number {
  return fn.emit(Op.Rest, value, fn.list(taken.map((name) => fn.text(name))), none, node);
}

function restOfArray(fn: Lowering, value: number, at: number, node: ts.Node): number {
  return fn.emit(Op.Rest, value, none, at, node);
}

/** The value, or the default where it is undefined. */
export function withDefault(fn: Lowering, value: number, initializer: ts.Expression | undefined): number {
  if (initializer === undefined) return value;
  const join = new Join(fn);
  const test = fn.emit(Op.Bin, value, fn.b.undefinedValue(), Kind.ExclamationEqualsEqualsToken, initializer);
  const missing = fn.b.newBlock();
  join.expects(value);
  fn.b.branch(test, join.block, missing);
  fn.b.begin(missing);
  join.from(fn.expression(initializer));
  return join.value(initializer);
}

/** Writes a value to the target of an assignment. */
export function assign(fn: Lowering, target: ts.Expression, value: number): void {
  const node = unwrap(target);
  if (ts.isIdentifier(node)) {
    assignName(fn, node, value);
  } else if (isAccess(node)) {
    storePlace(fn, placeOf(fn, node), value, node);
  } else if (ts.isObjectLiteralExpression(node)) {
    const taken: string[] = [];
    for (const property of node.properties) assignProperty(fn, property, value, taken);
  } else if (ts.isArrayLiteralExpression(node)) {
    node.elements.forEach((element, at) => assignElement(fn, element, value, at));
  } else {
    // No target, but half-typed code.
    fn.expression(node);
  }
}

function assignName(fn: Lowering, node: ts.Identifier, value: number): void {
  const variable = fn.variableAt(node);
  if (variable !== undefined) fn.b.write(variable, value);
  // What nothing declares becomes a member of the global object.
  else if (node.text !== '') fn.emit(Op.Store, fn.global('globalThis'), fn.text(node.text), value, node);
}

function assignProperty(fn: Lowering, property: ts.ObjectLiteralElementLike, value: number, taken: string[]): void {
  if (ts.isSpreadAssignment(property)) {
    assign(fn, property.expression, restOfObject(fn, value, taken, property));
    return;
  }
  if (!ts.isShorthandPropertyAssignment(property) && !ts.isPropertyAssignment(property)) return;
  const name = writtenName(property.name);
  if (name !== undefined) taken.push(name);
  const part = partOfObject(fn, value, property.name, property);
  if (ts.isPropertyAssignment(property)) assignWithDefault(fn, property.initializer, part);
  else assign(fn, property.name, withDefault(fn, part, property.objectAssignmentInitializer));
}

function assignElement(fn: Lowering, element: ts.Expression, value: number, at: number): void {
  if (ts.isOmittedExpression(element)) return;
  if (ts.isSpreadElement(element)) assign(fn, element.expression, restOfArray(fn, value, at, element));
  else assignWithDefault(fn, element, partOfArray(fn, value, at, element));
}

function assignWithDefault(fn: Lowering, target: ts.Expression, part: number): void {
  if (ts.isBinaryExpression(target) && target.operatorToken.kind === Kind.EqualsToken) {
    assign(fn, target.left, withDefault(fn, part, target.right));
  } else assign(fn, target, part);
}
