import type { PathModel } from '../../flow/automaton.ts';

/**
 * Who made the secret, which decides what a literal in its place means. `made`: the program itself, so that any text is
 * in use and can be guessed. `account`: a password, unless the text only stands for one. `issued`: a
 * provider, so that only what looks like the real thing is one.
 */
export type CredentialKind = 'made' | 'account' | 'issued';

/** An argument of a call that is a secret. */
export interface CredentialRole {
  /**
   * The argument's index and where in it: `1`, `0.secret`, `0.auth.pass`; `*` is any property, and `()` what a function
   * returns. Where an array stands in its place, each element.
   */
  readonly at: string;
  readonly kind: CredentialKind;
  /** In a sentence: `JWT secret`. */
  readonly label: string;
  /** The name it gets in the environment. */
  readonly variable: string;
  /** Only where another argument is one of these texts. */
  readonly where?: { readonly at: number; readonly is: readonly string[] };
}

export type CredentialModel = PathModel<CredentialRole>;

type RoleMaker = (label: string, variable: string, ...places: readonly string[]) => readonly CredentialRole[];

const roles =
  (kind: CredentialKind): RoleMaker =>
  (label, variable, ...places) =>
    places.map((at) => ({ at, kind, label, variable }));

export const made = roles('made');
export const account = roles('account');
export const issued = roles('issued');

/** One call of a library. */
export const call = (
  library: string,
  path: string,
  ...is: readonly (readonly CredentialRole[])[]
): CredentialModel => ({
  library,
  entries: [{ path: `${library}${path}`, is: is.flat() }],
});
