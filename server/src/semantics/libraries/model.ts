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
      /** Given a callback as its last argument, the call answers through that; `argument`: given any, it is another function. */
      readonly unless?: 'callback' | 'argument';
      /**
       * Failing costs little: a prefetch, a request that the user can repeat with a click. `unless-claimed`: as long as the
       * code does not go on to say that it was done, as in `clipboard.writeText(link); toast('Copied');`.
       */
      readonly isMinor?: true | 'unless-claimed';
      /** The place of the call says more: see `heard-mutations.ts` and `telling-arguments.ts`; `callback`: as its first argument does. */
      readonly weighedBy?: 'mutation' | 'address' | 'count' | 'options' | 'font' | 'callback' | 'asked';
    }
  /**
   * A call that throws on bad input or on failure; `own-data`: not on what the program itself has stored, `callback`: not
   * when it answers through one, `address`: not on what was an address before, `asked`: not where the code has asked
   * whether the file is there.
   */
  | { readonly throws: true; readonly because: string; readonly unless?: 'own-data' | 'callback' | 'address' | 'asked' }
  /** Tells of failure by value, so that no catch ever hears of it. */
  | { readonly returnsError: ErrorByValue }
  /** Gives what the program itself has stored. */
  | { readonly ownData: true }
  /** A thenable that is not meant to be awaited here. */
  | { readonly ignorable: true }
  /**
   * Gives back its first argument, what that returns, what the providers of a React context hand down, or
   * a React ref that holds its first argument.
   */
  | { readonly gives: 'argument' | 'result' | 'context' | 'ref' }
  /** Calls its callback before it returns. */
  | { readonly callsBack: true }
  /** Keeps functions among its arguments, calls them later and drops the promise that they give: see `handlers.ts`. */
  | { readonly handlers: HandlerModel }
  /** What becomes of the value that the callback at argument `at` returns; `last` is the last argument. */
  | { readonly callback: CallbackUse; readonly at: number | 'last' };

/**
 * `iteration`: dropped, once for each item. `predicate`: taken for true or false. `comparator`: taken for a number.
 * `start`: dropped, once, as a program starts. `timer`, `event`, `effect` and `callback`: dropped. `awaited`: waited for.
 */
export type CallbackUse =
  'iteration' | 'predicate' | 'comparator' | 'timer' | 'event' | 'effect' | 'start' | 'callback' | 'awaited';

/** What becomes of the functions that a server is given for requests, messages and events. */
export interface HandlerModel {
  /** The first argument that may be such a function. */
  readonly from: number;
  /** Who calls them, as a sentence names it: `Express`. */
  readonly caller: string;
  /** From this major version of a package on, what they reject with is handled. */
  readonly handledSince?: { readonly library: string; readonly major: number };
  /** Packages that, once a project has them, see to it for the whole process. */
  readonly handledBy?: readonly string[];
  /** The events named by the first argument for which all this holds; any when absent. */
  readonly events?: readonly string[];
  /** How such a function tells of a failure: by its parameter `next`, by an answer of its own, or to a log alone. */
  readonly tells: 'next' | 'next-error' | 'response' | 'log';
  /** The index of the parameter `next`, or of the response. */
  readonly at?: number;
  /** The process is about to end anyway, so that a failure costs little. */
  readonly isMinor?: true;
}

/** How the value that a call gives, or its promise resolves to, says that the call failed. */
export interface ErrorByValue {
  /** The property that holds the error, or its index where the value is a tuple. */
  readonly field: string;
  /** The property that is there only when all went well: a look at it tells of a failure, too. */
  readonly data?: string;
  /** Other properties that tell. */
  readonly also?: readonly string[];
  /**
   * `write`: something was to be changed or sent. `read`: only an answer is missing. `check`: a value was to be validated.
   * `call`: a write where the answer is not taken, else a read.
   */
  readonly effect: 'write' | 'read' | 'check' | 'call';
  /** The error is a plain object or a text, no `Error`. */
  readonly isPlain?: true;
  /** The value is either of two kinds, so that the error cannot be taken out of it like a property. */
  readonly isEither?: true;
  /** The value comes without a promise. */
  readonly isSync?: true;
  /** The option by which a caller is told in another way. */
  readonly unless?: string;
  /** The method of a query that makes it throw instead. */
  readonly throwsBy?: string;
}
