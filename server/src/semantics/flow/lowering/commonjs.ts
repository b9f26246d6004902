import { ts } from '../../../engine/syntax.ts';
import { none, Op } from '../ir.ts';
import type { Lowering } from './lowering.ts';
import { isAccess, nameOfMember } from './members.ts';

/** The name under which an assignment exports, `*` for `module.exports = …`; undefined for other assignments. */
export function exportsName(fn: Lowering, left: ts.AccessExpression): string | undefined {
  if (fn.within.parent !== undefined) return undefined;
  if (isModuleExports(fn, left)) return '*';
  const { expression } = left;
  const isExports = isGlobal(fn, expression, 'exports') || (isAccess(expression) && isModuleExports(fn, expression));
  return isExports ? nameOfMember(left) : undefined;
}

function isModuleExports(fn: Lowering, node: ts.AccessExpression): boolean {
  return nameOfMember(node) === 'exports' && isGlobal(fn, node.expression, 'module');
}

function isGlobal(fn: Lowering, node: ts.Expression, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name && fn.scopes.bindingOf(node) === undefined;
}

/** Says in the code and in the module's table that a value is exported. */
export function noteExport(fn: Lowering, name: string, value: number, node: ts.Node): void {
  fn.emit(Op.Export, fn.text(name), value, none, node);
  fn.b.exports.push([name, { kind: 'value', value }]);
}
