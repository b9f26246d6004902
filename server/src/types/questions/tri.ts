import type { Tri } from '../oracle.ts';

/** What is true of a union whose members are such; `empty` answers for none. */
export function ofMembers(members: readonly Tri[], empty: Tri): Tri {
  const [first] = members;
  if (first === undefined) return empty;
  if (members.every((member) => member === first)) return first;
  if (members.includes('always') || members.includes('maybe')) return 'maybe';
  return members.includes('unknown') ? 'unknown' : 'no';
}
