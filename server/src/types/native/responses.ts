import type { ts } from '../../engine/syntax.ts';

/** What the native process tells of types, symbols and signatures, as far as it is used. */

export interface TypeResponse {
  readonly id: number;
  readonly flags: ts.TypeFlags;
  readonly objectFlags?: ts.ObjectFlags;
  readonly value?: string | number | boolean | null;
  readonly intrinsicName?: string;
  readonly target?: number;
  readonly symbol?: number;
  readonly aliasSymbol?: number;
}

export interface SymbolResponse {
  readonly id: number;
  readonly name: ts.__String;
  readonly flags: ts.SymbolFlags;
  readonly declarations?: readonly string[];
  readonly valueDeclaration?: string;
}

export interface SignatureResponse {
  readonly id: number;
  readonly declaration?: string;
  readonly typeParameters?: readonly number[];
}

export interface IndexInfoResponse {
  readonly keyType: TypeResponse;
  readonly valueType: TypeResponse;
}

export interface SnapshotResponse {
  readonly snapshot: number;
  readonly projects: readonly { readonly id: string; readonly configFileName: string }[];
}
