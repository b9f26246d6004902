/** `certain` is an error, `likely` a warning; `doubtful` is shown in strict only. */
export type Certainty = 'certain' | 'likely' | 'doubtful';

interface FormatFacts {
  readonly id: string;
  readonly provider: string;
  /** In a sentence: `live Stripe secret key`. */
  readonly name: string;
  /** The name it usually has in the environment. */
  readonly variable: string;
  /** What somebody who has it can do: "Whoever has it can …". */
  readonly harm: string;
  /** The page where it is revoked or replaced. */
  readonly revoke: string;
  /** Made to be read by everybody: known in order to stay silent. */
  readonly publishable: boolean;
  readonly certainty: Certainty;
}

/** A value that tells by itself what it is. */
export interface MarkedFormat extends FormatFacts {
  readonly how: 'marked';
  /** What the scan looks for; the value begins there, or `lead` characters before. */
  readonly keywords: readonly string[];
  readonly lead: number;
  /** Sticky, and bounded in each repetition. */
  readonly pattern: RegExp;
  /** A checksum or a structure: a value that fails is doubtful. */
  readonly verify?: (value: string) => boolean;
}

/** A value that looks like many others: only the name it is given tells whose it is. */
export interface NamedFormat extends FormatFacts {
  readonly how: 'named';
  /** Parts of names, in lower case, letters and digits alone. */
  readonly keywords: readonly string[];
  /** Of the whole value. */
  readonly pattern: RegExp;
}

/** Found by code of its own: JSON Web Tokens, keys in PEM, passwords in URLs. */
export interface StructuredFormat extends FormatFacts {
  readonly how: 'structured';
}

export type SecretFormat = MarkedFormat | NamedFormat | StructuredFormat;

export interface Provider {
  readonly name: string;
  readonly harm: string;
  readonly revoke: string;
}

export function provider(name: string, harm: string, revoke: string): Provider {
  return { name, harm, revoke };
}

interface MarkedOptions {
  readonly keywords?: readonly string[];
  readonly lead?: number;
  readonly certainty?: Certainty;
  readonly publishable?: boolean;
  /** A class of characters that go on with the value, so that what they follow is something longer. */
  readonly notBefore?: string;
  readonly verify?: (value: string) => boolean;
}

export function marked(
  of: Provider,
  id: string,
  name: string,
  variable: string,
  pattern: RegExp,
  {
    keywords,
    lead = 0,
    certainty = 'certain',
    publishable = false,
    notBefore = 'A-Za-z0-9_',
    verify,
  }: MarkedOptions = {},
): MarkedFormat {
  return {
    ...factsOf(of, { id, name, variable, certainty, publishable }),
    how: 'marked',
    keywords: keywords ?? [literalStart(pattern.source)],
    lead,
    pattern: new RegExp(`(?:${pattern.source})(?![${notBefore}])`, `${pattern.flags}y`),
    ...(verify && { verify }),
  };
}

export function named(
  of: Provider,
  id: string,
  name: string,
  variable: string,
  keywords: readonly string[],
  pattern: RegExp,
  certainty: Certainty = 'likely',
): NamedFormat {
  return {
    ...factsOf(of, { id, name, variable, certainty, publishable: false }),
    how: 'named',
    keywords,
    pattern: new RegExp(`^(?:${pattern.source})$`, pattern.flags),
  };
}

export function structured(
  of: Provider,
  id: string,
  name: string,
  variable: string,
  certainty: Certainty,
  publishable = false,
): StructuredFormat {
  return { ...factsOf(of, { id, name, variable, certainty, publishable }), how: 'structured' };
}

function factsOf(
  of: Provider,
  facts: Pick<FormatFacts, 'id' | 'name' | 'variable' | 'certainty' | 'publishable'>,
): FormatFacts {
  return { ...facts, provider: of.name, harm: of.harm, revoke: of.revoke };
}

/** `ghp_` of `ghp_[0-9A-Za-z]{36}`. */
function literalStart(source: string): string {
  const [start = ''] = /^(?:[\w:/@~ -]|\\[./-])*/.exec(source) ?? [];
  const repeated = /[?*+{]/.test(source.charAt(start.length));
  return (repeated ? start.slice(0, -1) : start).replaceAll('\\', '');
}
