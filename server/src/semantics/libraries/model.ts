/**
 * What Temper knows about a package or the platform, as data.
 *
 * A path starts with the library's name (or `globalThis`), with a subpath only where it matters, and goes on with `.member`, `()` for a call or `new`, `~` for
 * an await and `#i.j` for parameter j of the callback given as argument i. `{a,b}` chooses, `.**` stands for any run of members and
 * calls, `...` for anything.
 * A class that the project knows only by its type is `library.Class()`.
 */
export interface LibraryModel {
  readonly library: string;
  readonly entries: readonly Entry[];
}

export interface Entry {
  readonly path: string;
  readonly is: readonly Fact[];
}

export type Fact =
  /** A query that does nothing until it is awaited, or until `run` is called where `await` is not enough. */
  | { readonly lazy: 'then' | 'execute'; readonly unless?: 'callback' }
  /** A promise, whatever the types say; `never` must be documented by the library. */
  | {
      readonly rejects: 'may' | 'never';
      readonly because?: string;
      /** Given a callback as its last argument, the call answers through that. */
      readonly unless?: 'callback';
      /** Failing costs little: a prefetch, a request that the user can repeat with a click. */
      readonly isMinor?: true;
    }
  /** A call that throws on bad input or on failure. */
  | { readonly throws: true; readonly because: string }
  /** A thenable that is not meant to be awaited here. */
  | { readonly ignorable: true }
  /**
   * Gives back its first argument, what that returns, what the providers of a React context hand down, or
   * a React ref that holds its first argument.
   */
  | { readonly gives: 'argument' | 'result' | 'context' | 'ref' }
  /** Calls its callback before it returns. */
  | { readonly callsBack: true };
