import type { Entry, LibraryModel } from './model.ts';

/** The methods by which somebody looks at a result. */
const looks =
  'match,isOk,isErr,unwrapOr,unwrap,expect,mapErr,orElse,_unsafeUnwrap,_unsafeUnwrapErr,andThen,map,error,ok,err,val,safeUnwrap';

/** Values that are one of two things; what comes of a method that looks at them is none. */
const heldResults = (path: string): readonly Entry[] => [
  { path: `${path}.**.{match,isOk,isErr,unwrapOr,unwrap,expect,_unsafeUnwrap,_unsafeUnwrapErr}()`, is: [] },
  {
    path: `${path}.**`,
    is: [{ returnsError: { field: 'error', also: looks.split(','), effect: 'call', isSync: true, isEither: true } }],
  },
];

export const neverthrow: LibraryModel = {
  library: 'neverthrow',
  entries: [
    ...heldResults('neverthrow.{ok,err,okAsync,errAsync}()'),
    ...heldResults('neverthrow.{Result,ResultAsync}.{fromPromise,fromSafePromise,combine,combineWithAllErrors}()'),
    ...heldResults('neverthrow.fromPromise()'),
    ...heldResults('neverthrow.{Ok,Err,ResultAsync}()'),
  ],
};

/** `const [error, value] = await to(promise)`. */
const asTuple = (library: string): LibraryModel => ({
  library,
  entries: [
    {
      path: `${library}{,.to}()`,
      is: [
        { rejects: 'never', because: 'it gives the error back as a value' },
        { returnsError: { field: '0', data: '1', effect: 'call' } },
      ],
    },
  ],
});

export const tuples: readonly LibraryModel[] = ['await-to-js', 'await-to'].map(asTuple);
