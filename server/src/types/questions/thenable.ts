import { ts } from '../../engine/syntax.ts';
import type { CheckerPort } from '../checker-port.ts';
import type { Tri } from '../oracle.ts';
import { isInside } from '../paths.ts';
import { ofMembers } from './tri.ts';

const deepestInheritance = 20;

const opaque = ts.TypeFlags.Any | ts.TypeFlags.Unknown;
const neverObject =
  ts.TypeFlags.StringLike |
  ts.TypeFlags.NumberLike |
  ts.TypeFlags.BigIntLike |
  ts.TypeFlags.BooleanLike |
  ts.TypeFlags.ESSymbolLike |
  ts.TypeFlags.VoidLike |
  ts.TypeFlags.Null |
  ts.TypeFlags.Never |
  ts.TypeFlags.NonPrimitive |
  ts.TypeFlags.TemplateLiteral |
  ts.TypeFlags.StringMapping;

/** The contracts are at `FileOracle`. One instance per checker, since it remembers types. */
export class Thenables {
  readonly #checker: CheckerPort;
  readonly #libFolder: string;
  readonly #thenables = new WeakMap<ts.Type, Tri>();
  readonly #promises = new WeakMap<ts.Type, Tri>();

  constructor(checker: CheckerPort, libFolder: string) {
    this.#checker = checker;
    this.#libFolder = libFolder;
  }

  isThenable(type: ts.Type): Tri {
    return this.#ofMembers(type, (member) => remembered(this.#thenables, member, () => this.#hasThen(member)));
  }

  isPromise(type: ts.Type): Tri {
    return this.#ofMembers(type, (member) =>
      remembered(this.#promises, member, () => {
        if (this.#derivesFromPromise(member, 0)) return 'always';
        return this.#admitsAnything(member) ? 'unknown' : 'no';
      }),
    );
  }

  /** `{}` and interfaces without members tell nothing of a value: texts, numbers and promises all fit. */
  #admitsAnything(type: ts.Type): boolean {
    return (
      (type.flags & ts.TypeFlags.Object) !== 0 &&
      !type.isClass() &&
      type.getProperties().length === 0 &&
      type.getCallSignatures().length === 0 &&
      type.getConstructSignatures().length === 0 &&
      this.#checker.getIndexInfosOfType(type).length === 0
    );
  }

  /** Of the elements of an array or tuple, whether they are promises. */
  isThenableArray(type: ts.Type): Tri {
    return this.#ofMembers(type, (member) => {
      const checker = this.#checker;
      if (checker.isTupleType(member)) {
        const elements = checker.getTypeArguments(member as ts.TypeReference);
        return ofMembers(
          elements.map((element) => this.isPromise(element)),
          'no',
        );
      }
      if (!checker.isArrayLikeType(member)) return 'no';
      const element = checker.getIndexTypeOfType(member, ts.IndexKind.Number);
      return element === undefined ? 'unknown' : this.isPromise(element);
    });
  }

  /** `ask` sees neither unions nor type parameters nor primitives. */
  #ofMembers(type: ts.Type, ask: (member: ts.Type) => Tri): Tri {
    if (type.flags & opaque) return 'unknown';
    if (type.flags & neverObject) return 'no';
    if (type.isUnion()) {
      return ofMembers(
        type.types.map((member) => this.#ofMembers(member, ask)),
        'no',
      );
    }
    if (!(type.flags & ts.TypeFlags.Instantiable)) return ask(type);
    const bound = this.#checker.getBaseConstraintOfType(type);
    return bound === undefined || bound === type ? 'unknown' : this.#ofMembers(bound, ask);
  }

  #derivesFromPromise(type: ts.Type, depth: number): boolean {
    if (depth > deepestInheritance) return false;
    if (type.isIntersection()) return type.types.some((part) => this.#derivesFromPromise(part, depth + 1));
    const declared = declaredType(type);
    if (this.#isGlobalPromise(declared)) return true;
    if (!declared.isClassOrInterface()) return false;
    return this.#checker.getBaseTypes(declared).some((base) => this.#derivesFromPromise(base, depth + 1));
  }

  #isGlobalPromise({ symbol }: ts.Type): boolean {
    if (symbol?.escapedName !== 'Promise') return false;
    return (symbol.declarations ?? []).some((at) => isInside(at.getSourceFile().fileName, this.#libFolder));
  }

  #hasThen(type: ts.Type): Tri {
    const then = this.#checker.getPropertyOfType(type, 'then');
    if (then === undefined) return 'no';
    return ofMembers(
      membersOf(this.#checker.getTypeOfSymbol(then)).map((member) => this.#isThenMethod(member)),
      'no',
    );
  }

  #isThenMethod(type: ts.Type): Tri {
    if (type.flags & opaque) return 'unknown';
    return type.getCallSignatures().some((signature) => this.#takesCallback(signature)) ? 'always' : 'no';
  }

  #takesCallback(signature: ts.Signature): boolean {
    const [first] = signature.parameters;
    if (first === undefined) return false;
    let type = this.#checker.getTypeOfSymbol(first);
    if (isRest(first)) type = this.#checker.getIndexTypeOfType(type, ts.IndexKind.Number) ?? type;
    return membersOf(type).some((member) => acceptsFunction(member));
  }
}

/** All `Promise<…>` are thenables for the same reason, so they share one memory. */
function remembered(known: WeakMap<ts.Type, Tri>, type: ts.Type, workOut: () => Tri): Tri {
  const key = declaredType(type);
  const before = known.get(key);
  if (before !== undefined) return before;
  const answer = workOut();
  known.set(key, answer);
  return answer;
}

function acceptsFunction(type: ts.Type): boolean {
  if (type.flags & (opaque | ts.TypeFlags.Instantiable)) return true;
  return type.getCallSignatures().length > 0 || isGlobalFunction(type);
}

/** TypeScript's `Function`, which has no signature and can be called. */
export function isGlobalFunction(type: ts.Type): boolean {
  return (type.flags & ts.TypeFlags.Object) !== 0 && type.symbol?.escapedName === 'Function' && !type.isClass();
}

/** Members of a union without null and undefined, or the type itself. */
export function membersOf(type: ts.Type): readonly ts.Type[] {
  const members = type.isUnion() ? type.types : [type];
  return members.filter(({ flags }) => (flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)) === 0);
}

/** The generic type that a type is an instance of. */
export function declaredType(type: ts.Type): ts.Type {
  if (!(type.flags & ts.TypeFlags.Object)) return type;
  const { objectFlags } = type as ts.ObjectType;
  const isInstance = (objectFlags & ts.ObjectFlags.Reference) !== 0;
  return isInstance ? (type as ts.TypeReference).target : type;
}

function isRest(parameter: ts.Symbol): boolean {
  const declaration = parameter.valueDeclaration;
  return declaration !== undefined && ts.isParameter(declaration) && declaration.dotDotDotToken !== undefined;
}

const byChecker = new WeakMap<CheckerPort, Thenables>();

/** What is known about types lives as long as the checker that made them. */
export function thenablesOf(checker: CheckerPort, libFolder: string): Thenables {
  let thenables = byChecker.get(checker);
  if (thenables === undefined) {
    thenables = new Thenables(checker, libFolder);
    byChecker.set(checker, thenables);
  }
  return thenables;
}
