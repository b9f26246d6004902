import { ts } from '../../engine/syntax.ts';
import type { CheckerPort } from '../checker-port.ts';
import type { Tri } from '../oracle.ts';
import { isGlobalFunction } from './thenable.ts';
import { ofMembers } from './tri.ts';

const opaque = ts.TypeFlags.Any | ts.TypeFlags.Unknown;
const nullishFlags = ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.Void;

export function nullish(checker: CheckerPort, type: ts.Type, isStrict: boolean): Tri {
  const answer = ofMembersOf(checker, type, (member) => (member.flags & nullishFlags ? 'always' : 'no'));
  return answer === 'no' && !isStrict ? 'unknown' : answer;
}

export function isCallable(checker: CheckerPort, type: ts.Type): Tri {
  return ofMembersOf(checker, type, (member) =>
    member.getCallSignatures().length > 0 || isGlobalFunction(member) ? 'always' : 'no',
  );
}

function ofMembersOf(checker: CheckerPort, type: ts.Type, ask: (member: ts.Type) => Tri): Tri {
  if (type.flags & opaque) return 'unknown';
  if (type.isUnion()) {
    return ofMembers(
      type.types.map((member) => ofMembersOf(checker, member, ask)),
      'no',
    );
  }
  if (type.flags & ts.TypeFlags.Instantiable) {
    const bound = checker.getBaseConstraintOfType(type);
    return bound === undefined || bound === type ? 'unknown' : ofMembersOf(checker, bound, ask);
  }
  return ask(type);
}
