import { none, Op, roles, type ClassShape, type FunctionBody } from './ir.ts';

/** Calls `visit` with each value that the instruction names, in the order of its operands. */
export function forEachOperand(body: FunctionBody, value: number, visit: (operand: number) => void): void {
  const role = roles[body.op(value)];
  if (role === undefined) return;
  visitOperand(body, role[1], body.a(value), visit);
  visitOperand(body, role[2], body.b(value), visit);
  visitOperand(body, role[3], body.c(value), visit);
  if (body.op(value) === Op.Class) {
    const shape = body.classes[body.b(value)];
    if (shape !== undefined) visitShape(shape, visit);
  }
}

function visitShape({ members, decorators }: ClassShape, visit: (operand: number) => void): void {
  for (const member of members) {
    if (member.value !== none) visit(member.value);
    if (member.type !== none) visit(member.type);
    member.decorators.forEach(visit);
    for (const [, decorator] of member.parameterDecorators) visit(decorator);
  }
  decorators.forEach(visit);
}

function visitOperand(body: FunctionBody, role: string, operand: number, visit: (operand: number) => void): void {
  if (operand === none) return;
  if (role === 'value') visit(operand);
  else if (role === 'list') visitItems(body, operand, 0, 1, visit);
  else if (role === 'holes') visitItems(body, operand, 1, 2, visit);
  else if (role === 'pairs') {
    for (let at = 0; at < body.listLength(operand); at += 2) {
      const key = body.listItem(operand, at);
      if (key < -1) visit(-2 - key);
      visit(body.listItem(operand, at + 1));
    }
  }
}

function visitItems(
  body: FunctionBody,
  list: number,
  first: number,
  step: number,
  visit: (operand: number) => void,
): void {
  for (let at = first; at < body.listLength(list); at += step) {
    const item = body.listItem(list, at);
    if (item !== none) visit(item);
  }
}

/** Who uses each value of a function. */
export interface Uses {
  /** Instructions that name the value, ascending, each once per mention. */
  of(value: number): Int32Array;
  /** Blocks whose condition the value is. */
  decides(value: number): boolean;
}

const known = new WeakMap<FunctionBody, Uses>();

/** Worked out once per body. */
export function usesOf(body: FunctionBody): Uses {
  let uses = known.get(body);
  if (uses === undefined) known.set(body, (uses = collect(body)));
  return uses;
}

function collect(body: FunctionBody): Uses {
  const first = new Int32Array(body.size + 2);
  const each = (visit: (user: number, operand: number) => void): void => {
    for (let user = 0; user < body.size; user++) forEachOperand(body, user, (operand) => visit(user, operand));
  };
  each((_, operand) => (first[operand + 2] = (first[operand + 2] ?? 0) + 1));
  for (let at = 2; at < first.length; at++) first[at] = (first[at] ?? 0) + (first[at - 1] ?? 0);
  const users = new Int32Array(first[body.size + 1] ?? 0);
  each((user, operand) => {
    const at = first[operand + 1] ?? 0;
    users[at] = user;
    first[operand + 1] = at + 1;
  });
  const deciding = new Set(body.blocks.map(({ cond }) => cond));
  return {
    of: (value) => users.subarray(first[value] ?? 0, first[value + 1] ?? 0),
    decides: (value) => deciding.has(value),
  };
}
