import { Op } from './ops.ts';
import type { Solver } from './solver.ts';
import { Transfer } from './transfer.ts';
import type { Unit } from './units.ts';
import { usesOf } from './uses.ts';

/** Calls of the function that give a query which somebody has to run, and that nobody so much as looks at. */
export function unreadQueries(unit: Unit, solver: Solver): readonly number[] {
  const { body } = unit;
  const transfer = new Transfer(unit, solver);
  transfer.run();
  const isQuery = (at: number): boolean => {
    const { paths } = transfer.value(at);
    return paths.length > 0 && paths.every(({ state }) => state?.facts.some((fact) => 'lazy' in fact) === true);
  };
  const found: number[] = [];
  for (let at = 0; at < body.size; at++)
    if (body.op(at) === Op.Call && isQuery(at) && isUnread(unit, at)) found.push(at);
  return found;
}

/** Whether all that becomes of the value is that it is dropped, perhaps from a variable that is written but never read. */
function isUnread({ body }: Unit, value: number): boolean {
  const pending = new Set([value]);
  for (const each of pending) {
    if (usesOf(body).decides(each)) return false;
    for (const user of usesOf(body).of(each)) {
      const op = body.op(user);
      if (op === Op.Phi || op === Op.Pi) pending.add(user);
      else if (op !== Op.Use) return false;
    }
  }
  return true;
}
