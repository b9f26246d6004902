import { none, roles, type ClassShape, type Role } from '../ir.ts';
import type { Code } from './code.ts';

/** Lets every operand name the value that it was forwarded to. */
export function rewriteOperands(code: Code, classes: ClassShape[]): void {
  for (let value = 0; value < code.size; value++) {
    const role = roles[code.at(value, 0)];
    if (role === undefined) continue;
    for (const column of [1, 2, 3] as const) rewrite(code, value, column, role[column]);
  }
  classes.forEach((shape, at) => (classes[at] = rewrittenShape(code, shape)));
}

function rewrite(code: Code, value: number, column: number, role: Role): void {
  const operand = code.at(value, column);
  if (operand === none) return;
  if (role === 'value') code.put(value, column, code.find(operand));
  else if (role === 'list') rewriteItems(code, operand, 0, 1);
  else if (role === 'holes') rewriteItems(code, operand, 1, 2);
  else if (role === 'pairs') {
    rewriteItems(code, operand, 1, 2);
    rewriteKeys(code, operand);
  }
}

function rewriteItems(code: Code, list: number, first: number, step: number): void {
  for (let at = first; at < code.listLength(list); at += step) {
    const item = code.listItem(list, at);
    if (item !== none) code.putItem(list, at, code.find(item));
  }
}

function rewriteKeys(code: Code, list: number): void {
  for (let at = 0; at < code.listLength(list); at += 2) {
    const key = code.listItem(list, at);
    if (key < -1) code.putItem(list, at, -2 - code.find(-2 - key));
  }
}

function rewrittenShape(code: Code, { name, members, decorators }: ClassShape): ClassShape {
  const find = (value: number): number => code.find(value);
  return {
    name,
    decorators: decorators.map(find),
    members: members.map((member) => ({
      ...member,
      value: find(member.value),
      type: find(member.type),
      decorators: member.decorators.map(find),
      parameterDecorators: member.parameterDecorators.map(([parameter, decorator]) => [parameter, find(decorator)]),
    })),
  };
}
