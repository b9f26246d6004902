import { LibraryAutomaton, type PathModel } from '../flow/automaton.ts';

/** What a framework throws at itself to send the user elsewhere, or to answer 404: a `catch` on the way ends it. */
export interface SignalModel {
  /** Whose it is, as packages are called. */
  readonly library: string;
  /** `redirect`: the user is sent elsewhere. `answer`: the page of an error is shown, or its status answered. */
  readonly kind: 'redirect' | 'answer';
  /** `call`: the call itself throws. `throw`: it gives what the code is to throw. */
  readonly thrownBy: 'call' | 'throw';
  /** From this major version on the call throws by itself. */
  readonly callSince?: number;
  /** Functions throw it like any other error, and whoever calls them is ready for it. */
  readonly isUsualError?: true;
  /** An option whose `false` makes it answer by its value. */
  readonly unless?: string;
}

/** How code lets through what is none of its business; from the newest version to the oldest. */
export interface RethrowModel {
  /** The oldest major version that has it. */
  readonly since?: number;
  /** Statement without semicolon; `$error` is what was caught. */
  readonly statement: string;
  readonly imports?: { readonly from: string; readonly names: readonly string[] };
}

const signal = (
  library: string,
  names: string,
  kind: SignalModel['kind'],
  how: Pick<SignalModel, 'thrownBy' | 'callSince' | 'isUsualError'>,
): PathModel<SignalModel> => ({
  library,
  entries: [{ path: `${library}.${names}()`, is: [{ library, kind, ...how }] }],
});

const byCall = { thrownBy: 'call' } as const;
const byThrow = { thrownBy: 'throw' } as const;

const models: readonly PathModel<SignalModel>[] = [
  signal('next', '{redirect,permanentRedirect}', 'redirect', byCall),
  signal('next', '{notFound,forbidden,unauthorized}', 'answer', byCall),
  {
    library: 'next-intl',
    entries: [
      {
        path: 'next-intl.{createNavigation,createSharedPathnamesNavigation,createLocalizedPathnamesNavigation}().{redirect,permanentRedirect}()',
        is: [{ library: 'next', kind: 'redirect', thrownBy: 'call' }],
      },
    ],
  },
  {
    library: 'next-auth',
    entries: [
      {
        path: 'next-auth().{signIn,signOut}()',
        is: [{ library: 'next', kind: 'redirect', thrownBy: 'call', unless: 'redirect' }],
      },
    ],
  },
  signal('@sveltejs/kit', 'redirect', 'redirect', { thrownBy: 'call', callSince: 2 }),
  signal('@sveltejs/kit', 'error', 'answer', { thrownBy: 'call', callSince: 2, isUsualError: true }),
  ...['@remix-run/node', '@remix-run/cloudflare', '@remix-run/deno', 'react-router', 'react-router-dom'].map(
    (library) => signal(library, '{redirect,redirectDocument,replace}', 'redirect', byThrow),
  ),
  signal('@tanstack/react-router', 'redirect', 'redirect', byThrow),
  signal('@tanstack/react-router', 'notFound', 'answer', byThrow),
];

const automaton = new LibraryAutomaton<SignalModel>(models);

/** What a call of this path, `next/navigation.redirect()`, throws or gives to be thrown. */
export const signalOfPath = (path: string): SignalModel | undefined => automaton.factsOf(path)[0];

/** The packages that have such signals. */
export const signalLibraries: readonly string[] = [...new Set(models.map(({ library }) => library))];

const responses: readonly RethrowModel[] = [{ statement: 'if ($error instanceof Response) throw $error' }];

const rethrowModels: ReadonlyMap<string, readonly RethrowModel[]> = new Map([
  [
    'next',
    [
      {
        since: 15,
        statement: 'unstable_rethrow($error)',
        imports: { from: 'next/navigation', names: ['unstable_rethrow'] },
      },
      // What older versions call it lies in files that are no part of their interface.
      { statement: `if ($error instanceof Error && 'digest' in $error) throw $error` },
    ],
  ],
  [
    '@sveltejs/kit',
    [
      {
        since: 2,
        statement: 'if (isRedirect($error) || isHttpError($error)) throw $error',
        imports: { from: '@sveltejs/kit', names: ['isHttpError', 'isRedirect'] },
      },
      { statement: `if ($error && typeof $error === 'object' && 'status' in $error) throw $error` },
    ],
  ],
  [
    '@tanstack/react-router',
    [
      {
        statement: 'if (isRedirect($error) || isNotFound($error)) throw $error',
        imports: { from: '@tanstack/react-router', names: ['isNotFound', 'isRedirect'] },
      },
    ],
  ],
]);

/** @param major undefined where nobody can tell: then the newest */
export function rethrowOf(library: string, major: number | undefined): RethrowModel | undefined {
  const known = rethrowModels.get(library) ?? responses;
  return known.find(({ since = 0 }) => major === undefined || major >= since);
}
