import { none, Op } from '../ir.ts';
import type { Code } from './code.ts';

/**
 * What a `Phi` of the values comes to when it can be said with less: the one value they all are, or the one that they are
 * refinements of, when the refinements together say nothing. None when it takes a `Phi`. `self` is the Phi, which adds nothing.
 */
export function joined(code: Code, values: readonly number[], self: number = none): number {
  let first = none;
  let isOne = true;
  for (const value of values) {
    if (value === self || value === first) continue;
    if (first !== none) isOne = false;
    else first = value;
  }
  return isOne ? first : reduced(code, values, self);
}

function reduced(code: Code, values: readonly number[], self: number): number {
  const base = baseOfAll(code, values, self);
  if (base !== none) return base;
  if (values.length > 16 || !values.some((value) => code.at(value, 0) === Op.Pi)) return none;
  const left = [...new Set(values)].filter((value) => value !== self);
  while (left.length > 1 && joinOnePair(code, left));
  return left.length === 1 ? (left[0] ?? none) : none;
}

/** The only one that is no refinement, when the others are refinements of it. */
function baseOfAll(code: Code, values: readonly number[], self: number): number {
  let base = none;
  for (const value of values) {
    if (value === self || value === base || code.at(value, 0) === Op.Pi) continue;
    if (base !== none) return none;
    base = value;
  }
  return base !== none && values.every((value) => value === self || refines(code, value, base)) ? base : none;
}

/** Replaces two of the values by what they join to. */
function joinOnePair(code: Code, values: number[]): boolean {
  for (let at = 0; at < values.length; at++) {
    for (let other = at + 1; other < values.length; other++) {
      const both = joinedPair(code, values[at] ?? none, values[other] ?? none);
      if (both === none) continue;
      values.splice(other, 1);
      values.splice(at, 1);
      if (!values.includes(both)) values.push(both);
      return true;
    }
  }
  return false;
}

function joinedPair(code: Code, one: number, other: number): number {
  if (refines(code, other, one)) return one;
  if (refines(code, one, other)) return other;
  if (code.at(one, 0) !== Op.Pi || code.at(other, 0) !== Op.Pi) return none;
  const isSame = code.find(code.at(one, 1)) === code.find(code.at(other, 1));
  const isOpposite = code.at(one, 2) === code.at(other, 2) && code.at(one, 3) !== code.at(other, 3);
  return isSame && isOpposite ? code.find(code.at(one, 1)) : none;
}

function refines(code: Code, value: number, base: number): boolean {
  let current = value;
  while (current >= 0 && current !== base && code.at(current, 0) === Op.Pi) current = code.find(code.at(current, 1));
  return current === base;
}
