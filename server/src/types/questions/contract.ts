import { ts } from '../../engine/syntax.ts';
import type { CheckerPort } from '../checker-port.ts';
import type { Contract, Tri } from '../oracle.ts';
import { dependsOnArguments } from './declared-result.ts';
import { contextualTypes, heritageTypes, propertyTypes } from './expectation.ts';
import { membersOf, type Thenables } from './thenable.ts';
import { ofMembers } from './tri.ts';

const opaque = ts.TypeFlags.Any | ts.TypeFlags.Unknown;

/** What the place where a function stands does with the promise that it returns; the contract is at `FileOracle`. */
export function contractOf(checker: CheckerPort, thenables: Thenables, node: ts.Node): Contract {
  const ofType = (type: ts.Type): Contract => contractOfType(checker, thenables, type);
  const owner = node.parent;
  if (isCallLike(owner) && isArgument(owner, node)) return worst(argumentTypes(checker, owner, node).map(ofType));
  const inherited = heritageTypes(checker, node);
  // Each base has callers of its own, so one that ignores the promise is enough.
  if (inherited !== undefined) return inherited.map(ofType).find((contract) => contract === 'ignored') ?? 'unknown';
  return byParameter(checker, thenables, node) ?? worst(contextualTypes(checker, node).map(ofType));
}

/**
 * Of a property of an object that a call is given: where the parameter is declared in a way that no type argument can
 * change, the call need not be resolved, for which the checker would look through all that the object holds.
 */
function byParameter(checker: CheckerPort, thenables: Thenables, node: ts.Node): Contract | undefined {
  const property = ts.isObjectLiteralElementLike(node) ? node : node.parent;
  if (!ts.isObjectLiteralElementLike(property) || property.name === undefined) return undefined;
  const literal = property.parent;
  const call = literal.parent;
  if (!isCallLike(call) || call.typeArguments !== undefined || !isArgument(call, literal)) return undefined;
  const { name } = property;
  const answers = signaturesOf(checker, call).map((signature) => {
    const wanted = parameterType(checker, signature, call, literal);
    return wanted && ofDeclaredProperty(checker, thenables, wanted, name);
  });
  const [first, ...others] = answers;
  return others.every((other) => other === first) ? first : undefined;
}

function ofDeclaredProperty(
  checker: CheckerPort,
  thenables: Thenables,
  owner: ts.Type,
  name: ts.PropertyName,
): Contract | undefined {
  const isFree = (owner.flags & ts.TypeFlags.Instantiable) !== 0;
  const bound = isFree ? checker.getBaseConstraintOfType(owner) : owner;
  if (bound === undefined || dependsOnArguments(checker, bound)) return undefined;
  const types = propertyTypes(checker, bound, name);
  const isSettled = types.every((type) =>
    membersOf(type).every(
      (member) =>
        !(member.flags & ts.TypeFlags.InstantiableNonPrimitive) &&
        member
          .getCallSignatures()
          .every((signature) => !dependsOnArguments(checker, checker.getReturnTypeOfSignature(signature))),
    ),
  );
  if (types.length === 0 || !isSettled) return undefined;
  const contract = worst(types.map((type) => contractOfType(checker, thenables, type)));
  // What is inferred from the object itself takes what the object holds.
  return isFree && contract === 'ignored' ? undefined : contract;
}

/** A candidate that takes a promise may be the one that is meant. */
function worst(contracts: readonly Contract[]): Contract {
  if (contracts.includes('taken')) return 'taken';
  return contracts.includes('ignored') ? 'ignored' : 'unknown';
}

function contractOfType(checker: CheckerPort, thenables: Thenables, type: ts.Type): Contract {
  if (type.flags & (opaque | ts.TypeFlags.Instantiable)) return contractOfBound(checker, thenables, type);
  let ignores = false;
  for (const member of membersOf(type)) {
    if (member.flags & opaque) return 'taken';
    for (const signature of member.getCallSignatures()) {
      const returned = checker.getReturnTypeOfSignature(signature);
      if (returned.flags & opaque || thenables.isThenable(returned) !== 'no') return 'taken';
      ignores ||= (returned.isUnion() ? returned.types : [returned]).some(({ flags }) => flags & ts.TypeFlags.Void);
    }
  }
  return ignores ? 'ignored' : 'unknown';
}

function contractOfBound(checker: CheckerPort, thenables: Thenables, type: ts.Type): Contract {
  if (type.flags & opaque) return 'taken';
  const bound = checker.getBaseConstraintOfType(type);
  return bound === undefined || bound === type ? 'taken' : contractOfType(checker, thenables, bound);
}

type CallLike = ts.CallExpression | ts.NewExpression;

const isCallLike = (node: ts.Node): node is CallLike => ts.isCallExpression(node) || ts.isNewExpression(node);

const isArgument = (call: CallLike, node: ts.Node): boolean =>
  call.arguments?.some((argument) => argument === node) ?? false;

/** What each overload that the other arguments fit wants at the argument's place. */
function argumentTypes(checker: CheckerPort, call: CallLike, node: ts.Node): readonly ts.Type[] {
  return candidates(checker, call).flatMap((signature) => parameterType(checker, signature, call, node) ?? []);
}

/**
 * The checker picks the first overload that fits, and a function that returns a promise fits one that returns nothing;
 * so all count that fit by the other arguments.
 */
function candidates(checker: CheckerPort, call: CallLike): readonly ts.Signature[] {
  if (call.typeArguments !== undefined) {
    const resolved = checker.getResolvedSignature(call);
    return resolved === undefined ? [] : [resolved];
  }
  const all = signaturesOf(checker, call);
  if (all.length < 2) return all;
  const fitting = all.filter((signature) => fits(checker, signature, call));
  return fitting.length > 0 ? fitting : all;
}

function signaturesOf(checker: CheckerPort, call: CallLike): readonly ts.Signature[] {
  const callee = checker.getTypeAtLocation(call.expression);
  return membersOf(checker.getApparentType(callee)).flatMap((member) =>
    ts.isNewExpression(call) ? member.getConstructSignatures() : member.getCallSignatures(),
  );
}

function fits(checker: CheckerPort, signature: ts.Signature, call: CallLike): boolean {
  const given = call.arguments ?? [];
  const { fixed, rest } = parameterTypes(checker, signature);
  if (given.some(ts.isSpreadElement)) return true;
  if (given.length > fixed.length && rest === undefined) return false;
  if (given.length < signature.parameters.filter(isRequired).length) return false;
  if (signature.typeParameters !== undefined) return true;
  return given.every((argument, at) => {
    const wanted = fixed[at] ?? rest;
    const type = checker.getTypeAtLocation(argument);
    return wanted === undefined || type.getCallSignatures().length > 0 || checker.isTypeAssignableTo(type, wanted);
  });
}

interface Parameters {
  readonly fixed: readonly ts.Type[];
  /** Of every further argument. */
  readonly rest: ts.Type | undefined;
}

function parameterTypes(checker: CheckerPort, signature: ts.Signature): Parameters {
  const { parameters } = signature;
  const last = parameters.at(-1);
  const types = parameters.map((parameter) => checker.getTypeOfSymbol(parameter));
  const lastType = types.at(-1);
  if (last === undefined || lastType === undefined || !isRest(last)) return { fixed: types, rest: undefined };
  const before = types.slice(0, -1);
  if (checker.isTupleType(lastType)) {
    return { fixed: [...before, ...checker.getTypeArguments(lastType as ts.TypeReference)], rest: undefined };
  }
  return { fixed: before, rest: checker.getIndexTypeOfType(lastType, ts.IndexKind.Number) ?? lastType };
}

function isRequired({ valueDeclaration }: ts.Symbol): boolean {
  if (valueDeclaration === undefined || !ts.isParameter(valueDeclaration)) return false;
  const { questionToken, initializer, dotDotDotToken } = valueDeclaration;
  return questionToken === undefined && initializer === undefined && dotDotDotToken === undefined;
}

const isRest = ({ valueDeclaration }: ts.Symbol): boolean =>
  valueDeclaration !== undefined && ts.isParameter(valueDeclaration) && valueDeclaration.dotDotDotToken !== undefined;

function parameterType(
  checker: CheckerPort,
  signature: ts.Signature,
  call: CallLike,
  node: ts.Node,
): ts.Type | undefined {
  const given = call.arguments ?? [];
  const at = given.findIndex((argument) => argument === node);
  const { fixed, rest } = parameterTypes(checker, signature);
  if (ts.isSpreadElement(node)) return rest;
  // Behind a spread only the distance from the end is sure.
  const isShifted = given.slice(0, at).some(ts.isSpreadElement);
  if (isShifted) return rest ?? fixed.at(at - given.length);
  return fixed[at] ?? rest;
}

/** Whether a function, or each function of a spread array, gives a promise; the contract is at `FileOracle`. */
export function returnsPromise(checker: CheckerPort, thenables: Thenables, node: ts.Node): Tri {
  return ofFunctionType(checker, thenables, functionTypeAt(checker, node));
}

function functionTypeAt(checker: CheckerPort, node: ts.Node): ts.Type {
  if (ts.isSpreadElement(node)) {
    const array = checker.getTypeAtLocation(node.expression);
    return checker.getIndexTypeOfType(array, ts.IndexKind.Number) ?? array;
  }
  if (!ts.isShorthandPropertyAssignment(node)) return checker.getTypeAtLocation(node);
  const symbol = checker.getShorthandAssignmentValueSymbol(node);
  return symbol === undefined ? checker.getTypeAtLocation(node) : checker.getTypeOfSymbolAtLocation(symbol, node);
}

function ofFunctionType(checker: CheckerPort, thenables: Thenables, type: ts.Type): Tri {
  if (type.flags & opaque) return 'unknown';
  const members = membersOf(checker.getApparentType(type)).filter((member) => member.getCallSignatures().length > 0);
  return ofMembers(
    members.map((member) => ofSignatures(checker, thenables, member.getCallSignatures())),
    'no',
  );
}

/** Which overload the receiver calls is its own affair. */
function ofSignatures(checker: CheckerPort, thenables: Thenables, signatures: readonly ts.Signature[]): Tri {
  const [only, ...others] = signatures;
  if (only === undefined || others.length > 0) return 'unknown';
  const answer = thenables.isThenable(checker.getReturnTypeOfSignature(only));
  return answer === 'maybe' ? 'always' : answer;
}
