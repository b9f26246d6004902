import type { Shape } from '../../semantics/shapes/shape.ts';
import type { FileStyle } from '../style.ts';

/** How a schema is written in a file. */
export interface Writing {
  /** What the library's export is called there. */
  readonly library: string;
  readonly style: FileStyle;
  /** The major version, as far as it is known. */
  readonly major: number;
}

/** The code that checks a value against a schema. */
export interface Check {
  /** The statement before the decision, without its semicolon. */
  readonly statement: string;
  /** True where the value does not fit. */
  readonly failed: string;
  /** The value that fits. */
  readonly value: string;
}

export interface Given {
  /** The schema's name. */
  readonly schema: string;
  readonly input: string;
  /** A free name for what the check gives. */
  readonly result: string;
  /** What the export of `also` is called. */
  readonly also: string;
}

/** A library that checks values at run time. */
export interface Validator {
  /** Packages by which a project has it; the first is what is imported. */
  readonly packages: readonly string[];
  /** What is imported: a name, `default`, or `*` for the module as a whole. */
  readonly exported: string;
  /** As it is called where nothing says otherwise. */
  readonly usual: string;
  /** What else the check needs, and from where. */
  readonly also?: { readonly exported: string; readonly specifier: string };
  /**
   * The schema as an expression whose lines after the first begin at the file's own indentation; undefined where the library
   * cannot say what the shape says.
   */
  schema(shape: Shape, writing: Writing): string | undefined;
  /** Whether the type of what fits lets fields be missing that the shape asks for. */
  mayLack?(shape: Shape, writing: Writing): boolean;
  check(given: Given, writing: Writing): Check;
  /** The value that fits, as an expression that throws where it does not. */
  parse(given: Omit<Given, 'result'>, writing: Writing): string;
  /** Whether the check itself names the library. */
  readonly checksByLibrary?: true;
}
