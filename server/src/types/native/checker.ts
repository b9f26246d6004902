import { ts } from '../../engine/syntax.ts';
import type { CheckerPort } from '../checker-port.ts';
import { NativeSignature, NativeSymbol, NativeType, type ObjectSource } from './objects.ts';
import type { IndexInfoResponse, SignatureResponse, SymbolResponse, TypeResponse } from './responses.ts';

/** What a checker needs of the program it belongs to. */
export interface CheckedProgram {
  ask(method: string, parameters: object): unknown;
  /** What the native process calls the node; undefined for what is no node of its tree. */
  handleOf(node: ts.Node): string | undefined;
  declarationAt(handle: string): ts.Declaration | undefined;
}

/**
 * The checker of the native process behind the interface of TypeScript 6's own. Each thing is asked once: a question is a
 * trip to the other process and back, some fifty microseconds, whatever the answer costs there.
 */
export class NativeChecker implements CheckerPort {
  readonly #program: CheckedProgram;
  readonly #types = new Map<number, NativeType>();
  readonly #symbols = new Map<number, NativeSymbol>();
  readonly #answers = new Map<string, unknown>();
  readonly #source: ObjectSource;

  constructor(program: CheckedProgram) {
    this.#program = program;
    this.#source = {
      typesOf: (type) => this.#typesFrom('getTypesOfType', { objectId: type.id }),
      targetOf: (type) => this.#known(type.response.target) ?? this.#type('getTargetOfType', { objectId: type.id }),
      symbolOf: (type) => this.#symbolOf(type, 'getSymbolOfType', type.response.symbol),
      aliasSymbolOf: (type) => this.#symbolOf(type, 'getAliasSymbolOfType', type.response.aliasSymbol),
      signaturesOf: (type, kind) => this.#signatures(type, kind),
      propertiesOf: (type) => this.getPropertiesOfType(type as unknown as ts.Type),
      parametersOf: (signature) => this.#symbolsFrom('getParametersOfSignature', { objectId: signature.id }),
      declarationAt: (handle) => program.declarationAt(handle),
    };
  }

  /** Asks for the types of many nodes at the price of one. */
  prefetchTypes(nodes: readonly ts.Node[]): void {
    const locations = this.#unknownOf(nodes);
    if (locations.length === 0) return;
    const found = this.#program.ask('getTypeAtLocations', { locations }) as readonly (TypeResponse | null)[];
    for (const [at, location] of locations.entries()) {
      this.#answers.set(keyOf('getTypeAtLocation', { location }), this.#typeOrError(found[at]));
    }
  }

  getTypeAtLocation(node: ts.Node): ts.Type {
    return this.#typeAt('getTypeAtLocation', node);
  }

  getTypeFromTypeNode(node: ts.TypeNode): ts.Type {
    return this.#typeAt('getTypeFromTypeNode', node);
  }

  getContextualType(node: ts.Expression): ts.Type | undefined {
    const location = this.#program.handleOf(node);
    return location === undefined ? undefined : this.#type('getContextualType', { location });
  }

  getSymbolAtLocation(node: ts.Node): ts.Symbol | undefined {
    const location = this.#program.handleOf(node);
    return location === undefined ? undefined : this.#symbol('getSymbolAtLocation', { location });
  }

  getShorthandAssignmentValueSymbol(node: ts.Node | undefined): ts.Symbol | undefined {
    const location = node && this.#program.handleOf(node);
    return location === undefined ? undefined : this.#symbol('getShorthandAssignmentValueSymbol', { location });
  }

  getAliasedSymbol(symbol: ts.Symbol): ts.Symbol {
    return this.#symbol('getAliasedSymbol', { symbol: idOf(symbol) }) ?? symbol;
  }

  getTypeOfSymbol(symbol: ts.Symbol): ts.Type {
    return this.#type('getTypeOfSymbol', { symbol: idOf(symbol) }) ?? this.#error();
  }

  getTypeOfSymbolAtLocation(symbol: ts.Symbol, node: ts.Node): ts.Type {
    const location = this.#program.handleOf(node);
    if (location === undefined) return this.getTypeOfSymbol(symbol);
    return this.#type('getTypeOfSymbolAtLocation', { symbol: idOf(symbol), location }) ?? this.#error();
  }

  getResolvedSignature(node: ts.CallLikeExpression): ts.Signature | undefined {
    const location = this.#program.handleOf(node);
    if (location === undefined) return undefined;
    return this.#once('getResolvedSignature', { location }, (found: SignatureResponse | null) =>
      found ? this.#signature(found) : undefined,
    );
  }

  getReturnTypeOfSignature(signature: ts.Signature): ts.Type {
    return this.#type('getReturnTypeOfSignature', { signature: idOf(signature) }) ?? this.#error();
  }

  getPropertyOfType(type: ts.Type, name: string): ts.Symbol | undefined {
    return this.#symbol('getPropertyOfType', { type: idOf(type), name });
  }

  getPropertiesOfType(type: ts.Type): ts.Symbol[] {
    return [...this.#symbolsFrom('getPropertiesOfType', { type: idOf(type) })];
  }

  getBaseConstraintOfType(type: ts.Type): ts.Type | undefined {
    return this.#type('getBaseConstraintOfType', { type: idOf(type) });
  }

  getApparentType(type: ts.Type): ts.Type {
    // What is made of objects, or gives way to everything, is its own.
    const isOwn = (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Object)) !== 0;
    const isMapped = ((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Mapped) !== 0;
    return isOwn && !isMapped ? type : (this.#type('getApparentType', { type: idOf(type) }) ?? type);
  }

  getBaseTypes(type: ts.InterfaceType): ts.BaseType[] {
    return [...this.#typesFrom('getBaseTypes', { type: idOf(type) })] as ts.BaseType[];
  }

  getTypeArguments(type: ts.TypeReference): readonly ts.Type[] {
    return this.#typesFrom('getTypeArguments', { type: idOf(type) });
  }

  getIndexInfosOfType(type: ts.Type): readonly ts.IndexInfo[] {
    return this.#once('getIndexInfosOfType', { type: idOf(type) }, (found: readonly IndexInfoResponse[] | null) =>
      (found ?? []).map(({ keyType, valueType }) => ({
        keyType: this.#typeFrom(keyType),
        type: this.#typeFrom(valueType),
        isReadonly: false,
      })),
    );
  }

  getIndexTypeOfType(type: ts.Type, kind: ts.IndexKind): ts.Type | undefined {
    const key = kind === ts.IndexKind.String ? ts.TypeFlags.String : ts.TypeFlags.Number;
    return this.getIndexInfosOfType(type).find(({ keyType }) => (keyType.flags & key) !== 0)?.type;
  }

  isTupleType(type: ts.Type): boolean {
    return isReference(type) && (objectFlagsOf(type.target) & ts.ObjectFlags.Tuple) !== 0;
  }

  /** Instances of one generic type are all arrays or none. */
  isArrayType(type: ts.Type): boolean {
    return isReference(type) && this.#is('isArrayType', type, `${idOf(type.target)}`);
  }

  isArrayLikeType(type: ts.Type): boolean {
    return this.isArrayType(type) || this.#is('isArrayLikeType', type, `${idOf(type)}`);
  }

  isTypeAssignableTo(source: ts.Type, target: ts.Type): boolean {
    return this.#once('isTypeAssignableTo', { source: idOf(source), target: idOf(target) }, (found) => found === true);
  }

  getVoidType(): ts.Type {
    return this.#type('getVoidType', {}) ?? this.#error();
  }

  typeToString(type: ts.Type, node?: ts.Node): string {
    const location = node && this.#program.handleOf(node);
    const parameters = { type: idOf(type), ...(location !== undefined && { location }) };
    return this.#once('typeToString', parameters, (found) => (typeof found === 'string' ? found : ''));
  }

  #typeAt(method: string, node: ts.Node): ts.Type {
    const location = this.#program.handleOf(node);
    return location === undefined ? this.#error() : (this.#type(method, { location }) ?? this.#error());
  }

  #signatures(type: NativeType, kind: ts.SignatureKind): readonly ts.Signature[] {
    return this.#once('getSignaturesOfType', { type: type.id, kind }, (found: readonly SignatureResponse[] | null) =>
      (found ?? []).map((each) => this.#signature(each)),
    );
  }

  #symbolOf(type: NativeType, method: string, id: number | undefined): ts.Symbol | undefined {
    if (id === undefined || id === 0) return undefined;
    return asSymbol(this.#symbols.get(id)) ?? this.#symbol(method, { objectId: type.id });
  }

  #is(method: string, type: ts.Type, shared: string): boolean {
    const key = `${method} ${shared}`;
    const before = this.#answers.get(key);
    if (before !== undefined) return before === true;
    const answer = this.#program.ask(method, { type: idOf(type) }) === true;
    this.#answers.set(key, answer);
    return answer;
  }

  #type(method: string, parameters: object): ts.Type | undefined {
    return this.#once(method, parameters, (found: TypeResponse | null) => (found ? this.#typeFrom(found) : undefined));
  }

  #typesFrom(method: string, parameters: object): readonly ts.Type[] {
    return this.#once(method, parameters, (found: readonly TypeResponse[] | null) =>
      (found ?? []).map((each) => this.#typeFrom(each)),
    );
  }

  #symbol(method: string, parameters: object): ts.Symbol | undefined {
    return this.#once(method, parameters, (found: SymbolResponse | null) => this.#made(found));
  }

  #symbolsFrom(method: string, parameters: object): readonly ts.Symbol[] {
    return this.#once(method, parameters, (found: readonly SymbolResponse[] | null) =>
      (found ?? []).flatMap((each) => this.#made(each) ?? []),
    );
  }

  #once<A>(method: string, parameters: object, make: (found: never) => A): A {
    const key = keyOf(method, parameters);
    if (this.#answers.has(key)) return this.#answers.get(key) as A;
    const answer = make(this.#program.ask(method, parameters) as never);
    this.#answers.set(key, answer);
    return answer;
  }

  #unknownOf(nodes: readonly ts.Node[]): readonly string[] {
    const locations = new Set(nodes.flatMap((node) => this.#program.handleOf(node) ?? []));
    return [...locations].filter((location) => !this.#answers.has(keyOf('getTypeAtLocation', { location })));
  }

  #known(id: number | undefined): ts.Type {
    return (id === undefined ? undefined : asType(this.#types.get(id))) as ts.Type;
  }

  #typeOrError(found: TypeResponse | null | undefined): ts.Type {
    return found ? this.#typeFrom(found) : this.#error();
  }

  #typeFrom(response: TypeResponse): ts.Type {
    let type = this.#types.get(response.id);
    if (type === undefined) {
      type = new NativeType(response, this.#source);
      this.#types.set(response.id, type);
    }
    return type as unknown as ts.Type;
  }

  #made(response: SymbolResponse | null | undefined): ts.Symbol | undefined {
    if (!response) return undefined;
    let symbol = this.#symbols.get(response.id);
    if (symbol === undefined) {
      symbol = new NativeSymbol(response, this.#source);
      this.#symbols.set(response.id, symbol);
    }
    return symbol as unknown as ts.Symbol;
  }

  #signature(response: SignatureResponse): ts.Signature {
    return new NativeSignature(response, this.#source) as unknown as ts.Signature;
  }

  /** Stands for a type that cannot be told. */
  #error(): ts.Type {
    return this.#typeFrom({ id: -1, flags: ts.TypeFlags.Any, intrinsicName: 'error' });
  }
}

function keyOf(method: string, parameters: object): string {
  return `${method} ${Object.values(parameters).join(' ')}`;
}

function idOf(object: object): number {
  return (object as { id: number }).id;
}

function asType(type: NativeType | undefined): ts.Type | undefined {
  return type as unknown as ts.Type | undefined;
}

function asSymbol(symbol: NativeSymbol | undefined): ts.Symbol | undefined {
  return symbol as unknown as ts.Symbol | undefined;
}

function objectFlagsOf(type: ts.Type): ts.ObjectFlags {
  return (type as ts.ObjectType).objectFlags;
}

function isReference(type: ts.Type): type is ts.TypeReference {
  return (type.flags & ts.TypeFlags.Object) !== 0 && (objectFlagsOf(type) & ts.ObjectFlags.Reference) !== 0;
}
