import { ts } from '../../engine/syntax.ts';
import type { SignatureResponse, SymbolResponse, TypeResponse } from './responses.ts';

/** What types, symbols and signatures ask for about themselves. */
export interface ObjectSource {
  typesOf(type: NativeType): readonly ts.Type[];
  targetOf(type: NativeType): ts.Type;
  symbolOf(type: NativeType): ts.Symbol | undefined;
  aliasSymbolOf(type: NativeType): ts.Symbol | undefined;
  signaturesOf(type: NativeType, kind: ts.SignatureKind): readonly ts.Signature[];
  propertiesOf(type: NativeType): readonly ts.Symbol[];
  parametersOf(signature: NativeSignature): readonly ts.Symbol[];
  declarationAt(handle: string): ts.Declaration | undefined;
}

/**
 * A type of the native process that questions ask as if it were one of TypeScript 6: flags have the same numbers in
 * both. What costs a question of its own is asked when it is first looked at.
 */
export class NativeType {
  readonly id: number;
  readonly flags: ts.TypeFlags;
  readonly objectFlags: ts.ObjectFlags;
  readonly value: string | number | boolean | undefined;
  readonly intrinsicName: string | undefined;
  readonly response: TypeResponse;
  readonly #source: ObjectSource;
  #types: readonly ts.Type[] | undefined;
  #calls: readonly ts.Signature[] | undefined;
  #constructs: readonly ts.Signature[] | undefined;

  constructor(response: TypeResponse, source: ObjectSource) {
    this.response = response;
    this.id = response.id;
    this.flags = response.flags;
    this.objectFlags = response.objectFlags ?? ts.ObjectFlags.None;
    this.value = response.value ?? undefined;
    this.intrinsicName = response.intrinsicName;
    this.#source = source;
  }

  get types(): readonly ts.Type[] {
    return (this.#types ??= this.#source.typesOf(this));
  }

  get target(): ts.Type {
    return this.#source.targetOf(this);
  }

  get symbol(): ts.Symbol | undefined {
    return this.#source.symbolOf(this);
  }

  get aliasSymbol(): ts.Symbol | undefined {
    return this.#source.aliasSymbolOf(this);
  }

  isUnion(): boolean {
    return (this.flags & ts.TypeFlags.Union) !== 0;
  }

  isIntersection(): boolean {
    return (this.flags & ts.TypeFlags.Intersection) !== 0;
  }

  isUnionOrIntersection(): boolean {
    return (this.flags & ts.TypeFlags.UnionOrIntersection) !== 0;
  }

  isStringLiteral(): boolean {
    return (this.flags & ts.TypeFlags.StringLiteral) !== 0;
  }

  isNumberLiteral(): boolean {
    return (this.flags & ts.TypeFlags.NumberLiteral) !== 0;
  }

  isClass(): boolean {
    return this.#isObject(ts.ObjectFlags.Class);
  }

  isClassOrInterface(): boolean {
    return this.#isObject(ts.ObjectFlags.ClassOrInterface);
  }

  getCallSignatures(): readonly ts.Signature[] {
    return (this.#calls ??= this.#signatures(ts.SignatureKind.Call));
  }

  getConstructSignatures(): readonly ts.Signature[] {
    return (this.#constructs ??= this.#signatures(ts.SignatureKind.Construct));
  }

  getProperties(): readonly ts.Symbol[] {
    return this.#source.propertiesOf(this);
  }

  /** Only what is made of objects can be called. */
  #signatures(kind: ts.SignatureKind): readonly ts.Signature[] {
    return this.flags & ts.TypeFlags.StructuredType ? this.#source.signaturesOf(this, kind) : [];
  }

  #isObject(flags: ts.ObjectFlags): boolean {
    return (this.flags & ts.TypeFlags.Object) !== 0 && (this.objectFlags & flags) !== 0;
  }
}

export class NativeSymbol {
  readonly id: number;
  readonly flags: ts.SymbolFlags;
  readonly escapedName: ts.__String;
  readonly #response: SymbolResponse;
  readonly #source: ObjectSource;
  #declarations: readonly ts.Declaration[] | undefined;

  constructor(response: SymbolResponse, source: ObjectSource) {
    this.#response = response;
    this.id = response.id;
    this.flags = response.flags;
    this.escapedName = response.name;
    this.#source = source;
  }

  get name(): string {
    return ts.unescapeLeadingUnderscores(this.escapedName);
  }

  get declarations(): readonly ts.Declaration[] | undefined {
    const { declarations = [] } = this.#response;
    this.#declarations ??= declarations.flatMap((handle) => this.#source.declarationAt(handle) ?? []);
    return declarations.length === 0 ? undefined : this.#declarations;
  }

  get valueDeclaration(): ts.Declaration | undefined {
    const { valueDeclaration } = this.#response;
    return valueDeclaration === undefined ? undefined : this.#source.declarationAt(valueDeclaration);
  }

  /** Of declarations, without looking at them. */
  get handles(): readonly string[] {
    return this.#response.declarations ?? [];
  }
}

export class NativeSignature {
  readonly id: number;
  readonly #response: SignatureResponse;
  readonly #source: ObjectSource;
  #parameters: readonly ts.Symbol[] | undefined;

  constructor(response: SignatureResponse, source: ObjectSource) {
    this.#response = response;
    this.id = response.id;
    this.#source = source;
  }

  get parameters(): readonly ts.Symbol[] {
    return (this.#parameters ??= this.#source.parametersOf(this));
  }

  /** For whether there are any. */
  get typeParameters(): readonly number[] | undefined {
    const { typeParameters = [] } = this.#response;
    return typeParameters.length === 0 ? undefined : typeParameters;
  }

  get declaration(): ts.Declaration | undefined {
    const { declaration } = this.#response;
    return declaration === undefined ? undefined : this.#source.declarationAt(declaration);
  }
}
