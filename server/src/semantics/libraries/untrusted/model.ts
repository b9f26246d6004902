/**
 * What libraries and the platform do with values that a stranger may have chosen, as data: where such values come from, where they
 * hurt, what lets them through and what takes the sting out of them. Paths are those of `../model.ts`; beside packages there is the
 * library `request`, which stands for what a handler is given: see `../../taint/requests.ts`.
 */
export interface UntrustedModel {
  readonly library: string;
  readonly entries: readonly UntrustedEntry[];
}

export interface UntrustedEntry {
  readonly path: string;
  readonly is: readonly UntrustedFact[];
}

/** In which way an untrusted value hurts. */
export const harms = [
  'sql',
  'filter',
  'nosql',
  'command',
  'path',
  'code',
  'html',
  'url',
  'redirect',
  'record',
  'merge',
  'regex',
  'header',
  'template',
  'xml',
  'object',
  'ldap',
  'prompt',
  'log',
  'amount',
  'authority',
  'nan',
  'limit',
  'date',
  /** Of whatever kind and size, where something definite is expected. */
  'shape',
] as const;
/** Reached by a member of this name, a value is one of the object's keys. */
export const keyMember = '%key';
/** Notes that the member before it was awaited. */
export const promiseMember = '%promise';
/** Notes among the members of a text: JSON is made of it, so that it may hold anything; it stands right behind a slash that begins an address. */
export const parsedMember = '%parsed';
/** A number is made of the text. */
export const numberMember = '%number';
export const behindSlash = '%behind-slash';
/** … or right before a domain of the program's own. */
export const belowDomain = '%below-domain';
/** In an address, right behind its host: what begins with a slash leads to no other. */
export const behindHost = '%behind-host';

export type Harm = (typeof harms)[number];

/** Harms that come of who chose the value, whatever it is made of: a number does them as well as a text, and so does a valid one. */
export const ofChoice: ReadonlySet<Harm> = new Set(['amount', 'authority']);

/** Harms of numbers: of one that is none, and of one that is too large. */
export const ofNumber: ReadonlySet<Harm> = new Set(['nan', 'limit']);

/** Who chose the value: a stranger, another service or a database, the machine's own user. */
export type Trust = 'remote' | 'peer' | 'local';

/** An argument by its index, `last`, `each`, or a member of it: `[0, 'where']`; a member `*` is any. */
export type Argument = number | 'receiver' | 'last' | 'each' | readonly [number, ...string[]];

export type UntrustedFact =
  /** `holds`: a text, unless it may be an object of the sender's making, is a form, whose fields may be files or missing, is a part of a path, which holds no slash, or has
   * been parsed by the schema that stands before the handler. `without`: harms that it cannot do. */
  | {
      readonly source: Trust;
      readonly holds?: 'anything' | 'form' | 'segment' | 'parsed';
      readonly without?: readonly Harm[];
    }
  /**
   * Hurts when the argument is untrusted. `called`: what the argument is, in a sentence. `shell`: only with that option;
   * `string`: not when an object or a function is written out; `entities`: only where options let a document name files;
   * `no-root`: not with the option `root`; `writing`: only beside a statement of SQL that changes something; `page`: only a text that is put together as HTML or comes alone; `html-type`: only an answer of that type; `whole`: only a text whose beginning is not written out.
   */
  | {
      readonly sink: Harm;
      readonly at: Argument;
      readonly called?: string;
      readonly when?: 'shell' | 'string' | 'entities' | 'no-root' | 'writing' | 'page' | 'html-type' | 'whole';
    }
  /** The result holds what the arguments hold, but for these harms; `only`: but for these none. */
  | { readonly passes: readonly Argument[]; readonly clears?: readonly Harm[]; readonly only?: readonly Harm[] }
  /** The result is a list of the keys of argument 0, of its values, or of pairs of both. */
  | { readonly lists: 'keys' | 'values' | 'entries' }
  /** The result does none of these harms. */
  | { readonly clears: readonly Harm[] | 'all' }
  /** Where the call is truthy, the argument does none of these harms. */
  | { readonly proves: readonly Harm[] | 'all'; readonly at: Argument }
  /** Where the call is truthy, this argument is of the schema's shape; `compiled`: of that which the function was made from. */
  | { readonly checks: number; readonly schema: Argument | 'compiled' }
  /** The result is what the argument holds, in the shape of the schema; `at` is where the schema stands, the value is argument 0 or 1. */
  | { readonly parses: 'value' | 'data' | 'decoded'; readonly schema: Argument | 'compiled'; readonly value: number };
