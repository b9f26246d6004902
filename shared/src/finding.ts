/** Plain data that both sides of the protocol, the reports and the engine share. Everything here survives JSON. */

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };
export type JsonObject = { readonly [key: string]: JsonValue };

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** The most severe first. */
export const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** UTF-16 offsets, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Zero-based line and UTF-16 column. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A span of a file. `file` is an absolute path with forward slashes. */
export interface Place {
  readonly file: string;
  readonly span: Span;
  readonly range: Range;
}

export interface RelatedPlace extends Place {
  readonly message: string;
}

/** Safe fixes keep the happy path and may run in bulk; unsafe ones change what the program does and are chosen by name. */
export type FixSafety = 'safe' | 'unsafe';

/** What a light bulb needs to list a fix; its edits are built when it is chosen. */
export interface FixOffer {
  readonly id: string;
  readonly title: string;
  readonly safety: FixSafety;
  /** Carries a secret's value: never serialised, built on request alone. */
  readonly sensitive: boolean;
}

export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

export interface FileEdit {
  readonly file: string;
  readonly edits: readonly TextEdit[];
}

/** The syntax node a finding is about, enough to find it again in a tree of the same text. */
export interface NodeAddress extends Span {
  /** Name of the syntax kind, such as `ExpressionStatement`. */
  readonly kind: string;
}

export interface Finding extends Place {
  readonly rule: string;
  readonly severity: Severity;
  /** A plain sentence about what happens in production. */
  readonly message: string;
  readonly related: readonly RelatedPlace[];
  /** The related places are the way, in order, by which a value comes to this place or goes on from it. */
  readonly isFlow?: true;
  /** The preferred fix first. */
  readonly fixes: readonly FixOffer[];
  readonly node: NodeAddress;
  /** What the rule needs to build its message and fixes again. */
  readonly data: JsonObject;
  /** Survives moved lines; made of rule, path, enclosing symbol and ordinal, never of a value. */
  readonly fingerprint: string;
}

export interface SuppressedFinding extends Finding {
  readonly reason: string;
}

/** The answer for one version of one file. */
export interface FileFindings {
  readonly file: string;
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  /** Limits that were met, in plain words; empty when the file was checked whole. */
  readonly limits: readonly string[];
}
